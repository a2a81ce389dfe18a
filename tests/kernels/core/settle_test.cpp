//! settle and running_sums against the obvious serial program.
#include "kernels/core/settle.hpp"
#include <gtest/gtest.h>
#include <algorithm>
#include <numeric>
#include "kernels/core/arena.hpp"
#include "kernels/core/units.hpp"
#include "tests/kernels/core/claims_support.hpp"

namespace gs::cpu {
namespace {

struct Case {
  std::vector<std::uint32_t> pool, rank;
  std::vector<std::int64_t> quantity, stock;
};

Case random_case(std::uint64_t seed, std::size_t n, std::size_t pools) {
  Dice dice{seed};
  Case c;
  for (std::size_t i = 0; i < n; ++i) {
    c.pool.push_back(dice.next(10) == 0 ? ~0u : static_cast<std::uint32_t>(dice.next(pools)));
    c.rank.push_back(static_cast<std::uint32_t>(dice.next(5)) << 28 | static_cast<std::uint32_t>(dice.next(3)));
    c.quantity.push_back(static_cast<std::int64_t>(dice.next(9)));
  }
  for (std::size_t p = 0; p < pools; ++p) c.stock.push_back(static_cast<std::int64_t>(dice.next(4 * n / pools + 3)) - 2);
  return c;
}

std::vector<std::size_t> service_order(Case const& c) {
  std::vector<std::size_t> order(c.pool.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return c.rank[a] < c.rank[b]; });
  return order;
}

//! One after another; a whole claim that does not fit closes its pool.
std::vector<std::int64_t> serve(Case const& c, bool whole) {
  std::vector<std::int64_t> left = c.stock, grant(c.pool.size(), 0);
  for (std::size_t const i : service_order(c)) {
    if (c.pool[i] == ~0u) continue;
    std::int64_t& here = left[c.pool[i]];
    std::int64_t const free = std::max<std::int64_t>(0, here);
    grant[i] = free >= c.quantity[i] ? c.quantity[i] : (whole ? 0 : free);
    here -= c.quantity[i];  // what is ahead counts in full, granted or not
  }
  return grant;
}

std::vector<std::int64_t> settled(Case const& c, bool whole, Fill fill, std::uint64_t shuffle = 0, int threads = 2) {
  auto const pool = uploaded(c.pool), rank = uploaded(c.rank);
  auto const quantity = uploaded(c.quantity), stock = uploaded(c.stock);
  auto const n = static_cast<std::int64_t>(c.pool.size());
  Buffer<std::int64_t> grant(n);
  Scratch scratch;
  Lane lane;
  lane.shuffle = shuffle;
  Claims const claims{n, pool.data(), rank.data(), quantity.data(), grant.data(), whole, fill};
  Arena(threads).run([&] {
    settle(lane, claims, {static_cast<std::int64_t>(c.stock.size()), stock.data()}, scratch);
    settle(lane, claims, {static_cast<std::int64_t>(c.stock.size()), stock.data()}, scratch);  // scratch must be clean for the next call
  });
  return downloaded(grant, n);
}

class SettleSizes : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Sizes, SettleSizes, testing::Values(0, 1, 31, 32, 33, 511, 512, 513, 5000, 40000));

TEST_P(SettleSizes, InOrderEqualsServingOneAfterAnother) {
  for (std::uint64_t seed = 1; seed < 5; ++seed) {
    for (std::size_t pools : {1, 7, 300}) {
      Case const c = random_case(seed, GetParam(), pools);
      EXPECT_EQ(settled(c, false, Fill::in_order), serve(c, false));
      EXPECT_EQ(settled(c, true, Fill::in_order), serve(c, true));
    }
  }
}

TEST_P(SettleSizes, BitsDoNotDependOnShuffleOrThreads) {
  Case const c = random_case(9, GetParam(), 17);
  for (Fill const fill : {Fill::in_order, Fill::proportional}) {
    auto const plain = settled(c, false, fill);
    EXPECT_EQ(settled(c, false, fill, 12345), plain);
    EXPECT_EQ(settled(c, false, fill, 987654321, 1), plain);
    EXPECT_EQ(settled(c, false, fill, 0, 1), plain);
  }
}

TEST(Settle, ProportionalSharesAddUpAndDifferByLessThanOne) {
  Case c;
  for (int i = 0; i < 1000; ++i) {
    c.pool.push_back(0);
    c.rank.push_back(0);
    c.quantity.push_back(i % 7);
  }
  c.stock = {1234};
  std::int64_t const demand = std::accumulate(c.quantity.begin(), c.quantity.end(), std::int64_t{0});
  auto const grant = settled(c, false, Fill::proportional);
  EXPECT_EQ(std::accumulate(grant.begin(), grant.end(), std::int64_t{0}), 1234);
  for (std::size_t i = 0; i < grant.size(); ++i) {
    double const fair = static_cast<double>(c.quantity[i]) * 1234.0 / static_cast<double>(demand);
    EXPECT_LT(std::abs(static_cast<double>(grant[i]) - fair), 1.0);
    EXPECT_LE(grant[i], c.quantity[i]);
  }
}

TEST(Settle, ProportionalDoesNotOverflow) {
  Case c;
  c.pool = {0, 0};
  c.rank = {0, 0};
  c.quantity = {INT64_C(4000000000000000000), INT64_C(4000000000000000000)};
  c.stock = {INT64_C(3000000000000000000)};
  auto const grant = settled(c, false, Fill::proportional);
  EXPECT_EQ(grant[0], INT64_C(1500000000000000000));
  EXPECT_EQ(grant[1], INT64_C(1500000000000000000));
}

TEST(Settle, RankOrdersByClassThenAge) {
  EXPECT_LT(rank_of(0, 500 * day), rank_of(1, 0));
  EXPECT_LT(rank_of(1, 60), rank_of(1, 120));
  EXPECT_EQ(rank_of(1, -5), rank_of(1, 0));
  EXPECT_LT(rank_of(1, never), rank_of(2, 0));
}

TEST(Settle, RunningSumsLayClaimsEndToEnd) {
  Case const c = random_case(3, 2000, 5);
  auto const pool = uploaded(c.pool), rank = uploaded(c.rank);
  auto const quantity = uploaded(c.quantity);
  Buffer<std::int64_t> before(2000), unused(2000);
  Scratch scratch;
  running_sums({}, {2000, pool.data(), rank.data(), quantity.data(), unused.data()}, before.data(), scratch);
  auto const seen = downloaded(before, 2000);
  std::vector<std::int64_t> sum(5, 0);
  for (std::size_t const i : service_order(c)) {
    if (c.pool[i] == ~0u) continue;
    EXPECT_EQ(seen[i], sum[c.pool[i]]);
    sum[c.pool[i]] += c.quantity[i];
  }
}

TEST(Settle, OverlapOfTwoStretches) {
  EXPECT_EQ(overlap(0, 10, 5, 10), 5);
  EXPECT_EQ(overlap(5, 10, 0, 10), 5);
  EXPECT_EQ(overlap(0, 5, 5, 5), 0);
  EXPECT_EQ(overlap(2, 3, 0, 100), 3);
  EXPECT_EQ(overlap(0, 0, 0, 100), 0);
}

}  // namespace
}  // namespace gs::cpu
