#include "host/fit/patterns.hpp"
#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace gs::fit {
namespace {

struct Moments {
  double mean = 0.0, sd = 0.0;
};
Moments moments(std::vector<double> const& x) {
  if (x.empty()) return {};
  double const mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
  double square = 0.0;
  for (double const v : x) square += (v - mean) * (v - mean);
  return {mean, std::sqrt(square / static_cast<double>(x.size()))};
}

//! Moments of ln rank under k^-exponent: E ln k, and its variance.
Moments of_ln_rank(std::size_t n, double exponent) {
  double all = 0.0, first = 0.0, second = 0.0;
  for (std::size_t k = 1; k <= n; ++k) {
    double const ln = std::log(static_cast<double>(k)), p = std::exp(-exponent * ln);
    all += p, first += p * ln, second += p * ln * ln;
  }
  double const mean = first / all;
  return {mean, std::sqrt(std::max(0.0, second / all - mean * mean))};
}

//! Variance of members' mean ln spend beyond what their few purchases explain: mean squares between and within (one-way, random effects).
double between(Histories const& h) {
  double within = 0.0, all = 0.0, degrees = 0.0, n = 0.0, n2 = 0.0, groups = 0.0, sum = 0.0;
  std::vector<std::pair<double, double>> means;  // of a member: mean, purchases
  for (std::size_t m = 0; m < h.members(); ++m) {
    std::vector<double> ln;
    for (std::size_t i = h.first_of[m]; i < h.first_of[m + 1]; ++i)
      if (h.purchases[i].value > 0.0) ln.push_back(std::log(h.purchases[i].value));
    if (ln.size() < 2) continue;
    Moments const own = moments(ln);
    double const k = static_cast<double>(ln.size());
    within += own.sd * own.sd * k, degrees += k - 1.0, n += k, n2 += k * k, groups += 1.0, sum += own.mean * k;
    means.emplace_back(own.mean, k);
  }
  if (groups < 2.0) return 0.0;
  for (auto const& [mean, k] : means) all += k * (mean - sum / n) * (mean - sum / n);
  double const usual = (n - n2 / n) / (groups - 1.0), variance = (all / (groups - 1.0) - within / degrees) / usual;
  return std::sqrt(std::max(0.0, variance));
}

//! Median of the values within `reach` places, the middle itself apart.
double median_around(std::vector<double> const& v, std::size_t at, std::size_t reach) {
  std::vector<double> near;
  for (std::size_t i = at > reach ? at - reach : 0; i < std::min(v.size(), at + reach + 1); ++i)
    if (i != at) near.push_back(v[i]);
  return quantile(near, 0.5);
}

//! Days of at least 1.8 times what is usual around them, and beyond chance (Poisson, five standard deviations). (chosen)
std::vector<Spike> spikes_of(std::vector<double> const& daily) {
  std::vector<Spike> out;
  for (std::size_t d = 0; d < daily.size(); ++d) {
    double const usual = median_around(daily, d, 14);
    if (usual > 0.0 && daily[d] > 1.8 * usual && daily[d] > usual + 5.0 * std::sqrt(usual))
      out.push_back({static_cast<std::int32_t>(d), daily[d] / usual});
  }
  return out;
}

//! Purchases by day of the log.
struct Daily {
  std::vector<double> all, first, again;
};
Daily daily(Histories const& h) {
  std::vector<double> const none(static_cast<std::size_t>(h.days), 0.0);
  Daily out{none, none, none};
  for (std::size_t m = 0; m < h.members(); ++m)
    for (std::size_t i = h.first_of[m]; i < h.first_of[m + 1]; ++i) {
      std::size_t const d = static_cast<std::size_t>(h.purchases[i].day);
      ++out.all[d], ++(i == h.first_of[m] ? out.first : out.again)[d];
    }
  return out;
}

//! Repeat purchases by day that the model expects after these arrivals, with the weekly rhythm.
std::vector<double> expected_repeats(Histories const& h, std::vector<double> const& arrivals, ParetoNbd const& model, Rhythm const& rhythm) {
  std::vector<double> rate, expected(arrivals.size(), 0.0);
  for (std::size_t t = 0; t < arrivals.size(); ++t) rate.push_back(expected_rate(model, static_cast<double>(t)));
  for (std::size_t d = 0; d < expected.size(); ++d) {
    for (std::size_t from = 0; from < d; ++from) expected[d] += arrivals[from] * rate[d - from];
    bool const off = weekday(h.first_day + static_cast<std::int64_t>(d)) >= 5;
    expected[d] *= (off ? 1.0 + rhythm.weekend : 1.0) / (1.0 + rhythm.weekend * 2.0 / 7.0);
  }
  return expected;
}

//! Seen over expected: by week, spikes by themselves. A week that expects under 20 says more about chance than about attention.
std::vector<double> attention(std::vector<double> const& seen, std::vector<double> const& expected) {
  std::vector<double> out(seen.size(), 1.0), apart(seen.size(), 0.0);
  for (Spike const& s : spikes_of(seen)) apart[static_cast<std::size_t>(s.day)] = 1.0;
  for (std::size_t first = 0; first < seen.size(); first += 7) {
    std::size_t const end = std::min(seen.size(), first + 7);
    double got = 0.0, meant = 0.0;
    for (std::size_t d = first; d < end; ++d) got += (1.0 - apart[d]) * seen[d], meant += (1.0 - apart[d]) * expected[d];
    for (std::size_t d = first; d < end; ++d) {
      if (meant >= 20.0) out[d] = got / meant;
      if (apart[d] > 0.0 && expected[d] > 0.0) out[d] = seen[d] / expected[d];
    }
  }
  return out;
}

//! Most purchases a day over so many days on end.
double busiest(std::vector<double> const& all, std::size_t span) {
  double sum = 0.0, most = 0.0;
  span = std::min(span, all.size());
  for (std::size_t d = 0; d < all.size(); ++d) {
    sum += all[d] - (d >= span ? all[d - span] : 0.0);
    if (d + 1 >= span) most = std::max(most, sum / static_cast<double>(span));
  }
  return most;
}

}  // namespace

double ks_normal(std::vector<double> const& sorted, double mean, double sd) {
  double most = 0.0;
  double const n = static_cast<double>(sorted.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    double const f = 0.5 * std::erfc((mean - sorted[i]) / (std::max(sd, 1e-12) * 1.4142135623730951));
    most = std::max({most, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  return most;
}

Zipf fit_zipf(std::vector<double> units) {
  std::erase_if(units, [](double u) { return !(u > 0.0); });
  std::sort(units.begin(), units.end(), std::greater<>());
  Zipf z;
  z.goods = static_cast<std::int64_t>(units.size());
  double all = 0.0, goal = 0.0;
  for (std::size_t k = 0; k < units.size(); ++k) all += units[k], goal += units[k] * std::log(static_cast<double>(k + 1));
  if (units.size() < 2) return z;
  goal /= all;
  double low = 0.0, high = 6.0;  // E ln k falls as the exponent rises
  for (int i = 0; i < 50; ++i) {
    double const middle = 0.5 * (low + high);
    (of_ln_rank(units.size(), middle).mean > goal ? low : high) = middle;
  }
  z.exponent = 0.5 * (low + high);
  z.error = 1.0 / (of_ln_rank(units.size(), z.exponent).sd * std::sqrt(all));
  return z;
}

Spend fit_spend(Histories const& h) {
  std::vector<double> ln;
  for (Purchase const& p : h.purchases)
    if (p.value > 0.0) ln.push_back(std::log(p.value));
  std::sort(ln.begin(), ln.end());
  Moments const m = moments(ln);
  return {m.mean, m.sd, between(h), ks_normal(ln, m.mean, m.sd), static_cast<std::int64_t>(ln.size())};
}

Lead fit_lead(OrderLog const& log) {
  std::vector<double> days, ln;
  for (Order const& o : log.orders)
    if (o.delivered > o.time) days.push_back(static_cast<double>(o.delivered - o.time) / static_cast<double>(day));
  for (double const d : days) ln.push_back(std::log(d));
  std::sort(ln.begin(), ln.end());
  Moments const m = moments(ln);
  Lead out;
  out.ln_mean = m.mean, out.ln_sd = m.sd, out.orders = static_cast<std::int64_t>(days.size());
  out.median = quantile(days, 0.5), out.p95 = quantile(days, 0.95), out.ks = ks_normal(ln, m.mean, m.sd);
  return out;
}

Rhythm fit_rhythm(OrderLog const& log, Histories const& h) {
  Rhythm out;
  std::array<double, 7> seen{}, days{};
  for (Purchase const& p : h.purchases) ++seen[static_cast<std::size_t>(weekday(h.first_day + p.day))];
  for (std::int32_t d = 0; d < h.days; ++d) ++days[static_cast<std::size_t>(weekday(h.first_day + d))];
  double const mean = static_cast<double>(h.purchases.size()) / h.days;
  for (std::size_t w = 0; w < 7; ++w) out.weekday[w] = days[w] > 0.0 ? seen[w] / days[w] / mean : 1.0;
  double const week = (out.weekday[0] + out.weekday[1] + out.weekday[2] + out.weekday[3] + out.weekday[4]) / 5.0;
  if (h.days >= 14 && week > 0.0) out.weekend = std::max(-0.9, 0.5 * (out.weekday[5] + out.weekday[6]) / week - 1.0);
  if (!log.has_clock) return out;
  for (Order const& o : log.orders)
    out.hour[static_cast<std::size_t>((o.time % day + day) % day / hour)] += 24.0 / static_cast<double>(log.orders.size());
  double peak = 0.0, trough = 24.0;
  for (std::size_t k = 0; k < 24; ++k) {
    double const three = (out.hour[(k + 23) % 24] + out.hour[k] + out.hour[(k + 1) % 24]) / 3.0;
    peak = std::max(peak, three), trough = std::min(trough, three);
  }
  out.depth = std::min(0.99, (peak - trough) / (peak + trough));
  return out;
}

double expected_rate(ParetoNbd const& p, double t) { return p.r / p.alpha * (p.s > 0.0 ? std::pow(p.beta / (p.beta + t), p.s) : 1.0); }

Calendar fit_calendar(Histories const& h, ParetoNbd const& model, Rhythm const& rhythm) {
  Calendar out;
  Daily const seen = daily(h);
  out.arrivals = seen.first;
  out.spikes = spikes_of(seen.all);
  out.busiest = busiest(seen.all, 28);
  out.attention = attention(seen.again, expected_repeats(h, seen.first, model, rhythm));
  return out;
}

}  // namespace gs::fit
