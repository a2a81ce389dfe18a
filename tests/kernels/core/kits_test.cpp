//! Kits in rounds against serving one claim after another.
#include "kernels/core/kits.hpp"
#include <gtest/gtest.h>
#include <algorithm>
#include <numeric>
#include "kernels/core/arena.hpp"
#include "tests/kernels/core/claims_support.hpp"

namespace gs::cpu {
namespace {

struct Case {
  std::vector<std::uint32_t> rank;
  std::vector<std::int64_t> want, stock;
  std::vector<std::vector<KitPart>> parts;  //!< by claim
};

Case random_case(std::uint64_t seed, std::size_t claims, std::size_t pools, std::size_t most_parts) {
  Dice dice{seed};
  Case c;
  for (std::size_t k = 0; k < claims; ++k) {
    c.rank.push_back(static_cast<std::uint32_t>(dice.next(4)));
    c.want.push_back(static_cast<std::int64_t>(dice.next(8)));
    std::vector<KitPart> parts;
    std::size_t const n = dice.next(most_parts + 1);
    for (std::size_t p = 0; p < n; ++p) {
      auto const pool = static_cast<std::uint32_t>(dice.next(pools));
      bool const known = std::any_of(parts.begin(), parts.end(), [pool](auto const& x) { return x.pool == pool; });
      if (!known) parts.push_back({static_cast<std::uint32_t>(k), pool, 1 + static_cast<std::int64_t>(dice.next(3))});
    }
    c.parts.push_back(parts);
  }
  for (std::size_t p = 0; p < pools; ++p) c.stock.push_back(static_cast<std::int64_t>(dice.next(6 * claims * most_parts / pools + 2)));
  return c;
}

//! One claim after another by (rank, position), each taking all the complete kits that are left.
std::vector<std::int64_t> serve(Case const& c, std::vector<std::int64_t>& left) {
  std::vector<std::size_t> order(c.want.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return c.rank[a] < c.rank[b]; });
  std::vector<std::int64_t> grant(c.want.size(), 0);
  left = c.stock;
  for (std::size_t const k : order) {
    std::int64_t kits = c.want[k];
    for (auto const& part : c.parts[k]) kits = std::min(kits, left[part.pool] / part.each);
    for (auto const& part : c.parts[k]) left[part.pool] -= kits * part.each;
    grant[k] = kits;
  }
  return grant;
}

struct Result {
  std::vector<std::int64_t> grant, left;
};
Result settled(Case const& c, int rounds, std::uint64_t shuffle = 0, int threads = 2, bool simple = false) {
  Scratch scratch;
  std::vector<KitPart> parts;
  std::vector<std::int64_t> first{0};
  for (auto const& of_claim : c.parts) {
    parts.insert(parts.end(), of_claim.begin(), of_claim.end());
    first.push_back(static_cast<std::int64_t>(parts.size()));
  }
  auto const rank = uploaded(c.rank);
  auto const want = uploaded(c.want), firsts = uploaded(first), stock = uploaded(c.stock);
  auto const part = uploaded(parts);
  auto const count = static_cast<std::int64_t>(c.want.size());
  Buffer<std::int64_t> const grant(count);
  KitClaims const claims{count, static_cast<std::int64_t>(parts.size()), simple, rank.data(), want.data(), grant.data(), firsts.data(), part.data()};
  Lane lane;
  lane.shuffle = shuffle;
  Arena(threads).run([&] { settle_kits(lane, claims, {stock.size(), stock.data()}, rounds, scratch); });
  return {downloaded(grant, count), downloaded(stock, static_cast<std::int64_t>(c.stock.size()))};
}

TEST(Kits, AtTheFixpointEqualServingOneAfterAnother) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Case const c = random_case(seed, 1 + seed * 7, 1 + seed % 13, 1 + seed % 4);
    std::vector<std::int64_t> left;
    auto const expected = serve(c, left);
    Result const r = settled(c, 1 << 20);
    EXPECT_EQ(r.grant, expected) << "seed " << seed;
    EXPECT_EQ(r.left, left) << "seed " << seed;
  }
}

TEST(Kits, FewRoundsNeverGiveMoreThanServingWouldAndNeverTakeTooMuch) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Case const c = random_case(seed, 300, 9, 4);
    std::vector<std::int64_t> left;
    auto const full = serve(c, left);
    Result const r = settled(c, kit_rounds);
    for (std::size_t k = 0; k < full.size(); ++k) EXPECT_LE(r.grant[k], full[k]);
    for (std::int64_t const l : r.left) EXPECT_GE(l, 0);
  }
}

//! A short component must not let its claim hold the other component back: the case that needs the release of surplus.
TEST(Kits, SurplusGoesToThoseBehind) {
  Case c;
  c.rank = {0, 1};
  c.want = {10, 10};
  c.stock = {3, 10};
  c.parts = {{{0, 0, 1}, {0, 1, 1}}, {{1, 1, 1}}};
  EXPECT_EQ(settled(c, 1).grant, (std::vector<std::int64_t>{3, 0}));
  EXPECT_EQ(settled(c, kit_rounds).grant, (std::vector<std::int64_t>{3, 7}));
}

TEST(Kits, SimpleClaimsNeedOneRound) {
  Case c = random_case(5, 4000, 40, 1);
  for (auto& parts : c.parts) {
    for (auto& part : parts) part.each = 1;
  }
  std::vector<std::int64_t> left;
  EXPECT_EQ(settled(c, kit_rounds, 0, 2, true).grant, serve(c, left));
}

TEST(Kits, ClaimsWithoutPartsAreGrantedInFull) {
  Case c;
  c.rank = {0, 0};
  c.want = {5, 0};
  c.stock = {0};
  c.parts = {{}, {}};
  EXPECT_EQ(settled(c, kit_rounds).grant, (std::vector<std::int64_t>{5, 0}));
}

TEST(Kits, BitsDoNotDependOnShuffleOrThreads) {
  Case const c = random_case(77, 6000, 50, 4);
  Result const plain = settled(c, kit_rounds);
  EXPECT_EQ(settled(c, kit_rounds, 424242).grant, plain.grant);
  EXPECT_EQ(settled(c, kit_rounds, 31337, 1).grant, plain.grant);
  EXPECT_EQ(settled(c, kit_rounds, 0, 1).left, plain.left);
}

}  // namespace
}  // namespace gs::cpu
