#include "host/run/day_tables.hpp"
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <numeric>
#include <set>

namespace gs::run {
namespace {

using output::TraceColumn;
using output::TraceTable;

//! A saved array of bytes or seconds as integers.
class Cells final : public StateSink {
 public:
  void column(std::string const& name, char const*, void const* data, std::int64_t count, int item_bytes) override {
    auto& to = arrays_[name];
    for (std::int64_t i = 0; i < count; ++i) {
      std::int64_t value = 0;
      std::memcpy(&value, static_cast<char const*>(data) + i * item_bytes, static_cast<std::size_t>(std::min(item_bytes, 8)));
      to.push_back(value);
    }
  }
  //! Cell of an array; `otherwise` where there is none.
  std::int64_t at(char const* name, std::size_t i, std::int64_t otherwise) const {
    auto const found = arrays_.find(name);
    return found != arrays_.end() && i < found->second.size() ? found->second[i] : otherwise;
  }

 private:
  std::map<std::string, std::vector<std::int64_t>> arrays_;
};

std::vector<std::uint32_t> first_ids(std::size_t n) {
  std::vector<std::uint32_t> ids(n);
  std::iota(ids.begin(), ids.end(), 0u);
  return ids;
}

//! SKUs of declared shows in the order of their shows.
std::vector<std::uint32_t> show_skus(WorldData const& w) {
  std::vector<std::uint32_t> ids;
  for (Burst const& b : w.bursts)
    if (b.shown && b.sku.exists() && b.sku.v < w.skus && std::find(ids.begin(), ids.end(), static_cast<std::uint32_t>(b.sku.v)) == ids.end())
      ids.push_back(static_cast<std::uint32_t>(b.sku.v));
  return ids;
}

std::vector<std::uint32_t> kept_skus(WorldData const& w) {
  std::vector<std::uint32_t> ids = show_skus(w), rest = first_ids(w.skus);
  std::stable_sort(rest.begin(), rest.end(), [&](auto a, auto b) { return w.items.popularity[a] > w.items.popularity[b]; });
  std::set<std::uint32_t> const shown(ids.begin(), ids.end());
  for (std::uint32_t const id : rest)
    if (!shown.contains(id)) ids.push_back(id);
  ids.resize(std::min(ids.size(), skus_kept));
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::uint32_t> kept_points(WorldData const& w) {
  auto const skus = show_skus(w);
  std::set<std::uint32_t> ids;
  std::size_t const all = rows(w.points), most = std::min(all, points_kept);
  for (std::uint32_t const sku : skus)
    for (std::size_t p = 0; p < all && ids.size() < most / 2; ++p)
      if (w.points.item[p].v == sku) ids.insert(static_cast<std::uint32_t>(p));
  std::size_t const spread = most - ids.size();
  for (std::size_t k = 0; k < spread; ++k) ids.insert(static_cast<std::uint32_t>((2 * k + 1) * all / (2 * spread)));
  return {ids.begin(), ids.end()};
}

TraceTable site_table(WorldData const& w) {
  TraceTable t{"site", "site_", "id of a site", first_ids(std::min(rows(w.sites), sites_kept)), {}, {}};
  t.columns = {{"stock", "grains", "on hand at the site, all items"},
               {"queue", "s", "how long a parcel waits for hands at the site"},
               {"open", "1e-2", "share of its hands that work, 0 = closed"}};
  std::vector<std::int64_t> x, y, region;
  std::vector<std::string> kind;
  for (std::uint32_t const s : t.ids)
    x.push_back(w.sites.x[s]), y.push_back(w.sites.y[s]), region.push_back(w.sites.region[s]), kind.push_back(site_kind_names[at(w.sites.kind[s])]);
  t.facts = {{"x", "m", "map position of the site, east", x, {}},
             {"y", "m", "map position of the site, north", y, {}},
             {"region", "1", "region of the site", region, {}},
             {"kind", "", "kind of the site", {}, kind}};
  return t;
}

TraceTable sku_table(WorldData const& w) {
  TraceTable t{"sku", "sku_", "id of a SKU: those of shows, then the most popular", kept_skus(w), {}, {}};
  t.columns = {{"on_hand", "grains", "on hand at all sites, reserved included"},
               {"available", "grains", "free for members anywhere"},
               {"views", "1", "looks since the start"},
               {"carts", "1", "carts since the start"},
               {"orders", "1", "orders since the start"},
               {"wants", "1", "true first choices since the start; no planner sees them"},
               {"open_carts", "1", "open carts"},
               {"heat", "1e-6", "how hot it looks"},
               {"review", "1e-6", "average review, 0 to 1"},
               {"rank", "2^-16", "ranking weight"}};
  std::vector<std::int64_t> line;
  for (std::uint32_t const s : t.ids) line.push_back(w.items.line[s]);
  t.facts = {{"line", "1", "product line of the SKU", line, {}}};
  return t;
}

TraceTable point_table(WorldData const& w) {
  TraceTable t{"stock_point", "point_", "id of a stock point: of SKUs in shows, and evenly spread over all", kept_points(w), {}, {}};
  t.columns = {{"on_hand", "grains", "physically there, reserved units included"},
               {"reserved", "grains", "of these, promised to orders not yet sent"},
               {"backlog", "grains", "member orders that wait for this point"},
               {"owed", "grains", "components that jobs downstream wait for"},
               {"on_order", "grains", "ordered by this point, not yet received"},
               {"in_transit", "grains", "of these, sent and not yet received"},
               {"mean", "1e-6 grains/d", "forecast of daily demand"},
               {"sigma_p", "1e-6 grains", "error of forecasts over the protection time, root mean square"},
               {"target", "grains", "last order-up-to level"}};
  std::vector<std::int64_t> site, item;
  std::vector<std::string> echelon;
  for (std::uint32_t const p : t.ids)
    site.push_back(w.points.site[p].exists() ? static_cast<std::int64_t>(w.points.site[p].v) : -1),
        item.push_back(static_cast<std::int64_t>(w.points.item[p].v)), echelon.push_back(echelon_names[at(w.points.echelon[p])]);
  t.facts = {{"site", "1", "site of the stock point; -1 = none", site, {}},
             {"item", "1", "item of the stock point", item, {}},
             {"echelon", "", "echelon of the stock point", {}, echelon}};
  return t;
}

TraceTable cover_table(WorldData const& w) {
  return {"zone", "zone_", "", first_ids(rows(w.zones)), {{"cover", "1e-3 d", "days of demand that the zone's nearest site holds; -1 = none"}}, {}};
}

std::int64_t cell(HostColumn<std::int64_t> const& column, std::size_t i) { return i < column.size() ? column[i] : 0; }

void add_sites(std::vector<std::int64_t>& to, Engine& engine, Snapshot const& seen, WorldData const& w, TraceTable const& t) {
  Cells some;
  for (char const* array : {"site_open", "site_queue"}) engine.save_table(some, array);
  std::vector<std::int64_t> const grains = site_grains(w, seen);
  for (std::uint32_t const s : t.ids) to.insert(to.end(), {grains[s], some.at("site_queue", s, 0), some.at("site_open", s, 100)});
}

void add_skus(std::vector<std::int64_t>& to, Snapshot const& seen, WorldData const& w, TraceTable const& t) {
  std::vector<std::int64_t> held(w.skus, 0);
  for (std::size_t p = 0; p < seen.stock.on_hand.size() && p < rows(w.points); ++p)
    if (w.points.item[p].v < held.size()) held[w.points.item[p].v] += seen.stock.on_hand[p];
  auto const& a = seen.attention;
  for (std::uint32_t const s : t.ids)
    to.insert(to.end(), {held[s], cell(a.available, s), cell(a.views, s), cell(a.carts, s), cell(a.orders, s), cell(a.wants, s),
                         cell(a.open_carts, s), cell(a.heat, s), cell(a.review, s), s < a.rank.size() ? static_cast<std::int64_t>(a.rank[s]) : 0});
}

void add_points(std::vector<std::int64_t>& to, Snapshot const& seen, TraceTable const& t) {
  auto const& s = seen.stock;
  auto const& f = seen.forecast;
  for (std::uint32_t const p : t.ids)
    to.insert(to.end(), {cell(s.on_hand, p), cell(s.reserved, p), cell(s.backlog, p), cell(s.owed, p), cell(s.on_order, p), cell(s.in_transit, p),
                         cell(f.mean, p), cell(f.sigma_p, p), cell(f.target, p)});
}

void add_cover(std::vector<std::int64_t>& to, Snapshot const& seen, WorldData const& w) {
  for (double const days : zone_cover(w, seen)) to.push_back(std::isnan(days) ? -1 : std::llround(std::clamp(days, 0.0, 1e6) * 1000.0));
}

}  // namespace

std::vector<TraceTable> day_tables(WorldData const& world) {
  std::vector<TraceTable> tables = {site_table(world), sku_table(world), point_table(world)};
  if (world.serve.routes > 0) tables.push_back(cover_table(world));
  std::erase_if(tables, [](TraceTable const& t) { return t.ids.empty(); });
  return tables;
}

std::vector<std::int64_t> day_tables_now(Engine& engine, Snapshot const& seen, WorldData const& world, std::span<TraceTable const> tables) {
  std::vector<std::int64_t> cells;
  for (TraceTable const& t : tables) {
    if (t.axis == "site") add_sites(cells, engine, seen, world, t);
    if (t.axis == "sku") add_skus(cells, seen, world, t);
    if (t.axis == "stock_point") add_points(cells, seen, t);
    if (t.axis == "zone") add_cover(cells, seen, world);
  }
  return cells;
}

std::vector<std::int64_t> site_grains(WorldData const& world, Snapshot const& seen) {
  std::vector<std::int64_t> grains(rows(world.sites), 0);
  for (std::size_t p = 0; p < seen.stock.on_hand.size() && p < rows(world.points); ++p)
    if (world.points.site[p].v < grains.size()) grains[world.points.site[p].v] += seen.stock.on_hand[p];
  return grains;
}

std::vector<double> zone_cover(WorldData const& world, Snapshot const& seen) {
  struct Holding {
    double units = 0.0, daily = 0.0;
  };
  std::vector<Holding> by_site(rows(world.sites));
  for (std::size_t p = 0; p < seen.stock.on_hand.size() && p < rows(world.points); ++p) {
    std::size_t const s = world.points.site[p].v;
    if (s >= by_site.size()) continue;
    by_site[s].units += static_cast<double>(seen.stock.on_hand[p] - seen.stock.reserved[p]);
    by_site[s].daily += static_cast<double>(seen.forecast.mean.empty() ? 0 : seen.forecast.mean[p]) * 1e-6;
  }
  std::size_t const zones = rows(world.zones), routes = world.serve.routes;
  std::vector<double> cover(zones, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t z = 0; z < zones && routes > 0; ++z) {
    SiteId const nearest = world.serve.route[z * routes];
    if (nearest.exists() && by_site[nearest.v].daily > 0.0) cover[z] = by_site[nearest.v].units / by_site[nearest.v].daily;
  }
  return cover;
}

}  // namespace gs::run
