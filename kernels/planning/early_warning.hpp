#pragma once
//! Early warning (lever 2): a CUSUM of new carts by SKU. An alarm is planned at once, out of turn, at all stock points of the SKU and of what
//! it is made of: that is how it reserves hours and material, as far as there are any.
#include "kernels/planning/bill.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds watch_every = hour;     //!< carts are counted by the hour
inline constexpr double least_cart_rate = 0.02;  //!< of a SKU nobody has looked at yet [1/h] (chosen)

/*!
 * One step of the CUSUM for a rise of a Poisson mean from `expected` to `rise` x expected: max(0, W + x ln(rise) - expected (rise - 1)) [nats],
 * the log likelihood ratio of the two. Source: Page 1954; Lorden 1971.
 */
GS_HD inline double cusum_step(double evidence, double seen, double expected, double rise, double log_rise) {
  double const w = evidence + seen * log_rise - expected * (rise - 1.0);
  return w > 0.0 ? w : 0.0;
}

//! Threshold for so many false alarms a month of 30 days and SKU: the mean time between them is at least e^h looks (Lorden 1971).
inline double cusum_threshold(double false_alarms_a_month) {
  double const looks = 30.0 * static_cast<double>(day) / static_cast<double>(watch_every);
  return exact_log(looks / false_alarms_a_month);
}

//! New carts of all SKUs and what was usual, so that the rhythm of day and week cancels: cells 0 and 1.
struct CountCrowd {
  Signals signals;
  ViewOf<WarningTable, ItemId> warnings;
  std::int64_t* cells;
  std::int64_t count;
  static constexpr std::int64_t run = 512;
  GS_HD void operator()(std::int64_t k) const {
    std::int64_t const end = (k + 1) * run < count ? (k + 1) * run : count;
    std::int64_t carts = 0, usual = 0;
    for (std::int64_t i = k * run; i < end; ++i) {
      ItemId const sku(static_cast<std::uint32_t>(i));
      carts += signals.carts[sku] - warnings.seen[sku];
      usual += signals.cart_rate[sku];
    }
    atomic_add(&cells[0], carts);
    atomic_add(&cells[1], usual);
  }
};

struct WatchCarts {
  Signals signals;
  ViewOf<WarningTable, ItemId> warnings;
  std::int64_t const* cells;  //!< as CountCrowd
  std::int64_t* alarms;       //!< how many
  std::uint8_t* alarm;        //!< by item
  double rise, log_rise, threshold;

  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    double const others = static_cast<double>(cells[0]), usual = from_micro(cells[1]);
    double const crowd = usual > 0.0 ? (others + 1.0) / (usual + 1.0) : 1.0;
    double const rate = from_micro(signals.cart_rate[sku]), expected = crowd * (rate > least_cart_rate ? rate : least_cart_rate);
    double const news = static_cast<double>(signals.carts[sku] - warnings.seen[sku]);
    double const evidence = cusum_step(from_micro(warnings.cusum[sku]), news, expected, rise, log_rise);
    bool const fires = evidence > threshold;
    warnings.seen[sku] = signals.carts[sku];
    warnings.cusum[sku] = fires ? 0 : to_micro(evidence);
    alarm[i] = fires ? 1 : 0;
    if (fires) atomic_add(alarms, 1);
  }
};

//! What a SKU under alarm is made of is planned at once, too. Edges of one depth only read items that are complete.
struct PassAlarm {
  std::uint8_t* alarm;
  BillEdge const* edges;
  GS_HD void operator()(std::int64_t e) const {
    if (alarm[edges[e].from.at()] != 0) alarm[edges[e].to.at()] = 1;  // several edges may write the same
  }
};

}  // namespace gs::GS_BACKEND
