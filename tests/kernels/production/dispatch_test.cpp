//! The dispatch plan on paper: integer minimum-cost flow, and what it decides for families on line groups.
#include "kernels/production/dispatch.hpp"
#include <gtest/gtest.h>
#include <numeric>
#include "kernels/production/min_cost_flow.hpp"

namespace gs::cpu {
namespace {

TEST(MinCostFlow, TakesTheCheapWayFirstAndReroutesForMore) {
  MinCostFlow net(4);  // 0 source, 3 sink; a is cheap for both, b only for the second
  std::size_t const a = net.add_arc(0, 1, 2, 1), b = net.add_arc(0, 2, 2, 5);
  std::size_t const through = net.add_arc(1, 2, 2, 0);
  net.add_arc(1, 3, 1, 0);
  net.add_arc(2, 3, 2, 0);
  EXPECT_EQ(net.solve(0, 3), 3);
  EXPECT_EQ(net.flow(a), 2);
  EXPECT_EQ(net.flow(b), 1);
  EXPECT_EQ(net.flow(through), 1);
}

//! Needs with unit costs: product j may be made by plant j and plant j + 1.
DispatchNeed chain(std::vector<std::int64_t> const& demand, std::int64_t capacity, std::size_t reach) {
  std::size_t const n = demand.size();
  DispatchNeed need{demand, std::vector<std::int64_t>(n, 0), std::vector<std::int64_t>(n, capacity), {}};
  need.ways.resize(n);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t k = 0; k < reach; ++k) need.ways[j].push_back({(j + k) % n, 10 + static_cast<std::int64_t>(k)});
  return need;
}
std::int64_t served(DispatchNeed const& need) {
  auto const plan = plan_dispatch(need);
  return std::accumulate(plan.begin(), plan.end(), std::int64_t{0});
}

//! Jordan and Graves 1995's long chain, on a vector whose flows are known: 820 dedicated, 1,000 chained, 1,000 with full flexibility.
TEST(Dispatch, TheLongChainServesWhatFullFlexibilityWould) {
  std::vector<std::int64_t> const demand{150, 40, 120, 90, 60, 170, 100, 30, 110, 140};
  EXPECT_EQ(served(chain(demand, 100, 1)), 820);
  EXPECT_EQ(served(chain(demand, 100, 2)), 1000);
  EXPECT_EQ(served(chain(demand, 100, 10)), 1000);
}

TEST(Dispatch, APlanGivesNoPoolMoreThanItsHoursAndNoFamilyMoreThanItsWork) {
  DispatchNeed const need = chain({150, 40, 120, 90, 60, 170, 100, 30, 110, 140}, 70, 2);
  auto const plan = plan_dispatch(need);
  for (std::size_t k = 0; k < 10; ++k) {
    std::int64_t row = 0, column = 0;
    for (std::size_t i = 0; i < 10; ++i) row += plan[k * 10 + i], column += plan[i * 10 + k];
    EXPECT_LE(row, need.urgent[k]);
    EXPECT_LE(column, 70);
  }
}

TEST(Dispatch, WhatIsUrgentGoesBeforeWhatIsCheap) {
  DispatchNeed need{{50, 0}, {0, 100}, {60}, {{{0, 90}}, {{0, 10}}}};  // one pool: the costly family is urgent, the cheap one is not
  auto const plan = plan_dispatch(need);
  EXPECT_EQ(plan[0], 50);
  EXPECT_EQ(plan[1], 10);
}

//! The floor takes dear hours for urgent work only: a plan that gave them to the rest would be a plan for nobody.
TEST(Dispatch, DearHoursAreForUrgentWorkOnly) {
  DispatchNeed const one{{20}, {200}, {100, 100}, {{{0, 10}, {1, 30, true}}}};  // own lines, rented lines
  EXPECT_EQ(plan_dispatch(one), (std::vector<std::int64_t>{100, 0}));
  DispatchNeed const much{{150}, {200}, {100, 100}, {{{0, 10}, {1, 30, true}}}};
  EXPECT_EQ(plan_dispatch(much), (std::vector<std::int64_t>{100, 50}));
}

//! Work that can wait does not push urgent work of another family from a cheap line to a dear one.
TEST(Dispatch, WhatCanWaitDoesNotBuyDearHours) {
  DispatchNeed const need{{60, 0}, {0, 100}, {100, 100}, {{{0, 10}, {1, 30, true}}, {{0, 10}, {1, 30, true}}}};
  EXPECT_EQ(plan_dispatch(need), (std::vector<std::int64_t>{60, 0, 40, 0}));
}

TEST(Dispatch, AChangeoverThatIsNotWorthItIsAvoided) {
  DispatchNeed const need{{50, 50}, {0, 0}, {50, 50}, {{{0, 10}, {1, 14}}, {{0, 14}, {1, 10}}}};  // each pool is set up for one of the families
  auto const plan = plan_dispatch(need);
  EXPECT_EQ(plan, (std::vector<std::int64_t>{50, 0, 0, 50}));
}

}  // namespace
}  // namespace gs::cpu
