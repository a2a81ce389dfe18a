#pragma once
//! Source files of the tree and the headers they include, for the tests of its layout.
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace gs::architecture {
namespace fs = std::filesystem;

inline fs::path root() { return GS_SOURCE_DIR; }

//! All .hpp and .cpp files under the given top folders, as paths relative to the root.
inline std::vector<std::string> sources(std::vector<std::string> const& tops) {
  std::vector<std::string> found;
  for (std::string const& top : tops) {
    if (!fs::exists(root() / top)) continue;
    for (auto const& entry : fs::recursive_directory_iterator(root() / top)) {
      auto const extension = entry.path().extension();
      if (entry.is_regular_file() && (extension == ".hpp" || extension == ".cpp")) found.push_back(fs::relative(entry.path(), root()).string());
    }
  }
  return found;
}

inline std::vector<std::string> lines_of(std::string const& file) {
  std::vector<std::string> lines;
  std::ifstream in(root() / file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

//! What is named in `#include "…"` (own = true) or `#include <…>`.
inline std::vector<std::string> includes(std::vector<std::string> const& lines, bool own) {
  static std::regex const quoted("^\\s*#\\s*include\\s*\"([^\"]+)\""), angled("^\\s*#\\s*include\\s*<([^>]+)>");
  std::vector<std::string> names;
  for (std::string const& line : lines) {
    std::smatch match;
    if (std::regex_search(line, match, own ? quoted : angled)) names.push_back(match[1]);
  }
  return names;
}

//! "kernels/members/wake.hpp" -> "kernels/members"; "viz/app/x.cpp" -> "viz/app".
inline std::string room_of(std::string const& file) {
  auto const first = file.find('/'), second = file.find('/', first + 1);
  return second == std::string::npos ? file.substr(0, first) : file.substr(0, second);
}

}  // namespace gs::architecture
