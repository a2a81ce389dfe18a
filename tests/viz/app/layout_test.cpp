#include "viz/app/layout.hpp"
#include <gtest/gtest.h>
#include <set>
#include "viz/app/actions.hpp"
#include "viz/app/shell.hpp"

namespace gs::viz {
namespace {

TEST(Layout, EveryShippedTileHasPanelsThatExist) {
  for (Layout const& l : shipped_layouts()) {
    double width = 0;
    for (TileColumn const& c : l.columns) {
      width += c.width;
      for (Tile const& t : c.tiles) {
        EXPECT_FALSE(t.panels.empty());
        for (std::string const& p : t.panels) EXPECT_NE(find_panel(p), nullptr) << l.name << ": " << p;
      }
    }
    EXPECT_NEAR(width, 1.0, 0.01) << l.name;
  }
  EXPECT_EQ(shipped_layout("no such").name, "overview");
}

TEST(Layout, TomlGivesBackWhatWasSaved) {
  SavedView v;
  v.layout = shipped_layout("compare");
  v.dark = false, v.scale = 1.25, v.overlay = "stock cover", v.window = 86400, v.other_map = true;
  std::string why;
  auto const back = read_toml(to_toml(v), why);
  ASSERT_TRUE(back) << why;
  EXPECT_EQ(to_toml(*back), to_toml(v));
}

TEST(Layout, BrokenTextIsToldAndUnknownPanelsAreLeftOut) {
  std::string why;
  EXPECT_FALSE(read_toml("name = ", why));
  EXPECT_FALSE(why.empty());
  EXPECT_FALSE(read_toml("name = \"x\"", why)) << "a layout without tiles";
  auto const v = read_toml("scale = 99.0\n[[column]]\n[[column.tile]]\npanels = [\"map\", \"crystal ball\"]\nopen = 7\n", why);
  ASSERT_TRUE(v) << why;
  EXPECT_EQ(v->layout.columns[0].tiles[0].panels, std::vector<std::string>{"map"});
  EXPECT_EQ(v->layout.columns[0].tiles[0].open, 0);
  EXPECT_LE(v->scale, 3.0);
}

TEST(Actions, EveryKeyMeansOneThingAndSaysWhat) {
  std::set<std::tuple<int, bool, bool>> keys;
  for (Action const& a : actions()) {
    EXPECT_TRUE(keys.emplace(a.code, a.ctrl, a.shift).second) << a.key;
    EXPECT_NE(std::string(a.what), "");
    EXPECT_EQ(action_of(a.code, a.ctrl, a.shift), &a);
  }
  EXPECT_EQ(action_of(-1, false, false), nullptr);
}

TEST(Tour, PointsAtPanelsThatExist) {
  for (TourStep const& step : tour_steps()) EXPECT_NE(find_panel(step.panel), nullptr) << step.panel;
}

}  // namespace
}  // namespace gs::viz
