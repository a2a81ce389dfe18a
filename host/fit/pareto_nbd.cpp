#include "host/fit/pareto_nbd.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include "host/fit/simplex.hpp"

namespace gs::fit {
namespace {

//! Gauss' hypergeometric function for 0 <= z < 1, by its series; all terms are positive here.
double hypergeometric(double a, double b, double c, double z) {
  double term = 1.0, sum = 1.0;
  for (int n = 0; n < 2000 && term > sum * 1e-13; ++n) {
    term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
    sum += term;
  }
  return sum;
}

//! Nodes and weights of Gauss and Legendre's rule of 32 points, the positive half.
constexpr double nodes[16] = {0.048307665687738324, 0.14447196158279649, 0.23928736225213706, 0.33186860228212767,
                              0.42135127613063533,  0.50689990893222936, 0.5877157572407623,  0.66304426693021523,
                              0.73218211874028971,  0.79448379596794239, 0.84936761373256997, 0.89632115576605209,
                              0.93490607593773967,  0.96476225558750639, 0.98561151154526838, 0.99726386184948157};
constexpr double weights[16] = {0.096540088514727659, 0.095638720079274708, 0.093844399080804511, 0.09117387869576378,
                                0.087652093004403783, 0.083311924226946707, 0.078193895787070228, 0.072345794108848338,
                                0.065822222776361683, 0.058684093478535565, 0.050998059262376091, 0.042835898022226836,
                                0.034273862913021765, 0.025392065309262024, 0.016274394730905743, 0.0070186100094705058};

/*!
 * ln of the integral of (alpha + t)^-(r + x) (beta + t)^-(s + 1) over the time of leaving t in [tx, T], in y = ln(1 + (t - tx) / c): c is how fast
 * the integrand falls at first, so that it is smooth in y however often the member bought.
 */
double log_left_by_quadrature(ParetoNbd const& p, Record const& m) {
  double const a = p.alpha + m.tx, b = p.beta + m.tx, c = 1.0 / ((p.r + m.x) / a + (p.s + 1.0) / b);
  double const half = 0.5 * std::log1p((m.T - m.tx) / c);
  double sum = 0.0;
  for (int k = 0; k < 16; ++k)
    for (double const side : {-1.0, 1.0}) {
      double const y = half * (1.0 + side * nodes[k]), t = c * std::expm1(y);
      sum += weights[k] * std::exp(y - (p.r + m.x) * std::log1p(t / a) - (p.s + 1.0) * std::log1p(t / b));
    }
  return std::log(p.s * sum * half * c) - (p.r + m.x) * std::log(a) - (p.s + 1.0) * std::log(b);
}

//! The same by the series in closed form (Fader and Hardie's A0 with its factors), which is quick where alpha and beta are not far apart.
double log_left(ParetoNbd const& p, Record const& m) {
  double const a = p.r + p.s + m.x, larger = std::max(p.alpha, p.beta), apart = std::fabs(p.alpha - p.beta);
  double const b = p.alpha >= p.beta ? p.s + 1.0 : p.r + m.x;
  double const early = larger + m.tx, late = larger + m.T;
  if (apart > 0.7 * early) return log_left_by_quadrature(p, m);
  double const at_early = hypergeometric(a, b, a + 1.0, apart / early);
  double const part = 1.0 - hypergeometric(a, b, a + 1.0, apart / late) / at_early * std::pow(early / late, a);
  return part > 0.0 ? std::log(p.s / a) + std::log(at_early) - a * std::log(early) + std::log(part) : -INFINITY;
}

double sum_of_logs(double a, double b) {
  double const high = std::max(a, b);
  return high == -INFINITY ? high : high + std::log(std::exp(a - high) + std::exp(b - high));
}

//! Chance of x purchases in t days at gamma rates: negative binomial.
double nbd(ParetoNbd const& p, double x, double t) {
  double const q = t / (p.alpha + t);
  return std::exp(std::lgamma(p.r + x) - std::lgamma(p.r) - std::lgamma(x + 1.0) - p.r * std::log1p(t / p.alpha) + (x > 0.0 ? x * std::log(q) : 0.0));
}

constexpr double low = -14.0, high = 14.0;  // of the logarithms: beyond, nothing changes any more
ParetoNbd from_logs(std::vector<double> const& logs) {
  auto const at = [&](std::size_t i) { return std::exp(std::clamp(logs[i], low, high)); };
  ParetoNbd p{at(0), at(1), 0.0, 100.0};
  if (logs.size() > 2) p.s = at(2), p.beta = at(3);
  return p;
}
//! What it costs to leave the range, so that the search turns round.
double outside(std::vector<double> const& logs) {
  double sum = 0.0;
  for (double const x : logs) sum += std::max(0.0, std::fabs(x) - high);
  return 1e3 * sum;
}

//! Where the search begins: everybody seen stays, rates by the mean of the records.
std::array<double, 2> first_guess(std::vector<Record> const& records) {
  double repeats = 0.0, time = 0.0;
  for (Record const& m : records) repeats += m.x * m.members, time += m.T * m.members;
  return {std::log(0.5), std::log(0.5 * time / repeats)};
}

}  // namespace

std::vector<Record> records_of(Histories const& h) {
  std::map<std::array<std::int32_t, 3>, double> alike;
  for (std::size_t m = 0; m < h.members(); ++m) {
    std::int32_t const first = h.purchases[h.first_of[m]].day, last = h.purchases[h.first_of[m + 1] - 1].day;
    ++alike[{static_cast<std::int32_t>(h.count(m)) - 1, last - first, h.days - first}];
  }
  std::vector<Record> out;
  for (auto const& [key, n] : alike) out.push_back({static_cast<double>(key[0]), static_cast<double>(key[1]), key[2] - 0.5, n});
  return out;
}

double log_likelihood(ParetoNbd const& p, Record const& m) {
  double const shared = std::lgamma(p.r + m.x) - std::lgamma(p.r) + p.r * std::log(p.alpha);
  double const stays = -(p.r + m.x) * std::log(p.alpha + m.T);
  if (!(p.s > 0.0)) return shared + stays;
  return shared + p.s * std::log(p.beta) + sum_of_logs(stays - p.s * std::log(p.beta + m.T), log_left(p, m));
}

double log_likelihood(ParetoNbd const& p, std::vector<Record> const& records) {
  double sum = 0.0;
  for (Record const& m : records) sum += m.members * log_likelihood(p, m);
  return sum;
}

std::vector<double> repeats(ParetoNbd const& p, double T, int most) {
  constexpr int steps = 128;  // Simpson over the time of leaving, in ln(beta + t)
  std::vector<double> chance(static_cast<std::size_t>(most) + 1, 0.0);
  double const reach = p.s > 0.0 ? std::log1p(T / p.beta) : 0.0, width = reach / steps;
  double rest = 1.0;
  for (int x = 0; x < most; ++x) {
    double sum = 0.0;
    for (int i = 0; i <= steps && p.s > 0.0; ++i) {
      double const y = width * i, weight = i == 0 || i == steps ? 1.0 : (i % 2 ? 4.0 : 2.0);
      sum += weight * p.s * std::exp(-p.s * y) * nbd(p, x, p.beta * std::expm1(y));
    }
    double const c = std::exp(-p.s * reach) * nbd(p, x, T) + sum * width / 3.0;
    chance[static_cast<std::size_t>(x)] = c, rest -= c;
  }
  chance.back() = std::max(0.0, rest);
  return chance;
}

ParetoNbdFit fit_pareto_nbd(std::vector<Record> const& records) {
  auto const cost = [&](std::vector<double> const& logs) { return outside(logs) - log_likelihood(from_logs(logs), records); };
  auto const guess = first_guess(records);
  double longest = 0.0;
  for (Record const& m : records) longest = std::max(longest, m.T);
  Minimum const plain = minimise(cost, {guess[0], guess[1]}, 0.3, 1e-6);
  Minimum const full = minimise(cost, {guess[0], guess[1], std::log(0.5), std::log(0.5 * longest)}, 0.3, 1e-6, 1000);
  std::vector<double> const wide = standard_errors(cost, full.at, 0.01);
  ParetoNbdFit fit;
  fit.at = from_logs(full.at), fit.nbd = from_logs(plain.at);
  fit.error = {fit.at.r * wide[0], fit.at.alpha * wide[1], fit.at.s * wide[2], fit.at.beta * wide[3]};  // delta method
  fit.log_likelihood = -full.value, fit.nbd_log_likelihood = -plain.value;
  fit.converged = full.converged;
  return fit;
}

}  // namespace gs::fit
