#include "host/world/world.hpp"
#include "host/world/draft.hpp"
#include "host/world/outages.hpp"
#include "host/world/willems.hpp"
#include "kernels/core/errors.hpp"

namespace gs::world {

WorldData make_world(Params const& params) {
  if (!params.network.file.empty()) return make_network_world(params);
  Draft draft(params);
  make_policies(draft);
  make_members(draft);
  make_items(draft);
  make_sites(draft);
  make_lanes(draft);
  make_points(draft);
  make_recipes(draft);
  make_means(draft);
  make_pools(draft);
  make_routes(draft);
  make_leads(draft);
  make_stock(draft.world, params, draft.flows, draft.swings);
  make_bursts(draft.world, params, draft.by_rank);
  make_outages(draft.world, params);
  return std::move(draft.world);
}

double orders_a_look(WorldData const& world, Params const& params) { return orders_a_look(usual_purchases(world, params), world, params); }

void validate_world(WorldData const& world) {
  std::string text;
  for (std::string const& fault : world_faults(world)) text += "\n  " + fault;
  if (!text.empty()) throw SimulationError("this world is broken:" + text);
}

}  // namespace gs::world
