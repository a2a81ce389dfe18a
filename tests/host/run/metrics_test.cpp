#include "host/run/metrics.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include "tests/support/fake_engine.hpp"

namespace gs::run {
namespace {

struct Case {
  Params params;
  WorldData world = test::tiny_world();
  Totals totals = test::FakeEngine({}).totals();
  Collected series;
  Case() {
    series.lines = 2;
    totals.sku_wants = totals.sku_sold = totals.sku_stockouts = totals.stock_by_sku = {0, 0};
  }
  void count(Counter c, std::int64_t n) { totals.counters[static_cast<std::size_t>(at(c))] = n; }
  std::vector<Metric> measured() { return measure({params, world, totals, series, 365 * day}); }
};

TEST(Metrics, ServiceIsFirstChoicesOnTimeOverAllWants) {
  Case c;
  c.count(Counter::wants, 200);
  c.count(Counter::first_on_time, 150);
  c.count(Counter::filled_at_once, 120);
  c.count(Counter::stockout_wants, 20);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "service"), 0.75);
  EXPECT_DOUBLE_EQ(value_of(m, "fill_rate"), 0.6);
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate"), 0.1);
}

//! SKU 0 is featured by a show; the second is what is left: head, as half of the quiet wants and more.
TEST(Metrics, WaveServiceFollowsItsCohortAndLeavesOutWhatMayStillBeInTime) {
  Case c;
  c.world.items.quiet_rate = {1, 9};
  Burst show;
  show.shown = true, show.sku = ItemId(0), show.start = 100 * day, show.end = 100 * day + hour;
  c.world.bursts = {show};
  c.totals.sku_wants = {100, 1000}, c.totals.sku_wants_wave = {80, 20};
  c.totals.sku_in_time = {40, 900}, c.totals.sku_in_time_wave = {30, 15};
  c.totals.sku_undecided = {10, 40}, c.totals.sku_undecided_wave = {5, 0};
  c.totals.sku_stockouts_wave = {60, 0};
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "service_wave"), 45.0 / 95.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service_featured_wave"), 30.0 / 75.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service_head_wave"), 15.0 / 20.0);
  EXPECT_TRUE(std::isnan(value_of(m, "service_tail_wave")));
  EXPECT_DOUBLE_EQ(value_of(m, "service_quiet"), (940.0 - 45.0) / (1100.0 - 50.0 - 95.0));
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate_featured_wave"), 0.75);
}

//! One echelon after the other, item by item: missed, came, missed by who expects the usual.
TEST(Metrics, SkillIsWhatAForecastSavesOfTheErrorOfExpectingTheUsual) {
  Case c;
  c.world.items.quiet_rate = {1, 9};
  std::size_t const items = c.world.items.quiet_rate.size(), regional = static_cast<std::size_t>(at(Echelon::regional));
  c.totals.forecast_error.assign(3 * count_of<Echelon> * items, 0);
  std::int64_t* const cell = &c.totals.forecast_error[3 * (regional * items)];
  cell[0] = 30, cell[1] = 100, cell[2] = 40;
  cell[3] = 60, cell[4] = 100, cell[5] = 40;
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_wape.regional"), 0.45);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill.regional"), 1.0 - 90.0 / 80.0) << "reads news into noise";
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill_tail"), 0.25);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill_head"), -0.5);
}

TEST(Metrics, OutsideDemandCountsAsWants) {
  Case c;
  c.params.world.grains_per_unit = 10;
  c.count(Counter::demanded, 1000);
  c.count(Counter::demand_in_time, 900);
  c.count(Counter::demand_at_once, 800);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "wants"), 100.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service"), 0.9);
  EXPECT_DOUBLE_EQ(value_of(m, "fill_rate"), 0.8);
  EXPECT_TRUE(std::isnan(value_of(m, "stockout_rate")));
}

TEST(Metrics, WithoutMembersOnlyWhatOutsideDemandHasIsMeasured) {
  Case c;
  c.params.members.count = 0;
  c.count(Counter::demanded, 10);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "wants"), 10.0);
  for (Metric const& x : m) EXPECT_NE(x.name, "churn");
}

TEST(Metrics, AZeroDenominatorGivesNoNumberAndAReason) {
  Case c;
  for (Metric const& m : c.measured()) EXPECT_TRUE(!std::isnan(m.value) || !m.note.empty()) << m.name;
}

TEST(Metrics, RatesAreAMemberAndYear) {
  Case c;
  c.params.members.count = 1000;
  c.count(Counter::placed, 20000);
  c.count(Counter::churned, 50);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "orders_per_member_year"), 20.0);
  EXPECT_DOUBLE_EQ(value_of(m, "churn"), 0.05);
}

TEST(Metrics, UtilisationIsWorkedOverCalendarByLayer) {
  Case c;
  resize_rows(c.world.pools, 3);
  c.world.pools.layer = {LayerKind::core, LayerKind::satellite, LayerKind::core};
  c.totals.pools.assign(3 * static_cast<std::size_t>(count_of<PoolCounter>), 0);
  auto const put = [&](int pool, PoolCounter k, std::int64_t v) {
    c.totals.pools[static_cast<std::size_t>(pool * count_of<PoolCounter> + at(k))] = v;
  };
  put(0, PoolCounter::calendar, 1000), put(0, PoolCounter::worked, 500), put(0, PoolCounter::changeover, 100);
  put(2, PoolCounter::calendar, 1000), put(2, PoolCounter::worked, 100);
  put(1, PoolCounter::calendar, 400), put(1, PoolCounter::worked, 100);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "utilisation.core"), 0.3);
  EXPECT_DOUBLE_EQ(value_of(m, "utilisation.satellite"), 0.25);
  EXPECT_DOUBLE_EQ(value_of(m, "changeover_share"), 100.0 / 800.0);
  EXPECT_TRUE(std::isnan(value_of(m, "utilisation.micro")));
}

TEST(Metrics, FeaturedItemsAreTheOnesThatShowsFeature) {
  Case c;
  Burst b;
  b.shown = true;
  b.sku = ItemId(1);
  c.world.bursts = {b};
  c.totals.sku_wants = {100, 50};
  c.totals.sku_stockouts = {0, 25};
  c.totals.stock_by_sku = {300, 10};
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate_featured"), 0.5);
  EXPECT_DOUBLE_EQ(value_of(m, "cover_featured"), 10.0 / 50.0 * 365.0);
  EXPECT_DOUBLE_EQ(value_of(m, "cover_rest"), 3.0 * 365.0);
}

TEST(Metrics, DesignsSideBySideShareTheGrain) {
  Case c;
  resize_rows(c.world.points, 1);
  c.world.points.echelon = {Echelon::plant};
  c.world.points.policy = {PolicyId(0)};
  c.world.policies = {PolicyParams{}};
  c.world.policies[0].review = day;
  for (int d = 0; d < 200; ++d) {
    c.series.day.push_back((d + 1) * day);
    c.series.line_wants.insert(c.series.line_wants.end(), {100 + d % 7, 100 - d % 5});
    for (int k = 0; k < count_of<Echelon> * 2 * count_of<ChainCounter>; ++k) c.series.chain.push_back(50 + (d * 7 + k) % 11);
  }
  DesignParams monthly;
  monthly.plant.review = 28 * day;
  monthly.regional.review = monthly.central.review = 7 * day;
  auto const note = [](std::vector<Metric> const& all) {
    for (Metric const& m : all)
      if (m.name == "bullwhip.plant") return m.note;
    return std::string("none");
  };
  EXPECT_EQ(note(c.measured()), "200 samples of 1 d");
  EXPECT_EQ(note(measure({c.params, c.world, c.totals, c.series, 200 * day, {monthly}})), "7 samples of 28 d");
}

TEST(MetricTable, NamesAreUniqueAndEveryMeasuredOneIsDefined) {
  std::set<std::string> names;
  for (MetricInfo const& info : metric_table()) EXPECT_TRUE(names.insert(info.name).second) << info.name;
  Case c;
  for (Metric const& m : c.measured()) EXPECT_NE(m.info, nullptr) << m.name;
  EXPECT_EQ(find_metric("bullwhip.plant"), find_metric("bullwhip.micro"));
  EXPECT_EQ(find_metric("bullwhip"), nullptr);
}

}  // namespace
}  // namespace gs::run
