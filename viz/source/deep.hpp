#pragma once
//! The tables of one moment, as overlays and lists need them.
#include "viz/source/source.hpp"

namespace gs::viz {

//! Reads an engine between two ticks. Costs a copy of the stock tables.
Deep look_deep(Engine& engine, Facts const& facts);

//! Units on hand by site.
std::vector<double> site_units(WorldData const& world, Snapshot const& seen, double grains);
//! Whether a SKU is at hand for the members of a zone, in any partition.
bool at_hand(WorldData const& world, Snapshot const& seen, std::int64_t sku, std::int64_t zone);

}  // namespace gs::viz
