#include "viz/source/deep.hpp"
#include "host/run/day_tables.hpp"
#include "viz/source/checkpoints.hpp"

namespace gs::viz {
namespace {

template <class T>
std::vector<T> cells_of(MemoryState& state, char const* name) {
  std::vector<T> v(static_cast<std::size_t>(std::max<std::int64_t>(0, state.count(name))));
  if (!v.empty()) static_cast<StateSource&>(state).column(name, v.data(), std::ssize(v), sizeof(T));
  return v;
}

}  // namespace

std::vector<double> site_units(WorldData const& world, Snapshot const& seen, double grains) {
  std::vector<double> units;
  for (std::int64_t const g : run::site_grains(world, seen)) units.push_back(static_cast<double>(g) / grains);
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
  d.zone_cover = run::zone_cover(*facts.world, d.snapshot);
  return d;
}

}  // namespace gs::viz
