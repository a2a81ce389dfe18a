#pragma once
//! How strongly one burst of attention pulls over a tick.
#include "kernels/core/exact_math.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

//! Integral of (1 + u/d)^-p from 0 to x [s]. d > 0. The shape is a fit to 282 real spikes (NAB): d = 3.9 min, p = 1.05.
GS_HD inline double decay_integral(double x, double d, double p) {
  if (x <= 0.0) return 0.0;
  double const lift = 1.0 + x / d, q = 1.0 - p;
  bool const logarithmic = q < 1e-9 && q > -1e-9;
  return logarithmic ? d * exact_log(lift) : d / q * (exact_pow(lift, q) - 1.0);
}

//! Integral of the linear rise and the plateau from 0 to x [s].
GS_HD inline double rise_integral(double x, double rise) {
  if (x <= 0.0) return 0.0;
  if (rise <= 0.0) return x;
  return x < rise ? 0.5 * x * x / rise : 0.5 * rise + (x - rise);
}

//! Seconds at full pull within [from, to): rises over `rise` from `start`, holds to `end`, then decays; nothing at or after `gone`.
GS_HD inline double burst_seconds(Seconds from, Seconds to, Seconds start, Seconds end, Seconds gone, double rise, double decay, double power) {
  if (to > gone) to = gone;
  if (from < start) from = start;
  if (to <= from) return 0.0;
  auto const at = [](Seconds t, Seconds zero) { return static_cast<double>(t - zero); };
  Seconds const open_to = to < end ? to : end, open_from = from < end ? from : end;
  double total = rise_integral(at(open_to, start), rise) - rise_integral(at(open_from, start), rise);
  if (to > end && decay > 0.0) total += decay_integral(at(to, end), decay, power) - decay_integral(from > end ? at(from, end) : 0.0, decay, power);
  return total;
}

GS_SHARED_END
