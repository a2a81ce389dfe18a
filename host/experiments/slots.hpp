#pragma once
//! How many runs a machine carries at a time, and on how many threads each.
#include <span>
#include "host/experiments/prepare.hpp"
#include "host/run/backend.hpp"

namespace gs::experiments {

struct Slots {
  int runs = 1, threads = 1;
};

//! Cores this process may fill when so many processes of the ensemble share the machine: its affinity, or its part of all.
int cores_here(int processes = 1);
//! Memory that is free here [bytes].
std::int64_t memory_here();
//! A first guess of what a run needs, world included [bytes].
std::int64_t memory_of(Params const& params);

//! Several runs on one thread each give more a second than one run on several threads, as long as they fit into the memory. On a GPU one at
//! a time unless more are asked for. `parallel` and `threads` above 0 are kept as they are; `cores` = those this process may fill.
Slots slots_for(std::span<Prepared const> runs, int parallel, int threads, run::Backend backend, int cores);

}  // namespace gs::experiments
