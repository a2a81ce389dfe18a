#pragma once
//! How likely a member is to look in a tick. All hazards are integrals over the tick.
#include "kernels/state/inbox.hpp"
#include "kernels/state/loyalty.hpp"
#include "kernels/state/member_row.hpp"
#include "kernels/state/member_traits.hpp"
#include "kernels/state/params.hpp"

namespace gs::GS_BACKEND {

inline constexpr double most_loyal = 1.0;  //!< of l(loyalty): see state/loyalty.hpp
inline constexpr double need_share = 0.6;  //!< share of looks aimed at what was bought last (chosen)

//! Looks a member makes unprompted in this tick if nothing dampens them: lambda x clock x trace.
GS_HD inline double unprompted_looks(Pressure const& p, double class_rate, double zone_pull) {
  return class_rate * p.hours * zone_pull * p.unprompted_total;
}

//! Looks that bursts add: their pull, split over the audience by segment and class. Does not depend on state or design.
GS_HD inline double prompted_looks(Pressure const& p, std::uint32_t segment, std::uint32_t member_class, double members) {
  double total = 0.0;
  for (int c = 0; c < p.channels; ++c) total += p.affinity[c][segment] * p.channel_looks[c];
  return total * p.class_pull[member_class] / members;
}

/*!
 * Looks of a member who wakes by itself in this tick: Poisson with mean `hazard`, at least one. Without them an hour's tick would lose what
 * a busy member looks at twice in it, and finer ticks would see more looks (MODEL 2: ticks of 5, 15 and 60 min agree).
 *
 * u: uniform, of its own. Two or more have the chance 1 - h/(e^h - 1) <= h/2, so mostly nothing has to be computed.
 */
inline constexpr int most_looks = 16;  //!< (chosen) at most in one tick: one every four minutes of an hour
GS_HD inline int looks_in_tick(double hazard, double u) {
  if (u >= 0.5 * hazard) return 1;
  double const h = hazard < 20.0 ? hazard : 20.0;
  double chance = h / (exact_exp(h) - 1.0), more = 1.0 - chance;  // of exactly n, of more than n
  int n = 1;
  while (n < most_looks && u < more) {
    chance *= h / static_cast<double>(++n);
    more -= chance;
  }
  return n;
}

//! 1 - e^(-age/tau): how far the need is back after the last purchase. Minutes since start + 1; 0 = bought long ago.
GS_HD inline double need_of(MemberRow const& row, Seconds now, double need_days) {
  if (row.last_buy == 0) return 1.0;
  double const age = static_cast<double>(now - (static_cast<Seconds>(row.last_buy) - 1) * minute) / static_cast<double>(day);
  return 1.0 - exact_exp(-(age < 0.0 ? 0.0 : age) / need_days);
}

GS_HD inline double loyalty_of(MemberRow const& row) { return read_share(row.loyalty); }
//! l(loyalty) x need: what state does to unprompted looking, at most `most_loyal`.
GS_HD inline double readiness(MemberRow const& row, Seconds now, double need_days) {
  return looking_of(loyalty_of(row)) * (1.0 - need_share * (1.0 - need_of(row, now, need_days)));
}

}  // namespace gs::GS_BACKEND
