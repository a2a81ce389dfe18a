#pragma once
/*!
 * Draws what ImGui wants drawn into memory, without OpenGL, on the calling thread.
 *
 * For machines whose OpenGL is a program itself (Mesa's llvmpipe): that one pays about half a microsecond for each of the 20,000 triangles of a
 * frame, of which most are letters. Here a letter, which is two triangles, is one copy out of the font's picture, and a rectangle one fill.
 * A pixel's value depends on its place and on what is drawn over it only, not on the region that is asked for: any part can be drawn again.
 */
#include <vector>
#include "viz/draw/canvas.hpp"
#include "viz/draw/style.hpp"

namespace gs::viz {

//! A rectangle of one colour below everything else.
struct Ground {
  Rect area;
  ImU32 colour;
  friend bool operator==(Ground const&, Ground const&) = default;
};

//! The picture that letters, the width of lines and "white" are taken from: coverage, 0 to 255.
struct Atlas {
  int width = 0, height = 0;
  unsigned char const* coverage = nullptr;
  ImVec2 white;  //!< where it is 255
};
//! Of the current ImGui context; valid until its fonts are loaded again.
Atlas font_atlas();

//! From ImGui's coordinates to pixels: (p − origin) × scale.
struct Mapping {
  ImVec2 origin{0, 0}, scale{1, 1};
  ImVec2 operator()(ImVec2 p) const { return {(p.x - origin.x) * scale.x, (p.y - origin.y) * scale.y}; }
};

//! Everything inside `region`, grounds first. Lists in their order.
void paint(Canvas& canvas, Region region, std::vector<Ground> const& grounds, ImDrawData const& data, Atlas const& atlas);

//! The pixels of a clip rectangle, cut as OpenGL's scissor is.
inline Region pixels_of(ImVec4 const& box, Mapping const& map) {
  ImVec2 const low = map({box.x, box.y}), high = map({box.z, box.w});
  return {static_cast<int>(low.x), static_cast<int>(low.y), static_cast<int>(high.x), static_cast<int>(high.y)};
}
//! ImGui's R G B A in the canvas' order of bytes, and back.
inline std::uint32_t turned(std::uint32_t c) { return (c & 0xff00ff00u) | (c >> 16 & 0xffu) | (c & 0xffu) << 16; }

// What the above is made of. Colours are in the canvas' order.
void paint_grounds(Canvas& canvas, Region region, std::vector<Ground> const& grounds, Mapping const& map);
//! A vertex in pixels and in texels.
struct Corner {
  float x, y, u, v;
  ImU32 colour;
};
//! An upright rectangle of one colour, with coverage from the atlas: a letter, or a plain fill where it points at white.
void paint_rectangle(Canvas& canvas, Region clip, Corner const& low, Corner const& high, Atlas const& atlas);
void paint_triangle(Canvas& canvas, Region clip, Corner const (&corner)[3], Atlas const& atlas);

//! Coverage at a place in texels, between its four neighbours, 0 to 255.
inline std::uint32_t coverage_at(Atlas const& atlas, float u, float v) {
  float const x = std::clamp(u - 0.5f, 0.0f, static_cast<float>(atlas.width - 1)),
              y = std::clamp(v - 0.5f, 0.0f, static_cast<float>(atlas.height - 1));
  int const i = static_cast<int>(x), j = static_cast<int>(y);
  int const right = i + 1 < atlas.width ? 1 : 0, below = j + 1 < atlas.height ? atlas.width : 0;
  float const a = x - static_cast<float>(i), b = y - static_cast<float>(j);
  unsigned char const* const t = atlas.coverage + static_cast<std::ptrdiff_t>(j) * atlas.width + i;
  float const top = static_cast<float>(t[0]) + a * static_cast<float>(t[right] - t[0]);
  float const low = static_cast<float>(t[below]) + a * static_cast<float>(t[below + right] - t[below]);
  return static_cast<std::uint32_t>(top + b * (low - top) + 0.5f);
}

}  // namespace gs::viz
