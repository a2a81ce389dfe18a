#pragma once
//! The whole state as named columns, and back. host/ decides the file format.
#include "kernels/engine/engine.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

void save_state(World& w, StateSink& sink);
//! One table or array of it; nothing for an unknown name.
void save_one(World& w, StateSink& sink, std::string const& table);
//! Throws ConfigError when a column is missing or does not fit the world.
void load_state(World& w, StateSource& source);

}  // namespace gs::GS_BACKEND
