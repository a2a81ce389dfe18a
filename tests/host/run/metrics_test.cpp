#include "host/run/metrics.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include "host/run/member_value.hpp"
#include "kernels/state/order_flags.hpp"
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

//! One echelon after the other, item by item: missed, came, missed by who expects the usual, by who knows the true intensity.
TEST(Metrics, SkillIsWhatAForecastSavesOfTheErrorOfExpectingTheUsual) {
  Case c;
  c.world.items.quiet_rate = {1, 9};
  std::size_t const items = c.world.items.quiet_rate.size(), regional = static_cast<std::size_t>(at(Echelon::regional));
  c.totals.forecast_error.assign(4 * count_of<Echelon> * items, 0);
  std::int64_t* const cell = &c.totals.forecast_error[4 * (regional * items)];
  cell[0] = 30, cell[1] = 100, cell[2] = 40, cell[3] = 20;
  cell[4] = 60, cell[5] = 100, cell[6] = 40, cell[7] = 40;
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_wape.regional"), 0.45);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill.regional"), 1.0 - 90.0 / 80.0) << "reads news into noise";
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill_tail"), 0.25);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill_head"), -0.5);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_floor.regional"), 0.3);
  EXPECT_DOUBLE_EQ(value_of(m, "forecast_skill_true_tail"), 0.5) << "half of what the usual misses could be foreseen, half of that was";
  EXPECT_TRUE(std::isnan(value_of(m, "forecast_skill_true_head"))) << "nothing could be foreseen";
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

//! 40 % of an hour at 50 CNY, 60 % at 100: 80 CNY an hour.
TEST(Metrics, TheCapacityPriceIsAMeanOverHoursWorked) {
  Case c;
  resize_rows(c.world.pools, 2);
  c.world.pools.layer = {LayerKind::satellite, LayerKind::satellite};
  c.totals.pools.assign(2 * static_cast<std::size_t>(count_of<PoolCounter>), 0);
  auto const put = [&](int pool, PoolCounter k, std::int64_t v) {
    c.totals.pools[static_cast<std::size_t>(pool * count_of<PoolCounter> + at(k))] = v;
  };
  put(0, PoolCounter::calendar, 7200), put(0, PoolCounter::worked, 1440), put(0, PoolCounter::spent, 1440 * 5000);
  put(1, PoolCounter::calendar, 7200), put(1, PoolCounter::worked, 2160), put(1, PoolCounter::spent, 2160 * 10000), put(1, PoolCounter::idle, 1800);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "capacity_price.satellite"), 80.0);
  EXPECT_DOUBLE_EQ(value_of(m, "hours_idle.satellite"), 0.5);
  EXPECT_TRUE(std::isnan(value_of(m, "capacity_price.core"))) << "no hours of it";
}

//! What is made to order cannot be there at once: it is no unit asked for from stock.
TEST(Metrics, FillRateIsOfWhatIsServedFromStock) {
  Case c;
  c.count(Counter::wants, 200);
  c.count(Counter::placed_deep, 30), c.count(Counter::placed_extreme, 10);
  c.count(Counter::filled_at_once, 120);
  EXPECT_DOUBLE_EQ(value_of(c.measured(), "fill_rate"), 0.75);
}

//! A day of warm-up and one that is measured; regional sites serve members, the plant does not.
struct Planned : Case {
  Planned() {
    resize_rows(world.points, 2);
    world.points.echelon = {Echelon::regional, Echelon::plant};
    world.serve.serve = {PointId(0)};
    series.lines = 1, series.measured_from = day;
    series.day = {day, 2 * day};
    series.chain.assign(2 * count_of<Echelon> * count_of<ChainCounter>, 0);
    series.echelons.assign(2 * count_of<Echelon> * count_of<EchelonCounter>, 0);
  }
  void note(std::int64_t d, Echelon e, EchelonCounter c, std::int64_t n) {
    series.echelons[static_cast<std::size_t>((d * count_of<Echelon> + at(e)) * count_of<EchelonCounter> + at(c))] = n;
  }
  void ask(std::int64_t d, Echelon e, std::int64_t n) {
    series.chain[static_cast<std::size_t>((d * count_of<Echelon> + at(e)) * count_of<ChainCounter> + at(ChainCounter::demand))] = n;
  }
};
TEST(Metrics, PlannersAreJudgedByTheMeasuredDaysOfTheirEchelon) {
  Planned c;
  c.note(0, Echelon::regional, EchelonCounter::cycles, 1000), c.note(0, Echelon::regional, EchelonCounter::cycles_short, 1000);  // warm-up
  c.note(1, Echelon::regional, EchelonCounter::cycles, 50), c.note(1, Echelon::regional, EchelonCounter::cycles_short, 5);
  c.note(1, Echelon::plant, EchelonCounter::cycles, 10), c.note(1, Echelon::plant, EchelonCounter::cycles_short, 9);
  c.ask(0, Echelon::regional, 777), c.ask(1, Echelon::regional, 120);
  c.note(1, Echelon::regional, EchelonCounter::to_order, 20), c.note(1, Echelon::regional, EchelonCounter::waited, 25);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "cycle_service.regional"), 0.9);
  EXPECT_DOUBLE_EQ(value_of(m, "cycle_service.plant"), 0.1);
  EXPECT_DOUBLE_EQ(value_of(m, "cycle_service"), 0.9) << "members see the regional sites only";
  EXPECT_DOUBLE_EQ(value_of(m, "fill_rate.regional"), 0.75);
  EXPECT_TRUE(std::isnan(value_of(m, "fill_rate.plant"))) << "nothing was asked of it";
}

//! Quiet: 3 parcels an hour early (-1…0 h), 1 three hours late (3…4 h); wave: 1 on the day after (24…25 h).
TEST(Metrics, PromiseErrorIsTheDoorLessThePromise) {
  Case c;
  c.totals.promise_hist.assign(static_cast<std::size_t>(count_of<Cohort> * promise_bins), 0);
  auto const put = [&](Cohort k, std::int64_t hours, std::int64_t n) {
    c.totals.promise_hist[static_cast<std::size_t>(at(k) * promise_bins + promise_before + hours)] = n;
  };
  put(Cohort::quiet, -1, 3), put(Cohort::quiet, 3, 1), put(Cohort::wave, 24, 1);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "promise_error"), (-1.5 + 3.5 + 24.5) / 5.0 / 24.0);
  EXPECT_DOUBLE_EQ(value_of(m, "promise_error_size"), (1.5 + 3.5 + 24.5) / 5.0 / 24.0);
  EXPECT_DOUBLE_EQ(value_of(m, "promise_error_p50_quiet"), (-1.0 + 2.0 / 3.0) / 24.0);
  EXPECT_DOUBLE_EQ(value_of(m, "promise_error_p95_quiet"), 3.8 / 24.0);
  EXPECT_DOUBLE_EQ(value_of(m, "promise_error_p5_wave"), 24.05 / 24.0);
  EXPECT_TRUE(std::isnan(value_of(m, "promise_error_p50_deep")));
}

//! For a day 10 units wait, two days old each on average; for three days nobody.
TEST(Metrics, BackorderAgeIsAMeanOverUnitsAndTime) {
  Case c;
  c.series.backorders = {10.0 * 86400.0, 10.0 * 2880.0 * 86400.0, 4.0 * 86400.0};
  c.totals.backorder_hist.assign(2048, 0);
  c.totals.backorder_hist[24] = 50, c.totals.backorder_hist[48] = 50;
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "backorders"), 2.5);
  EXPECT_DOUBLE_EQ(value_of(m, "backorder_age"), 2.0);
  EXPECT_DOUBLE_EQ(value_of(m, "backorder_age_p95"), 48.9 / 24.0);
}

//! 840 loyal members bring 84,000 CNY in a year, 100 fall away: 100 a member and year for 1 / (100/840 + 0.10) years.
TEST(Metrics, AMembersValueIsItsContributionWhileItStays) {
  Case c;
  c.params.members.count = 1000;
  c.params.ledger.capital_rate = 0.10;
  c.totals.members_loyal = 800;
  c.count(Counter::churned, 100), c.count(Counter::reactivated, 20);
  auto const pay = [&](Party from, Party to, Account a, Cents n) {
    c.totals.ledger[static_cast<std::size_t>((at(from) * count_of<Party> + at(to)) * count_of<Account> + at(a))] = n;
  };
  pay(Party::member, Party::brand, Account::sales, 10'000'000);
  pay(Party::brand, Party::carrier, Account::transport, 1'600'000);
  pay(Party::brand, Party::supplier, Account::idle, 5'000'000);  // paid whether they buy or not
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "loyal"), 0.8);
  EXPECT_DOUBLE_EQ(value_of(m, "contribution"), 100.0);
  EXPECT_DOUBLE_EQ(value_of(m, "retention"), std::exp(-100.0 / 840.0));
  EXPECT_DOUBLE_EQ(value_of(m, "clv"), 100.0 / (100.0 / 840.0 + 0.10));
}

//! Pareto lifetimes with s = 2, beta = 1: half of what an even law would bring is not there any more; against a fine sum by hand.
TEST(MemberValue, LifetimesOfAWorldShortenIt) {
  EXPECT_DOUBLE_EQ(still_there({0.0, 2.0, 1.0}, 1.0), 0.25);
  EXPECT_DOUBLE_EQ(years_worth({0.1, 0.0, 1.0}, 0.1), 5.0);
  double sum = 0.0;
  for (int k = 0; k < 4'000'000; ++k) {
    double const t = (k + 0.5) * 1e-4;
    sum += 1e-4 * std::exp(-0.1 * t) / ((1.0 + t) * (1.0 + t));
  }
  EXPECT_NEAR(years_worth({0.0, 2.0, 1.0}, 0.1), sum, 1e-4);
  EXPECT_TRUE(std::isinf(years_worth({}, 0.0)));
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
  EXPECT_TRUE(note(c.measured()).starts_with("200 samples of 1 d"));
  EXPECT_TRUE(note(measure({c.params, c.world, c.totals, c.series, 200 * day, {monthly}})).starts_with("7 samples of 28 d"));
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
