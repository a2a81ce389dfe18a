#include "host/run/mser.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <vector>

namespace gs::run {
namespace {

//! Noise without chance: 0, 1, 2 in turn, out of step with weeks.
double wobble(std::size_t i) { return static_cast<double>(i * 5 % 3); }

TEST(Mser, CutsAStartThatDiesAway) {
  std::vector<double> series;
  for (std::size_t i = 0; i < 200; ++i) series.push_back(100.0 + (i < 40 ? 200.0 - 5.0 * static_cast<double>(i) : 0.0) + wobble(i));
  std::int64_t const cut = mser5(series);
  EXPECT_GE(cut, 35);
  EXPECT_LE(cut, 45);
  EXPECT_EQ(mser5(std::vector<double>(49, 1.0)), -1) << "too short to tell";
}

//! 1 % a week of the mean of 26 weeks is 52.1 % a year; a rhythm of the week is no trend.
TEST(Trend, IsTheSlopeOfWeeksByTheirMean) {
  std::vector<double> series, level;
  for (std::size_t i = 0; i < 26 * 7; ++i) {
    double const weekend = i % 7 >= 5 ? 1.5 : 0.8;
    level.push_back(100.0 * weekend);
    series.push_back((100.0 + static_cast<double>(i / 7) - 12.5) * weekend);
  }
  EXPECT_NEAR(trend_of(series).a_year, 0.01 * 365.0 / 7.0, 1e-9);
  EXPECT_NEAR(trend_of(series).error, 0.0, 1e-9);
  EXPECT_NEAR(trend_of(level).a_year, 0.0, 1e-9);
  EXPECT_TRUE(std::isnan(trend_of(std::vector<double>(41, 1.0)).a_year)) << "five weeks and a bit";
}

//! Weeks of 7, 14, 7, 14, 7, 14: slope 1.5 / 17.5 of a day's unit, squares left 1.5 - 1.5^2 / 17.5 on four degrees of freedom.
TEST(Trend, KnowsHowSureItIs) {
  std::vector<double> series;
  for (int w = 0; w < 6; ++w)
    for (int d = 0; d < 7; ++d) series.push_back(w % 2 == 0 ? 1.0 : 2.0);
  double const mean = 1.5, a_year = 365.0 / 7.0 / mean;
  Trend const t = trend_of(series);
  EXPECT_NEAR(t.a_year, 1.5 / 17.5 * a_year, 1e-9);
  EXPECT_NEAR(t.error, std::sqrt((1.5 - 1.5 * 1.5 / 17.5) / 4.0 / 17.5) * a_year, 1e-9);
}

}  // namespace
}  // namespace gs::run
