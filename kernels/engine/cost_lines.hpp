#pragma once
//! Cost lines of the ledger against what was counted or declared (MODEL §0, §5): each line is recomputed from other numbers than those that booked
//! it, so that an amount that is paid twice, not at all or by the wrong party breaks the money law.
#include <vector>
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! What stands in the ledger must lie within [low, high], both derived from counters, tables and Params [cent].
struct CostLine {
  char const* name;
  Cents booked, low, high;
  Cents gap() const { return booked < low ? low - booked : (booked > high ? booked - high : 0); }
};

//! How far a tick has come with what runs by the clock [s since start of the run].
struct BookedUntil {
  Seconds days = 0;   //!< days that have been settled
  Seconds media = 0;  //!< looks that were paid for
};

//! `counters`: [Counter] since the start of the run, this tick included.
std::vector<CostLine> cost_lines(World& w, std::vector<std::int64_t> const& counters, BookedUntil until);

}  // namespace gs::GS_BACKEND
