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
  return std::max<Seconds>(0, lead + policy.review + delay_of(policy) - (policy.after_demand ? tick : 0));
}

double forecast_days(PolicyParams const& policy) {
  double const bucket = static_cast<double>(policy.bucket) / static_cast<double>(day);
  switch (policy.forecast) {
    case ForecastKind::moving_average:
    case ForecastKind::ar1:
      return bucket * static_cast<double>(std::max<std::int64_t>(1, policy.window));
    case ForecastKind::smoothing:
      return bucket * (2.0 - policy.alpha) / std::max(policy.alpha, 1e-3);
    default:
      return 0.0;
  }
}

namespace {

//! Integral of a hit's appeal over [0, t] in half-lives; it lives for four of them, is replaced, and has mean 1 (traffic: appeal).
double appeal_upto(double t) {
  double const lives = static_cast<double>(to_int(t / 4.0)), age = t - 4.0 * lives;
  return 4.0 * lives + 4.0 / (1.0 - 1.0 / 16.0) * (1.0 - exact_exp(-0.6931471805599453 * age));
}

}  // namespace

double Swings::life_error(double days, double over) {
  if (half_life_ <= 0 || half_life_ > 180 * day || !(days > 0.0)) return 0.0;
  auto const [at, fresh] = seen_.emplace(std::pair{days, over}, 0.0);
  if (!fresh) return at->second;
  constexpr int steps = 64;
  double const p = days / in_days(half_life_), n = over / in_days(half_life_), past = 4.0 * (1.0 + static_cast<double>(to_int(n / 4.0)));
  for (int k = 0; k < steps; ++k) {
    double const now = past + 4.0 * (k + 0.5) / steps;
    double const ahead = (appeal_upto(now + p) - appeal_upto(now)) / p, before = n > 0.0 ? (appeal_upto(now) - appeal_upto(now - n)) / n : 1.0;
    at->second += (ahead - before) * (ahead - before) / steps;
  }
  return at->second = exact_sqrt(at->second);
}

double Swings::sigma_ahead(Flow const& flow, double days, double over, double lump_days) {
  double variance = flow.variance * (days + (over > 0.0 ? days * days / over : 0.0)) + flow.batch;
  if (flow.life > 0.0) {
    double const swing = days * life_error(days, over);
    variance += flow.life * swing * swing;
  }
  if (lump_days > 0.0) {
    double const lumps = days / lump_days, part = lumps - static_cast<double>(to_int(lumps)), lump = flow.mean * lump_days;
    variance += part * (1.0 - part) * lump * lump;
  }
  return exact_sqrt(variance);
}

double order_up_to(double over_p, double sigma_p, double z) {
  if (!(over_p > 0.0) || over_p >= 20.0) return std::max(0.0, over_p + z * sigma_p);
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
