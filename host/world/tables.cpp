#include "host/world/tables.hpp"

namespace gs::world {

RecipeId add_recipe(WorldData& world, RecipeRow const& row, std::vector<Component> const& components) {
  auto& t = world.recipes;
  std::size_t const i = add_row(t);
  t.kind[i] = row.kind, t.fills[i] = row.fills, t.lane[i] = row.lane, t.market[i] = row.market, t.process[i] = row.process;
  t.work[i] = row.work, t.setup[i] = row.setup, t.law[i] = row.law, t.lead[i] = row.lead, t.spread[i] = row.spread;
  t.lead_table[i] = row.lead_table, t.lot[i] = 0, t.minimum[i] = 0, t.min_lot[i] = row.min_lot, t.work_law[i] = LeadLaw::fixed, t.work_spread[i] = 0,
  t.lost[i] = 0, t.yield[i] = row.yield, t.cost[i] = row.cost;
  t.first_component[i] = static_cast<std::uint32_t>(rows(world.components));
  t.components[i] = static_cast<std::uint32_t>(components.size());
  for (Component const& c : components) {
    std::size_t const k = add_row(world.components);
    world.components.point[k] = c.point, world.components.quantity[k] = c.quantity;
  }
  return RecipeId(static_cast<std::uint32_t>(i));
}

}  // namespace gs::world
