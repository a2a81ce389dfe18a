#include "viz/app/layout.hpp"
#include <toml++/toml.h>
#include <algorithm>
#include <cstdlib>
#include <sstream>
#include "viz/panels/panel.hpp"

namespace gs::viz {

std::vector<Layout> const& shipped_layouts() {
  static std::vector<Layout> const all = {{"overview",
                                           {{0.37, {{0.62, {{"map"}}, 0}, {0.38, {{"capacity"}, {"money"}}, 0}}},
                                            {0.37, {{0.62, {{"waves"}}, 0}, {0.38, {{"chain"}, {"money"}}, 0}}},
                                            {0.26, {{0.50, {{"stockouts"}, {"inspect"}}, 0}, {0.50, {{"alerts"}, {"hands"}, {"compare"}}, 0}}}}},
                                          {"supply",
                                           {{0.34, {{0.55, {{"map"}}, 0}, {0.45, {{"stockouts"}}, 0}}},
                                            {0.38, {{0.5, {{"capacity"}}, 0}, {0.5, {{"chain"}}, 0}}},
                                            {0.28, {{0.5, {{"money"}}, 0}, {0.5, {{"inspect"}, {"alerts"}}, 0}}}}},
                                          {"compare",
                                           {{0.36, {{0.62, {{"map"}}, 0}, {0.38, {{"waves"}}, 0}}},
                                            {0.38, {{1.0, {{"compare"}}, 0}}},
                                            {0.26, {{0.5, {{"stockouts"}, {"inspect"}}, 0}, {0.5, {{"hands"}, {"alerts"}}, 0}}}}},
                                          {"hands on",
                                           {{0.40, {{0.6, {{"map"}}, 0}, {0.4, {{"waves"}}, 0}}},
                                            {0.32, {{0.5, {{"hands"}}, 0}, {0.5, {{"compare"}}, 0}}},
                                            {0.28, {{0.5, {{"stockouts"}}, 0}, {0.5, {{"alerts"}, {"inspect"}}, 0}}}}}};
  return all;
}

Layout const& shipped_layout(std::string const& name) {
  auto const& all = shipped_layouts();
  auto const at = std::find_if(all.begin(), all.end(), [&name](Layout const& l) { return l.name == name; });
  return at == all.end() ? all.front() : *at;
}

std::string to_toml(SavedView const& v) {
  toml::array columns;
  for (TileColumn const& column : v.layout.columns) {
    toml::array tiles;
    for (Tile const& tile : column.tiles) {
      toml::array names;
      for (std::string const& p : tile.panels) names.push_back(p);
      tiles.push_back(toml::table{{"height", tile.height}, {"panels", std::move(names)}, {"open", tile.open}});
    }
    columns.push_back(toml::table{{"width", column.width}, {"tile", std::move(tiles)}});
  }
  std::ostringstream out;
  out << "# A view of Groundswell's viewer.\n"
      << toml::table{{"name", v.layout.name}, {"dark", v.dark},       {"scale", v.scale},       {"overlay", v.overlay},        {"plotted", v.plotted},
                     {"window", v.window},    {"visible", v.visible}, {"cividis", v.other_map}, {"column", std::move(columns)}}
      << "\n";
  return out.str();
}

namespace {

Tile read_tile(toml::table const& t) {
  Tile tile{std::clamp(t["height"].value_or(1.0), 0.05, 1.0), {}, t["open"].value_or(0)};
  if (auto const* names = t["panels"].as_array())
    for (auto const& n : *names)
      if (auto const id = n.value<std::string>(); id && find_panel(*id) != nullptr) tile.panels.push_back(*id);
  tile.open = std::clamp(tile.open, 0, std::max(0, static_cast<int>(tile.panels.size()) - 1));
  return tile;
}

}  // namespace

std::optional<SavedView> read_toml(std::string const& text, std::string& why) try {
  toml::table const t = toml::parse(text);
  SavedView v;
  v.layout.name = t["name"].value_or(std::string("saved"));
  v.dark = t["dark"].value_or(true);
  v.scale = std::clamp(t["scale"].value_or(1.0), 0.6, 3.0);
  v.overlay = t["overlay"].value_or(v.overlay);
  v.plotted = t["plotted"].value_or(v.plotted);
  v.window = std::max(0LL, t["window"].value_or(v.window));
  v.visible = std::max(0LL, t["visible"].value_or(v.visible));
  v.other_map = t["cividis"].value_or(false);
  if (auto const* columns = t["column"].as_array())
    for (auto const& c : *columns) {
      auto const* table = c.as_table();
      if (table == nullptr) continue;
      TileColumn column{std::clamp((*table)["width"].value_or(0.3), 0.05, 1.0), {}};
      if (auto const* tiles = (*table)["tile"].as_array())
        for (auto const& tile : *tiles)
          if (auto const* one = tile.as_table()) column.tiles.push_back(read_tile(*one));
      std::erase_if(column.tiles, [](Tile const& x) { return x.panels.empty(); });
      if (!column.tiles.empty()) v.layout.columns.push_back(std::move(column));
    }
  if (v.layout.columns.empty()) return why = "it has no columns with known panels", std::nullopt;
  return v;
} catch (toml::parse_error const& x) { return why = std::string(x.description()), std::nullopt; }

std::filesystem::path settings_folder() {
  if (char const* const own = std::getenv("XDG_CONFIG_HOME"); own != nullptr && *own != 0) return std::filesystem::path(own) / "groundswell";
  if (char const* const home = std::getenv("HOME"); home != nullptr && *home != 0) return std::filesystem::path(home) / ".config" / "groundswell";
  return {};
}

}  // namespace gs::viz
