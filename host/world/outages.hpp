#pragma once
//! What goes down and when: the outages that a scenario declares, and the parts of levers that are not there yet.
#include <cstdint>
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! Fills world.outages. Throws ConfigError when a [[disruption]] names nothing that this world has.
void make_outages(WorldData& world, Params const& params);

//! The outages of one disruption on the things `ids` (of d.what; d.which is not read): those that its share hits, staggered, or up and down at
//! random. `number` sets its luck apart from that of other disruptions.
void add_outages(WorldData& world, Params const& params, DisruptionParams const& d, std::uint64_t number, std::vector<std::uint32_t> const& ids);

}  // namespace gs::world
