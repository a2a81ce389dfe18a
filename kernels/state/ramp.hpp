#pragma once
//! How far a lever has come (lever 31): nothing before the warm-up is over, all once its ramp has passed.
#include "kernels/core/macros.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/lever_params.hpp"

GS_SHARED_BEGIN

//! 0…1. A lever without a ramp was there before the run.
inline double ramp_share(LeverCost const& cost, Seconds now, Seconds warmup) {
  if (cost.ramp <= 0 || now >= warmup + cost.ramp) return 1.0;
  return now <= warmup ? 0.0 : static_cast<double>(now - warmup) / static_cast<double>(cost.ramp);
}

//! Whether a lever works that is there as a whole or not at all.
inline bool is_ready(LeverCost const& cost, Seconds now, Seconds warmup) { return cost.ramp <= 0 || now >= warmup + cost.ramp; }

//! When part k of n is ready: parts come one after another, evenly over the ramp.
inline Seconds ready_at(LeverCost const& cost, Seconds warmup, std::int64_t k, std::int64_t n) {
  return cost.ramp <= 0 ? 0 : warmup + cost.ramp * (k + 1) / n;
}

GS_SHARED_END
