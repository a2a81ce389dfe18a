#include "host/run/bullwhip.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

namespace gs::run {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t fewest_samples = 4;
constexpr std::int64_t base_days_wanted = 28;  //!< at least four weeks of base line, in whole review cycles
constexpr std::int64_t wants_settle_days = 7;  //!< a show is forgotten after a week
constexpr std::int64_t settle_days = 14;       //!< after two review cycles a chain has reacted; beyond, drift of the base line adds up

bool quiet(Seconds from, Seconds to, Windows const& shows) {
  return std::none_of(shows.begin(), shows.end(), [=](auto const& w) { return w.first < to && from < w.second; });
}

//! First days of blocks of `grain` days that lie in one quiet stretch of the measured window.
std::vector<std::int64_t> quiet_blocks(Collected const& s, std::int64_t grain, Windows const& shows) {
  std::vector<std::int64_t> first;
  std::int64_t run = 0;
  for (std::int64_t d = 0; d < s.days(); ++d) {
    Seconds const end = s.day[static_cast<std::size_t>(d)];
    bool const counts = end - day >= s.measured_from && quiet(end - day, end, shows);
    run = counts ? run + 1 : 0;
    if (run == grain) {
      first.push_back(d + 1 - grain);
      run = 0;
    }
  }
  return first;
}

//! Squared coefficient of variation, unbiased variance; NaN for a mean of zero.
double cv2(std::vector<double> const& x) {
  double const n = static_cast<double>(x.size());
  double const mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
  double square = 0.0;
  for (double const v : x) square += (v - mean) * (v - mean);
  return mean > 0.0 ? square / (n - 1.0) / (mean * mean) : nothing;
}

template <class F>
std::vector<double> block_sums(std::vector<std::int64_t> const& first, std::int64_t grain, F&& value) {
  std::vector<double> sums;
  for (std::int64_t const d : first) {
    std::int64_t sum = 0;
    for (std::int64_t k = d; k < d + grain; ++k) sum += value(k);
    sums.push_back(static_cast<double>(sum));
  }
  return sums;
}

double median(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  std::size_t const n = x.size();
  return n % 2 == 1 ? x[n / 2] : 0.5 * (x[n / 2 - 1] + x[n / 2]);
}

//! CV2 of orders over CV2 of wants of every product line that has both, over the given blocks.
std::vector<double> line_ratios(Collected const& s, Echelon e, std::int64_t grain, std::vector<std::int64_t> const& first) {
  std::vector<double> ratios;
  for (std::int64_t l = 0; l < s.lines; ++l) {
    double const orders = cv2(block_sums(first, grain, [&](std::int64_t d) { return s.at(d, e, l, ChainCounter::orders); }));
    double const wants = cv2(block_sums(first, grain, [&](std::int64_t d) { return s.wants(d, l); }));
    if (wants > 0.0 && std::isfinite(orders)) ratios.push_back(orders / wants);
  }
  return ratios;
}

//! What the median becomes without each of the blocks in turn, as a standard error of its logarithm.
double jackknife(Collected const& s, Echelon e, std::int64_t grain, std::vector<std::int64_t> const& first) {
  double const n = static_cast<double>(first.size());
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    std::vector<std::int64_t> rest = first;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    auto const ratios = line_ratios(s, e, grain, rest);
    double const x = ratios.empty() ? nothing : std::log(median(ratios));
    sum += x, squares += x * x;
  }
  if (!std::isfinite(sum)) return nothing;  // orders that do not vary without one of them
  return std::sqrt(std::max(0.0, squares - sum * sum / n) * (n - 1.0) / n);
}

bool ever_orders(Collected const& s, Echelon e) {
  for (std::int64_t d = 0; d < s.days(); ++d)
    for (std::int64_t l = 0; l < s.lines; ++l)
      if (s.at(d, e, l, ChainCounter::orders) != 0) return true;
  return false;
}

struct Peak {
  double height = 0.0;
  std::int64_t day = 0;
};

//! Highest point of the cumulative sum of (value - base) from day `from` on.
template <class F>
Peak peak_excess(std::int64_t from, std::int64_t days, double base, F&& value) {
  Peak peak{0.0, from};
  double sum = 0.0;
  for (std::int64_t d = from; d < days; ++d) {
    sum += value(d) - base;
    if (sum > peak.height) peak = {sum, d};
  }
  return peak;
}
}  // namespace

Windows show_windows(WorldData const& world) {
  Windows all;
  for (Burst const& b : world.bursts)
    if (b.shown) all.emplace_back(b.start, std::max(b.end, b.start + 1));
  std::sort(all.begin(), all.end());
  Windows merged;
  for (auto const& w : all) {
    if (!merged.empty() && w.first <= merged.back().second)
      merged.back().second = std::max(merged.back().second, w.second);
    else
      merged.push_back(w);
  }
  return merged;
}

std::vector<Seconds> review_periods(WorldData const& world, Echelon upto) {
  std::set<std::uint32_t> used;
  for (std::size_t p = 0; p < world.points.policy.size(); ++p)
    if (world.points.echelon[p] <= upto && world.points.policy[p].exists()) used.insert(world.points.policy[p].v);
  std::vector<Seconds> reviews;
  for (std::uint32_t const policy : used) reviews.push_back(world.policies[policy].review);
  return reviews;
}

std::int64_t common_grain_days(std::vector<Seconds> const& reviews) {
  Seconds grain = day;
  for (Seconds const r : reviews)
    if (r > 0) grain = std::lcm(grain, r);
  return grain <= 3650 * day ? grain / day : 0;
}

Bullwhip bullwhip(Collected const& s, Echelon e, std::int64_t grain, Windows const& shows) {
  Bullwhip out{nothing, 0, grain, ""};
  if (grain == 0) return out.why = "review periods without a common multiple", out;
  if (s.line_wants.empty()) return out.why = "wants by product line were not recorded", out;
  if (!ever_orders(s, e)) return out.why = "no orders leave this echelon", out;
  auto const first = quiet_blocks(s, grain, shows);
  out.samples = static_cast<std::int64_t>(first.size());
  if (out.samples < fewest_samples) {
    out.why = fmt::format("{} quiet samples of {} d, needs {}: measure longer (--days)", out.samples, grain, fewest_samples);
    return out;
  }
  auto const ratios = line_ratios(s, e, grain, first);
  if (ratios.empty()) return out.why = "wants do not vary", out;
  out.ratio = median(ratios);
  out.spread = std::exp(jackknife(s, e, grain, first));
  return out;
}

Amplification amplification(Collected const& s, Echelon e, std::int64_t grain, Windows const& shows) {
  Amplification out{nothing, nothing, ""};
  if (s.line_wants.empty()) return out.why = "wants by product line were not recorded", out;
  if (!ever_orders(s, e)) return out.why = "no orders leave this echelon", out;
  auto const show = std::find_if(shows.begin(), shows.end(), [&](auto const& w) { return w.first >= s.measured_from; });
  if (show == shows.end()) return out.why = "no show in the measured window", out;
  auto const start = std::upper_bound(s.day.begin(), s.day.end(), show->first) - s.day.begin();
  std::int64_t const cycles = grain > 0 ? std::min<std::int64_t>(start / grain, std::max<std::int64_t>(1, base_days_wanted / grain)) : 0;
  std::int64_t const base_days = cycles * grain;  // whole review cycles just before the show, the warm-up's included
  if (base_days == 0) return out.why = fmt::format("fewer than {} d before the first show", grain), out;
  auto const orders = [&](std::int64_t d) {
    double sum = 0;
    for (std::int64_t l = 0; l < s.lines; ++l) sum += double(s.at(d, e, l, ChainCounter::orders));
    return sum;
  };
  auto const wants = [&](std::int64_t d) {
    double sum = 0;
    for (std::int64_t l = 0; l < s.lines; ++l) sum += double(s.wants(d, l));
    return sum;
  };
  double base_orders = 0.0, base_wants = 0.0;
  for (std::int64_t d = start - base_days; d < start; ++d) base_orders += orders(d), base_wants += wants(d);
  if (base_orders <= 0.0 || base_wants <= 0.0) return out.why = "nothing ordered before the first show", out;
  std::int64_t const end = start + (show->second - show->first) / day;
  Peak const up = peak_excess(start, std::min(s.days(), end + 2 * grain + settle_days), base_orders / double(base_days), orders);
  Peak const want = peak_excess(start, std::min(s.days(), end + wants_settle_days), base_wants / double(base_days), wants);
  if (want.height <= 0.0) return out.why = "the show brought no excess wants", out;
  out.ratio = up.height * (base_wants / base_orders) / want.height;  // in end-item equivalents
  out.lag = double(up.day - want.day);
  return out;
}

}  // namespace gs::run
