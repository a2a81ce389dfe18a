//! Rules of the network on paper: lanes, lead times, ranks and bins.
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/network/book_grant.hpp"
#include "kernels/state/lanes.hpp"

namespace gs::cpu {
namespace {

TEST(Lane, CapacityAddsUpOverTicksOfAnyLength) {
  for (Seconds const tick : {60, 300, 1700, 3600}) {
    Grains total = 0;
    Seconds t = 0;
    for (; t < 10 * day; t += tick) total += lane_allowance(7, 250, 1, t, t + tick);
    EXPECT_EQ(total, 7 * 750 * t / 3600000) << tick;
  }
  EXPECT_EQ(lane_allowance(100, 0, 1, 0, hour), 100);
  EXPECT_EQ(lane_allowance(100, 1000, 1, 0, hour), 0);
  EXPECT_EQ(lane_allowance(100, 2000, 1, 0, hour), 0);
  EXPECT_EQ(lane_allowance(100, 0, 10000, 0, hour), 1000000);
}

TEST(Grants, WhoIsServedFirst) {
  EXPECT_LT(job_rank(RecipeKind::sell, 100 * day), job_rank(RecipeKind::transport, 0));
  EXPECT_LT(job_rank(RecipeKind::process, day), job_rank(RecipeKind::transport, 2 * day));
  EXPECT_EQ(job_rank(RecipeKind::process, day), job_rank(RecipeKind::transport, day));
}

TEST(Grants, OnlyWorkOnHoursWaits) {
  EXPECT_TRUE(sends(RecipeKind::transport, ~0u, 0));
  EXPECT_TRUE(sends(RecipeKind::process, ~0u, 100));
  EXPECT_TRUE(sends(RecipeKind::process, 3, 0));
  EXPECT_FALSE(sends(RecipeKind::process, 3, 100));
  EXPECT_FALSE(sends(RecipeKind::sell, ~0u, 0));
}

TEST(Grants, LongWaitsFallIntoTheLastBin) {
  EXPECT_EQ(wait_bin(0), 0);
  EXPECT_EQ(wait_bin(3599), 0);
  EXPECT_EQ(wait_bin(3600), 1);
  EXPECT_EQ(wait_bin(3000 * hour), 2047);
}

TEST(JobKey, IsUniqueByRecipeAndTime) {
  EXPECT_NE(job_key(RecipeId(1), 0), job_key(RecipeId(2), 0));
  EXPECT_NE(job_key(RecipeId(1), hour), job_key(RecipeId(1), 2 * hour));
}

struct Law {
  LeadTime lead;
  double mean, sd;
};
class LeadLaws : public testing::TestWithParam<Law> {};
INSTANTIATE_TEST_SUITE_P(Laws, LeadLaws,
                         testing::Values(Law{{LeadLaw::fixed, 5000, 700, ~0u}, 5000, 0}, Law{{LeadLaw::uniform, 5000, 3000, ~0u}, 5000, 1732},
                                         Law{{LeadLaw::exponential, 5000, 0, ~0u}, 5000, 5000}, Law{{LeadLaw::gamma, 5000, 2000, ~0u}, 5000, 2000},
                                         Law{{LeadLaw::gamma, 5000, 9000, ~0u}, 5000, 9000}, Law{{LeadLaw::gamma, 5000, 0, ~0u}, 5000, 0}));
TEST_P(LeadLaws, HaveTheirMeanAndSpread) {
  int const n = 50000;
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    Seconds const t = draw_lead(GetParam().lead, {}, {3, Stream::test, static_cast<std::uint64_t>(i), 0});
    ASSERT_GE(t, 0);
    sum += static_cast<double>(t);
    squares += static_cast<double>(t) * static_cast<double>(t);
  }
  double const sd = std::sqrt(std::max(0.0, squares / n - sum / n * (sum / n)));
  EXPECT_NEAR(sum / n, GetParam().mean, 4 * GetParam().sd / std::sqrt(n) + 0.01);
  EXPECT_NEAR(sd, GetParam().sd, 0.03 * GetParam().sd + 0.5);
}

TEST(LeadLaws, DiscreteFollowsItsTable) {
  Seconds const value[] = {99, 10, 20, 30};
  Chance const upto[] = {certain, certain / 2, certain / 4 * 3, certain};
  std::uint32_t const first[] = {0, 1, 4};
  LeadTables const tables{value, upto, first};
  EXPECT_EQ(draw_discrete(tables, 0, 0xffffffffu), 99);
  EXPECT_EQ(draw_discrete(tables, 1, 0), 10);
  EXPECT_EQ(draw_discrete(tables, 1, 0x7fffffffu), 10);
  EXPECT_EQ(draw_discrete(tables, 1, 0x80000000u), 20);
  EXPECT_EQ(draw_discrete(tables, 1, 0xffffffffu), 30);
}

}  // namespace
}  // namespace gs::cpu
