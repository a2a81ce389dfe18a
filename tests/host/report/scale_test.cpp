//! Axes, ticks and thinning: what a chart must survive.
#include "host/report/scale.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include "host/report/colour.hpp"
#include "host/report/heat_chart.hpp"

namespace gs::report {
namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

void expect_usable(Axis const& a) {
  EXPECT_LT(a.low, a.high);
  ASSERT_FALSE(a.ticks.empty());
  EXPECT_LE(a.ticks.size(), 30u);
  for (std::size_t k = 0; k < a.ticks.size(); ++k) {
    EXPECT_GE(a.ticks[k], a.low - 1e-9 * std::fabs(a.low));
    EXPECT_LE(a.ticks[k], a.high + 1e-9 * std::fabs(a.high) + 1e-12);
    if (k > 0) { EXPECT_LT(a.ticks[k - 1], a.ticks[k]); }
    EXPECT_TRUE(std::isfinite(a.share(a.ticks[k])));
  }
}

TEST(Range, LeavesOutWhatIsNoNumber) {
  std::vector<double> const values = {nan, 3.0, inf, -1.0, -inf};
  Range const r = range_of(values);
  EXPECT_EQ(r.low, -1.0);
  EXPECT_EQ(r.high, 3.0);
  EXPECT_TRUE(range_of(std::vector<double>{nan, inf}).empty());
  EXPECT_TRUE(range_of({}).empty());
}

TEST(LinearAxis, HasRoundTicksThatHoldTheValues) {
  Axis const a = linear_axis({0.0, 97.0}, 5, true);
  EXPECT_EQ(a.ticks, (std::vector<double>{0, 50, 100}));
  Axis const b = linear_axis({0.0, 1730.0}, 5, true);
  EXPECT_EQ(b.high, 2000.0);
  EXPECT_EQ(b.step, 500.0);
  Axis const c = linear_axis({-3.0, 12.0}, 5, true);
  EXPECT_LE(c.low, -3.0);
  EXPECT_GE(c.high, 12.0);
}

TEST(LinearAxis, SurvivesEmptyConstantAndTinyRanges) {
  for (Range const r :
       {Range{}, Range{0, 0}, Range{5, 5}, Range{-5, -5}, Range{1e-12, 1e-12}, Range{1e15, 1e15}, Range{1, 1 + 1e-15}, Range{-1e-300, 1e-300}})
    for (bool const from_zero : {false, true}) expect_usable(linear_axis(r, 5, from_zero));
}

TEST(LogAxis, GoesByPowersOfTenAndFallsBackWithoutAny) {
  std::vector<double> const values = {0.0, -3.0, nan, 2.5, 310.0};
  Axis const a = log_axis(values, 6);
  EXPECT_TRUE(a.logarithmic);
  EXPECT_EQ(a.low, 1.0);
  EXPECT_EQ(a.high, 1000.0);
  EXPECT_NEAR(a.share(10.0), 1.0 / 3.0, 1e-12);
  EXPECT_EQ(a.share(0.0), -inf);
  expect_usable(a);
  EXPECT_FALSE(log_axis(std::vector<double>{0.0, -1.0, nan}, 6).logarithmic);
  expect_usable(log_axis(std::vector<double>{7.0}, 6));
  expect_usable(log_axis(std::vector<double>{1e-8, 1e12}, 6));
}

TEST(DayAxis, CountsInWeeksAndTellsTheTimeWithinDays) {
  Axis const long_run = day_axis(0.0, 189.0, 6);
  EXPECT_EQ(long_run.step, 28.0);
  EXPECT_EQ(long_run.text(28.0), "28");
  Axis const evening = day_axis(117.6, 119.1, 8);
  EXPECT_LT(evening.step, 1.0);
  EXPECT_EQ(evening.text(118.0), "day 118");
  EXPECT_EQ(evening.text(117.75), "18:00");
  expect_usable(day_axis(3.0, 3.0, 5));
}

TEST(TickText, IsShort) {
  EXPECT_EQ(tick_text(0.0, 1.0), "0");
  EXPECT_EQ(tick_text(0.25, 0.05), "0.25");
  EXPECT_EQ(tick_text(0.5, 0.25), "0.5");
  EXPECT_EQ(tick_text(20000.0, 5000.0), "20 k");
  EXPECT_EQ(tick_text(-1500000.0, 500000.0), "−1.5 M");
  EXPECT_EQ(tick_text(7500.0, 2500.0), "7500");
}

TEST(Thinned, KeepsEveryPeakAndEveryGap) {
  std::vector<double> x, y;
  for (int k = 0; k < 10000; ++k) x.push_back(k), y.push_back(k == 4321 ? 1e6 : k == 77 ? -5.0 : 1.0);
  for (int k = 6000; k < 7000; ++k) y[static_cast<std::size_t>(k)] = nan;
  Points const p = thinned(x, y, 100);
  EXPECT_LE(p.size(), 200u);
  Range r;
  int gaps = 0;
  for (auto const& [px, py] : p) r.take(py), gaps += std::isnan(py);
  EXPECT_EQ(r.high, 1e6);
  EXPECT_EQ(r.low, -5.0);
  EXPECT_GT(gaps, 5);
  for (std::size_t k = 1; k < p.size(); ++k) EXPECT_LE(p[k - 1].first, p[k].first);
  EXPECT_EQ(thinned(std::vector<double>{1, 2}, std::vector<double>{3, nan}, 10).size(), 2u);
  EXPECT_TRUE(thinned({}, {}, 10).empty());
}

TEST(ColourScale, TakesAnyValues) {
  EXPECT_EQ(scale_of({nan, nan}, ColourMap::viridis).colour(nan), "");
  ColourScale const constant = scale_of({4.0, 4.0}, ColourMap::viridis);
  EXPECT_LT(constant.low, constant.high);
  EXPECT_FALSE(constant.colour(4.0).empty());
  ColourScale const both = scale_of({-1.0, 3.0}, ColourMap::diverging);
  EXPECT_EQ(both.low, -3.0);
  EXPECT_NEAR(both.share(0.0), 0.5, 1e-12);
  ColourScale const logs = scale_of({0.0, 1.0, 100.0}, ColourMap::cividis, true);
  EXPECT_NEAR(logs.share(10.0), 0.5, 1e-12);
  EXPECT_EQ(logs.share(0.0), 0.0);
}

TEST(Colour, MapsGoByLightness) {
  for (ColourMap const map : {ColourMap::viridis, ColourMap::cividis}) {
    double before = -1.0;
    for (int k = 0; k <= 20; ++k) {
      double const now = luminance(colour_of(map, k / 20.0));
      EXPECT_GT(now, before);
      before = now;
    }
  }
  EXPECT_STREQ(text_on("#fde725"), "on-light");
  EXPECT_STREQ(text_on("#440154"), "on-dark");
}

}  // namespace
}  // namespace gs::report
