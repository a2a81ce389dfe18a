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
  double price_sensitivity;    //!< 0.5…1.5
  double loyalty;              //!< 0…1
  std::uint64_t luck;          //!< hash base of this wake's Gumbels
  std::uint16_t sated_family;  //!< bought from lately
  double sated;                //!< how much of that need is still met, 0…1
  double price_class = 0.0;    //!< ln of the price it is used to over the reference price; without choice.budget 0
};

//! Gumbel quantiles at 0, 1/1024 … 1: between them noise is interpolated (error below 1e-3), in the tails it is computed. Three times
//! as fast as two logarithms an option.
inline constexpr int gumbel_cells = 1024, gumbel_low = 8, gumbel_high = 1000;
GS_HD inline double gumbel_from(double const* quantiles, std::uint32_t word) {
  std::uint32_t const cell = word >> 22;
  if (cell < gumbel_low || cell >= gumbel_high) return gumbel(word);
  double const part = static_cast<double>(word & 0x3fffff) * (1.0 / 4194304.0);
  return quantiles[cell] + part * (quantiles[cell + 1] - quantiles[cell]);
}
//! Gumbel noise of one SKU in this wake. `what` = ~0 is the outside option.
GS_HD inline double luck_of(double const* quantiles, std::uint64_t luck, std::uint32_t what) {
  return gumbel_from(quantiles, static_cast<std::uint32_t>(mix64(luck ^ (what * 0x9e3779b97f4a7c15ULL)) >> 32));
}

//! What a member with a price class of its own thinks of a price, beyond what everybody does. Needs beta_p > 0 (a rule of the config).
GS_HD inline double price_class_cost(ChoiceParams const& p, Taster const& who, SkuLook const& look) {
  double const apart = look.price_term / p.price - who.price_class;
  return 0.5 * p.budget * apart * apart - who.price_sensitivity * p.price * who.price_class;
}

//! Systematic utility of an item, without waiting and without noise.
//!   u = beta_0 + beta_t match - s beta_p d + beta_h ln(1 + heat) + beta_l loyalty + live bonus - 2 sated - beta_b d^2 / 2
//! d = ln(p/p_ref) - c, c the member's price class: prices are compared with those one is used to (Kalyanaram & Winer 1995).
GS_HD inline double utility(ChoiceParams const& p, Taster const& who, SkuLook const& look, double live_bonus) {
  double const sated = look.family == who.sated_family ? 2.0 * who.sated : 0.0;
  double const usual = look.value + p.taste * taste_match(who.taste, look.taste) - who.price_sensitivity * look.price_term + p.loyalty * who.loyalty +
                       live_bonus - sated;
  return p.budget > 0.0 ? usual - price_class_cost(p, who, look) : usual;
}

//! Running integer weights with a guide: guide[k] is where a draw whose first `bits` bits are k begins to look.
struct Weights {
  std::uint64_t const* upto;
  std::uint32_t const* guide;  //!< [2^bits + 1]
  std::uint32_t count;
  int bits;
};
//! About one guide entry a weight: most draws then look at one or two running sums.
GS_HD inline int guide_bits(std::uint32_t count) {
  int bits = 8;
  while (bits < 16 && (1u << bits) < count) ++bits;
  return bits;
}
//! First index whose running sum exceeds x, between low and high; no branch depends on the data.
GS_HD inline std::uint32_t first_above(std::uint64_t const* upto, std::uint32_t low, std::uint32_t high, std::uint64_t x) {
  std::uint32_t n = high - low + 1;
  while (n > 1) {
    std::uint32_t const half = n / 2;
    low = upto[low + half - 1] <= x ? low + half : low;
    n -= half;
  }
  return low;
}
GS_HD inline std::uint64_t weight_at(std::uint64_t total, std::uint32_t word) {
  return static_cast<std::uint64_t>((static_cast<unsigned __int128>(total) * word) >> 32);
}
GS_HD inline std::uint32_t draw_by_weight(Weights const& w, std::uint32_t word) {
  std::uint32_t const k = word >> (32 - w.bits);
  return first_above(w.upto, w.guide[k], w.guide[k + 1], weight_at(w.upto[w.count - 1], word));
}
//! Fills entry k of a guide.
struct MakeGuide {
  std::uint64_t const* upto;
  std::uint32_t* guide;
  std::uint32_t count;
  int bits;
  GS_HD void operator()(std::int64_t k) const {
    bool const end = k == std::int64_t{1} << bits;
    guide[k] = end ? count - 1 : first_above(upto, 0, count - 1, weight_at(upto[count - 1], static_cast<std::uint32_t>(k) << (32 - bits)));
  }
};
struct MakeQuantiles {
  double* quantiles;
  GS_HD void operator()(std::int64_t k) const {
    double const u = k == 0 ? 1e-9 : (k == gumbel_cells ? 1.0 - 1e-9 : static_cast<double>(k) / gumbel_cells);
    quantiles[k] = -exact_log(-exact_log(u));
  }
};

//! When a cart is looked at again [s]: lognormal(median, sigma). Median 3 min live, 6 h on the shelf with a tail of a week.
GS_HD inline Seconds decision_time(ChoiceParams const& p, bool live, std::uint32_t word) {
  double const median = static_cast<double>(live ? p.live_median : p.shelf_median), sigma = live ? p.live_sigma : p.shelf_sigma;
  return to_int(clamp(median * exact_exp(sigma * normal(word)), 1.0, 30.0 * 86400.0));
}
//! When it is forgotten, if it was not decided on before [s]: a constant competing hazard.
GS_HD inline Seconds abandon_time(ChoiceParams const& p, std::uint32_t word) {
  return to_int(clamp(static_cast<double>(p.abandon_mean) * exponential(word), 1.0, 60.0 * 86400.0));
}

}  // namespace gs::GS_BACKEND
