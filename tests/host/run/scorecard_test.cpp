#include "host/run/scorecard.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "tests/support/fake_engine.hpp"

namespace gs::run {
namespace {

double score(std::vector<Metric> const& raw, char const* name, Params const& params = {}) {
  WorldData world = test::tiny_world();
  Totals const totals = test::FakeEngine({}).totals();
  Collected const series;
  return value_of(scorecard({params, world, totals, series, 365 * day}, raw), name);
}

TEST(Scorecard, EachDimensionFollowsItsRawNumbers) {
  EXPECT_NEAR(score({{"order_to_door_p95_wave", nullptr, 4.0, ""}}, "score.response"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"order_to_door_p95_quiet", nullptr, 8.0, ""}}, "score.response"), 25.0, 1e-9);
  EXPECT_NEAR(score({{"order_to_door_p95_wave", nullptr, 4.0, ""}, {"time_to_restock", nullptr, 30.0, ""}}, "score.response"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"revenue", nullptr, 200.0, ""}, {"cost.all", nullptr, 150.0, ""}}, "score.cost"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"defective", nullptr, 0.01, ""}}, "score.quality"), 50.0, 1e-9);
  EXPECT_NEAR(score({{"service_worst_day", nullptr, 0.75, ""}, {"time_to_recover", nullptr, 0.0, ""}}, "score.resilience"), 50.0, 1e-9);
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
