#pragma once
//! From declared waves and daily posts to bursts of attention.
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! Warm-up and measured window [s].
inline Seconds run_length(Params const& params) { return params.clock.warmup + params.clock.length; }

//! The bursts of all declared waves, in any order. `by_rank`: SKUs by popularity, best seller first.
void add_waves(WorldData& world, Params const& params, std::vector<std::uint32_t> const& by_rank);

//! The posts of every channel on every day of the run.
void add_posts(WorldData& world, Params const& params);

//! Fine windows around declared shows: sorted, disjoint, on multiples of the usual tick, inside the run.
std::vector<std::pair<Seconds, Seconds>> fine_windows(std::vector<Burst> const& bursts, Params const& params);

//! Attention by channel and hour from params.trace_file; empty without one. Outside the trace it is 1.
std::vector<std::vector<double>> channel_traces(Params const& params);

}  // namespace gs::world
