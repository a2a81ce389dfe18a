#include "host/run/resilience.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "host/run/strain.hpp"

namespace gs::run {
namespace {

std::vector<DayService> steady(int days, std::int64_t in_time) { return std::vector<DayService>(static_cast<std::size_t>(days), {1000, in_time}); }

TEST(Resilience, SurvivesToTheFirstBadDayAndIsBackAtTheFirstGoodWeek) {
  auto days = steady(40, 980);
  for (std::size_t d = 13; d < 20; ++d) days[d].in_time = 700;
  Resilience const r = resilience_of(days, 10);
  EXPECT_DOUBLE_EQ(r.survive, 3.0);
  EXPECT_DOUBLE_EQ(r.recover, 7.0);
  EXPECT_TRUE(r.back);
  EXPECT_DOUBLE_EQ(r.worst_day, 0.7);
}

TEST(Resilience, AGoodDayBetweenBadOnesIsNotRecovery) {
  auto days = steady(40, 980);
  for (std::size_t const d : {10u, 11u, 13u, 14u}) days[d].in_time = 500;
  EXPECT_DOUBLE_EQ(resilience_of(days, 10).recover, 5.0);
}

TEST(Resilience, ChanceIsNoBreakdown) {
  auto days = steady(30, 960);
  days[20].in_time = 940;  // one point below the rule with 1000 wants: 1.5 standard errors
  Resilience const r = resilience_of(days, 10);
  EXPECT_TRUE(std::isnan(r.survive));
  EXPECT_DOUBLE_EQ(r.recover, 0.0);
  days[20].in_time = 920;
  EXPECT_DOUBLE_EQ(resilience_of(days, 10).survive, 10.0);
}

TEST(Resilience, WhatIsNotBackWhenTheSeriesEndsIsSaidSo) {
  auto days = steady(20, 980);
  for (std::size_t d = 15; d < 20; ++d) days[d].in_time = 100;
  Resilience const r = resilience_of(days, 12);
  EXPECT_FALSE(r.back);
  EXPECT_DOUBLE_EQ(r.recover, 5.0);
}

TEST(FindBreak, IsTheFirstDayOutsideTheBandOfTheWeeksBefore) {
  std::vector<double> x;
  for (int d = 0; d < 40; ++d) x.push_back(0.10 + (d % 2 == 0 ? 0.01 : -0.01));
  EXPECT_TRUE(std::isnan(find_break(x, 30).after));
  x[33] = x[34] = 0.2;
  EXPECT_DOUBLE_EQ(find_break(x, 30).after, 3.0);
  EXPECT_DOUBLE_EQ(find_break(x, 30).lasted, 2.0);
  EXPECT_TRUE(find_break(x, 30).back);
  EXPECT_TRUE(std::isnan(find_break(x, 10).after)) << "ten days are too few to learn a band from";
}

TEST(FindBreak, APlaceThatWasNeverShortMayBeShortByAPercent) {
  std::vector<double> x(40, 0.0);
  x[31] = 0.005;
  EXPECT_TRUE(std::isnan(find_break(x, 30).after));
  for (std::size_t d = 35; d < 40; ++d) x[d] = 0.02;
  EXPECT_DOUBLE_EQ(find_break(x, 30).after, 5.0);
  EXPECT_DOUBLE_EQ(find_break(x, 30).lasted, 5.0);
  EXPECT_FALSE(find_break(x, 30).back) << "still short when the series ends";
}

}  // namespace
}  // namespace gs::run
