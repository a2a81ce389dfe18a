#pragma once
//! What a supplier has to offer: hours by its shift, less what the rest of the world wants of them at that time of the year.
#include "kernels/core/random.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

struct SupplierRule {
  std::uint64_t seed;
  double swing;  //!< how far the calendar moves outside load up and down 0…1 (world.outside_swing)
};
struct SupplierSeen {
  std::uint32_t id;
  std::uint32_t lines;        //!< parallel lines
  std::uint32_t shift_hours;  //!< [h/d]
  double mean_load;           //!< share of its hours others take 0…1; 0 = works for us alone
};
//! Line-seconds of one supplier in a window.
struct SupplierHours {
  Seconds calendar;  //!< in its calendar
  Seconds offered;   //!< of these, left to us
};

//! Seconds of [from, to) inside a daily shift of so many hours centred on 14:00 (24 = always).
GS_HD inline Seconds shift_overlap(Seconds from, Seconds to, std::uint32_t shift_hours) {
  if (shift_hours >= 24) return to - from;
  Seconds const half = static_cast<Seconds>(shift_hours) * hour / 2;
  Seconds total = 0;
  for (Seconds d = from / day - 1; d <= to / day; ++d) {
    Seconds const opens = d * day + 14 * hour - half, closes = d * day + 14 * hour + half;
    Seconds const low = opens > from ? opens : from, high = closes < to ? closes : to;
    if (high > low) total += high - low;
  }
  return total;
}

//! Working days against weekends: +0.4 Monday to Friday, -1 at the weekend; mean zero over the week (chosen).
GS_HD inline double week_shape(Seconds t) { return t / day % 7 < 5 ? 0.4 : -1.0; }

//! The year, which begins at time 0: +1 on day 315 (11.11), -1 half a year away, smooth (two parabolas) (chosen).
GS_HD inline double season_shape(Seconds t) {
  std::int64_t const from_peak = (t / day + 50) % 365;
  double const x = static_cast<double>(from_peak) / 365.0, d = x < 0.5 ? x : 1.0 - x, u = 4.0 * d, v = 2.0 - u;
  return d < 0.25 ? 1.0 - u * u : v * v - 1.0;
}

//! Slow noise of one supplier: standard normal on each day, straight lines between midnights.
GS_HD inline double slow_noise(std::uint64_t seed, std::uint32_t supplier, Seconds t) {
  auto const at_midnight = [=](Seconds d) {
    return normal(draw4(seed, Stream::supplier_load, supplier, static_cast<std::uint32_t>(d / 4)).v[d % 4]);  // a call serves four days
  };
  double const part = static_cast<double>(t % day) / static_cast<double>(day);
  return at_midnight(t / day) * (1.0 - part) + at_midnight(t / day + 1) * part;
}

/*!
 * Share of its hours that others take at time t, 0…1: mean + swing (week + season) / 2 + 0.05 noise (chosen).
 *
 * Declared festivals (+30–60 % everywhere) are added here once scenarios declare them; outages are `supplier_up`.
 */
GS_HD inline double supplier_load(SupplierRule const& rule, SupplierSeen const& s, Seconds t) {
  if (s.mean_load <= 0.0) return 0.0;
  double const calendar = rule.swing * 0.5 * (week_shape(t) + season_shape(t));
  return clamp(s.mean_load + calendar + 0.05 * slow_noise(rule.seed, s.id, t), 0.0, 1.0);
}

//! Hours of one supplier in [from, to).
GS_HD inline SupplierHours supplier_hours(SupplierRule const& rule, SupplierSeen const& s, Seconds from, Seconds to) {
  Seconds const calendar = shift_overlap(from, to, s.shift_hours) * static_cast<Seconds>(s.lines);
  if (calendar == 0) return {0, 0};
  return {calendar, to_int(static_cast<double>(calendar) * (1.0 - supplier_load(rule, s, from)))};
}

GS_SHARED_END
