#include "host/report/line_chart.hpp"
#include <algorithm>
#include <array>
#include <cmath>

namespace gs::report {
namespace {
constexpr int buckets = 240;  //!< of a series on paper: two points each
constexpr double row = 17.0;  //!< of the legend [px]

Range x_range(LinePlot const& p) {
  Range r = p.x.value_or(Range{});
  if (!r.empty()) return r;
  for (Series const& s : p.series) r.take(range_of(s.x));
  return r.empty() ? Range{0.0, 1.0} : r;
}

Range y_range(LinePlot const& p) {
  Range r = p.y.value_or(Range{});
  if (!r.empty()) return r;
  for (Series const& s : p.series) r.take(range_of(s.y)), r.take(range_of(s.low)), r.take(range_of(s.high));
  if (p.rule) r.take(*p.rule);
  return r;
}

Axis x_axis(LinePlot const& p, double width) {
  int const ticks = std::max(3, static_cast<int>(width / 62.0));
  Range const r = x_range(p);
  if (p.logarithmic_x) {
    std::vector<double> const ends = {r.low, r.high};
    Axis a = log_axis(ends, ticks);
    if (a.logarithmic) a.low = r.low, a.high = std::max(r.high, r.low * 1.01);  // the data's own ends
    std::erase_if(a.ticks, [&](double t) { return t < a.low * 0.999 || t > a.high * 1.001; });
    return a;
  }
  return p.days ? day_axis(r.low, r.high, ticks) : linear_axis(r, ticks, false);
}

void draw_marks(Svg& svg, Frame const& f, std::vector<Mark> const& marks) {
  for (Mark const& m : marks) {
    if (m.to < f.x.low || m.from > f.x.high) continue;
    double const x0 = std::clamp(f.at_x(m.from), f.area.x0, f.area.x1), x1 = std::clamp(f.at_x(m.to), f.area.x0, f.area.x1);
    svg.rect({x0, f.area.y0, std::max(x1, x0 + 1.5), f.area.y1}, "mark", m.label).line(x0, f.area.y0, x0, f.area.y1, "began");
  }
}

//! Over the lines, in rows below each other where marks lie close; a name that finds no room is in the tooltip only.
void name_marks(Svg& svg, Frame const& f, std::vector<Mark> const& marks) {
  std::array<double, 3> free_from;
  free_from.fill(f.area.x0);
  for (Mark const& m : marks) {
    if (m.label.empty() || m.to < f.x.low || m.from > f.x.high) continue;
    double const x0 = std::clamp(f.at_x(m.from), f.area.x0, f.area.x1), wide = text_width(m.label);
    bool const left = x0 + 4 + wide > f.area.x1;
    double const from = left ? x0 - 4 - wide : x0 + 4;
    auto const row = std::find_if(free_from.begin(), free_from.end(), [&](double x) { return from >= x; });
    if (row == free_from.end()) continue;
    svg.text(left ? x0 - 4 : x0 + 4, f.area.y0 + 10 + 13.0 * static_cast<double>(row - free_from.begin()), m.label, left ? "marked end" : "marked");
    *row = from + wide + 8;
  }
}

Points on_paper(Frame const& f, Points points) {
  for (auto& [x, y] : points) x = f.at_x(x), y = std::isfinite(y) ? f.at_y(y) : y;
  return points;
}

void draw_interval(Svg& svg, Frame const& f, Series const& s) {
  for (std::size_t k = 0; k < std::min({s.x.size(), s.low.size(), s.high.size()}); ++k) {
    if (!std::isfinite(s.low[k]) || !std::isfinite(s.high[k])) continue;
    double const x = f.at_x(s.x[k]), y0 = f.at_y(s.low[k]), y1 = f.at_y(s.high[k]);
    svg.line(x, y0, x, y1, "whisker " + series_class(s.style));
    svg.line(x - 3, y0, x + 3, y0, "whisker " + series_class(s.style)).line(x - 3, y1, x + 3, y1, "whisker " + series_class(s.style));
  }
}

void draw_line(Svg& svg, Frame const& f, Series const& s) {
  if (s.line) svg.polyline(on_paper(f, thinned(s.x, s.y, buckets)), "line " + series_class(s.style));
  draw_interval(svg, f, s);
  for (std::size_t k = 0; s.dots && k < std::min(s.x.size(), s.y.size()); ++k)
    if (std::isfinite(s.y[k]))
      svg.marker(f.at_x(s.x[k]), f.at_y(s.y[k]), s.style, "dot " + series_class(s.style),
                 s.name + ": " + tick_text(s.y[k], 1e-3 * std::max(1e-9, std::fabs(s.y[k]))));
}

//! Areas upon each other, the first at the bottom.
void draw_stack(Svg& svg, Frame const& f, std::vector<Series> const& series) {
  std::vector<double> below(series.empty() ? 0 : series.front().x.size(), 0.0);
  for (Series const& s : series) {
    std::vector<double> above = below;
    for (std::size_t k = 0; k < std::min(above.size(), s.y.size()); ++k) above[k] += std::isfinite(s.y[k]) ? s.y[k] : 0.0;
    Points outline = on_paper(f, thinned(s.x, above, buckets));
    Points back = on_paper(f, thinned(s.x, below, buckets));
    outline.insert(outline.end(), back.rbegin(), back.rend());
    svg.polygon(outline, "area " + series_class(s.style));
    below = above;
  }
}

Range stacked_range(std::vector<Series> const& series) {
  Range r;
  for (std::size_t k = 0; !series.empty() && k < series.front().y.size(); ++k) {
    double sum = 0.0;
    for (Series const& s : series) sum += k < s.y.size() && std::isfinite(s.y[k]) ? s.y[k] : 0.0;
    r.take(sum);
  }
  return r;
}
}  // namespace

void draw_axes(Svg& svg, Frame const& f, std::string_view x_unit, std::string_view y_unit) {
  for (double const t : f.y.ticks) {
    double const y = f.at_y(t);
    svg.line(f.area.x0, y, f.area.x1, y, t == 0.0 ? "zero" : "grid").text(f.area.x0 - 6, y + 4, f.y.text(t), "tick end");
  }
  double free_from = 0.0;
  for (double const t : f.x.ticks) {
    double const x = f.at_x(t), half = 0.5 * text_width(f.x.text(t));
    svg.line(x, f.area.y1, x, f.area.y1 + 4, "zero");
    if (x - half < free_from || x + half > f.area.x1 + 14) continue;
    svg.text(x, f.area.y1 + 16, f.x.text(t), "tick mid");
    free_from = x + half + 6;
  }
  svg.line(f.area.x0, f.area.y1, f.area.x1, f.area.y1, "zero");
  svg.text(f.area.x1, f.area.y1 + 30, x_unit, "unit end").text(2, f.area.y0 - 12, y_unit, "unit");
}

double legend_height(std::vector<Series> const& series, double width) {
  double x = 0.0, y = row;
  for (Series const& s : series) {
    double const wide = 34.0 + text_width(s.name) + 12.0;
    if (x > 0.0 && x + wide > width) x = 0.0, y += row;
    x += wide;
  }
  return y;
}

double draw_legend(Svg& svg, std::vector<Series> const& series, double x0, double x1, double y, bool areas) {
  double x = x0;
  double const top = y;
  for (Series const& s : series) {
    double const wide = 34.0 + text_width(s.name) + 12.0;
    if (x > x0 && x + wide > x1) x = x0, y += row;
    if (areas)
      svg.rect({x, y + 3, x + 26, y + 13}, "area " + series_class(s.style));
    else
      svg.line(x, y + 8, x + 28, y + 8, "line " + series_class(s.style));
    if (s.dots) svg.marker(x + 14, y + 8, s.style, "dot " + series_class(s.style));
    svg.text(x + 34, y + 12, s.name, "label");
    x += wide;
  }
  return y + row - top;
}

std::string line_chart(LinePlot p) {
  Svg svg(p.width, p.height, p.title, p.desc);
  bool const with_legend = p.legend || p.series.size() > 1;
  double const legend = with_legend ? draw_legend(svg, p.series, 4, p.width - 4, 0, p.stacked) : 0.0;
  Frame f;
  f.area = {54, legend + 26, p.width - 12, p.height - 36};
  if (p.stacked && !p.y) p.y = stacked_range(p.series);
  f.x = x_axis(p, f.area.width());
  f.y = linear_axis(y_range(p), 5, p.from_zero);
  draw_axes(svg, f, p.x_unit, p.unit);
  draw_marks(svg, f, p.marks);
  if (p.stacked) draw_stack(svg, f, p.series);
  for (std::size_t k = p.stacked ? p.series.size() : 0; k < p.series.size(); ++k) draw_line(svg, f, p.series[k]);
  name_marks(svg, f, p.marks);
  if (p.rule) {
    double const y = f.at_y(*p.rule);
    svg.line(f.area.x0, y, f.area.x1, y, "rule").text(f.area.x1 - 2, y - 5, p.rule_text, "marked end");
  }
  return svg.str();
}

}  // namespace gs::report
