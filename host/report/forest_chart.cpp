#include "host/report/forest_chart.hpp"
#include <algorithm>
#include <cmath>

namespace gs::report {
namespace {
constexpr double line_height = 22.0;

template <class Row>
double widest(std::vector<Row> const& rows, std::string Row::*which) {
  double w = 0.0;
  for (Row const& r : rows) w = std::max(w, text_width(r.*which));
  return w;
}

char const* class_of(Verdict v) {
  constexpr char const* names[] = {"better", "worse", "different", "unclear"};
  return names[static_cast<int>(v)];
}
int shape_of(Verdict v) {
  constexpr int shapes[] = {2, 4, 3, 5};
  return shapes[static_cast<int>(v)];
}

struct Lane {
  Box area;
  Axis x;
  double at(double v) const { return area.x0 + std::clamp(x.share(v), -0.0, 1.0) * area.width(); }
  bool beyond(double v) const { return x.share(v) > 1.0 + 1e-9; }
  bool before(double v) const { return x.share(v) < -1e-9; }
};

void draw_grid(Svg& svg, Lane const& l, std::string_view unit) {
  double free_from = 0.0;
  for (double const t : l.x.ticks) {
    double const x = l.at(t), half = 0.5 * text_width(l.x.text(t));
    svg.line(x, l.area.y0, x, l.area.y1, t == 0.0 ? "zero" : "grid");
    if (x - half < free_from) continue;
    svg.text(x, l.area.y1 + 16, l.x.text(t), "tick mid");
    free_from = x + half + 5;
  }
  svg.text(l.area.x1, l.area.y1 + 31, unit, "unit end");
}

void draw_arrow(Svg& svg, double x, double y, int way, std::string_view cls) {
  svg.polygon({{x + way * 5, y}, {x - way * 3, y - 4}, {x - way * 3, y + 4}}, cls);
}

void draw_effect(Svg& svg, Lane const& l, ForestRow const& r, double y) {
  std::string const cls = std::string("effect ") + class_of(r.verdict);
  if (std::isfinite(r.low) && std::isfinite(r.high)) {
    svg.line(l.at(r.low), y, l.at(r.high), y, cls);
    if (l.before(r.low)) draw_arrow(svg, l.area.x0, y, -1, cls);
    if (l.beyond(r.high)) draw_arrow(svg, l.area.x1, y, +1, cls);
  }
  if (std::isfinite(r.at) && !l.before(r.at) && !l.beyond(r.at)) svg.marker(l.at(r.at), y, shape_of(r.verdict), cls, r.name + ": " + r.text);
}
}  // namespace

std::string forest_chart(ForestPlot const& p) {
  double const name = std::min(0.3 * p.width, widest(p.rows, &ForestRow::name) + 14),
               text = std::min(0.42 * p.width, widest(p.rows, &ForestRow::text) + 14);
  double const tall = line_height * static_cast<double>(p.rows.size());
  double const top = p.reference_text.empty() ? 4 : 20;
  Svg svg(p.width, top + tall + 40, p.title, p.desc);
  Lane lane{{name, top, p.width - text, top + tall}, {}};
  Range r;
  if (!p.reference_text.empty()) r.take(p.reference);
  for (ForestRow const& row : p.rows)
    if (!row.head)
      for (double const v : {row.low, row.at, row.high}) r.take(std::isfinite(v) ? std::clamp(v, p.least, p.most) : v);
  lane.x = linear_axis(r, 7, true);
  draw_grid(svg, lane, p.unit);
  if (!p.reference_text.empty()) {
    double const x = lane.at(p.reference);
    svg.line(x, lane.area.y0 - 4, x, lane.area.y1, "rule").text(x - 4, lane.area.y0 - 7, p.reference_text, "marked mid");
  }
  for (std::size_t k = 0; k < p.rows.size(); ++k) {
    ForestRow const& row = p.rows[k];
    double const y = lane.area.y0 + (static_cast<double>(k) + 0.5) * line_height;
    if (row.head) {
      svg.text(2, y + 4, row.name, "head");
      continue;
    }
    svg.text(name - 8, y + 4, fitting(row.name, name - 10), "label end").text(lane.area.x1 + 12, y + 4, fitting(row.text, text - 12), "value");
    draw_effect(svg, lane, row, y);
  }
  return svg.str();
}

std::string frontier_chart(FrontierPlot const& p) {
  double const name = widest(p.rows, &FrontierRow::name) + 14, text = std::min(0.4 * p.width, widest(p.rows, &FrontierRow::text) + 14), high = 30.0;
  double const tall = high * static_cast<double>(p.rows.size());
  Svg svg(p.width, tall + 46, p.title, p.desc);
  Lane lane{{name, 4, p.width - text, 4 + tall}, {}};
  std::vector<double> const ends = {p.from, p.to};
  lane.x = p.logarithmic ? log_axis(ends, 8) : linear_axis(range_of(ends), 8, false);
  lane.x.low = p.from, lane.x.high = p.to > p.from ? p.to : p.from + 1.0;
  std::erase_if(lane.x.ticks, [&](double t) { return lane.before(t) || lane.beyond(t); });
  draw_grid(svg, lane, p.unit);
  for (std::size_t k = 0; k < p.rows.size(); ++k) {
    FrontierRow const& r = p.rows[k];
    double const y = lane.area.y0 + (static_cast<double>(k) + 0.5) * high, end = r.broken ? lane.area.x0 : r.never ? lane.area.x1 : lane.at(r.at);
    svg.text(name - 8, y + 4, r.name, "label end").text(lane.area.x1 + 14, y + 4, fitting(r.text, text - 14), "value");
    svg.rect({lane.area.x0, y - 9, end, y + 9}, "bar " + series_class(r.style), r.name + ": " + r.text);
    if (r.never) draw_arrow(svg, lane.area.x1 + 1, y, +1, "effect different");
    if (r.broken) svg.marker(lane.area.x0, y, 4, "effect worse");
    bool const interval = !r.never && !r.broken && std::isfinite(r.low) && std::isfinite(r.high);
    if (interval)
      svg.line(lane.at(r.low), y, lane.at(r.high), y, "interval")
          .line(lane.at(r.low), y - 5, lane.at(r.low), y + 5, "interval")
          .line(lane.at(r.high), y - 5, lane.at(r.high), y + 5, "interval");
  }
  return svg.str();
}

}  // namespace gs::report
