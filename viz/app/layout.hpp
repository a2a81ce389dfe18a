#pragma once
//! Which panel stands where: columns of tiles, each with tabs. Kept as TOML with the view's settings.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gs::viz {
struct Session;

struct Tile {
  double height = 1.0;  //!< share of its column
  std::vector<std::string> panels;
  int open = 0;
};
struct TileColumn {
  double width = 1.0;  //!< share of the window
  std::vector<Tile> tiles;
};
struct Layout {
  std::string name = "overview";
  std::vector<TileColumn> columns;
};

std::vector<Layout> const& shipped_layouts();
Layout const& shipped_layout(std::string const& name);  //!< "overview" for an unknown name

//! Settings of a view that a file keeps beside the layout.
struct SavedView {
  Layout layout;
  bool dark = true;
  double scale = 1.0;
  std::string overlay = "attention", plotted = "service";
  long long window = 21600, visible = 1209600;
  bool other_map = false;
};
std::string to_toml(SavedView const& view);
//! Unknown panels and keys are left out; `why` says what was wrong with the text.
std::optional<SavedView> read_toml(std::string const& text, std::string& why);

//! $XDG_CONFIG_HOME/groundswell or ~/.config/groundswell; empty when there is no home.
std::filesystem::path settings_folder();

}  // namespace gs::viz
