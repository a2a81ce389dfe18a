//! The engine's stages as a textbook chain: with the complications switched off they must give the textbook's numbers.
#include <gtest/gtest.h>
#include <tuple>
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

Link textbook(ForecastKind forecast, std::int64_t window, Seconds lead) {
  Link link{base_stock(forecast, window), lead, 100000};
  link.policy.allow_negative = true;
  return link;
}

//! Chen, Drezner, Ryan, Simchi-Levi 2000: Var q / Var D = 1 + 2L/p + 2L²/p² (order after demand, P = L, z = 0).
TEST(ChainTheory, BullwhipOfAMovingAverage) {
  std::int64_t const days = 20000, grains = 100;
  for (auto const& [lead, expected] : {std::pair{1, 1.48}, std::pair{4, 3.88}}) {
    Ran const r = run_world(chain_params(day, days, grains), serial_chain({textbook(ForecastKind::moving_average, 5, lead * day)}, {}, grains));
    EXPECT_NEAR(variance(r.orders[0], 50) / variance(r.demand[0], 50), expected, 0.03 * expected) << "L = " << lead;
    EXPECT_TRUE(r.audit.holds());
  }
}

//! Three stages, each forecasting from the orders it gets: 1.48, 2.3056, 3.7533 exactly (the product bound 1.48^k alone would pass a wrong engine).
TEST(ChainTheory, BullwhipGrowsUpstreamAsTheConvolutionSays) {
  std::int64_t const days = 24000, grains = 100;
  Link const link = textbook(ForecastKind::moving_average, 10, 2 * day);
  Ran const r = run_world(chain_params(day, days, grains), serial_chain({link, link, link}, {}, grains));
  double const demand = variance(r.demand[0], 100);
  EXPECT_NEAR(variance(r.orders[0], 100) / demand, 1.48, 0.04);
  EXPECT_NEAR(variance(r.orders[1], 100) / demand, 2.3056, 0.08);
  EXPECT_NEAR(variance(r.orders[2], 100) / demand, 3.75328, 0.17);
  EXPECT_TRUE(r.audit.holds());
}

//! Members' demand or forecasts shared with every stage (lever 15): 1 + 2 ΣL/p + 2 (ΣL)²/p² instead of the product (Chen et al. 2000, Thm 3.1).
TEST(ChainTheory, SharedDemandTamesTheBullwhip) {
  std::int64_t const days = 24000, grains = 100;
  Link const shop = textbook(ForecastKind::moving_average, 10, 2 * day);
  for (SharingKind const sharing : {SharingKind::member_demand, SharingKind::forecast}) {
    Link upstream = shop;
    upstream.policy.sharing = sharing;
    Ran const r = run_world(chain_params(day, days, grains), serial_chain({shop, upstream, upstream}, {}, grains));
    double const demand = variance(r.demand[0], 100);
    EXPECT_NEAR(variance(r.orders[0], 100) / demand, 1.48, 0.03);
    EXPECT_NEAR(variance(r.orders[1], 100) / demand, 2.12, 0.06);
    EXPECT_NEAR(variance(r.orders[2], 100) / demand, 2.92, 0.10);
    EXPECT_TRUE(r.audit.holds());
  }
}

//! AR(1) demand, minimum-mean-square forecast, P = L + 1: 1 + 2 rho (1 - rho^(L+1)) (1 - rho^(L+2)) / (1 - rho) (Lee, So and Tang 2000).
TEST(ChainTheory, BullwhipOfAnAutoregressiveDemand) {
  std::int64_t const days = 20000, grains = 100;
  for (auto const& [lead, rho, expected] : {std::tuple{3, 0.5, 2.640625}, std::tuple{1, 0.7, 1.714}}) {  // P = lead: after demand
    Link link = textbook(ForecastKind::ar1, 1000, lead * day);
    link.policy.ar1_estimated = false;
    link.policy.ar1_rho = rho;
    Demand const demand{DemandLaw::normal, 100.0, 20.0, rho};
    Ran const r = run_world(chain_params(day, days, grains), serial_chain({link}, demand, grains));
    EXPECT_NEAR(variance(r.orders[0], 1100) / variance(r.demand[0], 1100), expected, 0.03 * expected) << "rho = " << rho;
    link.policy.ar1_estimated = true;
    Ran const e = run_world(chain_params(day, days, grains), serial_chain({link}, demand, grains));
    EXPECT_NEAR(variance(e.orders[0], 1100) / variance(e.demand[0], 1100), expected, 0.05 * expected) << "rho from 1000 days";
  }
}

//! Chen, Ryan, Simchi-Levi 2000 with exponential smoothing: 1 + 2La + 2L²a²/(2-a).
TEST(ChainTheory, BullwhipOfExponentialSmoothing) {
  std::int64_t const days = 20000, grains = 100;
  Link link = textbook(ForecastKind::smoothing, 1, day);
  link.policy.alpha = 0.2;
  Ran const r = run_world(chain_params(day, days, grains), serial_chain({link}, {}, grains));
  EXPECT_NEAR(variance(r.orders[0], 100) / variance(r.demand[0], 100), 1.4444, 0.045);
}

//! No forecast updating and no batching: orders are the demand, to the grain, at every stage.
TEST(ChainTheory, AConstantForecastPassesDemandOn) {
  Link const link = textbook(ForecastKind::constant, 1, 3 * day);
  Ran const r = run_world(chain_params(day, 400, 1), serial_chain({link, link, link}, {}, 1));
  for (std::size_t e = 0; e < 3; ++e) {
    for (std::size_t d = 1; d < r.orders[e].size(); ++d) ASSERT_EQ(r.orders[e][d], r.demand[0][d]) << "echelon " << e << ", day " << d;
  }
}

//! Damped order-up-to with constant forecast: Var q / Var D = 1 / (2T - 1).
TEST(ChainTheory, DampedOrdersAreSmoother) {
  Link link = textbook(ForecastKind::constant, 1, 2 * day);
  link.policy.smoothing_t = 2.0;
  Ran const r = run_world(chain_params(day, 20000, 100), serial_chain({link}, {}, 100));
  EXPECT_NEAR(variance(r.orders[0], 100) / variance(r.demand[0], 100), 1.0 / 3.0, 0.01);
}

//! Demand that is the same every day: nothing drifts, nothing is ever short, and orders are the demand.
TEST(ChainTheory, DeterministicDemandNeverDrifts) {
  Link link{base_stock(ForecastKind::moving_average, 7), 2 * day, 200};
  Ran const r = run_world(chain_params(hour, 200, 1), serial_chain({link, link, link}, {DemandLaw::fixed, 100.0, 0.0}, 1));
  for (std::size_t e = 0; e < 3; ++e) {
    for (std::size_t d = 60; d < r.orders[e].size(); ++d) ASSERT_EQ(r.orders[e][d], 100.0) << "echelon " << e << ", day " << d;
  }
  EXPECT_EQ(r.of(Counter::demanded), 200 * 100);
  EXPECT_TRUE(r.audit.holds());
}

//! Base stock, normal demand, backorders, P = L + 1 (order before the demand of the period is seen): exact fill rate (Johnson et al. 1995).
TEST(ChainTheory, FillRateOfAPeriodicBaseStock) {
  std::int64_t const days = 20000, grains = 100;
  Link link{base_stock(ForecastKind::constant, 1), 5 * day, 262 * grains, 262 * grains};  // receipt before the demand five days on
  link.policy.allow_negative = true;
  std::int64_t at_once = 0, demanded = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {  // 120,000 days in all; one run reaches 66 years
    Params p = chain_params(day, days, grains);
    p.seed = seed;
    Ran const r = run_world(p, serial_chain({link}, {DemandLaw::normal, 50.0, 8.0}, grains));
    at_once += r.of(Counter::demand_at_once);
    demanded += r.of(Counter::demanded);
    EXPECT_TRUE(r.audit.holds());
  }
  double const fill = static_cast<double>(at_once) / static_cast<double>(demanded);
  EXPECT_NEAR(fill, 0.94631, 0.0024);  // three standard errors
}

//! (s, S) of Snyder & Shen's example 4.7: L = 0, order up to 10 when the level is at most 4, backorders, Poisson 6.
TEST(ChainTheory, CostOfAnSSPolicy) {
  std::int64_t const days = 20000;
  Link link{base_stock(ForecastKind::constant, 1), 0, 10, 10, 4};
  link.policy.kind = PolicyKind::s_S;
  Params params = chain_params(day, days, 1);
  WorldData const world = serial_chain({link}, {DemandLaw::poisson, 6.0, 0.0}, 1);
  auto const engine = cpu::make_engine(params, world);
  double cost = 0.0;
  while (!engine->finished()) {
    engine->step();
    // The order comes at once, before the next demand, so the cost of a period is counted on what the demand leaves: level before order.
    SeriesBlock const b = engine->take_series();
    double const ordered = static_cast<double>(b.totals[static_cast<std::size_t>(Counter::received)]);
    Snapshot const s = engine->snapshot();
    double const level = static_cast<double>(s.stock.on_hand[0] - s.stock.owed[0]) - ordered;
    cost += (level > 0.0 ? level : -4.0 * level) + (ordered > 0.0 ? 5.0 : 0.0);
  }
  EXPECT_NEAR(cost / static_cast<double>(days), 8.0341, 0.08);
}

//! Share of days that end without a backorder, for few units a day covered over P = L = 3 days at z = 1.64.
double covered(DemandLaw law, double sd, Grains expected_level) {
  std::int64_t const days = 12000;
  Link link{base_stock(ForecastKind::constant, 1, 1.64), 3 * day, expected_level};
  WorldData world = serial_chain({link}, {law, 0.5, sd}, 1);
  world.forecast.sigma_p[0] = micro(sd * std::sqrt(3.0));
  auto const engine = cpu::make_engine(chain_params(day, days, 1), world);
  std::int64_t good = 0;
  while (!engine->finished()) {
    engine->step();
    Snapshot const s = engine->snapshot();
    EXPECT_EQ(s.forecast.target[0], expected_level);
    good += s.stock.on_hand[0] - s.stock.owed[0] >= 0 ? 1 : 0;
  }
  return static_cast<double>(good) / static_cast<double>(days);
}

//! Slow movers: S is the count that covers demand over P with the chance z stands for, 0.9495, and it does. A normal would take
//! 1.5 + 1.64 x 2.12 = 5 for the second, which covers 0.944 only.
TEST(ChainTheory, TargetsOfSlowMoversAreQuantilesOfCounts) {
  EXPECT_NEAR(covered(DemandLaw::poisson, std::sqrt(0.5), 4), 0.98142, 0.006);
  EXPECT_NEAR(covered(DemandLaw::negative_binomial, std::sqrt(1.5), 6), 0.96378, 0.012);
}

}  // namespace
}  // namespace gs
