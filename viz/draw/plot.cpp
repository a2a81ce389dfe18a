#include "viz/draw/plot.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/text.hpp"

namespace gs::viz {
namespace {

constexpr int most_ticks = 200;  //!< of an axis, whatever its range: a step below a number's last digit would never get anywhere

struct Scale {
  Rect area;
  PlotAxes const& axes;
  float x(double v) const { return area.x0 + static_cast<float>((v - axes.x0) / (axes.x1 - axes.x0)) * area.width(); }
  float y(double v) const {
    double const t = std::clamp((v - axes.y0) / (axes.y1 - axes.y0), -0.2, 1.2);
    return area.y1 - static_cast<float>(t) * area.height();
  }
};

std::string day_text(double seconds) {
  double const d = seconds / 86400.0;
  if (std::fabs(d - std::round(d)) < 1e-6) return fmt::format("d {:.0f}", std::fabs(d) < 0.5 ? 0.0 : std::round(d));
  int const minutes = static_cast<int>(std::lround((d - std::floor(d)) * 1440.0));
  return fmt::format("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
}

//! Ticks on whole days, or on hours when zoomed in.
double time_step(double range, int most) {
  for (double const step : {300.0, 900.0, 1800.0, 3600.0, 7200.0, 3.0 * 3600, 6.0 * 3600, 12.0 * 3600, 86400.0, 2.0 * 86400, 7.0 * 86400,
                            14.0 * 86400, 28.0 * 86400, 56.0 * 86400, 112.0 * 86400})
    if (range / step <= most) return step;
  return nice_step(range, most);
}

void draw_y_axis(ImDrawList& list, Style const& style, Scale const& s) {
  Palette const& p = style.colours();
  float const line = style.small->FontSize;
  double const step = nice_step(s.axes.y1 - s.axes.y0, std::max(3, static_cast<int>(s.area.height() / (line * 2.2f))));
  float last = 1e9f;  // of the label below, so that in a low plot none covers the next
  double const first = std::ceil(s.axes.y0 / step);
  for (int k = 0; k < most_ticks; ++k) {
    double const v = (first + k) * step;
    if (v > s.axes.y1 * (1 + 1e-9) + 1e-12) break;
    float const y = std::floor(s.y(v)) + 0.5f;
    list.AddLine({s.area.x0, y}, {s.area.x1, y}, p.grid);
    if (y > last - line * 1.1f) continue;
    last = y;
    std::string const text =
        s.axes.unit == "1" ? fmt::format("{:.{}f}%", 100.0 * v, step < 0.0099 ? 1 : 0) : number(std::fabs(v) < step * 1e-6 ? 0.0 : v, step);
    write(list, style.small, {s.area.x0 - style.px(5), y - line * 0.55f}, p.muted, text.c_str(), 1.0f);
  }
}

void draw_x_axis(ImDrawList& list, Style const& style, Scale const& s) {
  Palette const& p = style.colours();
  double const range = s.axes.x1 - s.axes.x0, step = time_step(range, std::max(1, static_cast<int>(s.area.width() / style.px(72))));
  float last = -1e9f;
  double const first = std::ceil((s.axes.x0 - s.axes.x_origin) / step);
  for (int k = 0; k < most_ticks; ++k) {
    double const v = (first + k) * step;
    if (v + s.axes.x_origin > s.axes.x1) break;
    float const x = std::floor(s.x(v + s.axes.x_origin)) + 0.5f;
    list.AddLine({x, s.area.y0}, {x, s.area.y1}, p.grid);
    if (!s.axes.labels_x) continue;
    std::string const text = s.axes.x_text ? s.axes.x_text(v) : day_text(v);
    float const half = size_of(style.small, text.c_str()).x * 0.5f;
    float const at = std::clamp(x, s.area.x0 + half - style.px(24), s.area.x1 - half);
    if (at - half < last + style.px(8)) continue;
    write(list, style.small, {at, s.area.y1 + style.px(2)}, p.muted, text.c_str(), 0.5f);
    last = at + half;
  }
}

void draw_line(ImDrawList& list, Style const& style, Scale const& s, Series const& series) {
  Series const few = thinned(series, s.axes.x0, s.axes.x1, static_cast<int>(s.area.width()));
  ImVector<ImVec2> run;
  float const width = style.px(series.width);
  auto const flush = [&] {
    if (run.Size == 1) list.AddCircleFilled(run[0], width, series.colour);
    if (run.Size > 1 && !series.dashed) list.AddPolyline(run.Data, run.Size, series.colour, 0, width);
    if (run.Size > 1 && series.dashed) {
      float gone = 0;
      for (int i = 1; i < run.Size; ++i) {
        gone += std::fabs(run[i].x - run[i - 1].x) + 0.25f * std::fabs(run[i].y - run[i - 1].y);
        if (std::fmod(gone, style.px(9)) < style.px(5.5f)) list.AddLine(run[i - 1], run[i], series.colour, width);
      }
    }
    run.resize(0);
  };
  for (std::size_t i = 0; i < few.x.size(); ++i) {
    if (std::isnan(few.y[i])) {
      flush();
      continue;
    }
    run.push_back({s.x(few.x[i]), s.y(few.y[i])});
  }
  flush();
}

void tooltip(Style const& style, Scale const& s, double x, std::vector<Series> const& series) {
  ImGui::BeginTooltip();
  ImGui::PushFont(style.small);
  for (Series const& one : series) {
    auto const k = std::upper_bound(one.x.begin(), one.x.end(), x) - one.x.begin() - 1;
    if (k < 0) continue;
    ImGui::TextColored(ImGui::ColorConvertU32ToFloat4(one.colour), "%s", one.dashed ? "╌" : "—");
    ImGui::SameLine();
    ImGui::Text("%s  %s", one.name.c_str(), amount(one.y[static_cast<std::size_t>(k)], s.axes.unit).c_str());
  }
  ImGui::PopFont();
  ImGui::EndTooltip();
}

}  // namespace

double nice_step(double range, int most) {
  if (!(range > 0.0) || most < 1) return 1.0;
  double const raw = range / most, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (double const m : {1.0, 2.0, 5.0, 10.0})
    if (m * power >= raw * (1 - 1e-9)) return m * power;
  return 10.0 * power;
}

void fit_y(std::vector<Series> const& all, PlotAxes& axes) {
  double low = 1e300, high = -1e300;
  for (Series const& s : all)
    for (std::size_t i = 0; i < s.x.size(); ++i)
      if (s.x[i] >= axes.x0 && s.x[i] <= axes.x1 && std::isfinite(s.y[i])) low = std::min(low, s.y[i]), high = std::max(high, s.y[i]);
  if (low > high) low = 0, high = 1;
  if (low >= 0 && low < 0.6 * high) low = 0;
  if (high <= 0 && high > 0.6 * low) high = 0;
  double air = 0.08 * (high - low);
  if (air <= 1e-9 * std::max(std::fabs(low), std::fabs(high))) air = high == 0 ? 1.0 : 0.1 * std::fabs(high);
  axes.y0 = low == 0 ? 0 : low - air;
  axes.y1 = high == 0 && low < 0 ? 0 : high + air;
}

Series thinned(Series const& s, double x0, double x1, int columns) {
  Series out;
  out.name = s.name, out.colour = s.colour, out.dashed = s.dashed, out.width = s.width;
  auto first = std::lower_bound(s.x.begin(), s.x.end(), x0) - s.x.begin(), last = std::upper_bound(s.x.begin(), s.x.end(), x1) - s.x.begin();
  first = std::max<std::ptrdiff_t>(0, first - 1), last = std::min<std::ptrdiff_t>(std::ssize(s.x), last + 1);
  double const column = (x1 - x0) / std::max(1, columns);
  for (auto i = first; i < last;) {
    auto end = i, low = i, high = i;
    double const stop = s.x[static_cast<std::size_t>(i)] + column;
    bool gap = false;
    for (; end < last && (end == i || s.x[static_cast<std::size_t>(end)] < stop); ++end) {
      auto const value = [&](std::ptrdiff_t k) { return s.y[static_cast<std::size_t>(k)]; };
      gap = gap || std::isnan(value(end));
      if (value(end) < value(low) || std::isnan(value(low))) low = end;
      if (value(end) > value(high) || std::isnan(value(high))) high = end;
    }
    for (auto const k : {std::min(low, high), std::max(low, high)}) {
      if (k == std::max(low, high) && low == high && !out.x.empty() && out.x.back() == s.x[static_cast<std::size_t>(k)]) continue;
      out.x.push_back(s.x[static_cast<std::size_t>(k)]), out.y.push_back(s.y[static_cast<std::size_t>(k)]);
    }
    if (gap && end - i > 1) out.x.push_back(s.x[static_cast<std::size_t>(end - 1)]), out.y.push_back(std::nan(""));
    i = end;
  }
  return out;
}

PlotResult plot(char const* id, Style const& style, Rect area, PlotAxes const& axes, std::vector<Series> const& series,
                std::vector<PlotMark> const& marks) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = style.colours();
  Rect const inner{area.x0 + style.px(46), area.y0 + style.px(4), area.x1 - style.px(4), area.y1 - (axes.labels_x ? style.px(17) : style.px(3))};
  PlotResult out;
  if (inner.width() < 10 || inner.height() < 10) return out;
  Scale const s{inner, axes};
  draw_y_axis(list, style, s);
  draw_x_axis(list, style, s);
  list.PushClipRect({inner.x0, inner.y0}, {inner.x1 + 1, inner.y1 + 1}, true);
  for (PlotMark const& m : marks) {
    float const a = s.x(m.from), b = std::max(s.x(m.to), a + 1.5f);
    list.AddRectFilled({a, inner.y0}, {b, inner.y1}, faded(m.colour, b - a > 3 ? 0.22f : 0.8f));
  }
  for (Series const& one : series) draw_line(list, style, s, one);
  if (!std::isnan(axes.cursor)) list.AddLine({s.x(axes.cursor), inner.y0}, {s.x(axes.cursor), inner.y1}, p.text, 1.0f);
  list.PopClipRect();
  ImGui::SetCursorScreenPos({inner.x0, inner.y0});
  ImGui::InvisibleButton(id, {inner.width(), inner.height()});
  out.hovered = ImGui::IsItemHovered();
  out.clicked = ImGui::IsItemActive();
  out.x = axes.x0 + static_cast<double>((ImGui::GetIO().MousePos.x - inner.x0) / inner.width()) * (axes.x1 - axes.x0);
  if (out.hovered && !series.empty()) tooltip(style, s, out.x, series);
  return out;
}

void sparkline(ImDrawList& list, Rect area, std::vector<double> const& y, double low, double high, ImU32 colour) {
  ImVector<ImVec2> run;
  auto const n = static_cast<double>(std::max<std::size_t>(2, y.size()) - 1);
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (std::isnan(y[i])) continue;
    double const t = high > low ? std::clamp((y[i] - low) / (high - low), 0.0, 1.0) : 0.0;
    run.push_back({area.x0 + static_cast<float>(static_cast<double>(i) / n) * area.width(), area.y1 - static_cast<float>(t) * area.height()});
  }
  if (run.Size > 1) list.AddPolyline(run.Data, run.Size, colour, 0, 1.3f);
}

void legend(ImDrawList& list, Style const& style, ImVec2 right_top, float width, std::vector<Series> const& series) {
  float const h = style.small->FontSize, mark = style.px(20), gap = style.px(12);
  float used = 0;
  std::size_t shown = 0;  // the first ones say most
  for (; shown < series.size(); ++shown) {
    float const more = mark + size_of(style.small, series[shown].name.c_str()).x + (shown > 0 ? gap : 0);
    if (used + more > width) break;
    used += more;
  }
  float x = right_top.x - used, y = right_top.y + h * 0.55f;
  for (std::size_t k = 0; k < shown; ++k) {
    Series const& s = series[k];
    list.AddLine({x, y}, {x + style.px(s.dashed ? 6 : 16), y}, s.colour, style.px(2));
    if (s.dashed) list.AddLine({x + style.px(10), y}, {x + style.px(16), y}, s.colour, style.px(2));
    write(list, style.small, {x + mark, right_top.y}, style.colours().muted, s.name.c_str());
    x += mark + size_of(style.small, s.name.c_str()).x + gap;
  }
}

}  // namespace gs::viz
