#include "kernels/planning/split.hpp"

namespace gs::GS_BACKEND {

std::vector<std::int64_t> daily_hours(SupplierTable<HostColumn> const& suppliers, PoolTable<HostColumn> const& pools, std::size_t markets) {
  std::vector<std::int64_t> daily(markets, 0);
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s) {
    if (!suppliers.pool[s].exists()) continue;
    std::int64_t const hours = static_cast<std::int64_t>(suppliers.lines[s]) * suppliers.shift_hours[s];
    daily[pools.market[suppliers.pool[s].v]] += hours * hour * (1000 - static_cast<std::int64_t>(suppliers.outside_load[s])) / 1000;
  }
  return daily;
}

std::vector<Seconds> recipe_leads(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes, LaneTable<HostColumn> const& lanes) {
  std::vector<Seconds> leads(recipes.kind.size(), 0);
  for (std::size_t r = 0; r < leads.size(); ++r) {
    bool const moves = recipes.kind[r] == RecipeKind::transport;
    if (moves)
      leads[r] = recipes.lane[r].exists() ? lanes.transit[recipes.lane[r].v] : 0;
    else
      leads[r] = recipes.lead[r] + (recipes.kind[r] == RecipeKind::process ? process_wait : 0);
  }
  for (std::size_t p = 0; p < points.recipes.size(); ++p) {
    if (points.recipes[p] > 0) leads[points.first_recipe[p].v] = points.lead[p];
  }
  return leads;
}

}  // namespace gs::GS_BACKEND
