#pragma once
//! What the market is seen to do, refreshed every tick: averages of carts and orders, heat, reviews, ranking, and the planners' signal.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! Weights of this tick: 1 - exp(-span/tau) of the averages, and what remains of heat.
struct Fade {
  double fast, slow, heat_left, hours, fast_tau;  //!< fast_tau [h]
  CascadeParams cascade;
};
inline constexpr double fast_hours = 6.0, slow_hours = 14.0 * 24.0;  //!< (chosen): a shift, and two weeks

//! One step of an exponential average of a rate. `events` in `hours`; rates in 1e-6 1/h.
GS_HD inline Micro average(Micro old, std::int64_t events, double hours, double weight) {
  double const rate = static_cast<double>(events) / hours * 1e6;
  return to_int(static_cast<double>(old) + weight * (rate - static_cast<double>(old)));
}

//! Heat decays and rises with shares and carts, relative to the SKU's usual carts of a day, so that small and large SKUs can be hot alike.
GS_HD inline Micro next_heat(Micro heat, double left, std::int64_t shares, std::int64_t carts, double usual_per_hour) {
  double const gain = (static_cast<double>(shares) + 0.2 * static_cast<double>(carts)) / (1.0 + 24.0 * usual_per_hour);
  return to_int(clamp(static_cast<double>(heat) * left + gain * 1e6, 0.0, 1e9));
}

//! Ranking weight [2^-16]: sales velocity lifts it, stockouts and bad reviews cost it (MODEL §0.6).
GS_HD inline std::uint32_t rank_weight(double velocity, bool available, double review, CascadeParams const& p) {
  double const lift = exact_pow(clamp(velocity, 0.25, 4.0), p.rank_gain);
  double const loss = (available ? 1.0 : 1.0 - p.rank_stockout) * (1.0 - p.rank_review * (1.0 - review));
  return static_cast<std::uint32_t>(clamp(lift * loss * 65536.0, 1024.0, 1048576.0));
}

//! Expected orders a day now: usual sales, plus new carts above what chance explains (2 sd of the average) times observed conversion.
//! Fake carts lower the conversion and so screen themselves out; planners see sales and carts, never wants.
GS_HD inline double sensed_per_hour(double fast, double slow, double sold_slow, double tau) {
  double const noise = 2.0 * exact_sqrt(slow / (2.0 * tau));
  double const excess = fast - slow - noise;
  double const conversion = clamp((sold_slow + 0.003) / (slow + 0.01), 0.02, 1.0);
  return sold_slow + (excess > 0.0 ? excess * conversion : 0.0);
}

struct RefreshAttention {
  ViewOf<AttentionTable, ItemId> seen;
  ViewOf<SignalTable, ItemId> signals;
  Fade fade;
  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    std::int64_t const carts = seen.carts[sku] - seen.carts_seen[sku], orders = seen.orders[sku] - seen.orders_seen[sku];
    std::int64_t const shares = seen.shares[sku] - seen.shares_seen[sku];
    seen.carts_seen[sku] = seen.carts[sku];
    seen.orders_seen[sku] = seen.orders[sku];
    seen.shares_seen[sku] = seen.shares[sku];
    seen.fast[sku] = average(seen.fast[sku], carts, fade.hours, fade.fast);
    seen.slow[sku] = average(seen.slow[sku], carts, fade.hours, fade.slow);
    seen.sold_fast[sku] = average(seen.sold_fast[sku], orders, fade.hours, fade.fast);
    seen.sold_slow[sku] = average(seen.sold_slow[sku], orders, fade.hours, fade.slow);
    double const slow = from_micro(seen.slow[sku]), fast = from_micro(seen.fast[sku]), sold = from_micro(seen.sold_slow[sku]);
    seen.heat[sku] = next_heat(seen.heat[sku], fade.heat_left, shares, carts, slow);
    refresh_review(sku);
    seen.rank[sku] = rank_weight((fast + 0.02) / (slow + 0.02), seen.available[sku] > 0, from_micro(seen.review[sku]), fade.cascade);
    signals.usual[sku] = to_micro(24.0 * sold);
    signals.carts[sku] = seen.carts[sku];
    signals.cart_rate[sku] = seen.slow[sku];
    signals.presold[sku] = seen.deposits[sku];
    signals.sensed[sku] = to_micro(24.0 * sensed_per_hour(fast, slow, sold, fade.fast_tau));
  }
  //! The average of the last fifty or so reviews.
  GS_HD void refresh_review(ItemId sku) const {
    std::int64_t const good = seen.good[sku] - seen.good_seen[sku], bad = seen.bad[sku] - seen.bad_seen[sku];
    if (good + bad == 0) return;
    seen.good_seen[sku] = seen.good[sku];
    seen.bad_seen[sku] = seen.bad[sku];
    double const n = static_cast<double>(good + bad), weight = n / (n + 50.0);
    seen.review[sku] = to_int(static_cast<double>(seen.review[sku]) * (1.0 - weight) + weight * 1e6 * static_cast<double>(good) / n);
  }
};

}  // namespace gs::GS_BACKEND
