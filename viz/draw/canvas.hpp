#pragma once
//! A picture in memory that is drawn into, and how one colour goes over another.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gs::viz {

//! A rectangle of whole pixels, half open.
struct Region {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool empty() const { return x0 >= x1 || y0 >= y1; }
  std::int64_t area() const { return empty() ? 0 : std::int64_t{x1 - x0} * (y1 - y0); }
  friend bool operator==(Region const&, Region const&) = default;
};
inline Region overlap(Region const& a, Region const& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}
//! The smallest that holds both.
inline Region hull(Region const& a, Region const& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

//! Rows from the top; a pixel's bytes are B G R A, as windows are stored: it goes there without being turned around. Opaque.
struct Canvas {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;
  Region all() const { return {0, 0, width, height}; }
  std::uint32_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  std::uint32_t const* row(int y) const { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
};

//! Two of a colour's four bytes at a time; each product fits its 16 bits, and the division by 255 rounds.
inline std::uint32_t blend_pair(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
  std::uint32_t const t = over * alpha + under * (255u - alpha) + 0x00800080u;
  return ((t + ((t >> 8) & 0x00ff00ffu)) >> 8) & 0x00ff00ffu;
}
//! `over` with so much alpha (0 to 255; its own alpha byte is not looked at) on an opaque pixel.
inline std::uint32_t blended(std::uint32_t under, std::uint32_t over, std::uint32_t alpha) {
  std::uint32_t const even = blend_pair(under & 0x00ff00ffu, over & 0x00ff00ffu, alpha);
  std::uint32_t const odd = blend_pair((under >> 8) & 0x00ff00ffu, ((over >> 8) & 0x00ff00ffu) | 0x00ff0000u, alpha);
  return even | (odd << 8);
}
inline void fill_row(std::uint32_t* at, int count, std::uint32_t colour, std::uint32_t alpha) {
  if (alpha == 255) return (void)std::fill(at, at + count, colour | 0xff000000u);
  for (int k = 0; k < count; ++k) at[k] = blended(at[k], colour, alpha);
}
//! a · b / 255, rounded.
inline std::uint32_t share_of(std::uint32_t a, std::uint32_t b) {
  std::uint32_t const t = a * b + 128u;
  return (t + (t >> 8)) >> 8;
}

//! The first pixel whose middle is not left of (above) an edge: both sides of a shared edge agree.
inline int first_inside(float edge) { return static_cast<int>(std::ceil(std::clamp(edge, -1e6f, 1e6f) - 0.5f)); }

}  // namespace gs::viz
