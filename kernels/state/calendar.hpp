#pragma once
//! What the year and the week do to everybody who is not ours: suppliers and carriers are busier on working days, in autumn and at festivals.
#include "kernels/core/macros.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/params.hpp"

GS_SHARED_BEGIN

//! Working days against weekends: +0.4 Monday to Friday, -1 at the weekend; mean zero over the week (chosen).
GS_HD inline double week_shape(Seconds t) { return t / day % 7 < 5 ? 0.4 : -1.0; }

//! The year, which begins at time 0: +1 on day 315 (11.11), -1 half a year away, smooth (two parabolas) (chosen).
GS_HD inline double season_shape(Seconds t) {
  std::int64_t const from_peak = (t / day + 50) % 365;
  double const x = static_cast<double>(from_peak) / 365.0, d = x < 0.5 ? x : 1.0 - x, u = 4.0 * d, v = 2.0 - u;
  return d < 0.25 ? 1.0 - u * u : v * v - 1.0;
}

//! How much busier than usual everybody is at time t because of a declared festival, relative (0.45 = +45 %). Host.
inline double festival_rush(Params const& p, Seconds t) {
  for (WaveParams const& w : p.waves) {
    if (w.kind != WaveKind::festival) continue;
    for (std::int64_t k = 0; k < w.times; ++k) {
      Seconds const start = p.clock.warmup + w.start + k * w.repeat;
      if (t >= start - p.world.festival_before && t < start + w.duration + p.world.festival_after) return p.world.festival_load;
    }
  }
  return 0.0;
}

GS_SHARED_END
