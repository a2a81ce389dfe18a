#include "host/run/outage_loss.hpp"
#include <algorithm>
#include <cmath>
#include <limits>

namespace gs::run {
namespace {

constexpr std::int64_t quiet_days = 28, calm_days = 7;
constexpr double least_gap = 0.05;  //!< points of missed demand that count as short (chosen: beyond the daily noise of a small world)

double share(Collected const& s, std::int64_t d) {
  auto const k = static_cast<std::size_t>(d);
  return s.wanted[k] > 0 ? static_cast<double>(s.missed[k]) / static_cast<double>(s.wanted[k]) : 0.0;
}

//! The usual: misses and lost sales a day, and the bar above which a day is short.
struct Usual {
  double bar = least_gap, lost = 0.0;
};
Usual usual_before(Collected const& s, std::int64_t first) {
  std::int64_t const from = std::max<std::int64_t>(0, first - quiet_days), n = first - from;
  if (n <= 0) return {};
  double sum = 0.0, squares = 0.0, lost = 0.0;
  for (std::int64_t d = from; d < first; ++d) {
    sum += share(s, d);
    squares += share(s, d) * share(s, d);
    lost += static_cast<double>(s.lost[static_cast<std::size_t>(d)]);
  }
  double const mean = sum / static_cast<double>(n), variance = std::max(0.0, squares / static_cast<double>(n) - mean * mean);
  return {mean + std::max(least_gap, 3.0 * std::sqrt(variance)), lost / static_cast<double>(n)};
}

//! The first day of a calm week at or after `from`; -1 when the series ends first.
std::int64_t calm_from(Collected const& s, std::int64_t from, double bar) {
  std::int64_t calm = 0;
  for (std::int64_t d = from; d < std::ssize(s.wanted); ++d) {
    calm = share(s, d) > bar ? 0 : calm + 1;
    if (calm == calm_days) return d + 1 - calm_days;
  }
  return -1;
}

}  // namespace

OutageSpan outage_span(WorldData const& world) {
  OutageSpan span;
  for (Outage const& o : world.outages) {
    if (o.silent != 0) continue;
    span.from = std::min(span.from, o.from);
    span.to = std::max(span.to, o.to);
  }
  return span;
}

OutageLoss outage_loss(Collected const& s, OutageSpan const& span) {
  OutageLoss out;
  std::int64_t const first = span.from / day, days = std::ssize(s.wanted);
  Usual const usual = usual_before(s, std::min(first, days));
  std::int64_t hit = first;
  while (hit < days && share(s, hit) <= usual.bar) ++hit;
  if (hit >= days) {
    out.survive = static_cast<double>(std::min(span.to, days * day) - span.from) / static_cast<double>(day);
    out.note = "never short: the whole outage was survived";
    return out;
  }
  out.survive = static_cast<double>(hit - first);
  std::int64_t const calm = calm_from(s, hit, usual.bar), last = calm < 0 ? days : calm;
  out.recover = calm < 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(calm - first);
  if (calm < 0) out.note = "still short when the run ends: a longer clock.length shows when it recovers";
  for (std::int64_t d = first; d < last; ++d) out.lost_sales += static_cast<double>(s.lost[static_cast<std::size_t>(d)]) - usual.lost;
  out.lost_sales = std::max(0.0, out.lost_sales);
  return out;
}

}  // namespace gs::run
