//! What members were promised and how it turned out; who waits for stock, and since when.
#include <fmt/format.h>
#include <cmath>
#include <span>
#include "host/run/sheet.hpp"
#include "kernels/state/order_flags.hpp"

namespace gs::run {
namespace {
constexpr double hours_a_day = 24.0;

//! Counts by whole hours; bin k holds what is in [first + k, first + k + 1) h.
struct Spread {
  std::span<std::int64_t const> bins;
  double first = 0.0;  //!< lower end of the first bin [h]

  double count() const {
    double n = 0.0;
    for (std::int64_t const x : bins) n += static_cast<double>(x);
    return n;
  }
  //! Middle of a bin [h].
  double middle(std::size_t k) const { return first + static_cast<double>(k) + 0.5; }
  double sum(bool size) const {
    double s = 0.0;
    for (std::size_t k = 0; k < bins.size(); ++k) s += static_cast<double>(bins[k]) * (size ? std::abs(middle(k)) : middle(k));
    return s;
  }
  //! Below which a share of all lies, straight within a bin [h]; NaN of nothing.
  double quantile(double share) const {
    double const wanted = share * count();
    double below = 0.0;
    for (std::size_t k = 0; k < bins.size(); ++k) {
      double const here = static_cast<double>(bins[k]);
      if (here > 0.0 && below + here >= wanted) return first + static_cast<double>(k) + (wanted - below) / here;
      below += here;
    }
    return nothing;
  }
};

Spread cohort_errors(Totals const& t, std::size_t cohort) {
  constexpr auto bins = static_cast<std::size_t>(promise_bins);
  if (t.promise_hist.size() < (cohort + 1) * bins) return {};
  return {std::span(t.promise_hist).subspan(cohort * bins, bins), -static_cast<double>(promise_before)};
}

//! Every order is quiet or wave; the other cohorts are parts of these, and stand in the file (`promise_error_count`).
void promise_errors(Evidence const& e, Sheet& out) {
  double parcels = 0.0, sum = 0.0, size = 0.0;
  for (auto const cohort : {Cohort::quiet, Cohort::wave}) {
    Spread const s = cohort_errors(e.totals, static_cast<std::size_t>(at(cohort)));
    parcels += s.count(), sum += s.sum(false), size += s.sum(true);
  }
  out.ratio("promise_error", sum / hours_a_day, parcels, "no parcels");
  out.ratio("promise_error_size", size / hours_a_day, parcels, "no parcels");
  for (auto const cohort : {Cohort::quiet, Cohort::wave}) {
    Spread const s = cohort_errors(e.totals, static_cast<std::size_t>(at(cohort)));
    double const n = s.count();
    std::string const note = n > 0.0 ? fmt::format("{:.0f} parcels; orders never delivered have none", n) : "no parcels";
    for (int const p : {5, 50, 95})
      out.add(fmt::format("promise_error_p{}_{}", p, cohort_names[at(cohort)]), s.quantile(0.01 * p) / hours_a_day, note);
  }
}

//! Over time and units: all that waits at a moment counts, with the time it has waited by then.
void backorders(Evidence const& e, Sheet& out) {
  auto const& b = e.series.backorders;
  double const unit = static_cast<double>(e.params.world.grains_per_unit), seconds = b[2];
  out.ratio("backorders", b[0] / unit, seconds, "nothing measured");
  if (b[0] <= 0.0) return out.add("backorder_age", nothing, "nothing waited for stock");
  out.add("backorder_age", b[1] / b[0] / (24.0 * 60.0), fmt::format("{:.1f} units wait at a moment", b[0] / unit / seconds));
  Spread const ages{e.totals.backorder_hist, 0.0};
  out.add("backorder_age_p95", ages.quantile(0.95) / hours_a_day, ages.count() > 0.0 ? "" : "none at midnight");
}

}  // namespace

void promise_metrics(Evidence const& e, Sheet& out) {
  promise_errors(e, out);
  backorders(e, out);
}

}  // namespace gs::run
