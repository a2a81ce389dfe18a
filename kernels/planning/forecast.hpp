#pragma once
//! What planners expect: the mean of daily demand, its error over the protection interval, and the extra a spark may bring.
#include "kernels/planning/policy_rule.hpp"

GS_SHARED_BEGIN

inline constexpr double most_gain = 0.2;    //!< largest weight of the newest error in sigma_P (chosen)
inline constexpr double quiet_trust = 0.5;  //!< how far a signal below the usual is believed (chosen: too little stock costs more than too much)

GS_HD inline Micro micro_of(double x) { return to_int(x * 1e6 + (x < 0.0 ? -0.5 : 0.5)); }

//! Mean demand of the last buckets [1e-6 grains/d]; `per_window` turns their sum into demand a day.
GS_HD inline Micro moving_average(Grains window, double per_window) { return micro_of(static_cast<double>(window) * per_window); }
//! Exponential smoothing: m + alpha (x - m); `per_bucket` turns a bucket's demand into demand a day.
GS_HD inline Micro smoothed(Micro mean, Grains asked, double alpha, double per_bucket) {
  double const m = from_micro(mean);
  return micro_of(m + alpha * (static_cast<double>(asked) * per_bucket - m));
}

/*!
 * What the last bucket says about the next n when demand is autoregressive of order 1, x_{t+1} = mu + rho (x_t - mu) + e: the
 * minimum-mean-square forecast of their total is n mu plus this, (x - mu) (rho + rho^2 + ... + rho^n). A part of a bucket counts in
 * proportion. Source: Lee, So and Tang 2000.
 */
GS_HD inline double ar1_excess(double mu, double rho, double last, double n) {
  double weight = rho, sum = 0.0;
  for (; n > 0.0 && (weight > 1e-9 || weight < -1e-9); n -= 1.0, weight *= rho) sum += weight * (n < 1.0 ? n : 1.0);
  return sum * (last - mu);
}

/*!
 * rho from n past buckets: lag-1 autocorrelation, its small-sample bias (1 + 4 rho)/n taken off (Marriott and Pope 1954), within +-0.95.
 * `sum`, `squares` and `products` of the series x_1 ... x_n: of x, x^2 and x_k x_{k+1}; `ends` = x_1 + x_n.
 */
GS_HD inline double ar1_rho(double n, double sum, double squares, double products, double ends) {
  double const mu = sum / n, c0 = squares - n * mu * mu, c1 = products - mu * (2.0 * sum - ends) + (n - 1.0) * mu * mu;
  if (!(c0 > 0.0) || n < 3.0) return 0.0;
  double const r = c1 / c0;
  return clamp(r + (1.0 + 4.0 * r) / n, -0.95, 0.95);
}

/*!
 * Demand of a bucket as it would have been with stock at hand all the time [grains], from what was asked in it, the part asked while nothing
 * was at hand, and for how long that was [s]. `u` in [0, 1) rounds fractions up or down without bias.
 *
 * Sales / in-stock time when something was at hand for a quarter of the bucket; else at least what was expected. What was asked anyway
 * (orders that waited) counts in full.
 */
GS_HD inline Grains uncensored(Grains asked, Grains asked_out, Seconds out, Seconds bucket, double expected, double u) {
  if (out <= 0) return asked;
  Seconds const in = out < bucket ? bucket - out : 0;
  double const full = 4 * in >= bucket ? static_cast<double>(asked - asked_out) * (static_cast<double>(bucket) / static_cast<double>(in)) : expected;
  Grains const seen = to_int(full + u);
  return seen > asked ? seen : asked;
}

/*!
 * Root mean square error of P-ahead totals, updated with one error [1e-6 grains]. Errors of windows that ran for `elapsed` >= P are brought
 * back to P: their variance grows like time. This is the sigma_P of MODEL §5, measured directly, not sigma_1 sqrt(L).
 *
 * It remembers as long as the forecast does (`memory`), at least five errors: a shorter memory makes S follow the last error, z sigma at a
 * time, and each echelon passes that on as demand.
 */
GS_HD inline Micro updated_sigma(Micro sigma_p, double error, Seconds horizon, Seconds elapsed, Seconds memory) {
  double const s = from_micro(sigma_p), scale = static_cast<double>(horizon) / static_cast<double>(elapsed);
  double const share = static_cast<double>(elapsed) / static_cast<double>(elapsed + memory), gain = share < most_gain ? share : most_gain;
  return micro_of(exact_sqrt((1.0 - gain) * s * s + gain * error * error * scale));
}

/*!
 * Days of a spark's excess demand that fall between `ahead` and `ahead + horizon` from now [d]: h/ln 2 (2^(-A/h) - 2^(-(A+P)/h)) for a
 * half-life h. What comes earlier is covered by the stock points downstream, whose orders carry it here anyway.
 */
GS_HD inline double spark_days_ahead(Seconds ahead, Seconds horizon, double half_life_days) {
  if (half_life_days <= 0.0) return 0.0;
  double const fade = 0.69314718055994531 / (half_life_days * static_cast<double>(day));  // [1/s]
  auto const left = [fade](Seconds t) { return exact_exp(-fade * static_cast<double>(t)); };
  return (left(ahead) - left(ahead + horizon)) / (fade * static_cast<double>(day));
}

/*!
 * Demand over the long average that a signal foretells for a stock point [grains]: the excess of `sensed` over `usual` [1e-6 grains/d] times
 * the point's `weight` = its share of the item x spark_days_ahead. A signal below the usual counts half.
 */
GS_HD inline double spark(Micro sensed, Micro usual, double weight) {
  double const excess = from_micro(sensed - usual) * weight;
  return excess < 0.0 ? quiet_trust * excess : excess;
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

inline constexpr double few = 20.0;  //!< below so much demand over P a normal is a poor picture of counts (MODEL §5)

//! Demand over the horizon that the mean makes expect [grains].
GS_HD inline double over_horizon(Micro mean, Seconds horizon) { return from_micro(mean) * (static_cast<double>(horizon) * (1.0 / 86400.0)); }

//! F + z sigma_P, rounded to whole grains.
GS_HD inline Grains normal_level(double f, double z, Micro sigma_p) {
  double const s = f + z * from_micro(sigma_p);
  return to_int(s < 0.0 ? s - 0.5 : s + 0.5);
}

/*!
 * Order-up-to level S = F + z sigma_P [grains], without the uplift of a spark. For few (F < 20) the quantile of a negative binomial with the
 * same mean and variance stands in for F + z sigma_P, whatever the sign of z.
 */
GS_HD inline Grains order_up_to(PolicyRule const& p, Micro mean, Micro sigma_p, Seconds horizon) {
  double const f = over_horizon(mean, horizon), sigma = from_micro(sigma_p);
  if (f < few && f > 0.0) return count_quantile(f, sigma * sigma, p.service);
  return normal_level(f, p.z, sigma_p);
}

GS_SHARED_END
