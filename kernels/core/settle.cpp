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

//! Sorts n claims (all, or those listed) by (pool, rank, index) and leaves their running sums in scratch.before.
void order_claims(Lane const& lane, Claims const& claims, std::uint32_t const* index, std::int64_t n, SettleScratch& s) {
  s.keys.grow(n);
  s.order.grow(n);
  s.pool.grow(n);
  s.quantity.grow(n);
  s.before.grow(n);
  for_each(lane, n, MakeKey{claims, index, s.keys.data(), s.order.data()});
  sort_pairs(lane, s.keys.data(), s.order.data(), n);
  for_each(lane, n, Gather{claims, s.order.data(), s.pool.data(), s.quantity.data()});
  exclusive_sum_by_key(lane, s.pool.data(), s.quantity.data(), s.before.data(), n);
}

}  // namespace

void settle(Lane const& lane, Claims const& claims, Pools const& pools, SettleScratch& s) {
  if (claims.count == 0) return;
  s.demand.grow(pools.count);
  std::int64_t* demand = s.demand.data();
  for_each(lane, claims.count, AddDemand{claims, demand});
  for_each(lane, claims.count, GrantUncontested{claims, pools, demand});
  std::int64_t const n = list_where(lane, claims.count, Contested{claims, pools, demand}, s.contested);
  if (n > 0) {
    order_claims(lane, claims, s.contested.items.data(), n, s);
    for_each(lane, n, GrantContested{claims, pools, s.order.data(), s.before.data(), demand});
  }
  for_each(lane, claims.count, ClearDemand{claims, demand});
}

void running_sums(Lane const& lane, Claims const& claims, std::int64_t* before, SettleScratch& s) {
  if (claims.count == 0) return;
  order_claims(lane, claims, nullptr, claims.count, s);
  for_each(lane, claims.count, Scatter{s.order.data(), s.before.data(), before});
}

}  // namespace gs::GS_BACKEND
