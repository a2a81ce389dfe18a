//! Triangles, row by row: edges are followed from the upper to the lower end whichever triangle they belong to, so that neighbours leave no gap
//! and cover no pixel twice.
#include <utility>
#include "viz/draw/raster.hpp"

namespace gs::viz {
namespace {

//! A quantity over the triangle: value at a pixel's middle = at + across · x + down · y.
struct Plane {
  float at = 0, across = 0, down = 0;
  float operator()(float x, float y) const { return at + down * y + across * x; }
};

struct Gradients {
  Corner const& a;
  float bx, by, cx, cy, over;  //!< over: 1 / twice the area
  Gradients(Corner const& o, Corner const& b, Corner const& c)
      : a(o), bx(b.x - o.x), by(b.y - o.y), cx(c.x - o.x), cy(c.y - o.y), over(1.0f / (bx * cy - cx * by)) {}
  Plane of(float va, float vb, float vc) const {
    float const b = vb - va, c = vc - va;
    Plane p;
    p.across = (b * cy - c * by) * over, p.down = (c * bx - b * cx) * over;
    p.at = va - p.across * a.x - p.down * a.y;
    return p;
  }
};

std::uint32_t byte(ImU32 colour, int k) { return colour >> (8 * k) & 0xffu; }
std::uint32_t clamped(float v) { return static_cast<std::uint32_t>(std::clamp(v, 0.0f, 255.0f) + 0.5f); }

//! Where an edge crosses rows; `a` is its upper end.
struct Edge {
  float x, y, slope;
  Edge(Corner const& a, Corner const& b) : x(a.x), y(a.y), slope(b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0.0f) {}
  float at(float row) const { return x + (row - y) * slope; }
};

//! row(y, its middle, x0, x1) for every row of the triangle that has pixels in `clip`.
template <class Paint>
void each_row(Region const& clip, Corner const (&corner)[3], Paint&& row) {
  Corner const *a = &corner[0], *b = &corner[1], *c = &corner[2];
  if (b->y < a->y) std::swap(a, b);
  if (c->y < a->y) std::swap(a, c);
  if (c->y < b->y) std::swap(b, c);
  int const first = std::max(clip.y0, first_inside(a->y)), last = std::min(clip.y1, first_inside(c->y));
  if (first >= last) return;
  Edge const whole(*a, *c), upper(*a, *b), lower(*b, *c);
  for (int y = first; y < last; ++y) {
    float const middle = static_cast<float>(y) + 0.5f;
    float const one = whole.at(middle), two = middle < b->y ? upper.at(middle) : lower.at(middle);
    int const x0 = std::max(clip.x0, first_inside(std::min(one, two))), x1 = std::min(clip.x1, first_inside(std::max(one, two)));
    if (x0 < x1) row(y, middle, x0, x1);
  }
}

//! The smooth edge of a shape: one colour, its alpha falling off.
void paint_fading(Canvas& canvas, Region const& clip, Corner const (&corner)[3], std::uint32_t cover) {
  float const part = static_cast<float>(cover) / 255.0f;
  auto const alpha_of = [&](int k) { return part * static_cast<float>(byte(corner[k].colour, 3)); };
  Plane const alpha = Gradients(corner[0], corner[1], corner[2]).of(alpha_of(0), alpha_of(1), alpha_of(2));
  each_row(clip, corner, [&](int y, float middle, int x0, int x1) {
    std::uint32_t* const to = canvas.row(y);
    for (int x = x0; x < x1; ++x) to[x] = blended(to[x], corner[0].colour, clamped(alpha(static_cast<float>(x) + 0.5f, middle)));
  });
}

void paint_plain(Canvas& canvas, Region const& clip, Corner const (&corner)[3], std::uint32_t alpha) {
  ImU32 const colour = corner[0].colour;
  each_row(clip, corner, [&](int y, float, int x0, int x1) { fill_row(canvas.row(y) + x0, x1 - x0, colour, alpha); });
}

//! Lines of whole widths: one colour, the smooth edge stands in the atlas. Of upright ones a row, or a column, has one coverage.
void paint_line(Canvas& canvas, Region const& clip, Corner const (&corner)[3], Atlas const& atlas) {
  Gradients const g(corner[0], corner[1], corner[2]);
  Plane const u = g.of(corner[0].u, corner[1].u, corner[2].u), v = g.of(corner[0].v, corner[1].v, corner[2].v);
  ImU32 const colour = corner[0].colour;
  auto const cover = [&](float x, float y) { return share_of(coverage_at(atlas, u(x, y), v(x, y)), colour >> 24); };
  if (u.across == 0.0f && v.across == 0.0f)
    return each_row(clip, corner, [&](int y, float middle, int x0, int x1) { fill_row(canvas.row(y) + x0, x1 - x0, colour, cover(0.0f, middle)); });
  constexpr int most_columns = 8;
  int const left = first_inside(std::min({corner[0].x, corner[1].x, corner[2].x})),
            right = first_inside(std::max({corner[0].x, corner[1].x, corner[2].x}));
  bool const upright = u.down == 0.0f && v.down == 0.0f && right - left <= most_columns;
  std::uint32_t column[most_columns];
  for (int x = left; upright && x < right; ++x) column[x - left] = cover(static_cast<float>(x) + 0.5f, 0.0f);
  each_row(clip, corner, [&](int y, float middle, int x0, int x1) {
    std::uint32_t* const to = canvas.row(y);
    for (int x = x0; x < x1; ++x) {
      std::uint32_t const alpha = upright ? column[x - left] : cover(static_cast<float>(x) + 0.5f, middle);
      if (alpha != 0) to[x] = blended(to[x], colour, alpha);
    }
  });
}

//! Anything else: colours and places in the atlas between the corners.
void paint_any(Canvas& canvas, Region const& clip, Corner const (&corner)[3], Atlas const& atlas) {
  Gradients const g(corner[0], corner[1], corner[2]);
  Plane const u = g.of(corner[0].u, corner[1].u, corner[2].u), v = g.of(corner[0].v, corner[1].v, corner[2].v);
  Plane channel[4];
  for (int k = 0; k < 4; ++k) {
    auto const value = [&](int i) { return static_cast<float>(byte(corner[i].colour, k)); };
    channel[k] = g.of(value(0), value(1), value(2));
  }
  each_row(clip, corner, [&](int y, float middle, int x0, int x1) {
    std::uint32_t* const to = canvas.row(y);
    for (int x = x0; x < x1; ++x) {
      float const across = static_cast<float>(x) + 0.5f;
      ImU32 colour = 0;
      for (int k = 0; k < 4; ++k) colour |= clamped(channel[k](across, middle)) << (8 * k);
      to[x] = blended(to[x], colour, share_of(coverage_at(atlas, u(across, middle), v(across, middle)), colour >> 24));
    }
  });
}

}  // namespace

void paint_triangle(Canvas& canvas, Region clip, Corner const (&corner)[3], Atlas const& atlas) {
  Corner const &a = corner[0], &b = corner[1], &c = corner[2];
  float const twice = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
  if (!(std::fabs(twice) > 1e-6f)) return;
  bool const one_place = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
  bool const one_hue = ((a.colour ^ b.colour) & 0x00ffffffu) == 0 && ((a.colour ^ c.colour) & 0x00ffffffu) == 0;
  bool const one_colour = a.colour == b.colour && a.colour == c.colour;
  if (!one_place && one_colour) return paint_line(canvas, clip, corner, atlas);
  if (!one_place || !one_hue) return paint_any(canvas, clip, corner, atlas);
  std::uint32_t const cover = coverage_at(atlas, a.u, a.v);
  if (one_colour) {
    std::uint32_t const alpha = share_of(cover, a.colour >> 24);
    if (alpha > 0) paint_plain(canvas, clip, corner, alpha);
    return;
  }
  paint_fading(canvas, clip, corner, cover);
}

}  // namespace gs::viz
