#pragma once
//! The tables of one moment, as overlays and lists need them.
#include "viz/source/source.hpp"

namespace gs::viz {

//! Reads an engine between two ticks. Costs a copy of the stock tables.
Deep look_deep(Engine& engine, Facts const& facts);

//! Days of present demand that the sites serving a zone hold: units free for its members / forecast a day, over the SKUs kept there. NaN where none
//! is.
std::vector<double> zone_cover(WorldData const& world, Snapshot const& seen);
//! Units on hand by site.
std::vector<double> site_units(WorldData const& world, Snapshot const& seen, double grains);
//! Whether a SKU is at hand for the members of a zone, in any partition.
bool at_hand(WorldData const& world, Snapshot const& seen, std::int64_t sku, std::int64_t zone);

}  // namespace gs::viz
