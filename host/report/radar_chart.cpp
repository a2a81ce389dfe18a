#include "host/report/radar_chart.hpp"
#include <fmt/format.h>
#include <cmath>
#include "host/report/line_chart.hpp"

namespace gs::report {
namespace {
constexpr double width = 470, height = 330, pi = 3.14159265358979323846;

struct Wheel {
  double x, y, radius;
  std::size_t axes;
  std::pair<double, double> at(std::size_t axis, double score) const {
    double const angle = 2.0 * pi * static_cast<double>(axis) / static_cast<double>(axes) - 0.5 * pi, r = radius * score / 100.0;
    return {x + r * std::cos(angle), y + r * std::sin(angle)};
  }
};

void draw_wheel(Svg& svg, Wheel const& w, std::vector<std::string> const& axes) {
  for (double const ring : {25.0, 50.0, 75.0, 100.0}) {
    Points corners;
    for (std::size_t a = 0; a < w.axes; ++a) corners.push_back(w.at(a, ring));
    svg.polygon(corners, "ring");
    svg.text(w.x + 4, w.y - w.radius * ring / 100.0 + (ring == 100.0 ? 13.0 : 4.0), fmt::format("{:.0f}", ring), "tick");
  }
  for (std::size_t a = 0; a < w.axes; ++a) {
    auto const [x, y] = w.at(a, 100.0);
    auto const [lx, ly] = w.at(a, 112.0);
    svg.line(w.x, w.y, x, y, "grid");
    svg.text(lx, ly + 4, axes[a], std::fabs(lx - w.x) < 8 ? "label mid" : lx < w.x ? "label end" : "label");
  }
}
}  // namespace

std::string radar_chart(RadarPlot const& p) {
  Svg svg(width, height, p.title, p.desc);
  std::vector<Series> names;
  for (std::size_t k = 0; k < p.names.size(); ++k) names.push_back({p.names[k], {}, {}, static_cast<int>(k), {}, {}, true});
  double const top = p.names.size() > 1 ? draw_legend(svg, names, 4, width - 4, 0, false) : 0.0;
  Wheel const w{0.5 * width, 0.5 * (height + top) + 10, 0.5 * (height - top) - 34, p.axes.size()};
  draw_wheel(svg, w, p.axes);
  for (std::size_t k = 0; k < p.names.size(); ++k) {
    Points known;
    for (std::size_t a = 0; a < p.axes.size(); ++a)
      if (std::isfinite(p.values[k][a])) known.push_back(w.at(a, p.values[k][a]));
    svg.polygon(known, "web " + series_class(static_cast<int>(k)));
    for (std::size_t a = 0; a < p.axes.size(); ++a) {
      if (!std::isfinite(p.values[k][a])) continue;
      auto const [x, y] = w.at(a, p.values[k][a]);
      svg.marker(x, y, static_cast<int>(k), "dot " + series_class(static_cast<int>(k)),
                 fmt::format("{} · {}: {:.0f}", p.names[k], p.axes[a], p.values[k][a]));
    }
  }
  return svg.str();
}

}  // namespace gs::report
