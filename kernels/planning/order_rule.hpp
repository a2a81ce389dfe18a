#pragma once
//! How much a stock point orders: base stock (plain or damped), (s,S), (r,Q), batches and lots.
#include "kernels/planning/forecast.hpp"

GS_SHARED_BEGIN

GS_HD inline Grains round_up(Grains q, Grains multiple) { return multiple > 1 ? (q + multiple - 1) / multiple * multiple : q; }

//! Everything on hand or coming that nobody has been promised.
GS_HD inline Grains inventory_position(Grains on_hand, Grains reserved, Grains on_order, Grains backlog, Grains owed) {
  return on_hand - reserved + on_order - backlog - owed;
}

//! Order multiple: so many days of mean demand, in whole grains; 0 = none.
GS_HD inline Grains batch_of(PolicyRule const& p, Micro stationary_mean) {
  if (p.batch_days <= 0.0) return 0;
  double const q = p.batch_days * from_micro(stationary_mean);
  Grains const whole = to_int(q);
  return whole < 1 ? 1 : (static_cast<double>(whole) < q ? whole + 1 : whole);
}

struct Levels {
  Grains target;         //!< order-up-to level from the forecast
  Grains fixed_level;    //!< S or Q from outside; -1 = none
  Grains fixed_reorder;  //!< s or r from outside; -1 = none
  Grains batch;          //!< 0 = none
};

//! Base stock: q = f + (S - f - IP) / T with f the mean demand of a review period; T = 1 is the plain order-up-to. In whole units what is
//! missing is ordered one at a time at least: rounded to nothing, the last unit of a slow mover would be missing for ever.
GS_HD inline Grains base_stock_order(PolicyRule const& p, Grains level, Grains position, Micro mean) {
  if (p.smoothing <= 1.0) return level - position;
  double const f = from_micro(mean) * (static_cast<double>(p.review) / static_cast<double>(day));
  double const q = f + (static_cast<double>(level - position) - f) / p.smoothing;
  Grains const whole = to_int(q < 0.0 ? q - 0.5 : q + 0.5);
  return whole < 1 && level > position && !p.allow_negative ? 1 : whole;
}

//! What the policy asks for before lots; below zero only a base stock that allows it.
GS_HD inline Grains policy_order(PolicyRule const& p, Levels const& l, Grains position, Micro mean) {
  Grains const level = l.fixed_level >= 0 ? l.fixed_level : l.target, reorder = l.fixed_reorder >= 0 ? l.fixed_reorder : l.target;
  Grains const least = l.batch > 0 ? l.batch : 1;
  if (p.kind == PolicyKind::s_S) return position <= reorder ? (l.fixed_level >= 0 ? level : reorder + least) - position : 0;
  if (p.kind == PolicyKind::r_Q) {
    Grains const lot = l.fixed_level > 0 ? l.fixed_level : least;
    return position <= reorder ? ((reorder - position) / lot + 1) * lot : 0;
  }
  Grains const q = base_stock_order(p, level, position, mean);
  if (q < 0) return p.allow_negative ? q : 0;
  return round_up(q, l.batch);
}

//! What a recipe makes of it: at least its minimum, in its multiples. Negative quantities (textbook) pass as they are.
GS_HD inline Grains lotted(Grains q, Grains lot, Grains minimum) {
  if (q <= 0) return q;
  return round_up(q < minimum ? minimum : q, lot);
}

/*!
 * What a stock point can spare for a sister of its own level: stock nobody has been promised, less its own mean demand until its next
 * arrival (or for P when nothing is on the way).
 */
GS_HD inline Grains lateral_spare(Grains free, Micro mean, Seconds now, Seconds next_arrival, Seconds horizon) {
  Seconds const wait = next_arrival < now + horizon ? (next_arrival > now ? next_arrival - now : 0) : horizon;
  Grains const need = to_int(from_micro(mean) * (static_cast<double>(wait) / static_cast<double>(day)) + 0.999999);
  return free - need;
}

GS_SHARED_END
