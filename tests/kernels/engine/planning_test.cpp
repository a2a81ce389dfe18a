//! Planning through the whole engine: censored sales, delays, and what echelons tell each other.
#include <gtest/gtest.h>
#include "kernels/core/errors.hpp"
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

double fill(Ran const& r, Ran const& before) {
  auto const grew = [&](Counter c) { return static_cast<double>(r.of(c) - before.of(c)); };
  return grew(Counter::demand_at_once) / grew(Counter::demanded);
}

//! A shop that expects 100 a day and is asked for 200; who finds nothing leaves. No safety stock.
Ran doubled(UncensorKind uncensor, std::int64_t days) {
  Link shop{base_stock(ForecastKind::moving_average, 28), 2 * day, 300};
  shop.policy.uncensor = uncensor;
  WorldData w = serial_chain({shop}, {DemandLaw::poisson, 100.0 / 24.0, 0.0, 0.0, hour}, 1);
  w.demands.mean[0] *= 2;
  w.recipes.lost[w.demands.recipe[0].v] = 1;
  return run_world(chain_params(hour, days, 1), w);
}

//! MODEL §5: a shop that takes sales for demand never learns that it could have sold twice as much.
TEST(Censoring, ADoublingOfDemandSticksWithoutUncensoring) {
  Ran const early = doubled(UncensorKind::none, 300), later = doubled(UncensorKind::none, 600), end = doubled(UncensorKind::none, 900);
  EXPECT_NEAR(fill(later, early), 0.42, 0.05);
  EXPECT_LT(fill(end, later), fill(later, early) + 0.02);  // nor does it recover by itself
  EXPECT_EQ(end.of(Counter::demanded), end.of(Counter::demand_served) + end.of(Counter::demand_lost));
  EXPECT_TRUE(end.audit.holds());
}

TEST(Censoring, SalesOverInStockTimeRecover) {
  Ran const r = doubled(UncensorKind::in_stock, 600);
  EXPECT_NEAR(fill(r, doubled(UncensorKind::in_stock, 300)), 0.975, 0.01);
  EXPECT_TRUE(r.audit.holds());
}

//! A slow mover's past stands in bytes; one that is asked for a thousand a day all at once is remembered as exactly.
TEST(Ring, AStockPointThatOutgrowsItsBytesForgetsNothing) {
  for (UncensorKind const uncensor : {UncensorKind::none, UncensorKind::in_stock}) {  // by column and point by point
    Link shop{base_stock(ForecastKind::moving_average, 28), 2 * day, 1'000'000};
    shop.policy.uncensor = uncensor;
    WorldData w = serial_chain({shop}, {DemandLaw::fixed, 10.0, 0.0}, 1);
    w.demands.mean[0] = micro(1000.0);
    for (std::int64_t const days : {14, 60}) {
      Ran const r = run_world(chain_params(day, days, 1), w);
      double const past = days < 28 ? 14.0 * 10.0 + 14.0 * 1000.0 : 28.0 * 1000.0;
      EXPECT_NEAR(1e-6 * static_cast<double>(r.end.forecast.mean[0]), past / 28.0, 1e-5) << days;
    }
  }
}

//! Lever 22: orders leave so much later, each as it was decided.
TEST(Delays, OrdersLeaveLaterAsTheyWereDecided) {
  Link const prompt{base_stock(ForecastKind::constant, 1), 2 * day, 1000}, depot{base_stock(ForecastKind::constant, 1), 2 * day, 5000};
  Link slow = prompt;
  slow.policy.information_delay_hours = 24.0;
  slow.policy.decision_delay_hours = 48.0;
  Ran const a = run_world(chain_params(day, 60, 1), serial_chain({prompt, depot}, {}, 1));
  Ran const b = run_world(chain_params(day, 60, 1), serial_chain({slow, depot}, {}, 1));
  for (std::size_t d = 10; d < 57; ++d) ASSERT_EQ(a.orders[0][d], b.orders[0][d + 3]) << d;
  EXPECT_EQ(a.end.forecast.target[0], 200);
  EXPECT_EQ(b.end.forecast.target[0], 500);  // three days more to protect
  EXPECT_TRUE(b.audit.holds());
}

Params warned(std::int64_t days) {
  Params p = chain_params(hour, days, 1);
  p.design.warning = true;
  return p;
}

//! Nobody looks at anything: the watch is silent and costs no order.
TEST(Warning, IsSilentWithoutCarts) {
  Link const shop{base_stock(ForecastKind::moving_average, 7), day, 500};
  Ran const r = run_world(warned(20), serial_chain({shop}, {}, 1));
  EXPECT_EQ(r.of(Counter::alarms), 0);
  EXPECT_TRUE(r.audit.holds());
}

//! Two echelons of which one point more or less has a level from outside: then the sweep goes point by point instead of column by column.
Ran swept(PolicyParams const& policy, bool by_point) {
  Link const shop{policy, 2 * day, 30}, depot{policy, 5 * day, 100}, odd{base_stock(ForecastKind::constant, 1), day, 0, 0};
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  std::vector<PointId> points;
  for (std::uint8_t level = 0; level < 2; ++level) {
    points.push_back(add_point(w, ItemId(0), level, static_cast<Echelon>(level), level == 0 ? shop : depot, 9.0));
    if (by_point) add_point(w, ItemId(0), level, static_cast<Echelon>(level), odd, 0.0);
  }
  RecipeId const fetch = add_recipe(w, RecipeKind::transport, points[0], {{points[1], 1}}), buy = add_recipe(w, RecipeKind::buy, points[1], {});
  w.recipes.lane[fetch.v] = add_lane(w, shop.lead);
  w.recipes.lead[buy.v] = depot.lead;
  set_recipe(w, points[0], fetch);
  set_recipe(w, points[1], buy);
  add_demand(w, points[0], {DemandLaw::poisson, 9.0 / 24.0, 0.0, 0.0, hour}, 1);
  close_levels(w);
  for (PointId const p : points) w.forecast.promised_total[p.v] = micro(30.0);  // a forecast made before the start, not over yet
  return run_world(chain_params(hour, 120, 1), w);
}

TEST(Sweeps, ByColumnAndByPointAgreeToTheGrain) {
  PolicyParams plain = base_stock(ForecastKind::moving_average, 7, 1.64), batched = plain, damped = plain, twice = plain, reorder = plain;
  batched.batch = 3.0;
  damped.smoothing_t = 4.0;
  twice.review = 12 * hour;
  reorder.kind = PolicyKind::s_S;
  plain.z = 0.0;  // no quantile of counts
  for (PolicyParams const& policy : {plain, batched, damped, twice, reorder}) {
    Ran const a = swept(policy, false), b = swept(policy, true);
    EXPECT_EQ(a.orders[0], b.orders[0]);
    EXPECT_EQ(a.orders[1], b.orders[1]);
    EXPECT_EQ(a.end.forecast.sigma_p[0], b.end.forecast.sigma_p[0]);
    EXPECT_EQ(a.end.forecast.sigma_p[1], b.end.forecast.sigma_p[2]);
    EXPECT_EQ(a.forecast_error, b.forecast_error);
    EXPECT_EQ(a.end.forecast.target[0], b.end.forecast.target[0]);
    EXPECT_GT(std::accumulate(a.orders[1].begin(), a.orders[1].end(), 0.0), 500.0);
  }
}

//! Tables keep times in 32 bits: a run that would outlast them does not begin.
TEST(Runs, AreRefusedBeyondSixtySixYears) {
  WorldData const w = serial_chain({{base_stock(ForecastKind::constant, 1), day, 0}}, {}, 1);
  EXPECT_NO_THROW(cpu::make_engine(chain_params(day, 24000, 1), w));
  EXPECT_THROW(cpu::make_engine(chain_params(day, 24200, 1), w), ConfigError);
}

//! The ring holds what 32 bits can; more stops the run with a message instead of a wrong forecast.
TEST(Rings, TooMuchDemandStopsTheRun) {
  Link const shop{base_stock(ForecastKind::moving_average, 7), day, 0};
  Params const p = chain_params(day, 3, 1);
  EXPECT_NO_THROW(run_world(p, serial_chain({shop}, {DemandLaw::fixed, 2.0e9, 0.0}, 1)));
  EXPECT_THROW(run_world(p, serial_chain({shop}, {DemandLaw::fixed, 2.2e9, 0.0}, 1)), std::runtime_error);
}

}  // namespace
}  // namespace gs
