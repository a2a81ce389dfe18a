#include "host/run/distributions.hpp"
#include <algorithm>
#include <iterator>
#include "kernels/state/order_flags.hpp"

namespace gs::run {
namespace {

using output::BinAxis;
using output::Distribution;

//! Bins [first, last) of rows of `width` that some row has counted in.
struct Used {
  std::size_t first = 0, last = 0;
  bool empty() const { return first >= last; }
};
Used used(std::vector<std::int64_t> const& cells, std::size_t width) {
  Used u{width, 0};
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] != 0) u = {std::min(u.first, i % width), std::max(u.last, i % width + 1)};
  return u;
}

BinAxis hours(char const* name, char const* meaning, Used const& u, std::int64_t zero) {
  BinAxis axis{name, "h", meaning, {}, {}};
  for (std::size_t k = u.first; k < u.last; ++k) axis.from.push_back(static_cast<std::int64_t>(k) - zero);
  return axis;
}

std::vector<std::int64_t> cut(std::vector<std::int64_t> const& cells, std::size_t width, Used const& u) {
  std::vector<std::int64_t> out;
  for (std::size_t row = 0; row + width <= cells.size(); row += width)
    out.insert(out.end(), cells.begin() + static_cast<std::ptrdiff_t>(row + u.first), cells.begin() + static_cast<std::ptrdiff_t>(row + u.last));
  return out;
}

BinAxis cohorts() {
  return {"cohort", "", "which orders: quiet or wave, and of these hot, deep, extreme ones", {std::begin(cohort_names), std::end(cohort_names)}, {}};
}

void waits(Totals const& t, std::vector<Distribution>& out) {
  auto const width = static_cast<std::size_t>(wait_hours);
  Used const a = used(t.wait_hist, width), b = used(t.censored_hist, width), both{std::min(a.first, b.first), std::max(a.last, b.last)};
  if (both.empty()) return;
  BinAxis const axis = hours("door_hour", "hours since the order was placed, lower end of the bin", both, 0);
  out.push_back({"door_count", "1", "orders that came to the door after so many hours", {cohorts(), axis}, cut(t.wait_hist, width, both)});
  out.push_back({"unresolved_count",
                 "1",
                 "orders cancelled after, or still open at the end for, so many hours",
                 {cohorts(), axis},
                 cut(t.censored_hist, width, both)});
}

}  // namespace

std::vector<Distribution> distributions(Totals const& t) {
  std::vector<Distribution> out;
  waits(t, out);
  auto const bins = static_cast<std::size_t>(promise_bins);
  if (Used const u = used(t.promise_hist, bins); !u.empty())
    out.push_back({"promise_error_count",
                   "1",
                   "parcels by hours at the door after (below zero: before) their promise",
                   {cohorts(), hours("promise_error_hour", "hours after the promise, lower end of the bin", u, promise_before)},
                   cut(t.promise_hist, bins, u)});
  auto const ages = static_cast<std::size_t>(wait_hours);
  if (Used const u = used(t.backorder_hist, ages); !u.empty())
    out.push_back({"backorder_age_count",
                   "grains",
                   "backorders by hours waited, summed over the midnights of the measured window",
                   {hours("backorder_age_hour", "hours waited, lower end of the bin", u, 0)},
                   cut(t.backorder_hist, ages, u)});
  return out;
}

}  // namespace gs::run
