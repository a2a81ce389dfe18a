//! What ran out, and where: the list of stockouts and the maps.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/section.hpp"
#include "host/report/words.hpp"
#include "host/report/zone_map.hpp"

namespace gs::report {
namespace {
constexpr std::size_t most_listed = 15;
constexpr double few = 5.0;  //!< a share of fewer is no share: the zone stays empty

//! What a map shows of a window.
struct Overlay {
  char const* title;
  char const* unit;
  bool logarithmic;
  double (*value)(ZoneWindow const&, std::size_t zone);
};
constexpr Overlay overlays[] = {{"wants", "a day", true, [](ZoneWindow const& w, std::size_t z) { return w.wants[z] / w.days; }},
                                {"wants that met nothing at hand", "share", false,
                                 [](ZoneWindow const& w, std::size_t z) { return w.wants[z] >= few ? w.stockouts[z] / w.wants[z] : NAN; }},
                                {"time from order to door", "d", false, [](ZoneWindow const& w, std::size_t z) {
                                   return w.delivered[z] >= few ? w.door[z] / w.delivered[z] / 1440.0 : NAN;
                                 }}};

std::vector<double> values_of(Overlay const& o, ZoneWindow const& w) {
  std::vector<double> out;
  for (std::size_t z = 0; z < w.wants.size(); ++z) out.push_back(o.value(w, z));
  return out;
}

std::vector<double> differences(std::vector<double> const& a, std::vector<double> b) {
  for (std::size_t z = 0; z < b.size(); ++z) b[z] -= z < a.size() ? a[z] : NAN;
  return b;
}

std::string short_number(double v) { return std::isnan(v) ? "n/a" : (v < 0.0 ? "−" : "") + shown("service", std::fabs(v)); }

std::string figure(std::vector<output::ZoneAxis> const& zones, std::vector<double> const& values, ColourScale const& scale,
                   std::string const& caption, char const* unit) {
  ZoneMap m;
  m.title = fmt::format("{} by zone", caption), m.unit = unit, m.zones = zones, m.values = values, m.scale = scale;
  for (double const v : values) m.texts.push_back(short_number(v));
  Range const r = range_of(values);
  m.desc = r.empty() ? "Too few to tell in every zone."
                     : fmt::format("From {} to {} {} over {} zones.", short_number(r.low), short_number(r.high), unit, zones.size());
  return to_html(Figure{caption, zone_map(m), ""});
}

std::string three(std::vector<std::string> const& figures) {
  std::string out = grid(figures);
  out.replace(out.find("\"grid\""), 6, "\"grid three\"");
  return out;
}

//! The window that tells most: waves, else all of the time.
std::size_t telling(RunData const& run) {
  for (std::size_t w = 0; w < run.windows.size(); ++w)
    if (run.windows[w].name.starts_with("in ")) return w;
  return 0;
}

//! All of them; of a world of many zones the one that tells most.
std::vector<ZoneWindow> shown_windows(RunData const& run) {
  return run.axes.zones.size() > many_zones ? std::vector{run.windows[telling(run)]} : run.windows;
}

std::string maps_of_one(RunData const& run) {
  std::string out;
  auto const windows = shown_windows(run);
  for (Overlay const& o : overlays) {
    std::vector<double> all;
    std::vector<std::vector<double>> by_window;
    for (ZoneWindow const& w : windows) by_window.push_back(values_of(o, w)), all.insert(all.end(), by_window.back().begin(), by_window.back().end());
    ColourScale const scale = scale_of(all, o.logarithmic ? ColourMap::cividis : ColourMap::viridis, o.logarithmic);
    std::vector<std::string> figures;
    for (std::size_t w = 0; w < windows.size(); ++w)
      figures.push_back(figure(run.axes.zones, by_window[w], scale, sentence(fmt::format("{}, {}", o.title, windows[w].name)), o.unit));
    out += three(figures);
  }
  return out;
}

bool same_zones(RunData const& a, RunData const& b) {
  if (a.axes.zones.size() != b.axes.zones.size()) return false;
  for (std::size_t z = 0; z < a.axes.zones.size(); ++z)
    if (a.axes.zones[z].x != b.axes.zones[z].x || a.axes.zones[z].y != b.axes.zones[z].y) return false;
  return true;
}

std::string maps_beside(RunData const& a, RunData const& b) {
  std::string out;
  std::size_t const w = telling(a), v = telling(b);
  for (Overlay const& o : overlays) {
    auto const x = values_of(o, a.windows[w]), y = values_of(o, b.windows[v]);
    auto all = x;
    all.insert(all.end(), y.begin(), y.end());
    ColourScale const scale = scale_of(all, o.logarithmic ? ColourMap::cividis : ColourMap::viridis, o.logarithmic);
    std::vector<std::string> figures = {figure(a.axes.zones, x, scale, fmt::format("{}: {}, {}", a.name, o.title, a.windows[w].name), o.unit),
                                        figure(b.axes.zones, y, scale, fmt::format("{}: the same", b.name), o.unit)};
    if (same_zones(a, b)) {
      auto const d = differences(x, y);
      figures.push_back(figure(a.axes.zones, d, scale_of(d, ColourMap::diverging), fmt::format("{} − {}", b.name, a.name), o.unit));
    }
    out += three(figures);
  }
  return out;
}

Table missed_table(RunData const& run) {
  Table t{"", {"rank", "SKU", "zone", "wants that met nothing", "days", "longest run of days", "from day", "to day"}, {}, {}};
  for (std::size_t k = 0; k < std::min(most_listed, run.missed.size()); ++k) {
    Missed const& m = run.missed[k];
    auto const n = [](auto v) { return Cell{run::with_commas(static_cast<std::int64_t>(v)), true}; };
    t.rows.push_back({n(k + 1), n(m.sku), n(m.zone), n(m.wants), n(m.days), n(m.longest), n(std::llround(m.first)), n(std::llround(m.last))});
  }
  return t;
}

Table by_zone(RunData const& run, Overlay const& o) {
  Table t{sentence(fmt::format("{} [{}]", o.title, o.unit)), {"zone", "region"}, {}, {}};
  for (ZoneWindow const& w : run.windows) t.head.push_back(w.name);
  for (std::size_t z = 0; z < std::min<std::size_t>(run.axes.zones.size(), 64); ++z) {
    std::vector<Cell> row{{std::to_string(z), true}, {std::to_string(run.axes.zones[z].region), true}};
    for (ZoneWindow const& w : run.windows) row.push_back({short_number(o.value(w, z)), true});
    t.rows.push_back(row);
  }
  if (run.axes.zones.size() > 64) t.caption += fmt::format(", the first 64 of {} zones", run.axes.zones.size());
  return t;
}
}  // namespace

std::string stockouts_html(Runs const& runs) {
  std::string out;
  for (RunData const& r : runs) {
    if (r.axes.ranks == 0) continue;
    if (runs.size() > 1) out += heading(3, r.name);
    std::int64_t wants = 0;
    for (Missed const& m : r.missed) wants += m.wants;
    if (r.missed.empty()) {
      out += paragraph("Nothing ran out: every want met its item at hand.");
      continue;
    }
    out += paragraph(
        fmt::format(
            "{} SKU-zones ran out at least once; {} wants met nothing there. The file keeps the {} worst of every day, so these are lower bounds.",
            run::with_commas(static_cast<std::int64_t>(r.missed.size())), run::with_commas(wants), r.axes.ranks),
        "note");
    out += to_html(missed_table(r));
  }
  return out;
}

std::string maps_html(Runs const& runs) {
  bool const any = std::all_of(runs.begin(), runs.end(), [](RunData const& r) { return !r.windows.empty(); });
  if (!any) return "";
  std::string out = paragraph("A hexagon a zone. Maps in one row share their scale; dashed: too few to tell (under five).", "note");
  if (runs.size() == 2)
    out += maps_beside(runs[0], runs[1]);
  else
    for (RunData const& r : runs) out += (runs.size() > 1 ? heading(3, r.name) : "") + maps_of_one(r);
  for (RunData const& r : runs)
    for (Overlay const& o : overlays)
      out += folded(std::string("figures by zone: ") + o.title + (runs.size() > 1 ? ", " + r.name : ""), by_zone(r, o));
  return out;
}

}  // namespace gs::report
