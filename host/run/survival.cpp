#include "host/run/survival.hpp"
#include <limits>
#include <numeric>

namespace gs::run {
namespace {
constexpr double not_reached = std::numeric_limits<double>::quiet_NaN();

//! Time inside hour h at which the curve passes `level`, taken as straight between its values before and after.
double crossing(std::size_t h, double before, double after, double level) { return static_cast<double>(h) + (before - level) / (before - after); }
}  // namespace

Survival kaplan_meier(std::span<std::int64_t const> arrived, std::span<std::int64_t const> censored) {
  Survival out;
  std::int64_t const lost = std::accumulate(censored.begin(), censored.end(), std::int64_t{0});
  out.orders = lost + std::accumulate(arrived.begin(), arrived.end(), std::int64_t{0});
  out.p50 = out.p95 = not_reached;
  if (out.orders == 0) return out;
  out.unresolved = static_cast<double>(lost) / static_cast<double>(out.orders);
  double open = 1.0;
  std::int64_t at_risk = out.orders;
  for (std::size_t h = 0; h < arrived.size() && at_risk > 0; ++h) {
    double const next = open * (1.0 - static_cast<double>(arrived[h]) / static_cast<double>(at_risk));
    if (open > 0.5 && next <= 0.5) out.p50 = crossing(h, open, next, 0.5);
    if (open > 0.05 && next <= 0.05) out.p95 = crossing(h, open, next, 0.05);
    at_risk -= arrived[h] + (h < censored.size() ? censored[h] : 0);
    open = next;
  }
  return out;
}

}  // namespace gs::run
