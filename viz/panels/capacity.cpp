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

void draw_key(Session const& s, Rect head) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Palette const& p = s.style.colours();
  struct {
    char const* name;
    ImU32 colour;
  } const keys[] = {{"worked", p.series[0]},
                    {"changeover", p.series[1]},
                    {"idle", mixed(p.tile, p.text, 0.12f)},
                    {"for others", mixed(p.tile, p.text, 0.28f)},
                    {"down", p.series[3]}};
  float x = head.x0 + s.style.px(10);
  for (auto const& key : keys) {
    float const w = size_of(s.style.small, key.name).x;
    if (x + w + s.style.px(14) > head.x1) break;
    list.AddRectFilled({x, head.y0 + s.style.px(5)}, {x + s.style.px(9), head.y0 + s.style.px(14)}, key.colour);
    write(list, s.style.small, {x + s.style.px(13), head.y0 + s.style.px(2)}, p.muted, key.name);
    x += w + s.style.px(24);
  }
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
  draw_key(s, place.head);
  Palette const& p = s.style.colours();
  float const h = s.style.px(21), w = place.body.width();
  // Right edges of the three figures are counted from the right; the name and the bar share what is left.
  float const spark = s.style.px(44), price = s.style.px(46), p95 = s.style.px(54), used = s.style.px(74);
  float const rest = std::max(s.style.px(120), w - spark - price - p95 - used);
  float const at[] = {0, rest * 0.60f, rest, w - spark - price - p95, w - spark - price, w - spark};
  char const* const heads[] = {"layer · process", "last 24 h", "used", "p95", "CNY/h", ""};
  put_cursor(place.body);
  ImGui::BeginChild("rows", {place.body.width(), place.body.height()});
  ImDrawList& inner = *ImGui::GetWindowDrawList();
  ImVec2 const origin = ImGui::GetCursorScreenPos();
  write_fitting(inner, s.style.small, {origin.x, origin.y}, at[1] - s.style.px(4), p.faint, heads[0]);
  for (int k = 1; k < 5; ++k) write(inner, s.style.small, {origin.x + at[k >= 2 ? k + 1 : k], origin.y}, p.faint, heads[k], k >= 2 ? 1.0f : 0.0f);
  float y = origin.y + s.style.small->FontSize + s.style.px(4);
  for (LayerRow const& row : all) {
    std::string const name = row.layer + " · " + row.process;
    write_fitting(inner, s.style.small, {origin.x, y + 2}, at[1] - s.style.px(6), p.text, name.c_str());
    draw_bar(s, {origin.x + at[1], y + s.style.px(3), origin.x + at[2] - s.style.px(4), y + h - s.style.px(5)}, row);
    std::string const used_text = percent(row.used), p95_text = percent(row.p95), price_text = number(row.price);
    write(inner, s.style.small, {origin.x + at[3], y + 2}, row.full() ? p.bad : p.text, ((row.full() ? "▲ " : "") + used_text).c_str(), 1.0f);
    write(inner, s.style.small, {origin.x + at[4], y + 2}, p.muted, p95_text.c_str(), 1.0f);
    write(inner, s.style.small, {origin.x + at[5], y + 2}, p.muted, price_text.c_str(), 1.0f);
    sparkline(inner, {origin.x + at[5] + s.style.px(6), y + s.style.px(3), origin.x + w - s.style.px(10), y + h - s.style.px(5)}, row.trace, 0.0, 1.0,
              p.accent);
    y += h;
  }
  ImGui::Dummy({w - s.style.px(12), y - origin.y});
  ImGui::EndChild();
}

}  // namespace gs::viz
