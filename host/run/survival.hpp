#pragma once
//! Kaplan–Meier (1958): how long orders take, when some are cancelled or still open and so tell only "longer than this".
#include <cstdint>
#include <span>

namespace gs::run {

struct Survival {
  double p50 = 0.0, p95 = 0.0;  //!< [h]; NaN when the curve does not get there
  double unresolved = 0.0;      //!< share censored (cancelled or open)
  std::int64_t orders = 0;
};

//! arrived[h], censored[h]: orders at the door, or given up, after h…h+1 hours. A cancelled order counts as one that would have
//! arrived later: censoring is taken to be independent of the wait, which flatters a design whose late orders are cancelled;
//! hence `unresolved` is always shown beside it.
Survival kaplan_meier(std::span<std::int64_t const> arrived, std::span<std::int64_t const> censored);

}  // namespace gs::run
