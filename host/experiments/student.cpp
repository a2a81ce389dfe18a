#include "host/experiments/student.hpp"
#include <cmath>
#include <initializer_list>

namespace gs::experiments {
namespace {

//! The continued fraction by Lentz' method as modified by Thompson & Barnett (1986).
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  auto const away_from_zero = [](double v) { return std::abs(v) < tiny ? tiny : v; };
  double c = 1.0, d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)), value = d;
  for (int m = 1; m <= 500; ++m) {
    double const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    double const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    double step = 1.0;
    for (double const term : {even, odd}) {
      d = 1.0 / away_from_zero(1.0 + term * d);
      c = away_from_zero(1.0 + term / c);
      value *= step = d * c;
    }
    if (std::abs(step - 1.0) < 1e-15) break;
  }
  return value;
}
}  // namespace

double incomplete_beta(double a, double b, double x) {
  if (x <= 0.0) return 0.0;
  if (x >= 1.0) return 1.0;
  double const front = std::exp(std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b) + a * std::log(x) + b * std::log1p(-x));
  // the fraction converges fast below the mean of the distribution only
  if (x < (a + 1.0) / (a + b + 2.0)) return front * beta_fraction(a, b, x) / a;
  return 1.0 - front * beta_fraction(b, a, 1.0 - x) / b;
}

double student_cdf(double t, double df) {
  double const tail = 0.5 * incomplete_beta(0.5 * df, 0.5, df / (df + t * t));
  return t > 0.0 ? 1.0 - tail : tail;
}

double student_quantile(double p, double df) {
  if (p < 0.5) return -student_quantile(1.0 - p, df);
  double low = 0.0, high = 1.0;
  while (student_cdf(high, df) < p && high < 1e15) high *= 2.0;
  for (int k = 0; k < 200 && high - low > 1e-14 * high; ++k) {
    double const middle = 0.5 * (low + high);
    (student_cdf(middle, df) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double normal_cdf(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace gs::experiments
