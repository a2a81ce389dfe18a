#include "kernels/core/kits.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr std::uint32_t no_pool = ~0u;

//! What a part asks of its pool; a claim that is served or hopeless asks nothing.
struct AskPart {
  std::uint32_t const* rank;
  std::int64_t const* left;
  KitPart const* part;
  std::uint32_t *pool_out, *rank_out;
  std::int64_t* ask;
  GS_HD void operator()(std::int64_t p) const {
    KitPart const k = part[p];
    ask[p] = left[k.claim] * k.each;
    pool_out[p] = ask[p] > 0 ? k.pool : no_pool;
    rank_out[p] = rank[k.claim];
  }
};

//! Complete kits a claim can make of what its parts were granted.
GS_HD inline std::int64_t complete_kits(KitPart const* part, std::int64_t const* got, std::int64_t first, std::int64_t last, std::int64_t want) {
  std::int64_t kits = want;
  for (std::int64_t p = first; p < last; ++p) {
    std::int64_t const n = got[p] / part[p].each;
    if (n < kits) kits = n;
  }
  return kits;
}

//! Takes the complete kits and leaves the surplus where it was.
struct TakeKits {
  std::int64_t const *first, *got;
  KitPart const* part;
  std::int64_t *left, *grant, *stock, *moved;
  GS_HD void operator()(std::int64_t k) const {
    if (left[k] == 0) return;
    std::int64_t const kits = complete_kits(part, got, first[k], first[k + 1], left[k]);
    if (kits == 0) return;
    left[k] -= kits;
    grant[k] += kits;
    for (std::int64_t p = first[k]; p < first[k + 1]; ++p) atomic_add(&stock[part[p].pool], -kits * part[p].each);
    atomic_add(moved, kits);
  }
};

//! A claim with a component that does not reach for one kit any more stops asking, and so stops holding back the others.
struct DropHopeless {
  std::int64_t const *first, *stock;
  KitPart const* part;
  std::int64_t* left;
  GS_HD void operator()(std::int64_t k) const {
    if (left[k] == 0) return;
    for (std::int64_t p = first[k]; p < first[k + 1]; ++p) {
      if (stock[part[p].pool] < part[p].each) {
        left[k] = 0;
        return;
      }
    }
  }
};

}  // namespace

void settle_kits(Lane const& lane, KitClaims const& c, KitPools const& pools, int rounds, Scratch& scratch) {
  if (c.count == 0) return;
  Scratch::Use const use(scratch);
  auto* const pool = scratch.room<std::uint32_t>(c.parts);
  auto* const rank = scratch.room<std::uint32_t>(c.parts);
  auto* const ask = scratch.room<std::int64_t>(c.parts);
  auto* const got = scratch.room<std::int64_t>(c.parts);
  std::int64_t* const left = c.want;                  // 0 = served or hopeless
  auto* const moved = scratch.room<std::int64_t>(1);  // grains granted in the round
  zero(c.grant, c.count * std::int64_t{sizeof(std::int64_t)});
  for (int round = 0; round < rounds; ++round) {
    for_each(lane, c.count, DropHopeless{c.first, pools.stock, c.part, left});
    for_each(lane, c.parts, AskPart{c.rank, left, c.part, pool, rank, ask});
    settle(lane, {c.parts, pool, rank, ask, got}, {pools.count, pools.stock}, scratch);
    zero(moved, sizeof(std::int64_t));
    for_each(lane, c.count, TakeKits{c.first, got, c.part, left, c.grant, pools.stock, moved});
    if (c.simple || read(moved) == 0) return;  // simple: a second round would grant nothing
  }
}

}  // namespace gs::GS_BACKEND
