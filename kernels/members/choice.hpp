#pragma once
//! What a member makes of an item: multinomial logit with Gumbel noise keyed on (member, SKU, wake), so that a choice can be asked twice,
//! with stock as shown and with everything at hand, on the same luck. Source: McFadden 1974.
#include "kernels/core/random.hpp"
#include "kernels/state/inbox.hpp"
#include "kernels/state/member_traits.hpp"
#include "kernels/state/params.hpp"

namespace gs::GS_BACKEND {

//! The part of a member that enters a choice.
struct Taster {
  std::uint64_t taste;
  double price_sensitivity;   //!< 0.5…1.5
  double loyalty;             //!< 0…1
  std::uint64_t luck;         //!< hash base of this wake's Gumbels
  std::uint16_t sated_family; //!< bought from lately
  double sated;               //!< how much of that need is still met, 0…1
};

//! Gumbel noise of one SKU in this wake. `what` = ~0 is the outside option.
GS_HD inline double luck_of(std::uint64_t luck, std::uint32_t what) { return gumbel(static_cast<std::uint32_t>(mix64(luck ^ (what * 0x9e3779b97f4a7c15ULL)) >> 32)); }

//! Systematic utility of an item, without waiting and without noise.
//!   u = beta_0 + beta_t match - s beta_p ln(p/p_ref) + beta_h ln(1 + heat) + beta_l loyalty + live bonus - 2 sated
GS_HD inline double utility(ChoiceParams const& p, Taster const& who, SkuLook const& look, double live_bonus) {
  double const sated = look.family == who.sated_family ? 2.0 * who.sated : 0.0;
  return look.value + p.taste * taste_match(who.taste, look.taste) - who.price_sensitivity * look.price_term + p.loyalty * who.loyalty + live_bonus - sated;
}

//! A draw from running integer weights: the first index whose sum exceeds word/2^32 of the total.
GS_HD inline std::uint32_t draw_by_weight(std::uint64_t const* upto, std::uint32_t n, std::uint32_t word) {
  auto const x = static_cast<std::uint64_t>((static_cast<unsigned __int128>(upto[n - 1]) * word) >> 32);
  std::uint32_t low = 0, high = n - 1;
  while (low < high) {
    std::uint32_t const mid = (low + high) / 2;
    if (upto[mid] > x) high = mid; else low = mid + 1;
  }
  return low;
}

//! When a cart is looked at again [s]: lognormal(median, sigma). Median 3 min live, 6 h on the shelf with a tail of a week.
GS_HD inline Seconds decision_time(ChoiceParams const& p, bool live, std::uint32_t word) {
  double const median = static_cast<double>(live ? p.live_median : p.shelf_median), sigma = live ? p.live_sigma : p.shelf_sigma;
  return to_int(clamp(median * exact_exp(sigma * normal(word)), 1.0, 30.0 * 86400.0));
}
//! When it is forgotten, if it was not decided on before [s]: a constant competing hazard.
GS_HD inline Seconds abandon_time(ChoiceParams const& p, std::uint32_t word) { return to_int(clamp(static_cast<double>(p.abandon_mean) * exponential(word), 1.0, 60.0 * 86400.0)); }

}  // namespace gs::GS_BACKEND
