//! Workshops: who worked, who was full, and what an hour cost.
#include "viz/panels/capacity.hpp"
#include <algorithm>
#include <cmath>
#include <map>
#include "viz/draw/plot.hpp"
#include "viz/draw/text.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {
namespace {

struct Sums {
  double offered = 0, calendar = 0, worked = 0, changeover = 0;
  double used() const { return offered > 0 ? (worked + changeover) / offered : std::nan(""); }
};

Sums sums_of(Rows const& rows, std::vector<int> const& pools, std::int64_t from, std::int64_t to) {
  Sums s;
  for (int const p : pools) {
    s.offered += static_cast<double>(rows.pool_between(from, to, p, PoolCounter::offered));
    s.calendar += static_cast<double>(rows.pool_between(from, to, p, PoolCounter::calendar));
    s.worked += static_cast<double>(rows.pool_between(from, to, p, PoolCounter::worked));
    s.changeover += static_cast<double>(rows.pool_between(from, to, p, PoolCounter::changeover));
  }
  return s;
}

//! Line-seconds a day of pools with all suppliers up; 0 when the world is not known.
double nominal_day(Facts const& facts, std::vector<int> const& pools) {
  if (facts.world == nullptr) return 0;
  auto const& t = facts.world->suppliers;
  double sum = 0;
  for (std::size_t i = 0; i < rows(t); ++i)
    if (t.pool[i].exists() && std::find(pools.begin(), pools.end(), static_cast<int>(t.pool[i].v)) != pools.end())
      sum += static_cast<double>(t.lines[i]) * t.shift_hours[i] * 3600.0;
  return sum;
}

double price_of(Rows const& rows, std::vector<int> const& pools, std::int64_t from, std::int64_t to) {
  std::int64_t most = 0;
  for (std::int64_t r = std::max<std::int64_t>(0, from + 1); r <= to; ++r)
    for (int const p : pools)
      if (rows.pool(r, p, PoolCounter::worked) > 0) most = std::max(most, rows.pool(r, p, PoolCounter::price));
  return most > 0 ? static_cast<double>(most) * 0.01 : std::nan("");
}

LayerRow row_of(Session const& s, std::vector<int> const& pools) {
  Rows const& rows = s.rows();
  LayerRow out;
  output::PoolAxis const& axis = s.facts().axes.pools[static_cast<std::size_t>(pools.front())];
  out.layer = axis.layer, out.process = axis.process;
  std::int64_t const r = s.row(), from = row_before(rows, r, day);
  Sums const now = sums_of(rows, pools, from, r);
  double const days = static_cast<double>(rows.time(r) - (from >= 0 ? rows.time(from) : rows.first_time())) / 86400.0;
  double const nominal = std::max(now.calendar, nominal_day(s.facts(), pools) * (days > 0.98 ? days : 0.0));
  if (nominal > 0) {
    out.worked = now.worked / nominal, out.changeover = now.changeover / nominal;
    out.down = (nominal - now.calendar) / nominal;
    out.others = std::max(0.0, now.calendar - now.offered) / nominal;
    out.idle = std::max(0.0, 1.0 - out.worked - out.changeover - out.down - out.others);
  }
  out.hours = now.worked / 3600.0;
  out.used = now.used();
  out.price = price_of(rows, pools, from, r);
  std::vector<double> known;
  Seconds const span = std::max(day, s.view_to() - s.view_from());
  for (int k = 40; k >= 0; --k) {
    std::int64_t const to = rows.row_at(s.cursor - span / 40 * k);
    double const used = to < 0 ? std::nan("") : sums_of(rows, pools, row_before(rows, to, day), to).used();
    out.trace.push_back(used);
    if (!std::isnan(used)) known.push_back(used);
  }
  std::sort(known.begin(), known.end());
  out.p95 = known.empty() ? std::nan("") : known[static_cast<std::size_t>(0.95 * static_cast<double>(known.size() - 1) + 0.5)];
  return out;
}

void draw_bar(Session const& s, Rect area, LayerRow const& row) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  struct {
    double share;
    ImU32 colour;
  } const parts[] = {{row.worked, p.series[0]},
                     {row.changeover, p.series[1]},
                     {row.idle, mixed(p.tile, p.text, 0.12f)},
                     {row.others, mixed(p.tile, p.text, 0.28f)},
                     {row.down, p.series[3]}};
  float x = area.x0;
  for (auto const& part : parts) {
    float const w = area.width() * static_cast<float>(std::clamp(part.share, 0.0, 1.0));
    list.AddRectFilled({x, area.y0}, {std::min(x + w, area.x1), area.y1}, part.colour);
    x += w;
  }
  if (row.down > 0.004)  // hatched: outages are not told by colour alone
    for (float k = x - area.width() * static_cast<float>(row.down); k < x; k += 4) list.AddLine({k, area.y1}, {std::min(k + 4, x), area.y0}, p.tile);
}

//! What the colours say, as far as they are there.
void draw_key(Session const& s, Rect head, std::vector<LayerRow> const& all) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  struct {
    char const* name;
    ImU32 colour;
    double LayerRow::*share;
  } const keys[] = {{"worked", p.series[0], &LayerRow::worked},
                    {"changeover", p.series[1], &LayerRow::changeover},
                    {"idle", mixed(p.tile, p.text, 0.12f), &LayerRow::idle},
                    {"for others", mixed(p.tile, p.text, 0.28f), &LayerRow::others},
                    {"down", p.series[3], &LayerRow::down}};
  float x = head.x0 + s.style.px(10);
  for (auto const& key : keys) {
    if (std::none_of(all.begin(), all.end(), [&](LayerRow const& row) { return row.*key.share > 0.004; })) continue;
    float const w = size_of(s.style.small, key.name).x;
    if (x + w + s.style.px(14) > head.x1) break;
    list.AddRectFilled({x, head.y0 + s.style.px(5)}, {x + s.style.px(9), head.y0 + s.style.px(14)}, key.colour);
    write(list, s.style.small, {x + s.style.px(13), head.y0 + s.style.px(2)}, p.muted, key.name);
    x += w + s.style.px(24);
  }
}

//! Left edges of the name and the bar, right edges of the bar and of three figures; figures that do not fit are left out, the last first.
struct Columns {
  float bar, bar_end, used, p95, price, spark;
  bool has_price, has_spark;
  Columns(Style const& style, float w) : has_price(w >= style.px(310)), has_spark(w >= style.px(365)) {
    spark = w - (has_spark ? style.px(44) : style.px(12));
    price = has_price ? spark : 0.0f;
    p95 = has_price ? spark - style.px(46) : spark;
    used = p95 - style.px(54);
    bar_end = std::max(style.px(100), used - style.px(72));
    bar = bar_end * (w < style.px(365) ? 0.66f : 0.60f);
  }
};

void draw_heads(Session const& s, ImVec2 at, Columns const& c) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImU32 const ink = s.style.colours().faint;
  write_one_of(list, s.style.small, at, c.bar - s.style.px(4), ink, {"layer · process", "layer"});
  write_one_of(list, s.style.small, {at.x + c.bar, at.y}, c.bar_end - c.bar, ink, {"last 24 h", "24 h"});
  write(list, s.style.small, {at.x + c.used, at.y}, ink, "used", 1.0f);
  write(list, s.style.small, {at.x + c.p95, at.y}, ink, "p95", 1.0f);
  if (c.has_price) write(list, s.style.small, {at.x + c.price, at.y}, ink, "CNY/h", 1.0f);
}

void draw_layer(Session const& s, Rect line, Columns const& c, LayerRow const& row) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  float const y = line.y0 + 2;
  write_fitting(list, s.style.small, {line.x0, y}, c.bar - s.style.px(6), p.text, (row.layer + " · " + row.process).c_str());
  draw_bar(s, {line.x0 + c.bar, line.y0 + s.style.px(3), line.x0 + c.bar_end - s.style.px(4), line.y1 - s.style.px(5)}, row);
  write(list, s.style.small, {line.x0 + c.used, y}, row.full() ? p.bad : p.text, ((row.full() ? "▲ " : "") + percent(row.used)).c_str(), 1.0f);
  write(list, s.style.small, {line.x0 + c.p95, y}, p.muted, percent(row.p95).c_str(), 1.0f);
  if (c.has_price) write(list, s.style.small, {line.x0 + c.price, y}, p.muted, number(row.price).c_str(), 1.0f);
  Rect const spark{line.x0 + c.spark + s.style.px(6), line.y0 + s.style.px(3), line.x1 - s.style.px(10), line.y1 - s.style.px(5)};
  if (c.has_spark) sparkline(list, spark, row.trace, 0.0, 1.0, p.accent);
}

//! Where rows leave room: the same shares over time, on axes.
void draw_over_time(Session& s, Rect area, std::vector<LayerRow> const& all) {
  std::vector<Series> lines;
  Seconds const span = std::max(day, s.view_to() - s.view_from());
  for (LayerRow const& row : all) {
    Series line{{}, row.trace, row.layer + " · " + row.process, s.style.colours().series[lines.size() % 7], lines.size() >= 7};
    for (std::size_t k = 0; k < row.trace.size(); ++k)
      line.x.push_back(static_cast<double>(s.cursor - span + span * static_cast<Seconds>(k) / static_cast<Seconds>(row.trace.size() - 1)));
    lines.push_back(std::move(line));
  }
  PlotAxes const axes{lines[0].x.front(), lines[0].x.back(), 0, 1.08, "1", std::nan(""), true, {}, static_cast<double>(s.facts().warmup)};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  write_one_of(list, s.style.small, {area.x0, area.y0}, area.width() * 0.3f, s.style.colours().faint, {"hours used of offered", "hours used", ""});
  legend(list, s.style, {area.x1 - s.style.px(4), area.y0}, area.width() * 0.7f, lines);
  PlotResult const hit = plot("hours", s.style, {area.x0, area.y0 + s.style.px(16), area.x1, area.y1}, axes, lines, marks_of(s));
  if (hit.clicked) s.go(static_cast<Seconds>(hit.x));
}

}  // namespace

std::vector<LayerRow> layer_rows(Session const& s) {
  std::map<std::pair<int, std::string>, std::vector<int>> groups;
  auto const& pools = s.facts().axes.pools;
  for (std::size_t p = 0; p < pools.size(); ++p) {
    int layer = 0;
    while (layer < count_of<LayerKind> && pools[p].layer != layer_names[layer]) ++layer;
    groups[{layer, pools[p].process}].push_back(static_cast<int>(p));
  }
  std::vector<LayerRow> out;
  if (s.row() < 0) return out;
  for (auto const& [key, members] : groups) {
    LayerRow row = row_of(s, members);
    if (row.worked + row.changeover + row.idle + row.others + row.down > 0) out.push_back(std::move(row));
  }
  return out;
}

void draw_capacity(Session& s, Place const& place) {
  std::vector<LayerRow> const all = layer_rows(s);
  if (all.empty())
    return empty_note(s, place.body,
                      s.facts().axes.pools.empty() ? "This world has no workshops: everything is bought." : "No hours have been offered yet.");
  draw_key(s, place.head, all);
  float const h = s.style.px(21), w = place.body.width(), top = s.style.small->FontSize + s.style.px(4);
  float const needed = top + h * static_cast<float>(all.size()), left = place.body.height() - needed;
  bool const over_time = left > s.style.px(105);
  Columns const columns(s.style, w);
  put_cursor(place.body);
  ImGui::BeginChild("rows", {w, over_time ? needed : place.body.height()});
  ImVec2 const origin = ImGui::GetCursorScreenPos();
  draw_heads(s, origin, columns);
  for (std::size_t k = 0; k < all.size(); ++k) {
    float const y = origin.y + top + h * static_cast<float>(k);
    draw_layer(s, {origin.x, y, origin.x + w, y + h}, columns, all[k]);
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({w - s.style.px(12), needed});
  ImGui::EndChild();
  if (over_time)
    draw_over_time(s, {place.body.x0, place.body.y1 - std::min(left - s.style.px(8), s.style.px(190)), place.body.x1, place.body.y1}, all);
}

}  // namespace gs::viz
