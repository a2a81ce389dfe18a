#pragma once
//! Student's t and the normal distribution, as intervals need them.

namespace gs::experiments {

//! Regularised incomplete beta function I_x(a, b), a, b > 0, 0 <= x <= 1; continued fraction (Abramowitz & Stegun 26.5.8), about 1e-14.
double incomplete_beta(double a, double b, double x);
//! P(T <= t) with `df` > 0 degrees of freedom.
double student_cdf(double t, double df);
//! The t with P(T <= t) = p, 0 < p < 1.
double student_quantile(double p, double df);
//! P(Z <= z) of the standard normal.
double normal_cdf(double z);

}  // namespace gs::experiments
