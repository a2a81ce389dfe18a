#pragma once
//! How long a chain holds out after a wave or an outage begins, and how long it takes to come back (Simchi-Levi et al. 2015, by measurement).
#include <cstdint>
#include <string>
#include <vector>
#include "kernels/core/units.hpp"

namespace gs::run {

inline constexpr double service_rule = 0.95;  //!< MODEL §6: the default acceptance rule

//! Wants of a day and how many of them were served in time, by the day they were ordered.
struct DayService {
  std::int64_t wants = 0, in_time = 0;
};

struct Resilience {
  double survive = 0.0;    //!< whole days from the start to the first day below the rule; NaN: never below
  double recover = 0.0;    //!< days from that day to the first week at or above it; 0: never below
  bool back = true;        //!< false: not back when the series ends, `recover` is how long that was watched
  double worst_day = 0.0;  //!< lowest service of a day from the start on; NaN: no day with wants
};

//! A day counts as below when it is so by more than two standard errors: a bad day by chance is no breakdown. `start`: row of the first day.
Resilience resilience_of(std::vector<DayService> const& days, std::int64_t start, double rule = service_rule);

}  // namespace gs::run
