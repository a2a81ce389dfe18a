#include "host/config/find.hpp"
#include <algorithm>
#include <cstdlib>
#include "host/config/document.hpp"

namespace gs::config {
namespace fs = std::filesystem;
namespace {

bool is_file(fs::path const& path) {
  std::error_code none;
  return fs::is_regular_file(path, none);
}

bool is_folder(fs::path const& path) {
  std::error_code none;
  return fs::is_directory(path / "scenarios", none);
}

//! The tree this file was compiled from: __FILE__ rather than a definition, so that the room needs no build setting.
fs::path source_tree() { return fs::path(__FILE__).parent_path().parent_path().parent_path() / "configs"; }

fs::path executable_folder() {
  std::error_code none;
  return fs::read_symlink("/proc/self/exe", none).parent_path();
}

//! False too for an absolute path elsewhere.
bool lies_in(fs::path const& path, fs::path const& folder) {
  auto const rest = path.lexically_relative(folder);
  return !rest.empty() && *rest.begin() != "..";
}

}  // namespace

std::filesystem::path config_root() {
  if (char const* given = std::getenv("GROUNDSWELL_CONFIGS")) {
    if (is_folder(given)) return fs::absolute(given).lexically_normal();
    throw ConfigError("GROUNDSWELL_CONFIGS = '" + std::string(given) +
                      "' has no folder scenarios/ (name the folder that holds scenarios/, designs/ and worlds/)");
  }
  for (fs::path const& candidate : {executable_folder() / ".." / "configs", executable_folder() / ".." / ".." / "configs", source_tree()})
    if (is_folder(candidate)) return fs::absolute(candidate).lexically_normal();
  throw ConfigError("no configs/ folder beside the executable (set GROUNDSWELL_CONFIGS to the folder that holds scenarios/, designs/ and worlds/)");
}

std::string folder_name(Folder folder) { return folder_word(folder) == "industry" ? "industries" : folder_word(folder) + "s"; }

std::string folder_word(Folder folder) {
  switch (folder) {
    case Folder::scenarios:
      return "scenario";
    case Folder::designs:
      return "design";
    case Folder::worlds:
      return "world";
    case Folder::experiments:
      return "experiment";
    case Folder::industries:
      break;
  }
  return "industry";
}

bool is_path(std::string_view text) {
  std::string_view const ending = ".toml";
  bool const toml = text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending;
  return toml || text.find('/') != std::string_view::npos;
}

fs::path find_config(Folder folder, std::string const& name, fs::path const& root, fs::path const& base) {
  if (is_path(name)) return find_file(name, root, base);
  fs::path const path = root / folder_name(folder) / (name + ".toml");
  return is_file(path) ? path.lexically_normal() : fs::path();
}

fs::path find_file(std::string const& text, fs::path const& root, fs::path const& base) {
  for (fs::path const& candidate : {base / text, root / text, root / ".." / text})
    if (is_file(candidate)) return candidate.lexically_normal();
  return {};
}

std::string shown_path(fs::path const& path, fs::path const& root) {
  fs::path const whole = fs::absolute(path).lexically_normal(), tree = root.lexically_normal().parent_path();
  return lies_in(whole, tree) ? whole.lexically_relative(tree).string() : path.string();
}

std::vector<std::string> config_names(Folder folder, fs::path const& root) {
  std::vector<std::string> names;
  std::error_code none;
  for (auto const& entry : fs::directory_iterator(root / folder_name(folder), none))
    if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Entry> list(Folder folder, fs::path const& root) {
  fs::path const base = root.empty() ? config_root() : root;
  std::vector<Entry> entries;
  for (std::string const& name : config_names(folder, base)) {
    fs::path const path = base / folder_name(folder) / (name + ".toml");
    entries.push_back({name, path, read_description(path)});
  }
  return entries;
}

}  // namespace gs::config
