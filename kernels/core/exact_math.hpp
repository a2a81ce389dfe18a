#pragma once
//! exp, log, pow and friends from + - * / sqrt alone: the same bits from every compiler, level and device (no contraction).
#include <cmath>
#include <cstdint>
#include "kernels/core/macros.hpp"

GS_SHARED_BEGIN

GS_HD inline double clamp(double x, double low, double high) { return x < low ? low : (x > high ? high : x); }
GS_HD inline double power_of_two(std::int64_t k) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(k + 1023) << 52); }
//! Nearest integer of |x| < 2^51, ties to even; exact arithmetic.
GS_HD inline double nearest(double x) {
  double const shift = 6755399441055744.0;
  return (x + shift) - shift;
}

//! e^x, x clamped to [-700, 700]; relative error below 3e-16 (tested). Cody–Waite reduction, Taylor to degree 13 on |r| <= ln2/2.
GS_HD inline double exact_exp(double x) {
  x = clamp(x, -700.0, 700.0);
  double const k = nearest(x * 1.4426950408889634);
  double const r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  double p = 1.6059043836821613e-10;
  p = p * r + 2.08767569878681e-09;
  p = p * r + 2.505210838544172e-08;
  p = p * r + 2.755731922398589e-07;
  p = p * r + 2.7557319223985893e-06;
  p = p * r + 2.48015873015873e-05;
  p = p * r + 1.984126984126984e-04;
  p = p * r + 1.3888888888888889e-03;
  p = p * r + 8.333333333333333e-03;
  p = p * r + 4.1666666666666664e-02;
  p = p * r + 1.6666666666666666e-01;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  return p * power_of_two(static_cast<std::int64_t>(k));
}

//! ln x for normal x > 0 (smaller ones count as 2^-1022); relative error below 3e-16 away from 1 (tested). atanh series on m in [sqrt 1/2, sqrt 2).
GS_HD inline double exact_log(double x) {
  if (!(x > 2.2250738585072014e-308)) x = 2.2250738585072014e-308;
  std::uint64_t bits = __builtin_bit_cast(std::uint64_t, x);
  std::int64_t k = static_cast<std::int64_t>(bits >> 52) - 1023;
  double m = __builtin_bit_cast(double, (bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++k;
  }
  double const s = (m - 1.0) / (m + 1.0), z = s * s;
  double p = 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  double const tail = 2.0 * s * z * p;
  double const kd = static_cast<double>(k);
  return kd * 6.93147180369123816490e-01 + (2.0 * s + (tail + kd * 1.90821492927058770002e-10));
}

//! x^y for x > 0.
GS_HD inline double exact_pow(double x, double y) { return exact_exp(y * exact_log(x)); }
GS_HD inline double exact_sqrt(double x) { return x > 0.0 ? sqrt(x) : 0.0; }  // IEEE sqrt rounds alike everywhere

//! Inverse of the standard normal distribution, |error| < 1.2e-9 relative. Source: rational approximation of P. J. Acklam (2003).
GS_HD inline double normal_quantile(double p) {
  p = clamp(p, 1e-15, 1.0 - 1e-15);
  double const q0 = 0.02425;
  if (p < q0 || p > 1.0 - q0) {
    double const q = exact_sqrt(-2.0 * exact_log(p < q0 ? p : 1.0 - p));
    double const x = (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q - 2.549732539343734e+00) * q +
                       4.374664141464968e+00) *
                          q +
                      2.938163982698783e+00) /
                     ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q + 3.754408661907416e+00) * q + 1.0);
    return p < q0 ? x : -x;
  }
  double const q = p - 0.5, r = q * q;
  return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r -
           3.066479806614716e+01) *
              r +
          2.506628277459239e+00) *
         q /
         (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r -
           1.328068155288572e+01) *
              r +
          1.0);
}

//! Real to integer, clamped: the bare conversion of an out-of-range double is not the same everywhere.
GS_HD inline std::int64_t to_int(double x) { return static_cast<std::int64_t>(clamp(x, -9.0e18, 9.0e18)); }
GS_HD inline std::int64_t to_micro(double x) { return to_int(nearest(clamp(x * 1e6, -2.0e15, 2.0e15))); }
GS_HD inline double from_micro(std::int64_t x) { return static_cast<double>(x) * 1e-6; }
//! Probability to threshold 0…2^32.
GS_HD inline std::uint64_t to_chance(double p) { return static_cast<std::uint64_t>(clamp(p, 0.0, 1.0) * 4294967296.0); }

GS_SHARED_END
