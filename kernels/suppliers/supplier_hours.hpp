#pragma once
//! What a supplier has to offer: hours by its shift, less what the rest of the world wants of them at that time of the year.
#include "kernels/core/random.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/calendar.hpp"

GS_SHARED_BEGIN

struct SupplierRule {
  std::uint64_t seed;
  double swing;       //!< how far the calendar moves outside load up and down 0…1 (world.outside_swing)
  double rush = 0.0;  //!< how much busier everybody is because of a festival, relative
};
struct SupplierSeen {
  std::uint32_t id;
  std::uint32_t lines;        //!< parallel lines
  std::uint32_t shift_hours;  //!< [h/d]
  double mean_load;           //!< share of its hours others take 0…1; 0 = works for us alone
  double booked = 0.0;        //!< share of its hours that a contract keeps for us 0…1
  double pledge = 0.0;        //!< of what others would take, kept for us because it sees our orders coming 0…1
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

//! Slow noise of one supplier: standard normal on each day, straight lines between midnights.
GS_HD inline double slow_noise(std::uint64_t seed, std::uint32_t supplier, Seconds t) {
  auto const at_midnight = [=](Seconds d) {
    return normal(draw4(seed, Stream::supplier_load, supplier, static_cast<std::uint32_t>(d / 4)).v[d % 4]);  // a call serves four days
  };
  double const part = static_cast<double>(t % day) / static_cast<double>(day);
  return at_midnight(t / day) * (1.0 - part) + at_midnight(t / day + 1) * part;
}

/*!
 * Share of its hours that others want at time t, 0…1: (mean + swing (week + season) / 2 + 0.05 noise) x (1 + festival) (chosen; the festival is
 * MODEL 1's +30–60 % everywhere). Outages are `supplier_up`.
 */
GS_HD inline double supplier_load(SupplierRule const& rule, SupplierSeen const& s, Seconds t) {
  if (s.mean_load <= 0.0) return 0.0;
  double const calendar = rule.swing * 0.5 * (week_shape(t) + season_shape(t));
  return clamp((s.mean_load + calendar + 0.05 * slow_noise(rule.seed, s.id, t)) * (1.0 + rule.rush), 0.0, 1.0);
}

//! What others get of it: not the booked hours, and less once it reserves hours for the orders it sees coming.
GS_HD inline double taken_by_others(SupplierSeen const& s, double load) {
  double const most = 1.0 - s.booked;
  return (load < most ? load : most) * (1.0 - s.pledge);
}

//! What an outage leaves of a supplier's hours (lever 21): `left` [%].
GS_HD inline SupplierHours share_left(SupplierHours const& h, std::uint8_t left) { return {h.calendar * left / 100, h.offered * left / 100}; }

//! Hours of one supplier in [from, to).
GS_HD inline SupplierHours supplier_hours(SupplierRule const& rule, SupplierSeen const& s, Seconds from, Seconds to) {
  Seconds const calendar = shift_overlap(from, to, s.shift_hours) * static_cast<Seconds>(s.lines);
  if (calendar == 0) return {0, 0};
  return {calendar, to_int(static_cast<double>(calendar) * (1.0 - taken_by_others(s, supplier_load(rule, s, from))))};
}

/*!
 * What an hour costs when a share `load` of the pool is taken, by others and by us: the usual price up to the knee, then dearer with the
 * square of the way to full, `rise` on top at 1 (chosen: spot prices run away near full load). Rounded to cents.
 */
GS_HD inline Cents price_at(Cents usual, double load, double rise, double knee) {
  if (load <= knee || knee >= 1.0) return usual;
  double const x = clamp((load - knee) / (1.0 - knee), 0.0, 1.0);
  return usual + to_int(static_cast<double>(usual) * rise * x * x + 0.5);
}

/*!
 * How much of others' hours a supplier that sees our order book gives up for us [1e-3], an hour on: it moves towards `sight` times the part of
 * the next two days' hours that our open orders would overfill, by at most `step` an hour.
 */
GS_HD inline std::int64_t next_pledge(std::int64_t now, Seconds book, Seconds a_day, double sight, std::int64_t step) {
  double const over = a_day > 0 ? static_cast<double>(book) / (2.0 * static_cast<double>(a_day)) - 1.0 : 0.0;
  std::int64_t const goal = to_int(1000.0 * sight * clamp(over, 0.0, 1.0) + 0.5), gap = goal - now;
  return now + (gap > step ? step : (gap < -step ? -step : gap));
}

GS_SHARED_END
