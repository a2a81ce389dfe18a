//! Eight figures across the top: what a person looks at first.
#include "viz/panels/figures.hpp"
#include <algorithm>
#include <cmath>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {

std::vector<Figure> figures(Session const& s) {
  struct Wanted {
    char const *signal, *title;
    int better;
  } const wanted[] = {{"service", "service, 7 d", 1},         {"stockout_rate", "stockouts, 24 h", -1}, {"wants", "wants an hour", 0},
                      {"wakes", "awake an hour", 0},          {"waiting_orders", "orders waiting", -1}, {"order_to_door", "order to door", -1},
                      {"utilisation", "hours used, 24 h", 0}, {"stock_value", "stock at cost", 0}};
  std::vector<Figure> all;
  std::int64_t const r = s.row();
  for (Wanted const& w : wanted) {
    Signal const* const signal = find_signal(s.signals, w.signal);
    if (signal == nullptr) continue;
    Figure f{w.title, signal->unit, w.better, std::nan(""), std::nan(""), {}};
    if (r >= 0) {
      f.value = signal->at(s.rows(), r);
      Rows const& other = s.b ? s.b->rows() : s.rows();
      std::int64_t const q = s.b ? s.row_of_b() : other.row_at(s.cursor - day);
      Signal const* const theirs = s.b ? s.signal_of_b(w.signal) : signal;
      if (q >= 0 && theirs != nullptr) f.before = theirs->at(other, q);
      for (int k = 48; k >= 0; --k) {
        std::int64_t const at = s.rows().row_at(s.cursor - k * (s.visible == 0 ? 7 * day : s.visible) / 48);
        f.trace.push_back(at < 0 ? std::nan("") : signal->at(s.rows(), at));
      }
    }
    all.push_back(std::move(f));
  }
  return all;
}

namespace {

//! Units that the title says already are not said again.
std::string bare(std::string const& unit) { return unit == "orders" || unit == "1/h" ? "" : unit; }

void draw_one(Session const& s, Rect area, Figure const& f) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  Style const& style = s.style;
  write_fitting(list, style.small, {area.x0, area.y0}, area.width(), p.muted, f.title.c_str());
  float const y = area.y0 + style.small->FontSize + style.px(3);
  std::string const value = amount(f.value, bare(f.unit));
  write(list, style.big, {area.x0, y}, p.text, value.c_str());
  double low = 1e300, high = -1e300;
  for (double const v : f.trace)
    if (!std::isnan(v)) low = std::min(low, v), high = std::max(high, v);
  float const used = size_of(style.big, value.c_str()).x + style.px(8);
  if (area.width() - used > style.px(24))
    sparkline(list, {area.x0 + used, y + style.px(4), area.x1, y + style.big->FontSize}, f.trace, low, high, p.accent);
  double const change = f.value - f.before;
  if (std::isnan(change) || std::fabs(change) < 0.005 * std::fabs(f.value)) return;
  if (number(f.unit == "1" ? 100.0 * change : change) == "0" || (f.unit == "1" && std::fabs(change) < 5e-5)) return;
  bool const good = f.better != 0 && (change > 0) == (f.better > 0);
  std::string const mark = change > 0 ? "▲ " : "▼ ", than = s.b ? " vs B" : " vs 24 h ago", bare_number = number(std::fabs(change));
  std::string const much = f.unit == "1" ? number(100.0 * std::fabs(change)) + " pt" : amount(std::fabs(change), bare(f.unit));
  ImU32 const colour = f.better == 0 ? p.muted : good ? p.good : p.bad;
  write_one_of(list, style.small, {area.x0, y + style.big->FontSize + style.px(2)}, area.width(), colour,
               {mark + much + than, mark + (f.unit == "1" ? much : bare_number) + than, mark + much});
}

}  // namespace

void draw_figures(Session& s, Place const& place) {
  std::vector<Figure> const all = figures(s);
  float const gap = s.style.px(18), width = (place.body.width() - gap * static_cast<float>(all.size() - 1)) / static_cast<float>(all.size());
  float x = place.body.x0;
  for (Figure const& f : all) {
    draw_one(s, {x, place.body.y0, x + width, place.body.y1}, f);
    if (x > place.body.x0)
      ImGui::GetWindowDrawList()->AddLine({x - gap * 0.5f, place.body.y0}, {x - gap * 0.5f, place.body.y1}, s.style.colours().grid);
    x += width + gap;
  }
}

}  // namespace gs::viz
