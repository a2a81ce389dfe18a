#include "host/report/zone_map.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

namespace gs::report {
namespace {

//! Distance between neighbours [m]: the least from any of the first zones.
double spacing_of(std::vector<output::ZoneAxis> const& zones) {
  double least = 1e18;
  for (std::size_t i = 0; i < std::min<std::size_t>(zones.size(), 64); ++i)
    for (std::size_t j = 0; j < zones.size(); ++j) {
      double const d = std::hypot(static_cast<double>(zones[i].x) - zones[j].x, static_cast<double>(zones[i].y) - zones[j].y);
      if (d > 1.0) least = std::min(least, d);
    }
  return least < 1e17 ? least : 1000.0;
}

struct View {
  double x0, y0, scale, left, bottom, radius;
  double x(output::ZoneAxis const& z) const { return left + (z.x - x0) * scale; }
  double y(output::ZoneAxis const& z) const { return bottom - (z.y - y0) * scale; }
};

View view_of(std::vector<output::ZoneAxis> const& zones, Box const& area) {
  Range x, y;
  for (output::ZoneAxis const& z : zones) x.take(z.x), y.take(z.y);
  double const spacing = spacing_of(zones), air = spacing / std::sqrt(3.0);
  double const wide = x.high - x.low + 2 * air, tall = y.high - y.low + 2 * air;
  double const scale = std::min(area.width() / wide, area.height() / tall);
  double const left = area.x0 + 0.5 * (area.width() - (x.high - x.low) * scale), bottom = area.y1 - 0.5 * (area.height() - (y.high - y.low) * scale);
  return {x.low, y.low, scale, left, bottom, air * scale};
}

Points hexagon(double x, double y, double radius) {
  constexpr double side = 0.8660254037844386;
  return {{x, y - radius}, {x + side * radius, y - 0.5 * radius}, {x + side * radius, y + 0.5 * radius},
          {x, y + radius}, {x - side * radius, y + 0.5 * radius}, {x - side * radius, y - 0.5 * radius}};
}

void draw_each(Svg& svg, ZoneMap const& m, View const& v) {
  double const inset = v.radius > 6 ? 0.8 : 0.3;
  for (std::size_t z = 0; z < std::min(m.zones.size(), m.values.size()); ++z) {
    std::string const colour = m.scale.colour(m.values[z]), text = z < m.texts.size() ? m.texts[z] : "";
    double const x = v.x(m.zones[z]), y = v.y(m.zones[z]);
    svg.polygon(hexagon(x, y, v.radius - inset), colour.empty() ? "missing" : "", colour,
                fmt::format("zone {} (region {}): {} {}", z, m.zones[z].region, text, m.unit));
    if (text_width(text) + 4 < 1.6 * v.radius) svg.text(x, y + 4, text, colour.empty() ? "tick mid" : std::string("mid ") + text_on(colour));
  }
}

//! One path a shade.
void draw_many(Svg& svg, ZoneMap const& m, View const& v) {
  constexpr int shades = 32;
  std::map<int, std::string> paths;
  double const r = v.radius, s = 0.8660254037844386 * r;
  std::string const outline = fmt::format("l{0} {1}v{2}l-{0} {1}l-{0} -{1}v-{2}z", place(s), place(0.5 * r), place(r));
  for (std::size_t z = 0; z < std::min(m.zones.size(), m.values.size()); ++z) {
    double const share = m.scale.share(m.values[z]);
    if (!std::isnan(share))
      paths[static_cast<int>(std::lround(share * shades))] += fmt::format("M{} {}", place(v.x(m.zones[z])), place(v.y(m.zones[z]) - r)) + outline;
  }
  for (auto const& [shade, d] : paths) svg.path(d, "", colour_of(m.scale.map, static_cast<double>(shade) / shades));
}
}  // namespace

std::string zone_map(ZoneMap const& m) {
  Svg svg(m.width, m.height, m.title, m.desc);
  Box const area{4, 4, m.width - 4, m.height - 46};
  if (!m.zones.empty()) {
    View const v = view_of(m.zones, area);
    m.zones.size() > many_zones ? draw_many(svg, m, v) : draw_each(svg, m, v);
  }
  draw_scale(svg, m.scale, {m.width - 174, m.height - 36, m.width - 4, m.height}, m.unit);
  return svg.str();
}

}  // namespace gs::report
