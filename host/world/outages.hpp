#pragma once
//! What goes down and when: the outages that a scenario declares, and the parts of levers that are not there yet.
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! Fills world.outages. Throws ConfigError when a [[disruption]] names nothing that this world has.
void make_outages(WorldData& world, Params const& params);

}  // namespace gs::world
