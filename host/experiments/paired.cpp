#include "host/experiments/paired.hpp"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>
#include "host/experiments/student.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/core/random.hpp"

namespace gs::experiments {
namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double mean_of(std::span<double const> x) { return x.empty() ? nan : std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size()); }

double variance_of(std::span<double const> x) {
  if (x.size() < 2) return nan;
  double const mean = mean_of(x);
  double sum = 0.0;
  for (double const v : x) sum += (v - mean) * (v - mean);
  return sum / static_cast<double>(x.size() - 1);
}

//! Sorted means of resamples with replacement.
std::vector<double> resampled(std::span<double const> x) {
  std::vector<double> means(static_cast<std::size_t>(resamples));
  std::uint64_t draw = 0x5eed;  // fixed: the same values give the same interval
  for (double& mean : means) {
    double sum = 0.0;
    for (std::size_t k = 0; k < x.size(); ++k) sum += x[mix64(draw++) % x.size()];
    mean = sum / static_cast<double>(x.size());
  }
  std::sort(means.begin(), means.end());
  return means;
}

//! Skewness of the jackknife values over six: Efron's acceleration.
double acceleration(std::span<double const> x) {
  double const mean = mean_of(x);
  double squares = 0.0, cubes = 0.0;
  for (double const v : x) squares += (v - mean) * (v - mean), cubes += (v - mean) * (v - mean) * (v - mean);
  return squares > 0.0 ? cubes / (6.0 * std::pow(squares, 1.5)) : 0.0;
}
}  // namespace

Interval bootstrap_mean(std::span<double const> x) {
  if (x.size() < 3) return {nan, nan};
  auto const [low, high] = std::minmax_element(x.begin(), x.end());
  if (*low == *high) return {*low, *high};
  auto const means = resampled(x);
  double const center = mean_of(x), count = static_cast<double>(resamples);
  auto const below = std::lower_bound(means.begin(), means.end(), center), above = std::upper_bound(below, means.end(), center);
  double const share = (static_cast<double>(below - means.begin()) + 0.5 * static_cast<double>(above - below)) / count;  // ties by halves
  double const z0 = normal_quantile(std::clamp(share, 1.0 / count, 1.0 - 1.0 / count)), a = acceleration(x);
  auto const end = [&](double p) {
    double const z = z0 + normal_quantile(p);
    double const q = normal_cdf(z0 + z / (1.0 - a * z));
    return means[static_cast<std::size_t>(std::clamp(q * count, 0.0, count - 1.0))];
  };
  return {end(0.5 * (1.0 - level)), end(0.5 * (1.0 + level))};
}

Paired paired(std::span<double const> a, std::span<double const> b) {
  std::vector<double> left, right, difference;
  for (std::size_t r = 0; r < std::min(a.size(), b.size()); ++r) {
    if (std::isnan(a[r]) || std::isnan(b[r])) continue;
    left.push_back(a[r]), right.push_back(b[r]), difference.push_back(b[r] - a[r]);
  }
  Paired out;
  out.n = std::ssize(difference);
  out.a = mean_of(left), out.b = mean_of(right), out.difference = mean_of(difference);
  out.sd = std::sqrt(variance_of(difference));
  out.unpaired = std::sqrt(variance_of(left) + variance_of(right));
  double const n = static_cast<double>(out.n);
  double const half = out.n < 2 ? nan : student_quantile(0.5 * (1.0 + level), n - 1.0) * out.sd / std::sqrt(n);
  out.student = {out.difference - half, out.difference + half};
  out.bootstrap = bootstrap_mean(difference);
  return out;
}

std::int64_t replications_for(double sd, double half_width) {
  if (!(half_width > 0.0) || std::isnan(sd)) return sd == 0.0 ? 2 : 0;
  auto const enough = [&](std::int64_t n) {
    double const m = static_cast<double>(n);
    return student_quantile(0.5 * (1.0 + level), m - 1.0) * sd / std::sqrt(m) <= half_width;
  };
  std::int64_t low = 1, high = 2;
  while (!enough(high) && high < 100'000'000) low = high, high *= 2;
  while (high - low > 1) {
    std::int64_t const middle = (low + high) / 2;
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace gs::experiments
