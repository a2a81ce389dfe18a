#include <gtest/gtest.h>
#include <cmath>
#include "viz/draw/colour.hpp"
#include "viz/draw/plot.hpp"
#include "viz/draw/raster.hpp"
#include "viz/draw/scale_bar.hpp"
#include "viz/draw/text.hpp"

namespace gs::viz {
namespace {

TEST(Colours, SequentialMapsGoByLightness) {
  for (ColourMap const map : {ColourMap::viridis, ColourMap::cividis})
    for (int k = 1; k <= 50; ++k)
      EXPECT_GT(luminance(colour_of(map, k / 50.0)), luminance(colour_of(map, (k - 1) / 50.0)))
          << colour_map_names[static_cast<int>(map)] << " at " << k;
}
TEST(Colours, TheDivergingMapIsLightestInTheMiddle) {
  double const middle = luminance(colour_of(ColourMap::diverging, 0.5));
  for (double const x : {0.0, 0.2, 0.4, 0.6, 0.8, 1.0}) EXPECT_LT(luminance(colour_of(ColourMap::diverging, x)), middle);
}
TEST(Colours, NothingKnownHasNoColour) { EXPECT_EQ(colour_of(ColourMap::viridis, std::nan("")), 0u); }

//! WCAG contrast of text and of everything that is told by colour, on both grounds.
TEST(Colours, TextIsReadableOnBothGrounds) {
  auto const contrast = [](ImU32 a, ImU32 b) {
    double const x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
  };
  for (bool const dark : {true, false}) {
    Palette const& p = palette(dark);
    EXPECT_GE(contrast(p.text, p.tile), 10.0);
    EXPECT_GE(contrast(p.muted, p.tile), 4.5);
    for (ImU32 const c : {p.bad, p.good, p.warn, p.done, p.accent}) EXPECT_GE(contrast(c, p.tile), 3.0);
    for (ImU32 const c : p.series) EXPECT_GE(contrast(c, p.tile), 2.6);
  }
}

TEST(Text, NumbersHaveThreeFiguresAndOneUnit) {
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(7.314), "7.31");
  EXPECT_EQ(number(842), "842");
  EXPECT_EQ(number(1234), "1,234");
  EXPECT_EQ(number(12345), "12.3 k");
  EXPECT_EQ(number(1.85e6, 5e4), "1.85 M");  // an axis tells its ticks apart
  EXPECT_EQ(number(2e6, 1e6), "2 M");
  EXPECT_EQ(number(-1.5e6, 5e5), "−1.5 M");
  EXPECT_EQ(number(7.314, 1.0), "7.31");
  EXPECT_EQ(number(-4'560'000), "−4.6 M");
  EXPECT_EQ(number(std::nan("")), "–");
  EXPECT_EQ(amount(0.952, "1"), "95.2 %");
  EXPECT_EQ(amount(57, "1/h"), "57.0 /h");
  EXPECT_EQ(lasting(45 * 60), "45 min");
  EXPECT_EQ(lasting(86400), "24 h");
  EXPECT_EQ(lasting(3 * 86400), "3 d");
  EXPECT_EQ(commas(-1234567), "−1,234,567");
}

TEST(Plot, TicksAreRound) {
  EXPECT_DOUBLE_EQ(nice_step(1.0, 5), 0.2);
  EXPECT_DOUBLE_EQ(nice_step(97.0, 5), 20.0);
  EXPECT_DOUBLE_EQ(nice_step(0.0, 5), 1.0);
}

TEST(Plot, ThinningKeepsPeaksAndGaps) {
  Series s;
  for (int i = 0; i < 10000; ++i) s.x.push_back(i), s.y.push_back(i == 7777 ? 50.0 : i % 2);
  for (int i = 4000; i < 4200; ++i) s.y[static_cast<std::size_t>(i)] = std::nan("");
  Series const few = thinned(s, 0, 10000, 200);
  EXPECT_LE(few.x.size(), 900u);
  double most = 0;
  bool gap = false;
  for (double const y : few.y) std::isnan(y) ? (void)(gap = true) : (void)(most = std::max(most, y));
  EXPECT_EQ(most, 50.0);
  EXPECT_TRUE(gap);
  for (std::size_t i = 1; i < few.x.size(); ++i) EXPECT_LE(few.x[i - 1], few.x[i]);
}

TEST(Plot, AxesHoldTheDataAndNeverCollapse) {
  PlotAxes axes;
  axes.x1 = 10;
  std::vector<Series> flat = {{{1, 2, 3}, {5, 5, 5}, "", 0}};
  fit_y(flat, axes);
  EXPECT_LT(axes.y0, 5.0);
  EXPECT_GT(axes.y1, 5.0);
  std::vector<Series> rounded = {{{1, 2}, {1.0, std::nextafter(1.0, 0.0)}, "", 0}};  // once, an axis of steps of 1e-17 that took all memory
  fit_y(rounded, axes);
  EXPECT_GT(axes.y1 - axes.y0, 0.01);
  std::vector<Series> none = {{{1}, {std::nan("")}, "", 0}};
  fit_y(none, axes);
  EXPECT_LT(axes.y0, axes.y1);
}

TEST(Scale, OneOutlierDoesNotDarkenTheRestAndDifferencesAreSymmetric) {
  std::vector<double> values(200, 1.0);
  values.push_back(1000.0);
  EXPECT_EQ(fit_scale(values, ColourMap::viridis, "", "").high, 1.0);
  ColourScale const d = fit_scale({-3, 1}, ColourMap::diverging, "", "");
  EXPECT_EQ(d.low, -3.0);
  EXPECT_EQ(d.high, 3.0);
  EXPECT_DOUBLE_EQ(d.place(0.0), 0.5);
  ColourScale log;
  log.log = true, log.low = 1, log.high = 100;
  EXPECT_NEAR(log.place(10), 0.5, 1e-9);
  EXPECT_EQ(log.place(0), 0.0);
}

//! Whatever the width, a shortened text fits, is whole letters, and says as much as it can.
TEST(Text, WhatDoesNotFitIsShortened) {
  ImGuiContext* const context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGui::GetIO().IniFilename = nullptr;
  Style style;
  apply_style(style, true);
  font_atlas();
  std::string const text = "Bestände ≥ 4 d · région";
  std::string before;
  for (float width = 20; width < 400; width += 3) {
    std::string const shown = fitted(style.small, width, text);
    EXPECT_LE(size_of(style.small, shown.c_str()).x, width);
    EXPECT_GE(shown.size() + 3, before.size()) << "more room never says less";
    std::string const begins = shown == text ? text : shown.substr(0, shown.size() - std::string("…").size());
    EXPECT_TRUE(text.starts_with(begins));
    EXPECT_NE(static_cast<unsigned char>(text[begins.size()]) & 0xc0, 0x80) << "half a letter";
    before = shown;
  }
  EXPECT_EQ(before, text);
  ImGui::DestroyContext(context);
}

}  // namespace
}  // namespace gs::viz
