//! What planners are judged by: forecasts, cycles, promises, backorders, swings.
#include <gtest/gtest.h>
#include <cmath>
#include "host/run/metrics.hpp"
#include "kernels/state/order_flags.hpp"
#include "tests/host/run/counted.hpp"

namespace gs::run {
namespace {

using test::Counted;

//! One echelon after the other, item by item: missed, came, missed by who expects the usual, by who knows the true intensity.
TEST(Metrics, SkillIsWhatAForecastSavesOfTheErrorOfExpectingTheUsual) {
  Counted c;
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

//! A day of warm-up and one that is measured; regional sites serve members, the plant does not.
struct Planned : Counted {
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
  Counted c;
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
  Counted c;
  c.series.backorders = {10.0 * 86400.0, 10.0 * 2880.0 * 86400.0, 4.0 * 86400.0};
  c.totals.backorder_hist.assign(2048, 0);
  c.totals.backorder_hist[24] = 50, c.totals.backorder_hist[48] = 50;
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "backorders"), 2.5);
  EXPECT_DOUBLE_EQ(value_of(m, "backorder_age"), 2.0);
  EXPECT_DOUBLE_EQ(value_of(m, "backorder_age_p95"), 48.9 / 24.0);
}

TEST(Metrics, DesignsSideBySideShareTheGrain) {
  Counted c;
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

}  // namespace
}  // namespace gs::run
