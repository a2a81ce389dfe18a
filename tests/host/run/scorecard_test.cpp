#include "host/run/scorecard.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/state/order_flags.hpp"
#include "tests/support/fake_engine.hpp"

namespace gs::run {
namespace {

double score(std::vector<Metric> const& raw, char const* name, Params const& params = {}, Totals const& totals = test::FakeEngine({}).totals()) {
  WorldData world = test::tiny_world();
  Collected const series;
  return value_of(scorecard({params, world, totals, series, 365 * day}, raw), name);
}

//! A hundred wants in a wave: so many parcels after so many days, the others left.
Totals wave_of(std::int64_t parcels, std::int64_t days) {
  Totals t = test::FakeEngine({}).totals();
  t.wait_hist.assign(static_cast<std::size_t>(count_of<Cohort> * wait_hours), 0);
  t.censored_hist = t.wait_hist;
  t.wait_hist[static_cast<std::size_t>(at(Cohort::wave) * wait_hours + 24 * days)] = parcels;
  t.sku_wants = t.sku_wants_wave = {100};
  return t;
}

TEST(Scorecard, EachDimensionFollowsItsRawNumbers) {
  EXPECT_NEAR(score({}, "score.response", {}, wave_of(100, 4)), 50.0, 0.5);
  EXPECT_NEAR(score({}, "score.response", {}, wave_of(100, 8)), 25.0, 0.5);
  EXPECT_NEAR(score({{"time_to_restock", nullptr, 30.0, ""}}, "score.response", {}, wave_of(100, 4)), 50.0, 0.5);
  EXPECT_NEAR(score({{"margin_share", nullptr, 0.25, ""}}, "score.cost"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"defective", nullptr, 0.01, ""}}, "score.quality"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"service_worst_day", nullptr, 0.5, ""}, {"time_to_recover", nullptr, 0.0, ""}}, "score.resilience"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"service_worst_day", nullptr, 1.0, ""}, {"time_to_recover", nullptr, 60.0, ""}}, "score.resilience"), 50.0, 1e-9);
}

//! Whom a chain turns away it does not deliver to late: of its parcels alone it would be the quickest.
TEST(Scorecard, TurningMembersAwayIsNoSpeed) {
  EXPECT_NEAR(score({}, "score.response", {}, wave_of(50, 0)), 50.0, 0.5);
  EXPECT_LT(score({}, "score.response", {}, wave_of(50, 0)), score({}, "score.response", {}, wave_of(100, 2)));
}

TEST(Scorecard, WithoutARawNumberThereIsNoScore) {
  for (char const* name : {"score.response", "score.cost", "score.quality", "score.resilience"}) EXPECT_TRUE(std::isnan(score({}, name))) << name;
}

TEST(Scorecard, GradesWidenTheRange) {
  Params graded;
  graded.design.modular = graded.design.grades.on = true;
  EXPECT_GE(score({}, "score.range", graded), score({}, "score.range"));
}

}  // namespace
}  // namespace gs::run
