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

//! Ein(x) = integral of (1 - e^-u)/u from 0 to x = x - x^2/(2 2!) + x^3/(3 3!) - …; x up to 10 or so.
double ein(double x) {
  double power = x, sum = x;
  for (int k = 2; k < 60 && power > 1e-15; ++k) {
    power *= x / k;
    sum += (k % 2 == 0 ? -power : power) / k;
  }
  return sum;
}

//! Integral of the appetite (class_orders: H') from a purchase until the sating has faded to s = e^(-t/tau); whole: Ein(reluctance).
double appetite_upto(Sating const& a, double t, double s, double whole) {
  double const needs = t - need_share * a.tau * (1.0 - s);
  if (!(a.alike > 0.0) || !(a.reluctance > 0.0)) return needs;
  double const r = a.reluctance, both = 1.0 - s - (exact_exp(-r * s) - exact_exp(-r)) / r;
  return needs - a.alike * a.tau * (whole - ein(r * s) - need_share * both);
}

//! Mean days between purchases of a member with full-need rate `m` [1/d]; Simpson over the survival function.
double mean_gap(double m, Sating const& a) {
  if (a.tau <= 0.0) return 1.0 / m;
  int const steps = 600;
  double const end = a.tau + 40.0 / m + 9.0 * exact_sqrt(a.tau / m), h = end / steps, whole = ein(a.reluctance);
  double sum = 0.0;
  for (int i = 0; i <= steps; ++i) {
    double const t = h * i, survive = exact_exp(-m * appetite_upto(a, t, exact_exp(-t / a.tau), whole));
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

ClassOrders class_orders(ClassMeans const& looks, double mean, Sating const& sating) {
  ClassOrders orders{looks, mean};
  if (!(mean > 0.0) || sating.tau <= 0.0) return orders;
  double sum = 0.0;
  auto const set = [&](double rate) {
    sum = 0.0;
    for (std::size_t c = 0; c < activity_classes; ++c) {
      orders.relative[c] = 1.0 / mean_gap(clamp(looks[c], 1e-9, 1e9) * rate, sating);
      sum += orders.relative[c];
    }
    return exact_log(sum / (mean * activity_classes));
  };
  double before = exact_log(mean), x = before + 0.5, missed = set(mean), now = set(exact_exp(x));  // secants: nearly a line in logarithms
  for (int i = 0; i < 30 && (now > 1e-12 || now < -1e-12) && now != missed; ++i) {
    double const next = x - now * (x - before) / (now - missed);
    before = x, missed = now, x = next;
    now = set(exact_exp(x));
  }
  for (double& o : orders.relative) o *= activity_classes / sum;
  orders.full_need = exact_exp(x);
  return orders;
}

}  // namespace gs::world
