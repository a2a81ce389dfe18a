#include "viz/draw/scale_bar.hpp"
#include <algorithm>
#include <cmath>
#include <vector>
#include "viz/draw/text.hpp"

namespace gs::viz {

double ColourScale::place(double v) const {
  if (std::isnan(v)) return v;
  if (log) {
    double const floor = std::max(low, high * 1e-4);
    return high > floor ? std::clamp(std::log(std::max(v, floor) / floor) / std::log(high / floor), 0.0, 1.0) : 0.0;
  }
  return high > low ? std::clamp((v - low) / (high - low), 0.0, 1.0) : (map == ColourMap::diverging ? 0.5 : 0.0);
}

ColourScale fit_scale(std::vector<double> values, ColourMap map, std::string unit, std::string title) {
  ColourScale s;
  s.map = map, s.unit = std::move(unit), s.title = std::move(title);
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (map == ColourMap::diverging)
    for (double& v : values) v = std::fabs(v);
  std::sort(values.begin(), values.end());
  double const top = values.empty() ? 0.0 : values[static_cast<std::size_t>(0.98 * static_cast<double>(values.size() - 1) + 0.5)];
  s.high = top > 0.0 ? top : (values.empty() || values.back() <= 0.0 ? 1.0 : values.back());
  s.low = map == ColourMap::diverging ? -s.high : 0.0;
  return s;
}

void scale_bar(ImDrawList& list, Style const& style, Rect area, ColourScale const& scale) {
  Palette const& p = style.colours();
  constexpr int steps = 48;
  float const bar = style.px(8), top = area.y0 + style.small->FontSize + style.px(3);
  write_fitting(list, style.small, {area.x0, area.y0}, area.width(), p.text, scale.title.c_str());
  for (int k = 0; k < steps; ++k) {
    float const a = area.x0 + area.width() * static_cast<float>(k) / steps, b = area.x0 + area.width() * static_cast<float>(k + 1) / steps;
    list.AddRectFilled({a, top}, {b, top + bar}, colour_of(scale.map, (k + 0.5) / steps));
  }
  float const y = top + bar + style.px(2);
  std::string const low = amount(scale.low, scale.unit == "1" ? "1" : ""), high = "≥ " + amount(scale.high, scale.unit);
  std::string const left = scale.map == ColourMap::diverging ? "≤ " + low : low;
  float const right = size_of(style.small, high.c_str()).x, free = area.width() - right - size_of(style.small, left.c_str()).x;
  if (free > style.px(8)) write(list, style.small, {area.x0, y}, p.muted, left.c_str());
  write(list, style.small, {std::max(area.x0, area.x1 - right), y}, p.muted, high.c_str());
  bool const middle = scale.map == ColourMap::diverging && 2.0f * right < area.width() - style.px(24);
  if (middle) write(list, style.small, {(area.x0 + area.x1) * 0.5f, y}, p.muted, "0", 0.5f);
}

void scale_line(ImDrawList& list, Style const& style, Rect area, ColourScale const& scale) {
  constexpr int steps = 32;
  std::string const low = amount(scale.low, ""), high = "≥ " + amount(scale.high, scale.unit);
  float x0 = area.x0 + size_of(style.small, low.c_str()).x + style.px(5);
  float const x1 = area.x1 - size_of(style.small, high.c_str()).x - style.px(5);
  bool const both = x1 - x0 >= style.px(40);
  if (!both) x0 = area.x0;  // the upper end alone: the lower one stands for little or nothing
  if (x1 - x0 < style.px(24)) return;
  if (both) write(list, style.small, {area.x0, area.y0}, style.colours().muted, low.c_str());
  for (int k = 0; k < steps; ++k)
    list.AddRectFilled({x0 + (x1 - x0) * static_cast<float>(k) / steps, area.y0 + style.px(4)},
                       {x0 + (x1 - x0) * static_cast<float>(k + 1) / steps, area.y0 + style.px(11)}, colour_of(scale.map, (k + 0.5) / steps));
  write(list, style.small, {area.x1, area.y0}, style.colours().muted, high.c_str(), 1.0f);
}

}  // namespace gs::viz
