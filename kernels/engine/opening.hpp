#pragma once
//! The state a run begins with: members, attention, past demand, stock, what is under way, idle lines.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! Fills the tables, which have their sizes.
void open_world(World& w, WorldData const& d);

//! An idle line of a pool that has never changed over, in front of row `at`.
void insert_line(WorkLineTable<HostColumn>& t, std::size_t at, PoolId pool);

}  // namespace gs::GS_BACKEND
