//! What the market is shown: ranking reacts to stockouts and reviews, prices climb down the ladder, hits are told from noise.
#include <gtest/gtest.h>
#include "kernels/traffic/attention.hpp"
#include "kernels/traffic/make_look.hpp"

namespace gs::cpu {
namespace {

TEST(Ranking, FallsWithStockoutsAndBadReviewsAndRisesWithSales) {
  CascadeParams const p;
  std::uint32_t const usual = rank_weight(1.0, true, 1.0, p);
  EXPECT_NEAR(usual, 65536, 1);
  EXPECT_NEAR(rank_weight(1.0, false, 1.0, p), 65536 * (1.0 - p.rank_stockout), 1);
  EXPECT_NEAR(rank_weight(1.0, true, 0.5, p), 65536 * (1.0 - 0.5 * p.rank_review), 1);
  EXPECT_GT(rank_weight(2.0, true, 1.0, p), usual);
  EXPECT_LT(rank_weight(0.5, true, 1.0, p), usual);
}

TEST(Appeal, NothingBeforeTheLaunchAndHalfAfterAHalfLife) {
  EXPECT_EQ(appeal(9 * day, 10 * day, 14 * day), 0.0);
  EXPECT_NEAR(appeal(24 * day, 10 * day, 14 * day) / appeal(10 * day, 10 * day, 14 * day), 0.5, 1e-9);
  EXPECT_EQ(appeal(500 * day, -5 * day, 365 * day), 1.0);
}

TEST(Markdown, ClimbsByAgeAndByCoverAndStopsAtTheLastRung) {
  LifecycleParams p;
  EXPECT_EQ(markdown(p, 10.0, 1000.0), 0.0);  // no ladder unless one is set up
  p.markdown_step = 0.2;
  EXPECT_EQ(markdown(p, 1.4, 10.0), 0.0);
  EXPECT_NEAR(markdown(p, 1.5, 10.0), 0.2, 1e-12);
  EXPECT_NEAR(markdown(p, 2.6, 10.0), 0.4, 1e-12);
  EXPECT_NEAR(markdown(p, -1.0, 130.0), 0.4, 1e-12);
  EXPECT_NEAR(markdown(p, 30.0, 10.0), 0.6, 1e-12);
}

TEST(Hits, AreToldFromTheNoiseOfSlowMovers) {
  EXPECT_FALSE(is_hot(0.3, 0.05, 3.0, 6.0));  // six times as much, but a cart or two
  EXPECT_TRUE(is_hot(40.0, 10.0, 3.0, 6.0));
  EXPECT_FALSE(is_hot(25.0, 10.0, 3.0, 6.0));
}

}  // namespace
}  // namespace gs::cpu
