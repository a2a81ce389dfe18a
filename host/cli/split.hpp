#pragma once
//! Lists on the command line: A,B,C.
#include <sstream>
#include <string>
#include <vector>

namespace gs::cli {

inline std::vector<std::string> split(std::string const& list) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, ',');)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

}  // namespace gs::cli
