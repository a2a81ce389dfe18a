#include "host/report/heat_chart.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>

namespace gs::report {
namespace {
constexpr int shades = 24;  //!< of a strip: cells of one shade are one path, which keeps a page of thousands of cells small

std::string short_text(double v) { return tick_text(v, std::pow(10.0, std::floor(std::log10(std::max(1e-9, std::fabs(v)))) - 2)); }

void draw_strip(Svg& svg, HeatPlot const& p, Box const& area) {
  std::map<int, std::string> paths;
  double const high = area.height() / static_cast<double>(p.rows.size());
  for (std::size_t r = 0; r < p.rows.size(); ++r) {
    double const wide = area.width() / static_cast<double>(p.values[r].size()), y = area.y0 + static_cast<double>(r) * high;
    for (std::size_t c = 0; c < p.values[r].size();) {
      double const share = p.scale.share(p.values[r][c]);
      std::size_t const from = c++;
      if (std::isnan(share)) continue;
      int const shade = static_cast<int>(std::lround(share * shades));
      while (c < p.values[r].size() && std::lround(p.scale.share(p.values[r][c]) * shades) == shade && !std::isnan(p.values[r][c])) ++c;
      double const x = area.x0 + static_cast<double>(from) * wide,
                   over = wide * static_cast<double>(c - from) + (c < p.values[r].size() ? 0.5 : 0.0);  // no seams
      paths[shade] += fmt::format("M{} {}h{}v{}H{}z", place(x), place(y), place(over), place(high - 1), place(x));
    }
  }
  for (auto const& [shade, d] : paths) svg.path(d, "crisp", colour_of(p.scale.map, static_cast<double>(shade) / shades));
}

void draw_cells(Svg& svg, HeatPlot const& p, Box const& area) {
  double const high = area.height() / static_cast<double>(p.rows.size()), wide = area.width() / static_cast<double>(p.columns.size());
  for (std::size_t r = 0; r < p.rows.size(); ++r)
    for (std::size_t c = 0; c < p.columns.size(); ++c) {
      double const v = p.values[r][c], x = area.x0 + static_cast<double>(c) * wide, y = area.y0 + static_cast<double>(r) * high;
      std::string const colour = p.scale.colour(v), text = std::isnan(v) ? "n/a" : short_text(v);
      Box const cell{x, y, x + wide - 1, y + high - 1};
      std::string const title = fmt::format("{} {}, {} {}: {} {}", p.y_title, p.rows[r], p.x_title, p.columns[c], text, p.unit);
      if (colour.empty())
        svg.rect(cell, "missing", title);
      else
        svg.filled(cell, colour, title);
      if (p.numbers && wide > text_width(text) + 6)
        svg.text(x + 0.5 * wide, y + 0.5 * high + 4, text, colour.empty() ? "tick mid" : std::string("mid ") + text_on(colour));
    }
}

void draw_time(Svg& svg, HeatPlot const& p, Box const& area) {
  Axis const axis = day_axis(p.x->low, p.x->high, static_cast<int>(area.width() / 62));
  for (double const t : axis.ticks) {
    double const x = area.x0 + axis.share(t) * area.width();
    svg.line(x, area.y1, x, area.y1 + 4, "zero");
    if (x < area.x1 - 6) svg.text(x, area.y1 + 16, axis.text(t), "tick mid");
  }
}
}  // namespace

double ColourScale::share(double v) const {
  if (!std::isfinite(v)) return std::nan("");
  if (logarithmic) return v <= low ? 0.0 : std::clamp(std::log(v / low) / std::log(high / low), 0.0, 1.0);
  return std::clamp((v - low) / (high - low), 0.0, 1.0);
}

ColourScale scale_of(std::vector<double> const& values, ColourMap map, bool logarithmic) {
  Range r;
  for (double const v : values)
    if (!logarithmic || v > 0.0) r.take(v);
  ColourScale s{map, 0.0, 1.0, logarithmic && !r.empty()};
  if (r.empty()) return s;
  if (map == ColourMap::diverging) {
    double const most = std::max(std::fabs(r.low), std::fabs(r.high));
    return {map, most > 0.0 ? -most : -1.0, most > 0.0 ? most : 1.0, false};
  }
  s.low = r.low, s.high = r.high;
  if (logarithmic) s.low = std::max(r.low, r.high * 1e-5);
  if (!(s.high > s.low)) {
    double const air = r.high == 0.0 ? 1.0 : 0.5 * std::fabs(r.high);
    s.low = logarithmic ? r.high * 0.5 : r.low - (r.low == 0.0 ? 0.0 : air), s.high = r.high + air;
  }
  return s;
}

void draw_scale(Svg& svg, ColourScale const& s, Box const& box, std::string_view unit) {
  int const n = 48;
  double const wide = box.width() / n;
  for (int k = 0; k < n; ++k) svg.filled({box.x0 + k * wide, box.y0, box.x0 + (k + 1) * wide + 0.3, box.y0 + 10}, colour_of(s.map, (k + 0.5) / n));
  double const middle = s.logarithmic ? std::sqrt(s.low * s.high) : 0.5 * (s.low + s.high);
  svg.text(box.x0, box.y0 + 23, short_text(s.low), "tick").text(0.5 * (box.x0 + box.x1), box.y0 + 23, short_text(middle), "tick mid");
  svg.text(box.x1, box.y0 + 23, short_text(s.high), "tick end").text(box.x0 - 8, box.y0 + 10, unit, "unit end");
}

std::string heat_chart(HeatPlot const& p) {
  double left = 0.0;
  for (std::string const& r : p.rows) left = std::max(left, text_width(r));
  left = std::min(left + 12, 0.4 * p.width);
  double const top = p.y_title.empty() ? 4 : 20, tall = p.row_height * static_cast<double>(p.rows.size());
  Svg svg(p.width, top + tall + 78, p.title, p.desc);
  Box const area{left, top, p.width - 12, top + tall};
  if (!p.y_title.empty()) svg.text(2, 12, p.y_title, "unit");
  for (std::size_t r = 0; r < p.rows.size(); ++r)
    svg.text(left - 8, area.y0 + (static_cast<double>(r) + 0.5) * p.row_height + 4, fitting(p.rows[r], left - 10), "label end");
  if (p.x) {
    draw_strip(svg, p, area);
    draw_time(svg, p, area);
  } else {
    draw_cells(svg, p, area);
    double const wide = area.width() / static_cast<double>(std::max<std::size_t>(1, p.columns.size()));
    double free_from = 0.0;
    for (std::size_t c = 0; c < p.columns.size(); ++c) {
      double const x = area.x0 + (static_cast<double>(c) + 0.5) * wide, half = 0.5 * text_width(p.columns[c]);
      if (x - half < free_from || x + half > p.width) continue;
      svg.text(x, area.y1 + 16, p.columns[c], "tick mid");
      free_from = x + half + 6;
    }
  }
  svg.text(area.x1, area.y1 + 31, p.x_title, "unit end");
  draw_scale(svg, p.scale, {area.x1 - 190, area.y1 + 44, area.x1, area.y1 + 78}, p.unit);
  return svg.str();
}

}  // namespace gs::report
