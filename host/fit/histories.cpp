#include "host/fit/histories.hpp"
#include <algorithm>
#include <functional>
#include <numeric>
#include "kernels/core/errors.hpp"

namespace gs::fit {
namespace {

constexpr std::int64_t longest_log = 20 * 366;  //!< [d]

std::int64_t day_of(Seconds t) { return t >= 0 ? t / day : -((-t + day - 1) / day); }

double top_share(std::vector<double> totals, double part) {
  double const all = std::accumulate(totals.begin(), totals.end(), 0.0);
  std::sort(totals.begin(), totals.end(), std::greater<>());
  std::size_t const n = static_cast<std::size_t>(part * static_cast<double>(totals.size()) + 0.5);
  double const top = std::accumulate(totals.begin(), totals.begin() + static_cast<std::ptrdiff_t>(n), 0.0);
  return all > 0.0 ? top / all : 0.0;
}

}  // namespace

double quantile(std::vector<double>& values, double q) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  double const at = q * static_cast<double>(values.size() - 1);
  std::size_t const k = static_cast<std::size_t>(at);
  return k + 1 < values.size() ? values[k] + (at - static_cast<double>(k)) * (values[k + 1] - values[k]) : values[k];
}

Histories histories_of(OrderLog const& log) {
  Histories h;
  std::int64_t last = INT64_MIN;
  h.first_day = INT64_MAX;
  for (Order const& o : log.orders) h.first_day = std::min(h.first_day, day_of(o.time)), last = std::max(last, day_of(o.time));
  GS_VALIDATE(last - h.first_day < longest_log, "the log reaches from " + write_day(h.first_day) + " to " + write_day(last) +
                                                    ", over twenty years: is a date wrong, or its format (--dates)?");
  h.days = static_cast<std::int32_t>(last - h.first_day + 1);
  std::uint32_t member = ~0u;
  for (Order const& o : log.orders) {
    std::int32_t const d = static_cast<std::int32_t>(day_of(o.time) - h.first_day);
    if (o.member != member) h.first_of.push_back(h.purchases.size());
    if (o.member != member || h.purchases.back().day != d) h.purchases.push_back({d, 0.0});
    h.purchases.back().value += o.value;
    member = o.member;
  }
  h.first_of.push_back(h.purchases.size());
  return h;
}

Facts facts_of(Histories const& h) {
  Facts f;
  f.members = static_cast<std::int64_t>(h.members()), f.purchases = static_cast<std::int64_t>(h.purchases.size());
  if (f.members == 0) return f;
  std::vector<double> gaps, spend, counts, values;
  for (std::size_t m = 0; m < h.members(); ++m) {
    f.one_time += h.count(m) == 1 ? 1.0 : 0.0;
    counts.push_back(static_cast<double>(h.count(m)));
    spend.push_back(0.0);
    for (std::size_t i = h.first_of[m]; i < h.first_of[m + 1]; ++i) {
      spend.back() += h.purchases[i].value;
      values.push_back(h.purchases[i].value);
      if (i > h.first_of[m]) gaps.push_back(static_cast<double>(h.purchases[i].day - h.purchases[i - 1].day));
    }
  }
  f.one_time /= static_cast<double>(f.members);
  f.mean_purchases = static_cast<double>(f.purchases) / static_cast<double>(f.members);
  if (!gaps.empty()) f.gap_mean = std::accumulate(gaps.begin(), gaps.end(), 0.0) / static_cast<double>(gaps.size());
  f.gap_median = quantile(gaps, 0.5);
  f.top_fifth = top_share(spend, 0.2), f.top_fifth_purchases = top_share(counts, 0.2);
  f.mean_value = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  f.median_value = quantile(values, 0.5);
  return f;
}

}  // namespace gs::fit
