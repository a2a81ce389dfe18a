#include "kernels/core/settle.hpp"
#include "kernels/core/store_same.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr std::uint32_t no_pool = ~0u;

struct AddDemand {
  Claims claims;
  std::int64_t* demand;
  GS_HD void operator()(std::int64_t i) const {
    if (claims.pool[i] != no_pool && claims.quantity[i] > 0) atomic_add(&demand[claims.pool[i]], claims.quantity[i]);
  }
};
//! Pools with nothing, or with enough for all, need no order.
struct GrantUncontested {
  Claims claims;
  Pools pools;
  std::int64_t const* demand;
  GS_HD void operator()(std::int64_t i) const {
    std::uint32_t const pool = claims.pool[i];
    claims.grant[i] = pool != no_pool && pools.stock[pool] >= demand[pool] ? claims.quantity[i] : 0;
  }
};
struct Contested {
  Claims claims;
  Pools pools;
  std::int64_t const* demand;
  GS_HD bool operator()(std::int64_t i) const {
    std::uint32_t const pool = claims.pool[i];
    return pool != no_pool && claims.quantity[i] > 0 && pools.stock[pool] > 0 && pools.stock[pool] < demand[pool];
  }
};
struct ClearDemand {
  Claims claims;
  std::int64_t* demand;
  GS_HD void operator()(std::int64_t i) const {
    if (claims.pool[i] != no_pool) store_same(&demand[claims.pool[i]], 0);
  }
};
struct MakeKey {
  Claims claims;
  std::uint32_t const* index;
  std::uint64_t* key;
  std::uint32_t* order;
  GS_HD void operator()(std::int64_t k) const {
    std::uint32_t const i = index == nullptr ? static_cast<std::uint32_t>(k) : index[k];
    key[k] = static_cast<std::uint64_t>(claims.pool[i]) << 32 | claims.rank[i];
    order[k] = i;
  }
};
struct Gather {
  Claims claims;
  std::uint32_t const* order;
  std::uint32_t* pool;
  std::int64_t* quantity;
  GS_HD void operator()(std::int64_t k) const {
    pool[k] = claims.pool[order[k]];
    quantity[k] = claims.quantity[order[k]];
  }
};
//! floor(stock * upto / demand) in 128 bits: shares that add up exactly.
GS_HD inline std::int64_t share(std::int64_t stock, std::int64_t upto, std::int64_t demand) {
  return static_cast<std::int64_t>(static_cast<unsigned __int128>(stock) * static_cast<std::uint64_t>(upto) / static_cast<std::uint64_t>(demand));
}
struct GrantContested {
  Claims claims;
  Pools pools;
  std::uint32_t const* order;
  std::int64_t const* before;
  std::int64_t const* demand;
  GS_HD void operator()(std::int64_t k) const {
    std::uint32_t const i = order[k], pool = claims.pool[i];
    std::int64_t const stock = pools.stock[pool], wanted = claims.quantity[i], ahead = before[k];
    if (claims.fill == Fill::proportional) {
      claims.grant[i] = share(stock, ahead + wanted, demand[pool]) - share(stock, ahead, demand[pool]);
      return;
    }
    std::int64_t const free = stock - ahead;
    claims.grant[i] = free <= 0 ? 0 : (free >= wanted ? wanted : (claims.whole ? 0 : free));
  }
};
struct Scatter {
  std::uint32_t const* order;
  std::int64_t const* sorted;
  std::int64_t* out;
  GS_HD void operator()(std::int64_t k) const { out[order[k]] = sorted[k]; }
};

struct Ordered {
  std::uint32_t* order;  //!< claims
  std::int64_t* before;  //!< running sums of their quantities, pool by pool
};

//! Sorts n claims (all, or those listed) by (pool, rank, index).
Ordered order_claims(Lane const& lane, Claims const& claims, std::uint32_t const* index, std::int64_t n, Scratch& scratch) {
  Ordered const out{scratch.room<std::uint32_t>(n), scratch.room<std::int64_t>(n)};
  Scratch::Use const use(scratch);
  auto* const keys = scratch.room<std::uint64_t>(n);
  auto* const pool = scratch.room<std::uint32_t>(n);
  auto* const quantity = reinterpret_cast<std::int64_t*>(keys);  // nobody reads keys once they are sorted
  for_each(lane, n, MakeKey{claims, index, keys, out.order});
  sort_pairs(lane, keys, out.order, n);
  for_each(lane, n, Gather{claims, out.order, pool, quantity});
  exclusive_sum_by_key(lane, pool, quantity, out.before, n);
  return out;
}

}  // namespace

void settle(Lane const& lane, Claims const& claims, Pools const& pools, Scratch& scratch) {
  if (claims.count == 0) return;
  Scratch::Use const use(scratch);
  std::int64_t* demand = scratch.zeros(pools.count);
  for_each(lane, claims.count, AddDemand{claims, demand});
  for_each(lane, claims.count, GrantUncontested{claims, pools, demand});
  List const contested = list_where(lane, claims.count, Contested{claims, pools, demand}, scratch);
  if (contested.count > 0) {
    Ordered const all = order_claims(lane, claims, contested.items, contested.count, scratch);
    for_each(lane, contested.count, GrantContested{claims, pools, all.order, all.before, demand});
  }
  for_each(lane, claims.count, ClearDemand{claims, demand});
}

void running_sums(Lane const& lane, Claims const& claims, std::int64_t* before, Scratch& scratch) {
  if (claims.count == 0) return;
  Scratch::Use const use(scratch);
  Ordered const all = order_claims(lane, claims, nullptr, claims.count, scratch);
  for_each(lane, claims.count, Scatter{all.order, all.before, before});
}

}  // namespace gs::GS_BACKEND
