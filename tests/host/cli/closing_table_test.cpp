#include "host/cli/closing_table.hpp"
#include <gtest/gtest.h>
#include <limits>
#include <sstream>
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
using run::Metric;

Metric metric(std::string const& name, double value, std::string note = "") { return {name, run::find_metric(name), value, std::move(note)}; }
std::string shown(std::string const& name, double value) { return show_value(metric(name, value)); }

TEST(ShowValue, IsShortAndKeepsItsUnitApart) {
  EXPECT_EQ(shown("wants", 1234567), "1,234,567");
  EXPECT_EQ(shown("service", 0.87341), "0.873");
  EXPECT_EQ(shown("service", 1.0), "1");
  EXPECT_EQ(shown("changeover_share", 0.00213), "0.0021");
  EXPECT_EQ(shown("revenue", -1234.56), "-1,235");
  EXPECT_EQ(shown("order_to_door_p95_wave", 34.567), "34.57");
  EXPECT_EQ(shown("service", std::numeric_limits<double>::quiet_NaN()), "n/a");
}

std::string table(std::vector<Column> const& columns, int width, std::string const& shown = "") {
  return closing_table(columns, width, Shown(shown)).text;
}

std::vector<std::string> lines(std::string const& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(ClosingTable, HasMetricsAsRowsAndDesignsAsColumns) {
  double const none = std::numeric_limits<double>::quiet_NaN();
  Column const a{"rigid", {metric("wants", 1000), metric("utilisation.core", 0.5), metric("bullwhip.plant", none, "2 quiet samples")}};
  Column const b{"flexible",
                 {metric("wants", 1100), metric("utilisation.core", 0.4), metric("utilisation.micro", 0.3), metric("bullwhip.plant", 1.5)}};
  auto const out = lines(table({a, b}, 160, "all"));
  ASSERT_EQ(out.size(), 9u);
  EXPECT_NE(out[0].find("rigid"), std::string::npos);
  EXPECT_EQ(out[1], "wave");
  EXPECT_NE(out[2].find("1,000"), std::string::npos);
  EXPECT_NE(out[2].find("1,100"), std::string::npos);
  EXPECT_EQ(out[3], "capacity");
  EXPECT_NE(out[4].find("hours worked"), std::string::npos);
  EXPECT_EQ(out[5].find("hours worked"), std::string::npos) << "a meaning is said once a family";
  EXPECT_NE(out[5].find(" - "), std::string::npos) << "rigid has no micro layer";
  EXPECT_NE(out[7].find("n/a [1]"), std::string::npos);
  EXPECT_EQ(out[8], "  [1] 2 quiet samples");
}

//! A score says little without what it was made from.
TEST(ClosingTable, RawNumbersStandWithTheScores) {
  Column const a{"rigid", {metric("score.cost", 41, "margin 0.205 of sales"), metric("service", 0.9, "not shown")}};
  std::string const out = table({a}, 160, "all");
  EXPECT_NE(out.find("41 [1]"), std::string::npos) << out;
  EXPECT_NE(out.find("  [1] margin 0.205 of sales"), std::string::npos);
  EXPECT_EQ(out.find("not shown"), std::string::npos);
}

TEST(ClosingTable, ColumnsLineUp) {
  Column const a{"rigid", {metric("wants", 5), metric("lost_sales", 123456)}};
  auto const out = lines(table({a}, 100, "all"));
  EXPECT_EQ(out[2].find('5'), out[4].find("123,456") + 6);
}

TEST(ClosingTable, KeepsFamiliesInTheChainsOrder) {
  Column const a{"rigid", {metric("inventory_value.regional", 1), metric("inventory_value.all", 1)}};
  Column const b{"flexible", {metric("inventory_value.micro", 1), metric("inventory_value.regional", 1), metric("inventory_value.all", 1)}};
  std::string const out = table({a, b}, 100, "all");
  EXPECT_LT(out.find("inventory_value.micro"), out.find("inventory_value.regional"));
  EXPECT_LT(out.find("inventory_value.regional"), out.find("inventory_value.all"));
}

TEST(ClosingTable, LeavesMeaningsOutWhenNarrow) {
  Column const a{"rigid", {metric("service", 0.9)}};
  EXPECT_EQ(table({a}, 45, "all").find("first-choice"), std::string::npos);
  for (std::string const& line : lines(table({a}, 100, "all"))) EXPECT_LE(line.size(), 100u);
}

//! What somebody asks first, in that order, and only what was measured; a scorecard without its notes.
TEST(ShortTable, ShowsWhatDecidesFirst) {
  double const none = std::numeric_limits<double>::quiet_NaN();
  Column const a{"rigid",
                 {metric("wants", 1000), metric("margin", 5), metric("service_wave", none, "no wave"), metric("service", 0.9),
                  metric("utilisation.core", 0.5), metric("utilisation.micro", 0.3), metric("score.cost", 41, "margin 0.205 of sales")}};
  auto const out = lines(table({a}, 80));
  ASSERT_EQ(out.size(), 5u);
  EXPECT_TRUE(out[1].starts_with("  service "));
  EXPECT_TRUE(out[2].starts_with("  utilisation.core "));
  EXPECT_TRUE(out[3].starts_with("  margin "));
  EXPECT_TRUE(out[4].starts_with("  score.cost "));
}

//! Both designs have it as a row when one does; a loaded network names its echelons otherwise: the last one stands in.
TEST(ShortTable, TakesWhatIsThere) {
  double const none = std::numeric_limits<double>::quiet_NaN();
  Column const a{"rigid",
                 {metric("time_to_restock", none, "not restocked in the run"), metric("bullwhip.regional", 1.5), metric("bullwhip.central", 2.5)}};
  Column const b{"flexible", {metric("time_to_restock", 2.0)}};
  auto const out = lines(table({a, b}, 100));
  ASSERT_EQ(out.size(), 4u);
  EXPECT_NE(out[1].find("n/a [1]"), std::string::npos) << out[1];
  EXPECT_TRUE(out[2].starts_with("  bullwhip.central ")) << out[2];
  EXPECT_EQ(out[3], "  [1] not restocked in the run");
}

TEST(ShortTable, FitsEightyColumnsWithTwoDesigns) {
  Column const a{"rigid_tuned", {metric("inventory_value.all", 123456789), metric("order_to_door_p95_quiet", 1.5)}};
  Column const b{"flexible_tuned", {metric("inventory_value.all", 123456789), metric("order_to_door_p95_quiet", 1.5)}};
  for (std::string const& line : lines(table({a, b}, 80))) EXPECT_LE(line.size(), 80u) << line;
}

TEST(Shown, TakesGroupsNamesAndFamilies) {
  Column const a{"rigid", {metric("wants", 1000), metric("service", 0.9), metric("utilisation.core", 0.5), metric("margin", 5), metric("cash", 6)}};
  EXPECT_EQ(closing_table({a}, 100, Shown("all")).shown, 5u);
  EXPECT_EQ(closing_table({a}, 100, Shown("all")).all, 5u);
  EXPECT_EQ(closing_table({a}, 100, Shown("money")).shown, 2u);
  EXPECT_EQ(closing_table({a}, 100, Shown("cash,utilisation,wants")).shown, 3u);
  EXPECT_EQ(closing_table({a}, 100, Shown("utilisation.core")).shown, 1u);
  EXPECT_EQ(closing_table({a}, 100, Shown("money/,capacity")).shown, 3u);
}

//! A metric and a group are called service.
TEST(Shown, TellsAMetricFromItsGroup) {
  Column const a{"rigid", {metric("service", 0.9), metric("service_wave", 0.8), metric("lost_sales", 5), metric("margin", 5)}};
  EXPECT_EQ(closing_table({a}, 100, Shown("service")).shown, 1u);
  EXPECT_EQ(closing_table({a}, 100, Shown("service/")).shown, 3u);
}

TEST(Shown, RefusesWhatIsNoMetric) {
  try {
    Shown const shown("service,monney");
    FAIL();
  } catch (ConfigError const& e) {
    EXPECT_NE(std::string(e.what()).find("'monney'"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("money"), std::string::npos) << e.what();
  }
}

}  // namespace
}  // namespace gs::cli
