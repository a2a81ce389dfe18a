#include "host/run/resilience.hpp"
#include <algorithm>
#include <cmath>
#include <limits>

namespace gs::run {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t week = 7;

bool clearly_below(DayService const& d, double rule) {
  double const n = static_cast<double>(d.wants);
  return d.wants > 0 && static_cast<double>(d.in_time) + 2.0 * std::sqrt(n * rule * (1.0 - rule)) < rule * n;
}

//! Whether the week from day d on is served to the rule; a shorter rest of the series counts as the week it begins.
bool good_week(std::vector<DayService> const& days, std::int64_t d, double rule) {
  DayService sum;
  for (std::int64_t k = d; k < std::min(d + week, std::ssize(days)); ++k) {
    sum.wants += days[static_cast<std::size_t>(k)].wants;
    sum.in_time += days[static_cast<std::size_t>(k)].in_time;
  }
  return !clearly_below(sum, rule) && !clearly_below(days[static_cast<std::size_t>(d)], rule);
}

}  // namespace

Resilience resilience_of(std::vector<DayService> const& days, std::int64_t start, double rule) {
  Resilience out{nothing, 0.0, true, nothing};
  std::int64_t bad = -1;
  for (std::int64_t d = std::max<std::int64_t>(0, start); d < std::ssize(days); ++d) {
    DayService const& x = days[static_cast<std::size_t>(d)];
    if (x.wants > 0) out.worst_day = std::fmin(out.worst_day, static_cast<double>(x.in_time) / static_cast<double>(x.wants));
    if (bad < 0 && clearly_below(x, rule)) bad = d;
  }
  if (bad < 0) return out;
  out.survive = static_cast<double>(bad - start);
  std::int64_t d = bad;
  while (d < std::ssize(days) && !good_week(days, d, rule)) ++d;
  out.recover = static_cast<double>(d - bad);
  out.back = d < std::ssize(days);
  return out;
}

}  // namespace gs::run
