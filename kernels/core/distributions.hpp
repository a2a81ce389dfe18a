#pragma once
//! Random quantities with more than one draw behind them: gamma, Poisson, negative binomial. Exact maths, so the same bits everywhere.
#include "kernels/core/random.hpp"

GS_SHARED_BEGIN

//! The words of one agent at one time, one after another: as many as a rejection method takes (1,024 before they repeat).
struct Words {
  std::uint64_t seed;
  Stream stream;
  std::uint64_t id;
  std::uint32_t time;
  std::uint32_t taken = 0;
  Draws now = {};
  GS_HD std::uint32_t next() {
    if (taken % 4 == 0) now = draw4(seed, stream, id, time, taken / 4 % 256);
    return now.v[taken++ % 4];
  }
  GS_HD double uniform01() {
    std::uint32_t const high = next();
    return uniform52(high, next());
  }
};

//! Largest integer not above x; |x| < 9e18.
GS_HD inline std::int64_t floor_int(double x) {
  std::int64_t const n = to_int(x);
  return static_cast<double>(n) > x ? n - 1 : n;
}

//! ln k! for k >= 0: Stirling's series from 10 on (error below 1e-11), a product below.
GS_HD inline double log_factorial(std::int64_t k) {
  if (k < 10) {
    double product = 1.0;
    for (std::int64_t i = 2; i <= k; ++i) product *= static_cast<double>(i);
    return exact_log(product);
  }
  double const x = static_cast<double>(k) + 1.0, r = 1.0 / x, r2 = r * r;
  return (x - 0.5) * exact_log(x) - x + 0.91893853320467274178 + r * (1.0 / 12.0 - r2 * (1.0 / 360.0 - r2 * (1.0 / 1260.0 - r2 / 1680.0)));
}

//! Gamma of shape >= 1 and scale 1. Source: Marsaglia and Tsang 2000.
GS_HD inline double draw_gamma_from_one(Words& words, double shape) {
  double const d = shape - 1.0 / 3.0, c = 1.0 / exact_sqrt(9.0 * d);
  for (int tries = 0; tries < 64; ++tries) {
    double const x = normal(words.next()), lift = 1.0 + c * x;
    if (lift <= 0.0) continue;
    double const v = lift * lift * lift;
    if (exact_log(words.uniform01()) < 0.5 * x * x + d - d * v + d * exact_log(v)) return d * v;
  }
  return d;  // 64 refusals in a row: less than 1e-80
}
//! Gamma of shape > 0 and scale 1; below shape 1 the next shape times a power of a uniform (same source).
GS_HD inline double draw_gamma(Words& words, double shape) {
  double const boost = shape < 1.0 ? exact_pow(words.uniform01(), 1.0 / shape) : 1.0;
  return boost * draw_gamma_from_one(words, shape < 1.0 ? shape + 1.0 : shape);
}

//! Poisson by inversion; mean in [0, 10].
GS_HD inline std::int64_t draw_poisson_small(Words& words, double mean) {
  double const u = words.uniform01();
  double p = exact_exp(-mean), upto = p;
  std::int64_t k = 0;
  while (u > upto && k < 200) {
    ++k;
    p = p * mean / static_cast<double>(k);
    upto += p;
  }
  return k;
}

//! Poisson by transformed rejection; mean >= 10. Source: Hörmann 1993, algorithm PTRS.
GS_HD inline std::int64_t draw_poisson_large(Words& words, double mean) {
  double const b = 0.931 + 2.53 * exact_sqrt(mean), a = -0.059 + 0.02483 * b;
  double const bound = 0.9277 - 3.6224 / (b - 2.0), inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), log_mean = exact_log(mean);
  for (int tries = 0; tries < 64; ++tries) {
    double const u = words.uniform01() - 0.5, v = words.uniform01(), us = 0.5 - (u < 0.0 ? -u : u);
    std::int64_t const k = floor_int((2.0 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= bound) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    double const density = -mean + static_cast<double>(k) * log_mean - log_factorial(k);
    if (exact_log(v) + exact_log(inverse_alpha) - exact_log(a / (us * us) + b) <= density) return k;
  }
  return floor_int(mean);
}

//! Poisson with any mean >= 0 (up to 1e15).
GS_HD inline std::int64_t draw_poisson(Words& words, double mean) {
  if (!(mean > 0.0)) return 0;
  return mean < 10.0 ? draw_poisson_small(words, mean) : draw_poisson_large(words, mean);
}

//! Negative binomial by its mean and variance, as a Poisson whose rate is gamma. variance <= mean: Poisson.
GS_HD inline std::int64_t draw_negative_binomial(Words& words, double mean, double variance) {
  if (!(mean > 0.0)) return 0;
  if (!(variance > mean)) return draw_poisson(words, mean);
  double const scale = (variance - mean) / mean, shape = mean / scale;
  return draw_poisson(words, scale * draw_gamma(words, shape));
}

GS_SHARED_END
