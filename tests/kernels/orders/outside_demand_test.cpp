//! Outside demand against its laws.
#include "kernels/orders/outside_demand.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::cpu {
namespace {

struct Seen {
  double mean, sd, lag1;
};
Seen watch(DemandRule const& rule, int n) {
  double sum = 0, squares = 0, products = 0, last = 0;
  for (int k = 0; k < n; ++k) {
    double const x = static_cast<double>(outside_demand(rule, {11, 4}, k));
    sum += x;
    squares += x * x;
    if (k > 0) products += x * last;
    last = x;
  }
  double const mean = sum / n, variance = squares / n - mean * mean;
  return {mean, std::sqrt(std::max(0.0, variance)), variance > 0 ? (products / (n - 1) - mean * mean) / variance : 0.0};
}

class Laws : public testing::TestWithParam<DemandRule> {};
INSTANTIATE_TEST_SUITE_P(All, Laws,
                         testing::Values(DemandRule{DemandLaw::normal, 100, 20, 0, 1}, DemandRule{DemandLaw::gamma, 100, 60, 0, 1},
                                         DemandRule{DemandLaw::negative_binomial, 100, 60, 0, 1}, DemandRule{DemandLaw::poisson, 400, 20, 0, 1},
                                         DemandRule{DemandLaw::gamma, 1e6, 2e6, 0, 10000}));
TEST_P(Laws, HaveTheirMeanAndSpreadAndNoMemory) {
  int const n = 60000;
  DemandRule const& r = GetParam();
  Seen const s = watch(r, n);
  EXPECT_NEAR(s.mean, r.mean, 4 * r.sd / std::sqrt(n));
  EXPECT_NEAR(s.sd, r.sd, 0.04 * r.sd);
  EXPECT_NEAR(s.lag1, 0.0, 4 / std::sqrt(n));
}

TEST(OutsideDemand, AutocorrelatedDemandKeepsItsSpread) {
  for (double const rho : {0.5, 0.7, -0.3}) {
    Seen const s = watch({DemandLaw::normal, 1000, 100, rho, 1}, 60000);
    EXPECT_NEAR(s.mean, 1000, 4 * 100 / std::sqrt(60000 * (1 - rho) / (1 + rho)));
    EXPECT_NEAR(s.sd, 100, 3);
    EXPECT_NEAR(s.lag1, rho, 0.02);
  }
}

TEST(OutsideDemand, CountsAreCountsOfUnits) {
  DemandRule const r{DemandLaw::poisson, 5 * 10000, 0, 0, 10000};
  double squares = 0, sum = 0;
  for (int k = 0; k < 20000; ++k) {
    Grains const q = outside_demand(r, {1, 1}, k);
    ASSERT_EQ(q % 10000, 0);
    double const units = static_cast<double>(q / 10000);
    sum += units;
    squares += units * units;
  }
  EXPECT_NEAR(sum / 20000, 5.0, 0.07);
  EXPECT_NEAR(squares / 20000 - 25.0, 5.0, 0.7);
}

TEST(OutsideDemand, FixedDemandCarriesItsFraction) {
  Grains total = 0;
  for (int k = 0; k < 1000; ++k) total += outside_demand({DemandLaw::fixed, 0.3, 0, 0, 1}, {1, 1}, k);
  EXPECT_EQ(total, 300);
}

TEST(OutsideDemand, AttentionMultipliesIt) {
  DemandRule const r{DemandLaw::fixed, 50, 0, 0, 1};
  EXPECT_EQ(outside_demand(r, {1, 1}, 3, 4.0), 200);
  EXPECT_EQ(outside_demand(r, {1, 1}, 3, 0.0), 0);
  EXPECT_EQ(outside_demand({DemandLaw::gamma, 0, 10, 0, 1}, {1, 1}, 3), 0);
}

TEST(OutsideDemand, IsAPureFunctionOfItsKey) {
  DemandRule const r{DemandLaw::gamma, 100, 60, 0, 1};
  EXPECT_EQ(outside_demand(r, {1, 1}, 7), outside_demand(r, {1, 1}, 7));
  EXPECT_NE(outside_demand(r, {1, 1}, 7), outside_demand(r, {1, 1}, 8));
  EXPECT_NE(outside_demand(r, {1, 1}, 7), outside_demand(r, {1, 2}, 7));
  EXPECT_NE(outside_demand(r, {1, 1}, 7), outside_demand(r, {2, 1}, 7));
}

}  // namespace
}  // namespace gs::cpu
