#include "host/experiments/breaking_point.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <functional>
#include "host/experiments/rule.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"

namespace gs::experiments {
namespace {

//! Asks until done; distance(level, seed).
Bisection bisect(BisectionSettings settings, std::function<double(double, std::int64_t)> const& distance) {
  Bisection b(settings);
  for (auto asks = b.next(); !asks.empty(); asks = b.next())
    for (Ask const& ask : asks) {
      std::vector<double> values;
      for (std::int64_t r = ask.first; r < ask.first + ask.count; ++r) values.push_back(distance(ask.level, r));
      b.tell(ask, values);
    }
  return b;
}

//! Luck of a seed, the same on every level: uniform with sd 1 and mean 0.
double luck(std::int64_t seed) { return std::sqrt(12.0) * (static_cast<double>(mix64(static_cast<std::uint64_t>(seed)) >> 11) * 0x1p-53 - 0.5); }

TEST(FallingFit, PoolsWhatRisesAndKeepsWhatFalls) {
  EXPECT_EQ(falling_fit({3, 2, 1}, {1, 1, 1}), (std::vector<double>{3, 2, 1}));
  EXPECT_EQ(falling_fit({3, 1, 2, 0}, {1, 1, 1, 1}), (std::vector<double>{3, 1.5, 1.5, 0}));
  EXPECT_EQ(falling_fit({1, 4}, {3, 1}), (std::vector<double>{1.75, 1.75}));
}

TEST(Crossing, IsInterpolatedAndStaysInTheRange) {
  EXPECT_DOUBLE_EQ(crossing({0, 1}, {1, -3}), 0.25);
  EXPECT_DOUBLE_EQ(crossing({0, 1}, {2, 1}), 1.0);
  EXPECT_DOUBLE_EQ(crossing({0, 1}, {-1, -2}), 0.0);
}

TEST(Bisection, FindsTheBreakingPointOfACurveWithoutNoise) {
  BreakingPoint const b = bisect({}, [](double x, std::int64_t) { return 0.3 - x; }).result();
  EXPECT_EQ(b.kind, BreakingPoint::Kind::found);
  EXPECT_NEAR(b.at, 0.3, 1e-9);
  EXPECT_NEAR(b.high - b.low, 0.0, 1e-9);
  EXPECT_LE(b.held, 0.3);
  EXPECT_GE(b.broke, 0.3);
  EXPECT_LE(b.broke - b.held, 1.0 / 32.0);
}

TEST(Bisection, SaysWhenTheRangeHoldsNoBreakingPoint) {
  Bisection const never = bisect({}, [](double, std::int64_t) { return 1.0; });
  EXPECT_EQ(never.result().kind, BreakingPoint::Kind::never);
  EXPECT_EQ(never.runs(), 8) << "two levels on four seeds, and no more";
  EXPECT_EQ(bisect({}, [](double, std::int64_t) { return -1.0; }).result().kind, BreakingPoint::Kind::already_broken);
}

TEST(Bisection, SeedsThatDifferGiveAnIntervalThatHoldsTheTruthAndAsksForMore) {
  BisectionSettings s;
  s.most_replications = 16;
  Bisection const b = bisect(s, [](double x, std::int64_t r) { return 0.5 - x + 0.1 * luck(r); });
  BreakingPoint const p = b.result();
  EXPECT_LT(p.low, 0.5);
  EXPECT_GT(p.high, 0.5);
  EXPECT_GT(p.high - p.low, 0.02);
  EXPECT_GT(p.replications, 4);
}

TEST(Bisection, CoversTheTruthAboutAsOftenAsItSays) {
  int covered = 0;
  for (int k = 0; k < 100; ++k) {
    BisectionSettings s;
    s.replications = s.most_replications = 8;
    BreakingPoint const p = bisect(s, [k](double x, std::int64_t r) { return 0.4 - x + 0.05 * luck(1000 * k + r); }).result();
    covered += p.low <= 0.4 && 0.4 <= p.high;
  }
  EXPECT_GE(covered, 90);
  EXPECT_LE(covered, 99) << "an interval that never misses is too wide";
}

TEST(Bisection, ANoisyBumpDoesNotMoveTheBracketForEver) {
  // The measurement at 0.5 says it holds although the rule broke at 0.35: the fit pools it with its neighbours.
  BreakingPoint const p = bisect({}, [](double x, std::int64_t) { return x == 0.5 ? 0.01 : 0.35 - x; }).result();
  EXPECT_EQ(p.kind, BreakingPoint::Kind::found);
  EXPECT_GT(p.at, 0.3);
  EXPECT_LT(p.at, 0.6);
}

TEST(Bisection, FailedRunsAreLeftOut) {
  BreakingPoint const p = bisect({}, [](double x, std::int64_t r) { return r == 1 ? std::nan("") : 0.3 - x; }).result();
  EXPECT_NEAR(p.at, 0.3, 1e-9);
}

TEST(Rule, IsReadAndKnowsItsSide) {
  Rule const r = parse_rule("service < 0.95", "--until");
  EXPECT_EQ(r.name, "service");
  EXPECT_TRUE(r.is(0.94));
  EXPECT_FALSE(r.is(0.95));
  EXPECT_NEAR(r.distance(0.97), 0.02, 1e-12);
  Rule const gate = parse_rule("wave.peak>=500", "--require");
  EXPECT_TRUE(gate.is(500.0));
  EXPECT_DOUBLE_EQ(gate.distance(400.0), 100.0);
  EXPECT_THROW(parse_rule("service", "--until"), ConfigError);
  EXPECT_THROW(parse_rule("service<much", "--until"), ConfigError);
}

}  // namespace
}  // namespace gs::experiments
