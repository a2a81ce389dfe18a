#pragma once
//! The shape of attention, shared by bursts and by what quiet days are expected to sell.
#include "kernels/core/exact_math.hpp"
#include "kernels/state/params.hpp"

namespace gs::world {

// Pulls are given in quiet rates, i.e. in orders; so many looks stand for one of them (chosen). What a look really brings follows from choice.
inline constexpr double live_looks_per_order = 2.5;  //!< inside a show
inline constexpr double post_looks_per_order = 5.0;  //!< content that shows one item
inline constexpr double orders_per_cart = 0.3;       //!< MODEL §3: cart -> order on the shelf
inline constexpr double post_sigma = 0.8;            //!< sd of ln quality of posts (chosen)
inline constexpr Seconds post_open = 30 * minute, post_rise = 10 * minute;

//! Excess attention falls as (1 + t/decay)^-power after a burst.
struct Tail {
  double decay = 0, power = 0;
};
//! A tail that halves after `half_life`; its quick fourth power leaves 2 % after 8.8 half-lives.
inline Tail halving(Seconds half_life) { return {static_cast<double>(half_life) / 0.189207115002721, 4.0}; }
//! How long until only `left` of the excess remains [s].
inline double until(Tail const& t, double left) { return t.decay * (exact_pow(left, -1.0 / t.power) - 1.0); }
//! Integral of a burst with plateau 1: half the rise is lost, the tail counts until 2 % is left [s].
inline double area(double open, double rise, Tail const& t) {
  double const end = 1.0 + until(t, 0.02) / t.decay;
  return open - 0.5 * rise + t.decay / (t.power - 1.0) * (1.0 - exact_pow(end, 1.0 - t.power));
}

//! Looks that a channel's daily posts bring on an average day to a SKU of popularity 1, relative to its quiet orders. `scale`: Scale::posts.
inline double post_looks(double scale, ChannelParams const& c) {
  double const posts = c.posts_per_day * scale / static_cast<double>(day), quality = exact_exp(0.5 * post_sigma * post_sigma);
  return posts * c.post_peak * area(post_open, post_rise, halving(c.post_life)) * quality * post_looks_per_order;
}

}  // namespace gs::world
