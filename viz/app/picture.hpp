#pragma once
//! Pictures in memory and as PNG files.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gs::viz {

//! Rows from the top, RGB.
struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};
//! PNG with the text as its description (tEXt "Description"); throws SimulationError when it cannot be written.
void write_png(std::filesystem::path const& path, Picture const& picture, std::string const& description);

}  // namespace gs::viz
