//! The files of a fit.
#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include "host/fit/dates.hpp"
#include "host/fit/overlay.hpp"
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {
namespace fs = std::filesystem;

//! Keys by section, sections in order of appearance.
std::string toml(std::vector<Setting> const& settings) {
  std::vector<std::pair<std::string, std::string>> sections;
  for (Setting const& s : settings) {
    std::size_t const dot = s.key.find('.');
    auto at = std::find_if(sections.begin(), sections.end(), [&](auto const& section) { return section.first == s.key.substr(0, dot); });
    if (at == sections.end()) at = sections.insert(at, {s.key.substr(0, dot), ""});
    at->second += fmt::format("{} = {}  # {}\n", s.key.substr(dot + 1), s.value, s.why);
  }
  std::string text;
  for (auto const& [name, keys] : sections) text += fmt::format("\n[{}]\n{}", name, keys);
  return text;
}

//! TOML in quotes: a path may hold anything.
std::string quoted(std::string const& text) {
  std::string out;
  for (char const c : text) out += c == '"' || c == '\\' || static_cast<unsigned char>(c) < 32 ? '?' : c;
  return '"' + out + '"';
}

void write_file(fs::path const& path, std::string const& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.flush();
  if (!out) throw ConfigError(fmt::format("cannot write '{}'; check the folder and the disk", path.string()));
}

std::string world_text(Overlay const& o, Fit const& f) {
  std::string text = fmt::format("schema_version = 1\ndescription = {}\n",
                                 quoted(fmt::format("Fitted to {}: {} members, {} to {}", fs::path(f.file).filename().string(), f.facts.members,
                                                    write_day(f.first_day), write_day(f.first_day + f.days - 1))));
  text += toml(o.world);
  text += "\n# What drew members is in attention.csv; what content did it, the log does not tell.\n";
  for (char const* channel : {"live_main", "live_fashion", "live_home", "short_video", "social_feed"})
    text += fmt::format("[[channel]]\nname = \"{}\"\nposts_per_day = 0.0\n", channel);
  return text;
}

std::string scenario_text(Overlay const& o, Fit const& f, OverlayOptions const& options) {
  return fmt::format("schema_version = 1\ndescription = {}\ninclude = [\"world.toml\"]\ndefault_world = \"market\"\ndefault_design = {}\n",
                     quoted(fmt::format("What {} holds, from {} on", fs::path(f.file).filename().string(), write_day(o.first_day))),
                     quoted(options.design)) +
         toml(o.scenario);
}

}  // namespace

void write_overlay(Overlay const& overlay, Fit const& fit, fs::path const& folder, OverlayOptions const& options) {
  std::vector<std::pair<char const*, std::string>> const files = {{"scenario.toml", scenario_text(overlay, fit, options)},
                                                                  {"world.toml", world_text(overlay, fit)},
                                                                  {"arrivals.csv", overlay.arrivals},
                                                                  {"attention.csv", overlay.attention}};
  for (auto const& [name, text] : files)
    if (!options.force && fs::exists(folder / name))
      throw ConfigError(fmt::format("'{}' exists and is not overwritten: name another folder, or --force", (folder / name).string()));
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (fault) throw ConfigError(fmt::format("cannot make the folder '{}': {}", folder.string(), fault.message()));
  for (auto const& [name, text] : files) write_file(folder / name, text);
}

}  // namespace gs::fit
