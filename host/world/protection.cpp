#include "host/world/protection.hpp"
#include <algorithm>
#include "kernels/core/exact_math.hpp"

namespace gs::world {

double normal_density(double z) { return 0.3989422804014327 * exact_exp(-0.5 * z * z); }

//! Source: Abramowitz & Stegun 26.2.17.
double normal_cdf(double z) {
  double const t = 1.0 / (1.0 + 0.2316419 * (z < 0.0 ? -z : z));
  double const tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  double const upper = normal_density(z) * tail;
  return z < 0.0 ? upper : 1.0 - upper;
}

double normal_loss(double z) { return std::max(0.0, normal_density(z) - z * (1.0 - normal_cdf(z))); }

Seconds protection(PolicyParams const& policy, Seconds lead, Seconds tick) {
  return std::max<Seconds>(0, lead + policy.review - (policy.after_demand ? tick : 0));
}

double forecast_days(PolicyParams const& policy) {
  double const bucket = static_cast<double>(policy.bucket) / static_cast<double>(day);
  switch (policy.forecast) {
    case ForecastKind::moving_average:
      return bucket * static_cast<double>(std::max<std::int64_t>(1, policy.window));
    case ForecastKind::smoothing:
      return bucket * (2.0 - policy.alpha) / std::max(policy.alpha, 1e-3);
    default:
      return 0.0;
  }
}

double sigma_ahead(double mean, double sigma, double days, double forecast_over, double lump_days) {
  double variance = sigma * sigma * (days + (forecast_over > 0.0 ? days * days / forecast_over : 0.0));
  if (lump_days > 0.0) {
    double const lumps = days / lump_days, part = lumps - static_cast<double>(to_int(lumps));
    variance += part * (1.0 - part) * mean * mean * lump_days * lump_days;
  }
  return exact_sqrt(variance);
}

double order_up_to(double over_p, double sigma_p, double z) {
  if (!(z > 0.0) || !(over_p > 0.0) || over_p >= 20.0) return std::max(0.0, over_p + z * sigma_p);
  double const service = normal_cdf(z), variance = sigma_p * sigma_p;
  bool const poisson = !(variance > over_p * 1.0001);
  double const r = poisson ? 0.0 : over_p * over_p / (variance - over_p), odds = poisson ? over_p : (variance - over_p) / variance;
  double p = poisson ? exact_exp(-over_p) : exact_pow(over_p / variance, r), upto = p, k = 0.0;
  while (upto < service && k < 10000.0) {
    p *= (poisson ? odds : odds * (r + k)) / (k + 1.0);
    k += 1.0;
    upto += p;
  }
  return k;
}

Rhythm order_rhythm(PolicyParams const& policy, Seconds tick) {
  Seconds const period = std::max<Seconds>(1, policy.review), phase = ((policy.phase % period) + period) % period;
  return {std::max<Seconds>(0, (phase > 0 ? phase : period) - tick), period};
}

}  // namespace gs::world
