//! Upright rectangles: plain ones are filled, letters are taken out of the font's picture.
#include "viz/draw/raster.hpp"

namespace gs::viz {
namespace {

//! Along one axis: which two texels a pixel lies between, and how near it is to the second (0 to 256).
struct Between {
  int first, step;
  std::uint32_t weight;
};
Between between(float texel, int size) {
  float const at = std::clamp(texel - 0.5f, 0.0f, static_cast<float>(size - 1));
  int const first = static_cast<int>(at);
  return {first, first + 1 < size ? 1 : 0, static_cast<std::uint32_t>((at - static_cast<float>(first)) * 256.0f + 0.5f)};
}

constexpr int most_columns = 64;  //!< at once: wider pictures go in pieces

//! A piece of a letter, at most so many columns wide.
struct Piece {
  Region area;
  int count = 0;
  Between column[most_columns];
};

void paint_row(std::uint32_t* to, Piece const& piece, unsigned char const* row, Between const& down, int stride, ImU32 colour) {
  std::uint32_t const alpha = colour >> 24, w = down.weight;
  unsigned char const* const next = row + (w != 0 ? down.step * stride : 0);
  for (int k = 0; k < piece.count; ++k) {
    Between const& c = piece.column[k];
    std::uint32_t cover = row[c.first] * (256u - c.weight) + row[c.first + c.step] * c.weight;  // 0 to 65280
    if (w != 0) cover = (cover * (256u - w) + (next[c.first] * (256u - c.weight) + next[c.first + c.step] * c.weight) * w) >> 8;
    cover = (cover + 128u) >> 8;
    if (cover == 0) continue;
    std::uint32_t const a = alpha == 255 ? cover : share_of(cover, alpha);
    to[k] = a == 255 ? colour : blended(to[k], colour, a);
  }
}

}  // namespace

void paint_rectangle(Canvas& canvas, Region clip, Corner const& low, Corner const& high, Atlas const& atlas) {
  Region const r = overlap(clip, {first_inside(low.x), first_inside(low.y), first_inside(high.x), first_inside(high.y)});
  std::uint32_t const alpha = low.colour >> 24;
  if (r.empty() || alpha == 0) return;
  if (low.u == high.u && low.v == high.v) {
    std::uint32_t const a = share_of(alpha, coverage_at(atlas, low.u, low.v));
    for (int y = r.y0; y < r.y1; ++y) fill_row(canvas.row(y) + r.x0, r.x1 - r.x0, low.colour, a);
    return;
  }
  float const du = (high.u - low.u) / (high.x - low.x), dv = (high.v - low.v) / (high.y - low.y);
  for (int x0 = r.x0; x0 < r.x1; x0 += most_columns) {
    Piece piece;
    piece.count = std::min(most_columns, r.x1 - x0);
    for (int k = 0; k < piece.count; ++k) piece.column[k] = between(low.u + (static_cast<float>(x0 + k) + 0.5f - low.x) * du, atlas.width);
    for (int y = r.y0; y < r.y1; ++y) {
      Between const down = between(low.v + (static_cast<float>(y) + 0.5f - low.y) * dv, atlas.height);
      paint_row(canvas.row(y) + x0, piece, atlas.coverage + static_cast<std::ptrdiff_t>(down.first) * atlas.width, down, atlas.width, low.colour);
    }
  }
}

}  // namespace gs::viz
