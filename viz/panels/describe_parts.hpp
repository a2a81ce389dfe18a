#pragma once
//! Where a description comes from; each adds its fields.
#include "viz/panels/session.hpp"

namespace gs::viz {

//! On the simulation's thread.
void from_engine(Engine& engine, Facts const& facts, Inspection& in);
//! What does not change with time.
void from_world(WorldData const& world, Selection s, std::vector<Field>& to);

}  // namespace gs::viz
