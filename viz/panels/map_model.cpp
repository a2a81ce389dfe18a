#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include "viz/panels/map.hpp"

namespace gs::viz {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::vector<double> rate(Source const& s, ZoneCounter c, std::int64_t from, std::int64_t to, bool by_member) {
  auto const sums = s.rows().zone_sums(from, to, c);
  Seconds const since = from >= 0 ? s.rows().time(from) : s.rows().first_time();
  double const hours = std::max(1.0 / 60.0, static_cast<double>(s.rows().time(to) - since) / 3600.0);
  std::vector<double> out(sums.size());
  WorldData const* const w = s.facts().world.get();
  for (std::size_t z = 0; z < sums.size(); ++z) {
    double const members = by_member && w != nullptr && z < w->zones.members.size() ? static_cast<double>(w->zones.members[z]) / 1000.0 : 1.0;
    out[z] = members > 0 ? static_cast<double>(sums[z]) / hours / members : nothing;
  }
  return out;
}

constexpr std::int64_t few = 5;  //!< a share of fewer is no share: the zone stays empty

std::vector<double> ratio(Source const& s, ZoneCounter above, ZoneCounter below, double scale, std::int64_t from, std::int64_t to) {
  auto const a = s.rows().zone_sums(from, to, above), b = s.rows().zone_sums(from, to, below);
  std::vector<double> out(a.size());
  for (std::size_t z = 0; z < a.size(); ++z) out[z] = b[z] >= few ? scale * static_cast<double>(a[z]) / static_cast<double>(b[z]) : nothing;
  return out;
}

//! Highest of the 98th percentiles over the recorded time, so that a wave is seen to come.
double steady_top(Session& s) {
  struct Kept {
    Overlay overlay = Overlay::count;
    Seconds window = 0;
    std::int64_t rows = -1;
    Source const* of = nullptr;
    double top = 0.0;
  };
  static thread_local Kept kept;
  Rows const& rows = s.rows();
  bool const same =
      kept.of == s.a.get() && kept.overlay == s.overlay && kept.window == s.window && kept.rows <= rows.count() && rows.count() - kept.rows < 200;
  if (same) return kept.top;
  kept = {s.overlay, s.window, rows.count(), s.a.get(), 0.0};
  std::int64_t peak = 0;
  for (std::int64_t r = 1; r < rows.count(); ++r)
    if (rows.total(r, Counter::wakes) * rows.span(peak) > rows.total(peak, Counter::wakes) * rows.span(r)) peak = r;
  std::vector<Seconds> looks = {rows.empty() ? 0 : rows.time(peak)};
  for (int k = 1; k <= 24; ++k) looks.push_back(rows.first_time() + (rows.last_time() - rows.first_time()) * k / 24);
  for (Seconds const t : looks)
    kept.top = std::max(kept.top, fit_scale(overlay_values(*s.a, s.overlay, t, s.window), ColourMap::viridis, "", "").high);
  return kept.top;
}

}  // namespace

char const* overlay_unit(Overlay overlay, Facts const& facts) {
  switch (overlay) {
    case Overlay::attention:
      return facts.world ? "/h per 1,000 members" : "/h";
    case Overlay::stockouts:
      return "1";
    case Overlay::cover:
    case Overlay::door:
      return "d";
    default:
      return "/h";
  }
}

std::vector<double> overlay_values(Source const& source, Overlay overlay, Seconds t, Seconds window, std::string* note) {
  Rows const& rows = source.rows();
  std::int64_t const to = rows.row_at(t), from = to < 0 ? -1 : row_before(rows, to, std::max(window, rows.span(to)));
  std::vector<double> none(static_cast<std::size_t>(rows.shape().zones), nothing);
  auto const because = [&](char const* why) {
    if (note != nullptr) *note = why;
  };
  if (overlay == Overlay::cover) {
    auto const deep = source.deep(t);
    constexpr char const* why_not[] = {"looking …", "no stock by zone was looked at before the run went back",
                                       "no day is over yet, or the file is of an older version and holds no stock by zone"};
    if (!deep) return because(why_not[static_cast<int>(source.kind())]), none;
    bool const far = deep->time + hour < t || deep->time > t + hour;
    constexpr char const* when[] = {"stock as it is now, not at the cursor", "stock as it was when the run went back",
                                    "stock at the end of the day before"};
    if (far) because(when[static_cast<int>(source.kind())]);
    return deep->zone_cover.size() == none.size() ? deep->zone_cover : none;
  }
  if (to < 0) return because("nothing recorded yet"), none;
  switch (overlay) {
    case Overlay::attention:
      return rate(source, ZoneCounter::heat, from, to, true);
    case Overlay::demand:
      return rate(source, ZoneCounter::wants, from, to, false);
    case Overlay::stockouts:
      return ratio(source, ZoneCounter::stockouts, ZoneCounter::wants, 1.0, from, to);
    case Overlay::door:
      return ratio(source, ZoneCounter::door, ZoneCounter::delivered, 1.0 / 1440.0, from, to);
    default:
      return rate(source, ZoneCounter::shares, from, to, false);
  }
}

MapModel map_model(Session& s) {
  constexpr char const* titles[] = {"members awake",           "wants",         "wants that met nothing at hand",
                                    "days of demand in stock", "order to door", "shares passed on"};
  MapModel m;
  auto const k = static_cast<std::size_t>(s.overlay);
  ColourMap const map = s.other_map ? ColourMap::cividis : ColourMap::viridis;
  if (s.overlay == Overlay::cover) s.want_deep = true;
  m.values = overlay_values(*s.a, s.overlay, s.cursor, s.window, &m.note);
  if (s.b && s.difference != Difference::none && !s.b_is_there()) m.note = "B has not got to the cursor yet: this is A alone";
  if (s.b_is_there() && s.difference != Difference::none) {
    auto const other = overlay_values(*s.b, s.overlay, s.cursor, s.window);
    bool const percent = s.difference == Difference::percent;
    for (std::size_t z = 0; z < m.values.size(); ++z) {
      double const b = z < other.size() ? other[z] : nothing;
      m.values[z] = percent ? (b != 0 ? m.values[z] / b - 1.0 : nothing) : m.values[z] - b;
    }
    m.scale = fit_scale(m.values, ColourMap::diverging, percent ? "1" : overlay_unit(s.overlay, s.facts()),
                        fmt::format("{}: A − B{}", titles[k], percent ? ", share of B" : ""));
    return m;
  }
  m.scale = fit_scale(m.values, map, overlay_unit(s.overlay, s.facts()), titles[k]);
  if (s.overlay != Overlay::cover) m.scale.high = std::max(m.scale.high * 0.2, steady_top(s));
  if (s.overlay == Overlay::stockouts) m.scale.high = std::clamp(m.scale.high, 0.02, 0.5);
  return m;
}

MapView map_view(Session const& s, Rect area) {
  double x0 = 1e18, x1 = -1e18, y0 = 1e18, y1 = -1e18;
  for (output::ZoneAxis const& z : s.facts().axes.zones)
    x0 = std::min<double>(x0, z.x), x1 = std::max<double>(x1, z.x), y0 = std::min<double>(y0, z.y), y1 = std::max<double>(y1, z.y);
  if (x0 > x1) x0 = y0 = -1, x1 = y1 = 1;
  double const air = zone_spacing(s.facts()) * 0.75;
  x0 -= air, x1 += air, y0 -= air, y1 += air;
  double const scale = std::max((x1 - x0) / std::max(10.0f, area.width()), (y1 - y0) / std::max(10.0f, area.height())) / s.map_zoom;
  MapView v{area, 0, 0, scale};
  v.x0 = (x0 + x1) * 0.5 + s.map_x - scale * area.width() * 0.5;
  v.y0 = (y0 + y1) * 0.5 + s.map_y - scale * area.height() * 0.5;
  return v;
}

double zone_spacing(Facts const& facts) {
  auto const& zones = facts.axes.zones;
  double least = 1e18;
  for (std::size_t i = 1; i < std::min<std::size_t>(zones.size(), 64); ++i) {
    double const dx = static_cast<double>(zones[i].x) - zones[0].x, dy = static_cast<double>(zones[i].y) - zones[0].y;
    double const d = std::sqrt(dx * dx + dy * dy);
    if (d > 1.0) least = std::min(least, d);
  }
  return least < 1e17 ? least : 1000.0;
}

}  // namespace gs::viz
