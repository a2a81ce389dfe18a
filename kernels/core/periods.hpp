#pragma once
//! Physical periods against ticks of any length: which multiples of a period fall into a tick.
#include "kernels/core/macros.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

//! How many multiples of `period` (0 included) lie before t >= 0.
GS_HD inline std::int64_t multiples_before(Seconds t, Seconds period) { return (t + period - 1) / period; }
//! Does a period begin in [start, end)?
GS_HD inline bool begins_in(Seconds start, Seconds end, Seconds period) { return multiples_before(end, period) > multiples_before(start, period); }
//! Does a period end in (start, end]? With ticks that divide the period this is the last tick of each.
GS_HD inline bool ends_in(Seconds start, Seconds end, Seconds period, Seconds phase = 0) {
  auto const done = [=](Seconds t) {
    Seconds const d = t - phase;
    return d >= 0 ? d / period : -((-d + period - 1) / period);
  };
  return done(end) > done(start);
}

GS_SHARED_END
