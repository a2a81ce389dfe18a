#pragma once
//! From Params to a whole world at time 0. A pure function: the same Params give the same bytes on every machine and in every build.
//!
//!   gs::WorldData world = gs::world::make_world(params);   // throws ConfigError: bad trace or network file, a wave on an unknown channel
//!   gs::world::validate_world(world);                      // throws SimulationError that lists every broken invariant
#include <string>
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! The generated world, or the network in params.network.file if one is named.
WorldData make_world(Params const& params);

//! Orders that an unprompted look brings in a generated world, as its stationary law has it: about 1 / members.wakes_per_order by default.
double orders_a_look(WorldData const& world, Params const& params);

//! What is wrong with a world, one sentence each; empty when every invariant of README.md holds.
std::vector<std::string> world_faults(WorldData const& world);

//! Throws SimulationError with all faults.
void validate_world(WorldData const& world);

}  // namespace gs::world
