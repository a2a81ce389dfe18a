#include "host/theory/functions.hpp"
#include <algorithm>
#include <cmath>
#include <map>
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

double density(double x) { return std::exp(-0.5 * x * x) / std::sqrt(2.0 * 3.14159265358979323846); }
double below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

//! z with Phi(z) = p, by bisection.
double quantile(double p) {
  double low = -40.0, high = 40.0;
  for (int i = 0; i < 200; ++i) {
    double const middle = 0.5 * (low + high);
    (below(middle) < p ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double poisson_mass(double k, double mean) { return k < 0 ? 0.0 : std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)); }
double poisson_below(double k, double mean) {
  double sum = 0.0;
  for (double j = 0; j <= k; ++j) sum += poisson_mass(j, mean);
  return sum;
}
//! E[(X - k)+], k >= 0.
double poisson_excess(double k, double mean) {
  double served = 0.0, mass = 0.0;
  for (double j = 0; j < k; ++j) {
    double const p = poisson_mass(j, mean);
    served += j * p;
    mass += p;
  }
  return mean - served - k * (1.0 - mass);
}
double poisson_quantile(double p, double mean) {
  double k = 0;
  for (double sum = poisson_mass(0, mean); sum < p && k < 1e6; sum += poisson_mass(k, mean)) ++k;
  return k;
}

double erlang_b(double servers, double load) {
  double b = 1.0;
  for (double k = 1; k <= servers; ++k) b = load * b / (k + load * b);
  return b;
}
double erlang_c(double servers, double load) {
  double const b = erlang_b(servers, load);
  return servers * b / (servers - load * (1.0 - b));
}

//! Expected cost of a period that ends at level y before the order: h y+ + p y-, y reduced by Poisson demand over the lead time and it.
double period_cost(double y, double hold, double shortage, double mean) {
  if (y < 0) return shortage * (mean - y);
  double const excess = poisson_excess(y, mean);
  return hold * (y - mean + excess) + shortage * excess;
}

//! (s, S), periodic review, order when the level is at most s: (K + sum m(j) G(S - j)) / sum m(j). Source: Veinott and Wagner 1965; Zheng and
//! Federgruen 1991. s, S, h, p, K, mean demand of a period, mean demand over the lead time and a period.
double ss_cost(std::vector<double> const& x) {
  double const s = x[0], top = x[1], mean = x[5], zero = poisson_mass(0, mean);
  std::vector<double> visits{1.0 / (1.0 - zero)};
  double cost = 0.0, length = 0.0;
  for (std::size_t j = 0; j < static_cast<std::size_t>(top - s); ++j) {
    if (j > 0) {
      double m = 0.0;
      for (std::size_t k = 0; k < j; ++k) m += visits[k] * poisson_mass(static_cast<double>(j - k), mean);
      visits.push_back(m / (1.0 - zero));
    }
    cost += visits[j] * period_cost(top - static_cast<double>(j), x[2], x[3], x[6]);
    length += visits[j];
  }
  return (x[4] + cost) / length;
}

//! (r, Q), continuous review, unit Poisson demand: (K rate + sum G(y)) / Q. Source: Federgruen and Zheng 1992. r, Q, h, p, K, rate, lead time.
double rq_cost(std::vector<double> const& x) {
  double cost = x[4] * x[5];
  for (double y = x[0] + 1; y <= x[0] + x[1]; ++y) cost += period_cost(y, x[2], x[3], x[5] * x[6]);
  return cost / x[1];
}

//! pick(i, a, b, …): the i-th of those behind it, counted from 0.
double pick(std::vector<double> const& x) {
  if (x.size() < 2 || x[0] < 0.0 || x[0] + 1.0 >= static_cast<double>(x.size())) throw ConfigError("pick(i, …) has no such entry");
  return x[static_cast<std::size_t>(x[0]) + 1];
}

struct Function {
  std::size_t arguments;  //!< 0 = any number
  double (*value)(std::vector<double> const&);
};
using X = std::vector<double> const&;

std::map<std::string, Function> const& functions() {
  static std::map<std::string, Function> const table = {
      {"sqrt", {1, [](X x) { return std::sqrt(x[0]); }}},
      {"exp", {1, [](X x) { return std::exp(x[0]); }}},
      {"ln", {1, [](X x) { return std::log(x[0]); }}},
      {"abs", {1, [](X x) { return std::fabs(x[0]); }}},
      {"floor", {1, [](X x) { return std::floor(x[0]); }}},
      {"min", {2, [](X x) { return std::min(x[0], x[1]); }}},
      {"max", {2, [](X x) { return std::max(x[0], x[1]); }}},
      {"mod", {2, [](X x) { return x[0] - x[1] * std::floor(x[0] / x[1]); }}},
      {"phi", {1, [](X x) { return density(x[0]); }}},
      {"Phi", {1, [](X x) { return below(x[0]); }}},
      {"z", {1, [](X x) { return quantile(x[0]); }}},
      {"loss", {1, [](X x) { return density(x[0]) - x[0] * below(-x[0]); }}},
      {"poisson_cdf", {2, [](X x) { return poisson_below(x[0], x[1]); }}},
      {"poisson_loss", {2, [](X x) { return poisson_excess(x[0], x[1]); }}},
      {"poisson_quantile", {2, [](X x) { return poisson_quantile(x[0], x[1]); }}},
      {"erlang_b", {2, [](X x) { return erlang_b(x[0], x[1]); }}},
      {"erlang_c", {2, [](X x) { return erlang_c(x[0], x[1]); }}},
      {"choose", {2, [](X x) { return std::round(std::exp(std::lgamma(x[0] + 1) - std::lgamma(x[1] + 1) - std::lgamma(x[0] - x[1] + 1))); }}},
      {"pick", {0, pick}},
      {"ss_cost", {7, ss_cost}},
      {"rq_cost", {7, rq_cost}}};
  return table;
}

}  // namespace

bool is_function(std::string const& name) { return functions().contains(name); }

double call_function(std::string const& name, std::vector<double> const& x) {
  auto const at = functions().find(name);
  if (at == functions().end()) throw ConfigError("there is no function '" + name + "'");
  if (at->second.arguments > 0 && x.size() != at->second.arguments)
    throw ConfigError(name + " takes " + std::to_string(at->second.arguments) + " arguments, not " + std::to_string(x.size()));
  return at->second.value(x);
}

}  // namespace gs::theory
