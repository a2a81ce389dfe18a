#pragma once
//! The laws in numbers (MODEL §0.1): a full pass over everything, on the host. For the end of runs, tests and the checks build.
#include "kernels/engine/cost_lines.hpp"
#include "kernels/engine/engine.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! `counters`: [Counter] since the start of the run, this tick included; `pools`: [pool][PoolCounter] summed over ticks.
Audit audit_world(World& w, std::vector<std::int64_t> const& counters, std::vector<std::int64_t> const& pools, BookedUntil until);

//! All goods that the chain owns at cost: in stock, on the way to a stock point or a member, and in work, less the work still to be done. What is
//! paid for when it is ordered has to count from then on, or a margin would hang on where in a review cycle its window begins and ends.
Cents goods_worth(World& w);

//! SKUs beyond ledger.overstock_days of forecast: units, and what writing them down from cost to salvage would take.
struct Leftover {
  Grains units = 0;
  Cents loss = 0;
};
Leftover leftover_of(World& w);

//! The parts of Totals that are levels: stock left, overstock, leftovers, waiting orders as censored, loyal members.
void add_levels(World& w, Totals& totals);

}  // namespace gs::GS_BACKEND
