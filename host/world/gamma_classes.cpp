#include "host/world/gamma_classes.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::world {
namespace {

//! Lower incomplete gamma function: x^a e^-x sum of x^n / (a (a+1) … (a+n)); all terms are positive.
double lower_gamma(double a, double x) {
  if (x <= 0.0) return 0.0;
  double term = 1.0 / a, sum = term;
  for (int n = 1; n < 2000 && term > sum * 1e-17; ++n) {
    term *= x / (a + n);
    sum += term;
  }
  return exact_exp(a * exact_log(x) - x) * sum;
}

//! Beyond it a gamma law of this shape has nothing. 40 a + 60 would take the series past its 2,000 terms, and e^-x past what exp holds.
double far_out(double a) { return a < 15.0 ? 40.0 * a + 60.0 : a + 14.0 * exact_sqrt(a) + 60.0; }

//! The x with F(a, x) = p, F the gamma distribution function of scale 1.
double gamma_quantile(double a, double p, double whole) {
  double low = -700.0, high = exact_log(far_out(a));  // bisection on ln x: small shapes reach far down
  for (int i = 0; i < 90; ++i) {
    double const middle = 0.5 * (low + high);
    (lower_gamma(a, exact_exp(middle)) < p * whole ? low : high) = middle;
  }
  return exact_exp(0.5 * (low + high));
}

//! Mean days between purchases of a member with full-need rate `m` [1/d]; Simpson over the survival function.
double mean_gap(double m, double tau) {
  if (tau <= 0.0) return 1.0 / m;
  int const steps = 600;
  double const end = tau + 40.0 / m + 9.0 * exact_sqrt(tau / m), h = end / steps;
  double sum = 0.0;
  for (int i = 0; i <= steps; ++i) {
    double const t = h * i, survive = exact_exp(-m * (t - need_share * tau * (1.0 - exact_exp(-t / tau))));
    sum += survive * (i == 0 || i == steps ? 1.0 : (i % 2 ? 4.0 : 2.0));
  }
  return sum * h / 3.0;
}

}  // namespace

ClassMeans gamma_class_means(double shape) {
  double const a = clamp(shape, 0.02, 50.0), whole = lower_gamma(a, far_out(a)), upper_whole = lower_gamma(a + 1.0, far_out(a));
  ClassMeans means{};
  double before = 0.0;
  for (int c = 0; c < activity_classes; ++c) {
    double const upto =
        c + 1 == activity_classes ? 1.0 : lower_gamma(a + 1.0, gamma_quantile(a, static_cast<double>(c + 1) / activity_classes, whole)) / upper_whole;
    means[static_cast<std::size_t>(c)] = (upto - before) * activity_classes;
    before = upto;
  }
  return means;
}

ClassMeans class_orders(ClassMeans const& looks, double mean, double tau) {
  ClassMeans orders = looks;
  if (!(mean > 0.0) || tau <= 0.0) return orders;
  double low = mean, high = mean * 1e4;  // full-need rate of the average member: above the mean, as needs are not always full
  double sum = 0.0;
  for (int i = 0; i < 50; ++i) {
    double const rate = exact_sqrt(low * high);
    sum = 0.0;
    for (int c = 0; c < activity_classes; ++c) {
      std::size_t const k = static_cast<std::size_t>(c);
      orders[k] = 1.0 / mean_gap(clamp(looks[k], 1e-9, 1e9) * rate, tau);
      sum += orders[k];
    }
    (sum < mean * activity_classes ? low : high) = rate;
  }
  for (double& o : orders) o *= activity_classes / sum;
  return orders;
}

}  // namespace gs::world
