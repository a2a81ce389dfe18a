#pragma once
//! What is noted for the record of a run only: no rule reads it.
#include "kernels/core/backend.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/counters.hpp"
#include "kernels/state/kinds.hpp"

namespace gs::GS_BACKEND {

//! Whole parts of x, below zero too: -1 s is in the hour before.
GS_HD constexpr std::int64_t floor_div(std::int64_t x, std::int64_t part) { return x / part - (x % part < 0 ? 1 : 0); }

//! Replenishment and service of the current day by echelon.
struct EchelonTally {
  std::int64_t* cells;  //!< [echelon][EchelonCounter]
  GS_HD void add(Echelon e, EchelonCounter c, std::int64_t n) const {
    atomic_add(&cells[static_cast<int>(e) * static_cast<int>(EchelonCounter::count) + static_cast<int>(c)], n);
  }
};

//! Stock points that were asked in vain since their last receipt, a bit each.
struct ShortMarks {
  std::uint64_t* words;  //!< null outside the measured window
  GS_HD static std::uint64_t bit(PointId p) { return std::uint64_t{1} << (p.v % 64); }
  GS_HD void note(PointId p) const {
    if (words != nullptr && p.exists()) atomic_or(&words[p.v / 64], bit(p));
  }
};

/*!
 * Mean absolute deviation of a Poisson law, 2 e^-m m^(n+1) / n! with n the whole part of m (Johnson, Kotz and Kemp 1992); from 64 on
 * sqrt(2 m / pi), which is then right to a quarter of a percent. It is what a forecast that knows the intensity still misses: the floor of
 * every WAPE (0.74 of the mean at mean 1, 0.25 at 10).
 */
inline constexpr double many_events = 64.0;
GS_HD inline double deviation_of_many(double mean) { return 0.7978845608028654 * exact_sqrt(mean); }
GS_HD inline double poisson_deviation(double mean) {
  if (!(mean > 0.0)) return 0.0;
  if (mean >= many_events) return deviation_of_many(mean);
  double x = 2.0 * mean * exact_exp(-mean);
  for (double k = 1.0; k <= mean; k += 1.0) x *= mean / k;
  return x;
}

/*!
 * The intensity behind what came in an interval of which the usual is known. Nobody wrote it down: it is taken as the usual, and as what came
 * where chance cannot explain that (beyond four standard deviations and four units: a wave, whose intensity its size tells well).
 */
GS_HD inline double true_intensity(double came, double usual) {
  double const off = came < usual ? usual - came : came - usual;
  return off > 4.0 * exact_sqrt(usual) + 4.0 ? came : usual;
}

}  // namespace gs::GS_BACKEND
