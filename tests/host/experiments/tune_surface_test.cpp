#include "host/experiments/tune_surface.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::experiments {
namespace {

//! service = 0.9 + 0.02 z + 0.01 (capacity - 1), cost = 100 + 5 z + 20 capacity.
std::vector<Measured> grid() {
  std::vector<Measured> out;
  for (double const c : {0.8, 1.0, 1.2})
    for (double const z : {-1.0, 0.0, 1.0, 2.0}) out.push_back({c, z, 0.9 + 0.02 * z + 0.01 * (c - 1.0), 100.0 + 5.0 * z + 20.0 * c});
  return out;
}

TEST(AtService, InterpolatesTheSafetyFactorAndItsCost) {
  AtGoal const a = by_capacity(grid(), 0.91)[1];
  EXPECT_TRUE(a.reached);
  EXPECT_NEAR(a.z, 0.5, 1e-9);
  EXPECT_NEAR(a.cost, 122.5, 1e-9);
}

TEST(AtService, SaysWhenTheGoalIsOutOfReachAndTakesTheLeastStockForTheBest) {
  std::vector<Measured> const line = {{1, 0, 0.90, 100}, {1, 1, 0.93, 110}, {1, 2, 0.93, 120}};
  AtGoal const a = at_service(line, 0.95);
  EXPECT_FALSE(a.reached);
  EXPECT_DOUBLE_EQ(a.z, 1.0);
  EXPECT_DOUBLE_EQ(a.service, 0.93);
}

TEST(AtService, ALineThatIsAllAboveTakesItsLowestStock) {
  AtGoal const a = at_service({{1, 2, 0.99, 120}, {1, 0, 0.97, 100}}, 0.95);
  EXPECT_TRUE(a.reached);
  EXPECT_TRUE(a.above);
  EXPECT_DOUBLE_EQ(a.z, 0.0);
}

TEST(AtService, ADipIsTakenAsNoise) {
  AtGoal const a = at_service({{1, 0, 0.90, 100}, {1, 1, 0.94, 110}, {1, 2, 0.92, 120}, {1, 3, 0.98, 130}}, 0.924);
  EXPECT_TRUE(a.reached);
  EXPECT_NEAR(a.z, 0.8, 1e-9) << "0.94 and 0.92 are pooled to 0.93";
}

TEST(ChooseSetting, WithoutABudgetIsTheCheapestThatReachesTheGoal) {
  Setting const c = choose_setting(by_capacity(grid(), 0.91), std::nullopt);
  EXPECT_DOUBLE_EQ(c.capacity, 0.8);
  EXPECT_TRUE(c.service_reached);
}

TEST(ChooseSetting, ABudgetBuysAsManyHoursAsItPaysFor) {
  auto const lines = by_capacity(grid(), 0.91);  // 0.8: z 0.6, 119; 1.0: z 0.5, 122.5; 1.2: z 0.4, 126
  Setting const c = choose_setting(lines, 124.25);
  EXPECT_NEAR(c.capacity, 1.1, 1e-9);
  EXPECT_NEAR(c.cost, 124.25, 1e-9);
  EXPECT_NEAR(c.z, 0.45, 1e-9);
  EXPECT_DOUBLE_EQ(choose_setting(lines, 1000.0).capacity, 1.2);
}

TEST(ChooseSetting, SaysWhatItCouldNotKeep) {
  Setting const dear = choose_setting(by_capacity(grid(), 0.91), 100.0);
  EXPECT_TRUE(dear.service_reached);
  EXPECT_FALSE(dear.budget_kept);
  EXPECT_DOUBLE_EQ(dear.capacity, 0.8);
  Setting const poor = choose_setting(by_capacity(grid(), 0.99), std::nullopt);
  EXPECT_FALSE(poor.service_reached);
  EXPECT_DOUBLE_EQ(poor.capacity, 1.2);
}

TEST(Pareto, LeavesOutWhatIsDearerAndWorse) {
  auto const front = pareto({{1, 0, 0.90, 100}, {1, 1, 0.95, 120}, {2, 0, 0.93, 130}, {2, 1, 0.99, 150}, {3, 0, std::nan(""), 1}});
  ASSERT_EQ(front.size(), 3u);
  EXPECT_DOUBLE_EQ(front[1].service, 0.95);
  EXPECT_DOUBLE_EQ(front[2].cost, 150.0);
}

//! Service bends with stock and with hours, cost does not: steps on both knobs meet both goals, which steps on one knob cannot.
TEST(Slopes, BringServiceAndCostToTheirGoalsTogether) {
  auto const at = [](double capacity, double z) {
    return Measured{capacity, z, 1.0 - 0.03 * std::exp(-0.8 * z) - 0.02 / capacity, 1e6 * (30.0 + 4.0 * capacity + 1.5 * z * z + 2.0 * z)};
  };
  std::vector<Measured> grid;
  for (double const c : {1.0, 1.5})
    for (double const z : {-0.5, 0.5}) grid.push_back(at(c, z));
  Slopes slopes(grid);
  ASSERT_TRUE(slopes.known());
  Measured const goal = at(1.3, 0.2);
  Measured now = at(1.0, 0.5);
  for (int k = 0; k < 6; ++k) {
    Measured const to = slopes.step(now, goal.service, goal.cost), next = at(to.capacity, to.z);
    slopes.learn(now, next), now = next;
  }
  EXPECT_NEAR(now.service, goal.service, 1e-4);
  EXPECT_NEAR(now.cost / goal.cost, 1.0, 1e-3);
  EXPECT_FALSE(Slopes({at(1.0, 0.0), at(1.0, 1.0)}).known());  // one line says nothing of hours
}

}  // namespace
}  // namespace gs::experiments
