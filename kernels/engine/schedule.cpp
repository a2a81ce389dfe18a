#include "kernels/engine/schedule.hpp"
#include <algorithm>

namespace gs::GS_BACKEND {

Schedule::Schedule(ClockParams const& clock, std::vector<std::pair<Seconds, Seconds>> fine)
    : clock_(clock), fine_(std::move(fine)), end_(clock.warmup + clock.length) {}

Seconds Schedule::end_of_tick(Seconds start) const {
  auto const next = std::upper_bound(fine_.begin(), fine_.end(), start, [](Seconds t, auto const& w) { return t < w.second; });
  bool const inside = next != fine_.end() && next->first <= start;
  Seconds to = start + (inside ? clock_.fine_tick : clock_.tick);
  to = std::min(to, inside ? next->second : (next != fine_.end() ? std::max(start + 1, std::min(to, next->first)) : to));
  return std::min(to, end_);
}

std::int64_t Schedule::ticks_from(Seconds start) const {
  std::int64_t n = 0;
  for (Seconds t = start; t < end_; t = end_of_tick(t)) ++n;
  return n;
}

}  // namespace gs::GS_BACKEND
