#include "host/run/survival.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <vector>

namespace gs::run {
namespace {
using Hist = std::vector<std::int64_t>;

TEST(KaplanMeier, WithoutCensoringItIsThePlainQuantile) {
  Hist arrived(100, 1), censored(100, 0);
  Survival const s = kaplan_meier(arrived, censored);
  EXPECT_NEAR(s.p50, 50.0, 1e-9);
  EXPECT_NEAR(s.p95, 95.0, 1e-9);
  EXPECT_EQ(s.unresolved, 0.0);
  EXPECT_EQ(s.orders, 100);
}

// Textbook: at risk 6; one arrives in [6,7), one is censored there, then 2 of 4 arrive in [10,11): S = 5/6 x 2/4.
TEST(KaplanMeier, CensoredOrdersLeaveTheSetAtRisk) {
  Hist arrived(20, 0), censored(20, 0);
  arrived[6] = 1;
  censored[6] = 1;
  arrived[10] = 2;
  censored[15] = 2;
  Survival const s = kaplan_meier(arrived, censored);
  double const before = 5.0 / 6.0, after = before * 0.5;
  EXPECT_NEAR(s.p50, 10.0 + (before - 0.5) / (before - after), 1e-12);
  EXPECT_TRUE(std::isnan(s.p95));
  EXPECT_DOUBLE_EQ(s.unresolved, 0.5);
}

TEST(KaplanMeier, NobodyOrderedGivesNoQuantile) {
  Survival const s = kaplan_meier(Hist(10, 0), Hist(10, 0));
  EXPECT_TRUE(std::isnan(s.p50));
  EXPECT_EQ(s.orders, 0);
}

}  // namespace
}  // namespace gs::run
