//! Attention by channel and time as a strip, and what it made of demand as lines under it.
#include "viz/panels/waves.hpp"
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {

//! A column shows the busiest tick in it, so that a wave of minutes is seen over months.
WaveStrip wave_strip(Session const& s, Seconds from, Seconds to, int columns) {
  Rows const& rows = s.rows();
  WaveStrip w;
  w.channels = rows.shape().channels, w.columns = std::max(1, columns);
  w.looks.assign(static_cast<std::size_t>(w.channels * w.columns), std::nan(""));
  std::int64_t const first = std::max<std::int64_t>(0, rows.row_at(from)), last = rows.row_at(to);
  for (std::int64_t r = first; r <= last; ++r) {
    double const span = static_cast<double>(to - from), x0 = static_cast<double>(rows.time(r) - rows.span(r) - from) / span * w.columns,
                 x1 = static_cast<double>(rows.time(r) - from) / span * w.columns;
    int const a = std::clamp(static_cast<int>(x0), 0, w.columns - 1), b = std::clamp(static_cast<int>(std::ceil(x1)) - 1, a, w.columns - 1);
    if (rows.time(r) <= from) continue;
    for (int c = 0; c < w.channels; ++c) {
      double const looks =
          static_cast<double>(rows.channel(r, c, ChannelCounter::looks)) * 3600.0 / static_cast<double>(std::max<Seconds>(1, rows.span(r)));
      for (int k = a; k <= b; ++k) {
        double& cell = w.looks[static_cast<std::size_t>(c * w.columns + k)];
        if (std::isnan(cell) || looks > cell) cell = looks;
      }
    }
  }
  std::vector<double> all;
  for (double const v : w.looks)
    if (!std::isnan(v)) all.push_back(v);
  w.scale.map = s.other_map ? ColourMap::cividis : ColourMap::viridis;
  w.scale.unit = "/h", w.scale.title = "members brought an hour (logarithmic)", w.scale.log = true;
  if (all.empty()) return w;
  std::nth_element(all.begin(), all.begin() + std::ssize(all) / 2, all.end());
  w.quiet = all[all.size() / 2];
  w.scale.high = std::max(1.0, *std::max_element(all.begin(), all.end()));
  w.scale.low = std::max(1.0, w.scale.high * 1e-3);
  return w;
}

namespace {

void draw_strip(Session& s, Rect area, WaveStrip const& w) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  float const left = area.x0 + s.style.px(88), row = area.height() / static_cast<float>(std::max(1, w.channels)),
              column = (area.x1 - s.style.px(4) - left) / static_cast<float>(w.columns);
  for (int c = 0; c < w.channels; ++c) {
    float const y = area.y0 + row * static_cast<float>(c);
    if (row >= s.style.small->FontSize * 0.92f || c % 2 == 0)
      write_fitting(list, s.style.small, {area.x0, y + (row - s.style.small->FontSize) * 0.5f}, s.style.px(84), p.muted,
                    s.facts().axes.channels[static_cast<std::size_t>(c)].c_str());
    for (int k = 0; k < w.columns;) {
      ImU32 const colour = w.scale.colour(w.at(c, k));
      int end = k + 1;
      while (end < w.columns && w.scale.colour(w.at(c, end)) == colour) ++end;
      if (colour != 0)
        list.AddRectFilled({left + column * static_cast<float>(k), y + 0.5f}, {left + column * static_cast<float>(end), y + row - 0.5f}, colour);
      k = end;
    }
  }
  put_cursor({left, area.y0, area.x1, area.y1});
  ImGui::InvisibleButton("strip", {std::max(1.0f, area.x1 - s.style.px(4) - left), std::max(1.0f, area.height())});
  ImVec2 const mouse = ImGui::GetIO().MousePos;
  int const c = std::clamp(static_cast<int>((mouse.y - area.y0) / row), 0, w.channels - 1),
            k = std::clamp(static_cast<int>((mouse.x - left) / column), 0, w.columns - 1);
  double const t = static_cast<double>(s.view_from()) +
                   static_cast<double>((mouse.x - left) / (area.x1 - s.style.px(4) - left)) * static_cast<double>(s.view_to() - s.view_from());
  if (ImGui::IsItemHovered())
    ImGui::SetTooltip("%s\n%s\n%s members an hour", s.facts().axes.channels[static_cast<std::size_t>(c)].c_str(),
                      s.facts().clock(static_cast<Seconds>(t)).c_str(), number(w.at(c, k)).c_str());
  if (ImGui::IsItemActive()) s.go(static_cast<Seconds>(t));
  float const x = left + static_cast<float>(static_cast<double>(s.cursor - s.view_from()) /
                                            static_cast<double>(std::max<Seconds>(1, s.view_to() - s.view_from()))) *
                             (area.x1 - s.style.px(4) - left);
  list.AddLine({x, area.y0}, {x, area.y1}, p.text, 1.0f);
}

void draw_lines(Session& s, Rect area) {
  Palette const& p = s.style.colours();
  struct {
    char const *signal, *name;
    ImU32 colour;
    float width;  // orders lie on wants when all is well: wants are the wider line under them
  } const wanted[] = {
      {"wants", "wants", p.series[0], 3.4f}, {"placed", "orders", p.series[2], 1.3f}, {"stockout_wants", "nothing at hand", p.series[3], 1.6f}};
  std::vector<Series> lines;
  for (auto const& w : wanted)
    if (Signal const* const signal = find_signal(s.signals, w.signal)) {
      lines.push_back(series_of(*s.a, *signal, s.view_from(), s.view_to()));
      lines.back().name = w.name, lines.back().colour = w.colour, lines.back().width = w.width;
    }
  if (s.b)
    if (Signal const* const signal = s.signal_of_b("placed")) {
      lines.push_back(series_of(*s.b, *signal, s.view_from(), s.view_to()));
      lines.back().name = "orders of B", lines.back().colour = p.series[4], lines.back().dashed = true;
    }
  PlotAxes axes{static_cast<double>(s.view_from()),   static_cast<double>(s.view_to()), 0, 1, "/h", static_cast<double>(s.cursor), true, {},
                static_cast<double>(s.facts().warmup)};
  fit_y(lines, axes);
  legend(*ImGui::GetWindowDrawList(), s.style, {area.x1 - s.style.px(4), area.y0}, area.width() - s.style.px(64), lines);
  write(*ImGui::GetWindowDrawList(), s.style.small, {area.x0, area.y0}, p.muted, "an hour");
  Rect const body{area.x0 + s.style.px(42), area.y0 + s.style.small->FontSize + s.style.px(2), area.x1, area.y1};
  PlotResult const hit = plot("waves", s.style, body, axes, lines, marks_of(s));
  if (hit.clicked) s.go(static_cast<Seconds>(hit.x));
}

}  // namespace

void draw_waves(Session& s, Place const& place) {
  if (s.rows().empty()) return empty_note(s, place.body, "Nothing has happened yet. Press play: attention arrives channel by channel.");
  Rect area = place.body;
  if (s.rows().shape().channels == 0) {
    write_fitting(*ImGui::GetWindowDrawList(), s.style.small, {area.x0, area.y0}, area.width(), s.style.colours().muted,
                  "attention by channel is not in this file");
    return draw_lines(s, {area.x0, area.y0 + s.style.px(18), area.x1, area.y1});
  }
  float const split = area.y0 + area.height() * 0.52f;
  WaveStrip const w = wave_strip(s, s.view_from(), s.view_to(), static_cast<int>((area.width() - s.style.px(92)) / s.style.px(3)));
  draw_strip(s, {area.x0, area.y0, area.x1, split - s.style.px(4)}, w);
  draw_lines(s, {area.x0, split + s.style.px(2), area.x1, area.y1});
  float const wide = std::min(s.style.px(240), place.head.width() - s.style.px(70));
  write_one_of(*ImGui::GetWindowDrawList(), s.style.small, {place.head.x0, place.head.y0 + s.style.px(2)}, place.head.width() - wide - s.style.px(10),
               s.style.colours().muted, {"an hour, log", "log"});
  scale_line(*ImGui::GetWindowDrawList(), s.style, {place.head.x1 - wide, place.head.y0 + s.style.px(2), place.head.x1, place.head.y1}, w.scale);
}

}  // namespace gs::viz
