//! Every chart with ordinary, empty, constant and broken input: well-formed, nothing outside, no "nan" and no "inf" in it.
#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include "host/report/bar_chart.hpp"
#include "host/report/forest_chart.hpp"
#include "host/report/line_chart.hpp"
#include "host/report/markup.hpp"
#include "host/report/radar_chart.hpp"
#include "host/report/zone_map.hpp"
#include "tests/host/report/markup.hpp"

namespace gs::report {
namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();

double number_of(Element const& e, char const* name) {
  auto const found = e.attributes.find(name);
  return found == e.attributes.end() ? 0.0 : std::stod(found->second);
}

//! Whether it can be shown: well-formed, described, everything within its size.
void expect_sound(std::string const& svg) {
  Parsed const p = parsed(svg);
  ASSERT_EQ(p.error, "");
  ASSERT_FALSE(p.elements.empty());
  EXPECT_EQ(p.elements[0].name, "svg");
  EXPECT_EQ(p.elements[1].name, "title");
  EXPECT_EQ(p.elements[2].name, "desc");
  for (char const* bad : {"nan", "inf", "-nan", "1e+"}) EXPECT_EQ(svg.find(std::string("\"") + bad), std::string::npos) << bad;
  double const width = number_of(p.elements[0], "width"), height = number_of(p.elements[0], "height");
  for (Element const& e : p.elements) {
    if (e.name == "rect") {
      EXPECT_GE(number_of(e, "width"), 0.0);
      EXPECT_LE(number_of(e, "x") + number_of(e, "width"), width + 1);
      EXPECT_LE(number_of(e, "y") + number_of(e, "height"), height + 1);
    }
    if (e.name == "text" || e.name == "circle") {
      double const x = number_of(e, e.name == "text" ? "x" : "cx"), y = number_of(e, e.name == "text" ? "y" : "cy");
      EXPECT_GE(x, 0.0);
      EXPECT_LE(x, width);
      EXPECT_GE(y, 0.0);
      EXPECT_LE(y, height);
    }
  }
}

TEST(Escaped, LeavesNothingThatXmlWouldRead) {
  EXPECT_EQ(escaped("a<b & \"c\" > 'd'"), "a&lt;b &amp; &quot;c&quot; &gt; &#39;d&#39;");
  EXPECT_EQ(escaped("Zürich – 东京 😀"), "Zürich – 东京 😀");
  EXPECT_EQ(escaped(std::string("a\0b\x01", 4)),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd");
  EXPECT_EQ(escaped("\xff\xc0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(escaped("\xed\xa0\x80").find('\xed'), std::string::npos) << "a surrogate";
  EXPECT_EQ(parsed("<p>" + escaped("</p><script src=\"http://x\">") + "</p>").error, "");
}

TEST(Table, AlignsNumbersWithTheirHeads) {
  Table const t{"", {"name", "value"}, {{{"group"}}, {{"<a>"}, {"1,234", true}}}, {"", "k"}};
  std::string const html = to_html(t);
  EXPECT_EQ(parsed(html).error, "");
  EXPECT_NE(html.find("<th scope=\"col\" class=\"n\">value</th>"), std::string::npos) << html;
  EXPECT_NE(html.find("colspan=\"2\""), std::string::npos);
  EXPECT_EQ(cells_of(html, "k"), (std::vector<std::string>{"&lt;a&gt;", "1,234"}));
}

TEST(LineChart, SurvivesWhateverComes) {
  std::vector<std::vector<double>> const values = {{1, 2, 3},      {nan, nan, nan}, {}, {0, 0, 0}, {5, 5, 5}, {nan, 1, nan},
                                                   {inf, 1, -inf}, {-1e12, 1e12, 0}};
  for (auto const& y : values) {
    LinePlot p{"t <&>", "d", "u", {{"a < b", {0, 1, 2}, y, 0}, {"second", {0, 1, 2}, {1, 2, 1}, 1}}};
    p.marks = {{0.5, 1.0, "show & tell"}, {-5, -4, "before"}, {1.9, 99, "long name at the edge of it all"}};
    expect_sound(line_chart(p));
    p.stacked = true;
    expect_sound(line_chart(p));
  }
  expect_sound(line_chart({"t", "d", "u", {}}));
}

TEST(LineChart, DrawsALineForEachSeriesAndALoneValueAsADot) {
  LinePlot p{"t", "d", "u", {{"a", {0, 1, 2}, {1, nan, 3}, 0}, {"b", {0, 1, 2}, {2, 2, 2}, 1}}};
  std::string const svg = line_chart(p);
  EXPECT_NE(svg.find("class=\"line s0\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"line s1\""), std::string::npos);
  EXPECT_NE(svg.find("h.01"), std::string::npos) << "a value between gaps";
  EXPECT_NE(svg.find(">a</text>"), std::string::npos) << "named in the legend";
}

TEST(BarChart, SurvivesWhateverComes) {
  for (bool const logarithmic : {false, true})
    for (auto const& v : std::vector<std::vector<double>>{{1, 20}, {nan, nan}, {0, 0}, {-3, 4}, {1e-9, 1e9}}) {
      BarPlot p{"t", "d", "u", {"one", "two with a rather long name that has to be cut"}, {"s"}, {v}, {{"1", "2"}}};
      p.logarithmic = logarithmic, p.reference = 1.0;
      expect_sound(bar_chart(p));
    }
  expect_sound(bar_chart({"t", "d", "u", {}, {}, {}, {}}));
  expect_sound(stack_chart({"t", "d", "CNY", {"a", "b"}, {"x", "y"}, {{1, 2}, {nan, -1}}}));
  expect_sound(stack_chart({"t", "d", "CNY", {"a"}, {"x"}, {{0}}}));
}

TEST(Radar, LeavesOutWhatWasNotMeasured) {
  std::string const svg = radar_chart({"t", "d", {"a", "b", "c"}, {"one", "two"}, {{10, 50, 100}, {nan, 20, nan}}});
  expect_sound(svg);
  EXPECT_NE(svg.find("<title>one · c: 100</title>"), std::string::npos);
  EXPECT_EQ(svg.find("two · a"), std::string::npos);
}

TEST(Heat, SurvivesWhateverComes) {
  HeatPlot p{"t", "d", "u", {"r1", "r2"}, {"c1", "c2"}, {{1, nan}, {nan, 4}}, scale_of({1, 4}, ColourMap::viridis)};
  p.numbers = true;
  expect_sound(heat_chart(p));
  p.x = Range{0, 2};
  expect_sound(heat_chart(p));
  p.values = {{nan, nan}, {nan, nan}};
  p.scale = scale_of({nan}, ColourMap::viridis, true);
  expect_sound(heat_chart(p));
}

TEST(Map, PutsZonesWhereTheyLieAndSaysTheirValues) {
  std::vector<output::ZoneAxis> const zones = {{0, 0, 0}, {1000, 0, 0}, {500, 866, 1}};
  ZoneMap const m{"t", "d", "d", zones, {1, 2, nan}, {"1", "2", "n/a"}, scale_of({1, 2}, ColourMap::viridis)};
  std::string const svg = zone_map(m);
  expect_sound(svg);
  EXPECT_NE(svg.find("<title>zone 1 (region 0): 2 d</title>"), std::string::npos);
  EXPECT_NE(svg.find("class=\"missing\""), std::string::npos);
  expect_sound(zone_map({"t", "d", "d", {{5, 5, 0}}, {1}, {"1"}, scale_of({1}, ColourMap::viridis)}));
  expect_sound(zone_map({"t", "d", "d", {}, {}, {}, {}}));
}

TEST(Map, OfManyZonesStaysSmall) {
  std::vector<output::ZoneAxis> zones;
  std::vector<double> values;
  for (int k = 0; k < 2500; ++k) zones.push_back({1000 * (k % 50) + (k / 50 % 2) * 500, 866 * (k / 50), 0}), values.push_back(k % 7 == 0 ? nan : k);
  std::string const svg = zone_map({"t", "d", "d", zones, values, {}, scale_of(values, ColourMap::viridis)});
  expect_sound(svg);
  EXPECT_LT(svg.size(), 200000u);
}

TEST(Forest, SaysTheVerdictByShapeAndCutsWhatGoesBeyond) {
  ForestPlot p{"t",
               "d",
               "%",
               {{"service", "", 0, 0, 0, Verdict::unclear, true},
                {"up", "+1", 10, 5, 15, Verdict::better},
                {"far", "x", 900, 400, 1400, Verdict::worse},
                {"none", "n/a", nan, nan, nan}}};
  std::string const svg = forest_chart(p);
  expect_sound(svg);
  EXPECT_NE(svg.find("<title>up: +1</title>"), std::string::npos);
  EXPECT_EQ(svg.find("<title>far"), std::string::npos) << "its marker is beyond the axis; an arrow stands for it";
  expect_sound(forest_chart({"t", "d", "%", {}}));
}

TEST(Frontier, ShowsWhatHoldsWhatBreaksAndWhatWasBroken) {
  FrontierPlot p{
      "t", "d",   "wave.peak", {{"a", "500", 500, 400, 650}, {"b", "holds", nan, nan, nan, true}, {"c", "broken", nan, nan, nan, false, true}},
      100, 10000, true};
  std::string const svg = frontier_chart(p);
  expect_sound(svg);
  EXPECT_NE(svg.find("class=\"interval\""), std::string::npos);
}

}  // namespace
}  // namespace gs::report
