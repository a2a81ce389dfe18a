//! Order rules on paper.
#include "kernels/planning/order_rule.hpp"
#include <gtest/gtest.h>

namespace gs::cpu {
namespace {

PolicyRule rule(PolicyKind kind, double smoothing = 1.0, bool negative = false) {
  PolicyParams p;
  p.kind = kind;
  p.smoothing_t = smoothing;
  p.allow_negative = negative;
  return policy_rule(p, hour, 0.5);
}
Levels levels(Grains target, Grains batch = 0) { return {target, -1, -1, batch}; }

TEST(OrderRule, PositionCountsWhatIsPromised) { EXPECT_EQ(inventory_position(100, 10, 50, 20, 5), 115); }

TEST(OrderRule, BaseStockOrdersTheGap) {
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), levels(100), 70, 0), 30);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), levels(100), 120, 0), 0);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 1.0, true), levels(100), 120, 0), -20);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), {100, 250, -1, 0}, 70, 0), 180);  // a level from outside wins
}

TEST(OrderRule, BatchesRoundUp) {
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), levels(100, 25), 70, 0), 50);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), levels(100, 25), 75, 0), 25);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock), levels(100, 25), 100, 0), 0);
}

TEST(OrderRule, DampedOrdersCloseAShareOfTheGap) {
  // f = 10 a day, R = 1 day: q = 10 + (S - 10 - IP) / 4
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 4.0), levels(100), 50, 10'000000), 20);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 4.0), levels(100), 90, 10'000000), 10);  // at S - f: just the demand
}

//! A gap of one closes: rounded to nothing, a slow mover would live a unit below its level.
TEST(OrderRule, DampedOrdersDoNotForgetTheLastUnit) {
  Micro const slow = 100'000;  // 0.1 a day: q = 0.1 + (gap - 0.1) / 3 = 0.4 at a gap of one
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 3.0), levels(2), 1, slow), 1);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 3.0), levels(2), 2, slow), 0);
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 3.0), levels(3), 1, slow), 1);        // 0.73: one as well
  EXPECT_EQ(policy_order(rule(PolicyKind::base_stock, 3.0, true), levels(2), 1, slow), 0);  // theory keeps its linear law
}

TEST(OrderRule, SmallSBigS) {
  Levels const l{0, 10, 4, 0};
  EXPECT_EQ(policy_order(rule(PolicyKind::s_S), l, 5, 0), 0);
  EXPECT_EQ(policy_order(rule(PolicyKind::s_S), l, 4, 0), 6);
  EXPECT_EQ(policy_order(rule(PolicyKind::s_S), l, -3, 0), 13);
  EXPECT_EQ(policy_order(rule(PolicyKind::s_S), levels(40, 15), 30, 0), 25);  // from the forecast: s = 40, S = s + batch
}

TEST(OrderRule, ReorderPointAndLots) {
  Levels const l{0, 5, 3, 0};  // r = 3, Q = 5
  EXPECT_EQ(policy_order(rule(PolicyKind::r_Q), l, 4, 0), 0);
  EXPECT_EQ(policy_order(rule(PolicyKind::r_Q), l, 3, 0), 5);
  EXPECT_EQ(policy_order(rule(PolicyKind::r_Q), l, -1, 0), 5);
  EXPECT_EQ(policy_order(rule(PolicyKind::r_Q), l, -2, 0), 10);  // as many lots as lift it above r
}

TEST(OrderRule, LotsAndMinima) {
  EXPECT_EQ(lotted(7, 0, 0), 7);
  EXPECT_EQ(lotted(7, 10, 0), 10);
  EXPECT_EQ(lotted(7, 10, 25), 30);
  EXPECT_EQ(lotted(0, 10, 25), 0);
  EXPECT_EQ(lotted(-7, 10, 25), -7);
}

TEST(OrderRule, BatchIsDaysOfMeanDemandInWholeGrains) {
  PolicyParams p;
  p.batch = 7.0;
  PolicyRule const r = policy_rule(p, hour, 0.5);
  EXPECT_EQ(batch_of(r, 10'000000), 70);
  EXPECT_EQ(batch_of(r, 10'100000), 71);
  EXPECT_EQ(batch_of(r, 1000), 1);
  EXPECT_EQ(batch_of(rule(PolicyKind::base_stock), 10'000000), 0);
}

TEST(OrderRule, ASisterKeepsWhatItNeedsUntilItsNextArrival) {
  EXPECT_EQ(lateral_spare(100, 10'000000, 0, 3 * day, 7 * day), 70);
  EXPECT_EQ(lateral_spare(100, 10'000000, 0, never, 7 * day), 30);
  EXPECT_EQ(lateral_spare(100, 10'000000, 5 * day, 4 * day, 7 * day), 100);  // it arrives now
  EXPECT_EQ(lateral_spare(10, 10'000000, 0, never, 7 * day), -60);
}

}  // namespace
}  // namespace gs::cpu
