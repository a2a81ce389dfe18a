#include "viz/draw/colour.hpp"
#include <algorithm>
#include <cmath>

namespace gs::viz {
namespace {

constexpr std::uint32_t viridis[] = {0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};
constexpr std::uint32_t cividis[] = {0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838};
constexpr std::uint32_t diverging[] = {0x033e7d, 0x1e6f9d, 0x71a8c4, 0xb4d0de, 0xece9e6, 0xe6c3aa, 0xd39774, 0xbe6533, 0x8b2706};

constexpr ImU32 rgb(std::uint32_t hex) { return IM_COL32(hex >> 16 & 255, hex >> 8 & 255, hex & 255, 255); }
ImVec4 parts(ImU32 c) { return ImGui::ColorConvertU32ToFloat4(c); }

template <std::size_t N>
ImU32 along(std::uint32_t const (&stops)[N], double x) {
  double const at = std::clamp(x, 0.0, 1.0) * static_cast<double>(N - 1);
  auto const k = std::min<std::size_t>(static_cast<std::size_t>(at), N - 2);
  return mixed(rgb(stops[k]), rgb(stops[k + 1]), static_cast<float>(at - static_cast<double>(k)));
}

constexpr Palette dark_palette = {rgb(0x0f1317),
                                  rgb(0x171d23),
                                  rgb(0x2a333c),
                                  rgb(0x252d35),
                                  rgb(0xe8ecef),
                                  rgb(0x9aa6b2),
                                  rgb(0x5d6873),
                                  rgb(0x56b4e9),
                                  rgb(0xf0803c),
                                  rgb(0x2fbf94),
                                  rgb(0xe6b832),
                                  rgb(0xcc79a7),
                                  {rgb(0x56b4e9), rgb(0xe69f00), rgb(0x2fbf94), rgb(0xf0803c), rgb(0xcc79a7), rgb(0xf0e442), rgb(0x8fa7ff)}};
constexpr Palette light_palette = {rgb(0xeef1f3),
                                   rgb(0xffffff),
                                   rgb(0xd3d9de),
                                   rgb(0xe6eaed),
                                   rgb(0x1a2128),
                                   rgb(0x5a6671),
                                   rgb(0x98a3ad),
                                   rgb(0x0072b2),
                                   rgb(0xc04a00),
                                   rgb(0x007a59),
                                   rgb(0x946c00),
                                   rgb(0xa34a7e),
                                   {rgb(0x0072b2), rgb(0xc77f00), rgb(0x008a66), rgb(0xc04a00), rgb(0xa34a7e), rgb(0x7d7300), rgb(0x4a5fc1)}};

}  // namespace

ImU32 mixed(ImU32 a, ImU32 b, float t) {
  ImVec4 const x = parts(a), y = parts(b);
  return ImGui::ColorConvertFloat4ToU32({x.x + (y.x - x.x) * t, x.y + (y.y - x.y) * t, x.z + (y.z - x.z) * t, x.w + (y.w - x.w) * t});
}
ImU32 faded(ImU32 colour, float alpha) {
  ImVec4 c = parts(colour);
  c.w *= alpha;
  return ImGui::ColorConvertFloat4ToU32(c);
}

ImU32 colour_of(ColourMap map, double x, float alpha) {
  if (std::isnan(x)) return 0;
  ImU32 const c = map == ColourMap::viridis ? along(viridis, x) : map == ColourMap::cividis ? along(cividis, x) : along(diverging, x);
  return faded(c, alpha);
}

double luminance(ImU32 colour) {
  ImVec4 const c = parts(colour);
  auto const linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(c.x) + 0.7152 * linear(c.y) + 0.0722 * linear(c.z);
}
ImU32 text_on(ImU32 background) { return luminance(background) > 0.25 ? IM_COL32(15, 19, 23, 255) : IM_COL32(245, 247, 248, 255); }

Palette const& palette(bool dark) { return dark ? dark_palette : light_palette; }

}  // namespace gs::viz
