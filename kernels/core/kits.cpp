#include "kernels/core/kits.hpp"
#include "kernels/core/scratch.hpp"

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

struct Start {
  std::int64_t const* want;
  std::int64_t *left, *grant;
  GS_HD void operator()(std::int64_t k) const {
    left[k] = want[k];
    grant[k] = 0;
  }
};

}  // namespace

void KitClaims::grow(std::int64_t claims, std::int64_t total_parts) {
  count = claims;
  parts = total_parts;
  make_room(rank, claims);
  make_room(want, claims);
  make_room(grant, claims);
  make_room(first, claims + 1);
  make_room(part, total_parts);
}

void settle_kits(Lane const& lane, KitClaims& c, std::int64_t pools, int rounds, KitScratch& s) {
  if (c.count == 0) return;
  make_room(s.pool, c.parts);
  make_room(s.rank, c.parts);
  make_room(s.ask, c.parts);
  make_room(s.got, c.parts);
  make_room(s.left, c.count);
  make_room(s.moved, 1);
  std::int64_t const* first = c.first.data();
  KitPart const* part = c.part.data();
  for_each(lane, c.count, Start{c.want.data(), s.left.data(), c.grant.data()});
  for (int round = 0; round < rounds; ++round) {
    for_each(lane, c.count, DropHopeless{first, s.stock.data(), part, s.left.data()});
    for_each(lane, c.parts, AskPart{c.rank.data(), s.left.data(), part, s.pool.data(), s.rank.data(), s.ask.data()});
    settle(lane, {c.parts, s.pool.data(), s.rank.data(), s.ask.data(), s.got.data()}, {pools, s.stock.data()}, s.settle);
    zero(s.moved.data(), sizeof(std::int64_t));
    for_each(lane, c.count, TakeKits{first, s.got.data(), part, s.left.data(), c.grant.data(), s.stock.data(), s.moved.data()});
    if (c.simple || read(s.moved.data()) == 0) return;  // simple: a second round would grant nothing
  }
}

}  // namespace gs::GS_BACKEND
