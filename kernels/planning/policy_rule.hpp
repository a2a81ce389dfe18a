#pragma once
//! What a rule needs of a replenishment policy, as plain data that travels to a device, and what follows from the policy alone.
#include "kernels/core/exact_math.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/periods.hpp"
#include "kernels/state/params.hpp"

GS_SHARED_BEGIN

struct PolicyRule {
  PolicyKind kind;
  ForecastKind forecast;
  UncensorKind uncensor;
  SharingKind sharing;
  bool after_demand, allow_negative, rho_estimated;
  std::int64_t window;  //!< moving average: buckets
  Seconds bucket, review, phase, tick;
  Seconds memory;  //!< how far back its forecast looks
  Seconds delay;   //!< age of its data plus the time to decide: so much later an order leaves (lever 22)
  double alpha, z;
  double service;  //!< Phi(z): the chance of being covered that z stands for
  double batch_days;
  double smoothing;   //!< T of the damped order
  double spark_days;  //!< half-life a spark is assumed to have [d]
  double rho;         //!< ar1: correlation of a bucket's demand with the next, when given
  bool operator==(PolicyRule const&) const = default;
};

//! The chance that a standard normal is below z, by bisection of its quantile: the same bits everywhere. Host only (slow).
inline double normal_below(double z) {
  double low = 0.0, high = 1.0;
  for (int i = 0; i < 60; ++i) {
    double const p = 0.5 * (low + high);
    (normal_quantile(p) < z ? low : high) = p;
  }
  return 0.5 * (low + high);
}

//! A window of n buckets; smoothing with alpha weighs the past like one of 2 / alpha - 1.
inline Seconds memory_of(PolicyParams const& p) {
  if (p.forecast != ForecastKind::smoothing) return p.bucket * (p.window < 1 ? 1 : p.window);
  return static_cast<Seconds>(static_cast<double>(p.bucket) * (2.0 / p.alpha - 1.0));
}

//! `service` is normal_below(p.z), which the caller keeps.
inline PolicyRule policy_rule(PolicyParams const& p, Seconds tick, double service) {
  return {p.kind,
          p.forecast,
          p.uncensor,
          p.sharing,
          p.after_demand,
          p.allow_negative,
          p.ar1_estimated,
          p.window < 1 ? 1 : p.window,
          p.bucket,
          p.review,
          p.phase,
          tick,
          memory_of(p),
          delay_of(p),
          p.alpha,
          p.z,
          service,
          p.batch,
          p.smoothing_t < 1.0 ? 1.0 : p.smoothing_t,
          p.sensing_days,
          p.ar1_rho};
}

//! Buckets and reviews fall on the end of a tick, so that the tick's own demand is in.
GS_HD inline bool closes_bucket(PolicyRule const& p, Seconds start, Seconds end) { return ends_in(start, end, p.bucket); }
GS_HD inline bool reviews(PolicyRule const& p, Seconds start, Seconds end) { return ends_in(start, end, p.review, p.phase); }

/*!
 * Protection interval P: demand an order placed now must cover until the next one can arrive. L + R, less one tick when the order is placed
 * after the demand of its tick was seen (`after_demand`), plus the delay between what the planner saw and the order (lever 22).
 */
GS_HD inline Seconds protection_interval(PolicyRule const& p, Seconds lead) {
  Seconds const t = lead + p.review + p.delay - (p.after_demand ? p.tick : 0);
  return t > 0 ? t : 0;
}

//! A policy in one tick, as sweeps over stock points read it: what falls due, and all that follows from policy and time alone.
struct PolicyNow {
  PolicyRule rule;
  bool closes, reviews;  //!< in this tick
  std::int64_t slot;     //!< of the ring, for the bucket that ends now
  double per_window;     //!< demand of the window to demand a day [1/d]
  double per_bucket;     //!< demand of a bucket to demand a day [1/d]
};
inline PolicyNow policy_now(PolicyRule const& p, Seconds start, Seconds end) {
  double const a_day = static_cast<double>(day) / static_cast<double>(p.bucket);
  return {p, closes_bucket(p, start, end), reviews(p, start, end), (end / p.bucket - 1) % p.window, a_day / static_cast<double>(p.window), a_day};
}

GS_SHARED_END
