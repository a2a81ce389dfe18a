#include "host/report/bar_chart.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/line_chart.hpp"

namespace gs::report {
namespace {

double widest(std::vector<std::string> const& texts) {
  double w = 0.0;
  for (std::string const& t : texts) w = std::max(w, text_width(t));
  return w;
}

std::vector<Series> names_only(std::vector<std::string> const& names) {
  std::vector<Series> out;
  for (std::size_t k = 0; k < names.size(); ++k) out.push_back({names[k], {}, {}, static_cast<int>(k)});
  return out;
}

std::vector<double> all_of(std::vector<std::vector<double>> const& values) {
  std::vector<double> out;
  for (auto const& v : values) out.insert(out.end(), v.begin(), v.end());
  return out;
}

struct Bars {
  BarPlot const& plot;
  Frame frame;
  double high, gap;  //!< of a bar, between groups [px]

  double top(std::size_t r, std::size_t s) const {
    return frame.area.y0 + static_cast<double>(r) * group() + 0.5 * gap + static_cast<double>(s) * high;
  }
  double group() const { return static_cast<double>(plot.series.size()) * high + gap; }

  void draw(Svg& svg, std::size_t r, std::size_t s) const {
    double const v = plot.values[s][r], y = top(r, s);
    std::string const& text = plot.texts[s][r];
    double const zero = frame.at_x(frame.x.logarithmic ? frame.x.low : std::clamp(0.0, frame.x.low, frame.x.high));
    if (!std::isfinite(v)) return svg.text(zero + 4, y + 0.5 * high + 4, text, "tick"), void();
    double const end = frame.at_x(frame.x.logarithmic ? std::max(v, frame.x.low) : v);
    svg.rect({std::min(zero, end), y + 1.5, std::max(zero, end), y + high - 1.5}, "bar " + series_class(static_cast<int>(s)),
             fmt::format("{} · {}: {}", plot.rows[r], plot.series[s], text));
    svg.text(std::max(zero, end) + 5, y + 0.5 * high + 4, text, "value");
  }
};
}  // namespace

std::string bar_chart(BarPlot const& p) {
  auto const legend = names_only(p.series);
  double const top = (p.series.size() > 1 ? legend_height(legend, p.width - 8) : 0.0) + (p.reference_text.empty() ? 6 : 18),
               high = p.series.size() > 1 ? 15.0 : 19.0, gap = 9.0;
  double const group = static_cast<double>(p.series.size()) * high + gap, tall = group * static_cast<double>(p.rows.size());
  Svg svg(p.width, top + tall + 36, p.title, p.desc);
  if (p.series.size() > 1) draw_legend(svg, legend, 4, p.width - 4, 0, true);
  double text = 0.0;
  for (auto const& t : p.texts) text = std::max(text, widest(t));
  Bars bars{p, {}, high, gap};
  bars.frame.area = {std::min(0.42 * p.width, widest(p.rows) + 12), top, p.width - std::max(24.0, text + 10), top + tall};
  auto const values = all_of(p.values);
  bars.frame.x = p.logarithmic ? log_axis(values, 5) : linear_axis(range_of(values), 5, true);
  Frame const& f = bars.frame;
  for (double const t : f.x.ticks)
    svg.line(f.at_x(t), f.area.y0, f.at_x(t), f.area.y1, t == 0.0 ? "zero" : "grid").text(f.at_x(t), f.area.y1 + 15, f.x.text(t), "tick mid");
  svg.text(f.area.x1, f.area.y1 + 30, p.unit, "unit end");
  for (std::size_t r = 0; r < p.rows.size(); ++r) {
    svg.text(f.area.x0 - 8, bars.top(r, 0) + 0.5 * (group - gap) + 4, fitting(p.rows[r], f.area.x0 - 10), "label end");
    for (std::size_t s = 0; s < p.series.size(); ++s) bars.draw(svg, r, s);
  }
  if (!p.reference_text.empty()) {
    double const x = f.at_x(p.reference);
    svg.line(x, f.area.y0, x, f.area.y1, "rule").text(x, f.area.y0 - 5, p.reference_text, x > 0.5 * p.width ? "marked end" : "marked");
  }
  return svg.str();
}

std::string stack_chart(StackPlot const& p) {
  auto const legend = names_only(p.parts);
  double const top = legend_height(legend, p.width - 8) + 8, high = 34.0, gap = 12.0;
  double const tall = static_cast<double>(p.rows.size()) * (high + gap);
  Svg svg(p.width, top + tall + 36, p.title, p.desc);
  draw_legend(svg, legend, 4, p.width - 4, 0, true);
  Frame f;
  f.area = {widest(p.rows) + 14, top, p.width - 24, top + tall};
  Range r;
  for (auto const& row : p.values) {
    double sum = 0.0;
    for (double const v : row) sum += std::max(0.0, std::isfinite(v) ? v : 0.0);
    r.take(sum);
  }
  f.x = linear_axis(r, 8, true);
  for (double const t : f.x.ticks)
    svg.line(f.at_x(t), f.area.y0, f.at_x(t), f.area.y1, t == 0.0 ? "zero" : "grid").text(f.at_x(t), f.area.y1 + 15, f.x.text(t), "tick mid");
  svg.text(f.area.x1, f.area.y1 + 30, p.unit, "unit end");
  for (std::size_t k = 0; k < p.rows.size(); ++k) {
    double const y = f.area.y0 + static_cast<double>(k) * (high + gap) + 0.5 * gap;
    svg.text(f.area.x0 - 8, y + 0.5 * high + 4, p.rows[k], "label end");
    double sum = 0.0;
    for (std::size_t part = 0; part < p.parts.size(); ++part) {
      double const v = p.values[k][part];
      if (!(v > 0.0)) continue;
      Box const box{f.at_x(sum), y, f.at_x(sum + v), y + high};
      svg.rect(box, "part " + series_class(static_cast<int>(part)),
               fmt::format("{} · {}: {} {}", p.rows[k], p.parts[part], tick_text(v, 0.01 * v), p.unit));
      if (box.width() > text_width(p.parts[part]) + 8)
        svg.text(0.5 * (box.x0 + box.x1), y + 0.5 * high + 4, p.parts[part], "inside mid t" + std::to_string(part % 8));
      sum += v;
    }
  }
  return svg.str();
}

}  // namespace gs::report
