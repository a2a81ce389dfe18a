#pragma once
//! What a world is, in 64 bits.
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! Hash of every table, route, law, burst and trace. Two configs with one text may still mean two worlds (another trace or network file
//! under the same name, another generator): a checkpoint keeps this and is refused in any other world.
std::uint64_t fingerprint(WorldData const& world);

}  // namespace gs::world
