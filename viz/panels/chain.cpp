//! Bullwhip: orders of every echelon at its own grain, and how much more they swing than wants.
#include "viz/panels/chain.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {

std::vector<EchelonRow> echelon_rows(Session const& s) {
  std::vector<EchelonRow> out;
  Rows const& rows = s.rows();
  std::int64_t const last = rows.day_at(s.cursor);
  if (last < 0) return out;
  for (int e = 0; e < count_of<Echelon>; ++e) {
    auto const echelon = static_cast<Echelon>(e);
    int const grain = s.facts().grain_days[e];
    EchelonRow row{echelon_names[e], grain, swing(rows, echelon, last, grain), {}, {}};
    double sum = 0;
    for (std::int64_t d = rows.days() - 1; d - grain + 1 >= 0; d -= grain) {  // whole blocks, counted back from the newest day
      double orders = 0;
      for (std::int64_t k = d - grain + 1; k <= d; ++k) orders += static_cast<double>(rows.chain(k, echelon, ChainCounter::orders));
      for (Seconds const edge : {rows.day(d), rows.day(d) - grain * day + 1})
        row.day.push_back(static_cast<double>(edge)), row.orders.push_back(orders / grain);
      sum += orders / grain;
    }
    if (sum <= 0) continue;
    std::reverse(row.day.begin(), row.day.end());
    std::reverse(row.orders.begin(), row.orders.end());
    for (double& v : row.orders) v *= static_cast<double>(row.orders.size()) / 2.0 / sum;
    out.push_back(std::move(row));
  }
  return out;
}

void draw_chain(Session& s, Place const& place) {
  std::vector<EchelonRow> const all = echelon_rows(s);
  if (all.empty()) return empty_note(s, place.body, s.rows().days() == 0 ? "The first day is not over yet." : "No replenishment orders so far.");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  float const split = place.body.x0 + place.body.width() * (place.body.width() < s.style.px(400) ? 0.50f : 0.42f), h = s.style.px(20);
  write_one_of(list, s.style.small, {place.body.x0, place.body.y0}, split - place.body.x0, p.faint,
               {"swing of orders ÷ wants, at grain", "swing of orders ÷ wants", "orders ÷ wants"});
  float y = place.body.y0 + h;
  double top = 4.0;
  for (EchelonRow const& row : all)
    if (!std::isnan(row.swing)) top = std::max(top, row.swing);
  std::vector<Series> lines;
  int k = 0;
  for (EchelonRow const& row : all) {
    ImU32 const colour = p.series[k++ % 7];
    write(list, s.style.small, {place.body.x0, y + 2}, p.text, row.name.c_str());
    float const x = place.body.x0 + s.style.px(60);
    float const width =
        std::max(2.0f, split - s.style.px(92) - x) * static_cast<float>(std::isnan(row.swing) ? 0.0 : std::log1p(row.swing) / std::log1p(top));
    list.AddRectFilled({x, y + s.style.px(4)}, {x + std::max(2.0f, width), y + h - s.style.px(6)}, colour);
    std::string const text =
        std::isnan(row.swing) ? fmt::format("needs 4 × {} d", row.grain) : fmt::format("{}× · {} d", number(row.swing), row.grain);
    write(list, s.style.small, {x + std::max(2.0f, width) + s.style.px(5), y + 2}, p.muted, text.c_str());
    y += h;
    lines.push_back({row.day, row.orders, row.name, colour, false});
  }
  Seconds const from = std::min(s.view_from(), std::max(s.rows().first_time(), s.cursor - 84 * day)),
                to = s.view_to();  // blocks of weeks need months
  PlotAxes axes{
      static_cast<double>(from), static_cast<double>(to), 0, 1, "×", static_cast<double>(s.cursor), true, {}, static_cast<double>(s.facts().warmup)};
  fit_y(lines, axes);
  write_one_of(list, s.style.small, {split + s.style.px(8), place.body.y0}, place.body.x1 - split - s.style.px(8), p.faint,
               {"orders, in multiples of their mean", "orders ÷ their mean", "orders"});
  PlotResult const hit = plot("chain", s.style, {split, place.body.y0 + s.style.px(16), place.body.x1, place.body.y1}, axes, lines, marks_of(s));
  if (hit.clicked) s.go(static_cast<Seconds>(hit.x));
}

}  // namespace gs::viz
