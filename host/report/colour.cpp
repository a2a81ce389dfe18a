#include "host/report/colour.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace gs::report {
namespace {

constexpr std::uint32_t viridis[] = {0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};
constexpr std::uint32_t cividis[] = {0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838};
constexpr std::uint32_t diverging[] = {0x033e7d, 0x1e6f9d, 0x71a8c4, 0xb4d0de, 0xece9e6, 0xe6c3aa, 0xd39774, 0xbe6533, 0x8b2706};

std::span<std::uint32_t const> stops(ColourMap map) {
  if (map == ColourMap::viridis) return viridis;
  return map == ColourMap::cividis ? std::span<std::uint32_t const>(cividis) : diverging;
}

double linear(std::string const& colour, std::size_t at) {
  double const v = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
  return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}
}  // namespace

std::string colour_of(ColourMap map, double x) {
  if (std::isnan(x)) return "";
  auto const s = stops(map);
  double const at = std::clamp(x, 0.0, 1.0) * static_cast<double>(s.size() - 1);
  auto const k = std::min<std::size_t>(static_cast<std::size_t>(at), s.size() - 2);
  double const t = at - static_cast<double>(k);
  auto const mixed = [&](int shift) {
    double const a = s[k] >> shift & 255, b = s[k + 1] >> shift & 255;
    return static_cast<int>(std::lround(a + (b - a) * t));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mixed(16), mixed(8), mixed(0));
}

double luminance(std::string const& colour) {
  if (colour.size() != 7) return 0.0;
  return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
}

char const* text_on(std::string const& colour) { return luminance(colour) > 0.22 ? "on-light" : "on-dark"; }

}  // namespace gs::report
