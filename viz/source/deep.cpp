#include "viz/source/deep.hpp"
#include <cmath>
#include <limits>
#include "viz/source/checkpoints.hpp"

namespace gs::viz {
namespace {

//! Units free and demand a day, by site that serves members.
struct Holding {
  double units = 0.0, daily = 0.0;
};

std::vector<Holding> holdings(WorldData const& world, Snapshot const& seen) {
  std::vector<Holding> by_site(rows(world.sites));
  for (std::size_t p = 0; p < seen.stock.on_hand.size() && p < world.points.site.size(); ++p) {
    std::size_t const s = world.points.site[p].v;
    if (s >= by_site.size()) continue;
    by_site[s].units += static_cast<double>(seen.stock.on_hand[p] - seen.stock.reserved[p]);
    by_site[s].daily += static_cast<double>(seen.forecast.mean.empty() ? 0 : seen.forecast.mean[p]) * 1e-6;
  }
  return by_site;
}

template <class T>
std::vector<T> cells_of(MemoryState& state, char const* name) {
  std::vector<T> v(static_cast<std::size_t>(std::max<std::int64_t>(0, state.count(name))));
  if (!v.empty()) static_cast<StateSource&>(state).column(name, v.data(), std::ssize(v), sizeof(T));
  return v;
}

}  // namespace

std::vector<double> zone_cover(WorldData const& world, Snapshot const& seen) {
  auto const by_site = holdings(world, seen);
  std::size_t const zones = rows(world.zones), routes = world.serve.routes;
  std::vector<double> cover(zones, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t z = 0; z < zones && routes > 0; ++z) {
    SiteId const nearest = world.serve.route[z * routes];
    if (nearest.exists() && by_site[nearest.v].daily > 0.0) cover[z] = by_site[nearest.v].units / by_site[nearest.v].daily;
  }
  return cover;
}

std::vector<double> site_units(WorldData const& world, Snapshot const& seen, double grains) {
  std::vector<double> units(rows(world.sites), 0.0);
  for (std::size_t p = 0; p < seen.stock.on_hand.size() && p < world.points.site.size(); ++p)
    units[world.points.site[p].v] += static_cast<double>(seen.stock.on_hand[p]) / grains;
  return units;
}

bool at_hand(WorldData const& world, Snapshot const& seen, std::int64_t sku, std::int64_t zone) {
  ServeMap const& serve = world.serve;
  if (sku < 0 || zone < 0 || sku >= serve.skus || zone >= std::ssize(world.zones.x)) return false;
  for (std::uint32_t k = 0; k < serve.routes; ++k) {
    SiteId const site = serve.route[static_cast<std::size_t>(zone) * serve.routes + k];
    if (!site.exists() || serve.site_row[site.v] == ~0u) continue;
    for (std::uint32_t p = 0; p < serve.partitions; ++p) {
      PointId const point =
          serve.serve[(static_cast<std::size_t>(serve.site_row[site.v]) * serve.partitions + p) * serve.skus + static_cast<std::size_t>(sku)];
      if (point.exists() && seen.stock.on_hand[point.v] > seen.stock.reserved[point.v]) return true;
    }
  }
  return false;
}

Deep look_deep(Engine& engine, Facts const& facts) {
  Deep d;
  d.time = engine.now();
  d.snapshot = engine.snapshot();
  MemoryState some;
  for (char const* table : {"site_open", "supplier_up", "site_queue"}) engine.save_table(some, table);
  d.site_open = cells_of<std::uint8_t>(some, "site_open");
  d.supplier_up = cells_of<std::uint8_t>(some, "supplier_up");
  d.site_queue = cells_of<Seconds>(some, "site_queue");
  if (facts.world == nullptr) return d;
  d.site_units = site_units(*facts.world, d.snapshot, facts.grains);
  d.zone_cover = zone_cover(*facts.world, d.snapshot);
  return d;
}

}  // namespace gs::viz
