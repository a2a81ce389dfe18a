#pragma once
//! When ticks begin and end: the usual tick, and a fine one inside declared windows around shows.
#include <utility>
#include <vector>
#include "kernels/core/units.hpp"
#include "kernels/state/params.hpp"

namespace gs::GS_BACKEND {

class Schedule {
 public:
  Schedule(ClockParams const& clock, std::vector<std::pair<Seconds, Seconds>> fine);
  Seconds end_of_tick(Seconds start) const;  //!< clipped to the end of the run
  Seconds end() const { return end_; }
  std::int64_t ticks_from(Seconds start) const;

 private:
  ClockParams clock_;
  std::vector<std::pair<Seconds, Seconds>> fine_;  //!< sorted, disjoint, on multiples of the usual tick
  Seconds end_;
};

}  // namespace gs::GS_BACKEND
