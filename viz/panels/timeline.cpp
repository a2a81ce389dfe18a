//! The whole run: demand as an area, what happened as marks, the cursor to drag, the loop to set, states to go back to.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

struct Span {
  Rect area;
  double from, to;
  float x(double t) const { return area.x0 + static_cast<float>((t - from) / std::max(1.0, to - from)) * area.width(); }
};

//! Wants an hour on a root scale: a quiet day and a wave of a thousand times are both seen.
void draw_demand(Session const& s, ImDrawList& list, Span const& span) {
  Rows const& rows = s.rows();
  int const columns = std::max(1, static_cast<int>(span.area.width() / 2));
  std::vector<double> peak(static_cast<std::size_t>(columns), 0.0);
  double top = 1.0;
  for (std::int64_t r = 0; r < rows.count(); ++r) {
    auto const column = [&](Seconds t) {
      return static_cast<std::size_t>(
          std::clamp((static_cast<double>(t) - span.from) / std::max(1.0, span.to - span.from) * columns, 0.0, columns - 1.0));
    };
    double const rate = static_cast<double>(rows.total(r, Counter::wants) + rows.total(r, Counter::demanded)) * 3600.0 /
                        static_cast<double>(std::max<Seconds>(1, rows.span(r)));
    for (std::size_t k = column(rows.time(r) - rows.span(r)); k <= column(rows.time(r) - 1); ++k) peak[k] = std::max(peak[k], rate);
    top = std::max(top, rate);
  }
  ImU32 const colour = faded(s.style.colours().accent, 0.5f);
  for (int k = 0; k < columns; ++k) {
    float const h = static_cast<float>(std::sqrt(peak[static_cast<std::size_t>(k)] / top)) * span.area.height();
    if (h > 0.5f)
      list.AddRectFilled({span.area.x0 + 2.0f * static_cast<float>(k), span.area.y1 - h},
                         {span.area.x0 + 2.0f * static_cast<float>(k) + 2, span.area.y1}, colour);
  }
}

void draw_marks(Session const& s, ImDrawList& list, Span const& span) {
  Palette const& p = s.style.colours();
  ImU32 const colours[] = {p.bad, p.good, p.warn, p.done};
  float last[4] = {-1e9f, -1e9f, -1e9f, -1e9f};
  for (Alert const& a : s.alerts) {
    auto const k = static_cast<std::size_t>(a.kind);
    float const x = span.x(static_cast<double>(a.at));
    if (x - last[k] < s.style.px(9)) continue;
    last[k] = x;
    write(list, s.style.small, {x, span.area.y0 - s.style.px(1)}, colours[k], alert_marks[k], 0.5f);
  }
}

void draw_scale(Session const& s, ImDrawList& list, Span const& span) {
  Palette const& p = s.style.colours();
  double const days = (span.to - span.from) / 86400.0;
  double step = 1;
  for (double const d : {1.0, 2.0, 7.0, 14.0, 28.0, 56.0, 112.0, 364.0})
    if (days / (step = d) <= span.area.width() / s.style.px(60)) break;
  double const origin = static_cast<double>(s.facts().warmup) / 86400.0;
  for (double d = std::ceil((span.from / 86400.0 - origin) / step) * step; (d + origin) * 86400.0 <= span.to; d += step) {
    float const x = span.x((d + origin) * 86400.0);
    list.AddLine({x, span.area.y0}, {x, span.area.y1}, p.grid);
    write(list, s.style.small, {x, span.area.y1 + s.style.px(1)}, d == 0 ? p.text : p.muted, d == 0 ? "day 0" : fmt::format("{:.0f}", d).c_str(),
          0.5f);
  }
}

//! What the bands are: the warm-up, shows; and how far B has come.
void draw_names(Session const& s, ImDrawList& list, Span const& span) {
  Palette const& p = s.style.colours();
  float const day0 = span.x(static_cast<double>(s.facts().warmup)), y = span.area.y0 + s.style.px(12);
  if (day0 - span.area.x0 > s.style.px(120)) write(list, s.style.small, {day0 - s.style.px(4), y}, p.faint, "warm-up", 1.0f);
  if (!s.facts().shows.empty()) {
    float const x = span.x(static_cast<double>(s.facts().shows.front().from));
    if (x < span.area.x1) write(list, s.style.small, {x - s.style.px(4), y}, p.warn, "show", 1.0f);
  }
  if (!s.b || s.b->rows().empty()) return;
  float const x = span.x(static_cast<double>(s.b->rows().last_time()));
  list.AddLine({span.area.x0, span.area.y1 - 1}, {std::min(x, span.area.x1), span.area.y1 - 1}, p.done, 2.0f);
  if (!s.b_is_there()) write(list, s.style.small, {x + s.style.px(3), y}, p.done, "B is here");
}

}  // namespace

void draw_timeline(Session& s, Place const& place) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  Rect const area{place.body.x0 + s.style.px(8), place.body.y0 + s.style.px(2), place.body.x1 - s.style.px(8), place.body.y1 - s.style.px(15)};
  Seconds const end = std::max({s.facts().end(), s.rows().last_time(), s.rows().first_time() + hour});
  Span const span{area, static_cast<double>(s.rows().first_time()), static_cast<double>(s.live() ? end : s.rows().last_time())};
  if (s.rows().empty()) return empty_note(s, area, s.live() != nullptr ? "Press Space to start." : "This file has no rows yet.");
  list.AddRectFilled({area.x0, area.y0}, {span.x(static_cast<double>(s.facts().warmup)), area.y1}, faded(p.text, 0.035f));
  draw_scale(s, list, span);
  draw_demand(s, list, span);
  for (Show const& show : s.facts().shows)
    list.AddRectFilled({span.x(static_cast<double>(show.from)), area.y0},
                       {std::max(span.x(static_cast<double>(show.to)), span.x(static_cast<double>(show.from)) + 2), area.y1}, faded(p.warn, 0.5f));
  draw_names(s, list, span);
  draw_marks(s, list, span);
  float const view0 = span.x(static_cast<double>(s.view_from())), view1 = span.x(static_cast<double>(s.view_to()));
  list.AddRect({std::max(area.x0, view0), area.y0}, {std::min(area.x1, view1), area.y1}, faded(p.muted, 0.8f), 2.0f);
  if (s.looping)
    list.AddRectFilled({span.x(static_cast<double>(s.loop_from)), area.y1 - 4}, {span.x(static_cast<double>(s.loop_to)), area.y1}, p.done);
  if (LiveSource const* const l = s.live())
    for (Seconds const t : l->status().checkpoints)
      list.AddLine({span.x(static_cast<double>(t)), area.y1 - 3}, {span.x(static_cast<double>(t)), area.y1 + 1}, p.good);
  float const x = span.x(static_cast<double>(s.cursor));
  list.AddLine({x, area.y0 - 2}, {x, area.y1 + 2}, p.text, 2.0f);
  list.AddTriangleFilled({x - 5, area.y0 - 3}, {x + 5, area.y0 - 3}, {x, area.y0 + 4}, p.text);
  put_cursor(area);
  ImGui::InvisibleButton("timeline", {std::max(1.0f, area.width()), std::max(1.0f, area.height() + s.style.px(12))});
  double const t = span.from + static_cast<double>((ImGui::GetIO().MousePos.x - area.x0) / area.width()) * (span.to - span.from);
  if (ImGui::IsItemActive()) s.go(static_cast<Seconds>(t));
  if (ImGui::IsItemHovered() && !ImGui::IsItemActive()) ImGui::SetTooltip("%s", s.facts().clock(static_cast<Seconds>(t)).c_str());
}

}  // namespace gs::viz
