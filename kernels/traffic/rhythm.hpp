#pragma once
//! The daily and weekly rhythm of looking, as an exact integral so that ticks of any length agree.
#include "kernels/core/exact_math.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

//! Local hourly weights -1…1 of unprompted looking: trough at 4:00, lunch bump, peak at 21:00. Shape (chosen) after the day/night factor
//! 2.4–3.4 of Twitter volumes (NAB) at the default depth 0.75. Linear between hours.
GS_HD inline double rhythm_at(int h) {
  constexpr double weights[25] = {0.10, -0.35, -0.70, -0.92, -1.00, -0.95, -0.75, -0.45, -0.15, 0.10, 0.25, 0.35, 0.40,
                                  0.30, 0.20,  0.20,  0.25,  0.35,  0.50,  0.75,  0.95,  1.00,  0.85, 0.50, 0.10};
  return weights[h];
}
inline constexpr double rhythm_mean = 1.78 / 24.0;  //!< of the weights over a day

//! Integral of the weights from midnight to `t` seconds after it [h].
GS_HD inline double rhythm_integral(Seconds t) {
  double total = 0.0;
  int const whole = static_cast<int>(t / hour);
  for (int h = 0; h < whole; ++h) total += 0.5 * (rhythm_at(h) + rhythm_at(h + 1));
  double const x = static_cast<double>(t % hour) / 3600.0;
  return total + x * (rhythm_at(whole % 24) + 0.5 * x * (rhythm_at(whole % 24 + 1) - rhythm_at(whole % 24)));
}

//! Mean pull of the clock over [start, end), mean 1 over a week. depth 0…1, weekend: extra looking on days 5 and 6 of a week.
GS_HD inline double rhythm_pull(Seconds start, Seconds end, double depth, double weekend) {
  Seconds const floor_start = start >= 0 ? start : start + 7 * day * (1 - start / (7 * day));
  Seconds const from = floor_start % day, to = from + (end - start);
  double const whole_day = 24.0 * rhythm_mean;
  double const integral = (to < day ? rhythm_integral(to) : whole_day + rhythm_integral(to - day)) - rhythm_integral(from);
  double const hours = static_cast<double>(end - start) / 3600.0;
  double const daily = (1.0 + depth * integral / hours) / (1.0 + depth * rhythm_mean);
  bool const off = floor_start / day % 7 >= 5;
  return daily * (off ? 1.0 + weekend : 1.0) / (1.0 + weekend * (2.0 / 7.0));
}

GS_SHARED_END
