#pragma once
//! What planners expect: the mean of daily demand, its error over the protection interval, and the extra a spark may bring.
#include "kernels/planning/policy_rule.hpp"

GS_SHARED_BEGIN

inline constexpr double error_gain = 0.2;   //!< weight of the newest error in sigma_P (chosen)
inline constexpr double quiet_trust = 0.5;  //!< how far a signal below the usual is believed (chosen: too little stock costs more than too much)

GS_HD inline double per_day(Grains in_bucket, Seconds bucket) {
  return static_cast<double>(in_bucket) * (static_cast<double>(day) / static_cast<double>(bucket));
}
GS_HD inline Micro micro_of(double x) { return to_int(x * 1e6 + (x < 0.0 ? -0.5 : 0.5)); }

//! Mean demand of the last `buckets` buckets [1e-6 grains/d].
GS_HD inline Micro moving_average(Grains window, std::int64_t buckets, Seconds bucket) {
  return micro_of(per_day(window, bucket) / static_cast<double>(buckets));
}
//! Exponential smoothing: m + alpha (x - m).
GS_HD inline Micro smoothed(Micro mean, Grains asked, double alpha, Seconds bucket) {
  double const m = from_micro(mean);
  return micro_of(m + alpha * (per_day(asked, bucket) - m));
}

/*!
 * Root mean square error of P-ahead totals, updated with one error [1e-6 grains]. Errors of windows that ran for `elapsed` >= P are brought
 * back to P: their variance grows like time. This is the sigma_P of MODEL §5, measured directly, not sigma_1 sqrt(L).
 */
GS_HD inline Micro updated_sigma(Micro sigma_p, double error, Seconds horizon, Seconds elapsed) {
  double const s = from_micro(sigma_p), scale = static_cast<double>(horizon) / static_cast<double>(elapsed);
  return micro_of(exact_sqrt((1.0 - error_gain) * s * s + error_gain * error * error * scale));
}

/*!
 * Demand over the long average that a signal foretells for a point with this share of the item, between `ahead` and `ahead + horizon`
 * from now [grains]: what comes earlier is covered by the stock points it serves, whose orders carry it here anyway.
 *
 * The excess x of `sensed` over `usual` [1e-6 grains/d] fades with half-life h: x h/ln 2 (2^(-A/h) - 2^(-(A+P)/h)). A signal below the
 * usual counts half.
 */
GS_HD inline double spark(Micro sensed, Micro usual, double share, Seconds ahead, Seconds horizon, double half_life_days) {
  double const excess = from_micro(sensed - usual) * share, believed = excess < 0.0 ? quiet_trust * excess : excess;
  if (half_life_days <= 0.0 || believed == 0.0) return 0.0;
  double const fade = 0.69314718055994531 / (half_life_days * static_cast<double>(day));  // [1/s]
  auto const left = [fade](Seconds t) { return exact_exp(-fade * static_cast<double>(t)); };
  return believed / (fade * static_cast<double>(day)) * (left(ahead) - left(ahead + horizon));
}

//! Smallest k with P(X <= k) >= service, for X negative binomial with this mean (< 50) and variance; Poisson when variance <= mean.
GS_HD inline Grains count_quantile(double mean, double variance, double service) {
  if (!(mean > 0.0)) return 0;
  bool const poisson = !(variance > mean * 1.0001);
  double const r = poisson ? 0.0 : mean * mean / (variance - mean), odds = poisson ? 0.0 : (variance - mean) / variance;
  double p = poisson ? exact_exp(-mean) : exact_pow(mean / variance, r), upto = p;
  Grains k = 0;
  while (upto < service && k < 10000) {
    double const step = poisson ? mean : odds * (r + static_cast<double>(k));
    ++k;
    p = p * step / static_cast<double>(k);
    upto += p;
  }
  return k;
}

/*!
 * Order-up-to level S = F + z sigma_P + uplift [grains]. Where the mean over P is small (< 20) a normal is a poor picture of counts: the
 * quantile of a negative binomial with the same mean and variance stands in for F + z sigma_P. z <= 0 asks for no quantile.
 */
GS_HD inline Grains order_up_to(PolicyRule const& p, Micro mean, Micro sigma_p, Seconds horizon, double uplift) {
  double const f = from_micro(mean) * (static_cast<double>(horizon) / static_cast<double>(day)), sigma = from_micro(sigma_p);
  if (p.z > 0.0 && f < 20.0 && f > 0.0) return count_quantile(f, sigma * sigma, p.service) + to_int(uplift);
  double const s = f + p.z * sigma + uplift;
  return to_int(s < 0.0 ? s - 0.5 : s + 0.5);
}

GS_SHARED_END
