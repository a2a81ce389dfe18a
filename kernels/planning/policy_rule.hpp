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
  bool after_demand, allow_negative;
  std::int64_t window;  //!< moving average: buckets
  Seconds bucket, review, phase, tick;
  double alpha, z;
  double service;  //!< Phi(z): the chance of being covered that z stands for
  double batch_days;
  double smoothing;   //!< T of the damped order
  double spark_days;  //!< half-life a spark is assumed to have [d]
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

//! `service` is normal_below(p.z), which the caller keeps.
inline PolicyRule policy_rule(PolicyParams const& p, Seconds tick, double service) {
  return {p.kind,
          p.forecast,
          p.after_demand,
          p.allow_negative,
          p.window < 1 ? 1 : p.window,
          p.bucket,
          p.review,
          p.phase,
          tick,
          p.alpha,
          p.z,
          service,
          p.batch,
          p.smoothing_t < 1.0 ? 1.0 : p.smoothing_t,
          p.sensing_days};
}

//! Buckets and reviews fall on the end of a tick, so that the tick's own demand is in.
GS_HD inline bool closes_bucket(PolicyRule const& p, Seconds start, Seconds end) { return ends_in(start, end, p.bucket); }
GS_HD inline bool reviews(PolicyRule const& p, Seconds start, Seconds end) { return ends_in(start, end, p.review, p.phase); }

/*!
 * Protection interval P: demand an order placed now must cover until the next one can arrive. L + R, less one tick when the order is placed
 * after the demand of its tick was seen (`after_demand`). Decision and information delay will lengthen it here.
 */
GS_HD inline Seconds protection_interval(bool after_demand, Seconds review, Seconds lead, Seconds tick) {
  Seconds const p = lead + review - (after_demand ? tick : 0);
  return p > 0 ? p : 0;
}

GS_SHARED_END
