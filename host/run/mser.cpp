#include "host/run/mser.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>
#include "host/run/bullwhip.hpp"
#include "host/run/outage_loss.hpp"
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {
constexpr std::size_t batch = 5;

//! Days before the first show or outage: what comes after is not meant to be stationary.
std::int64_t quiet_days(Evidence const& e) {
  Seconds from = std::min(e.trouble_from, outage_span(e.world).from);
  for (auto const& [start, end] : show_windows(e.world)) from = std::min(from, start);
  return from == never ? e.series.days() : std::clamp<std::int64_t>(e.series.row_of(from), 0, e.series.days());
}

//! Sum over product lines and the given echelons by day.
std::vector<double> by_day(Collected const& s, std::int64_t days, Echelon from, Echelon to, ChainCounter c) {
  std::vector<double> out;
  for (std::int64_t d = 0; d < days; ++d) {
    double sum = 0.0;
    for (int k = at(from); k <= at(to); ++k)
      for (std::int64_t l = 0; l < s.lines; ++l) sum += static_cast<double>(s.at(d, static_cast<Echelon>(k), l, c));
    out.push_back(sum);
  }
  return out;
}

}  // namespace

std::int64_t mser5(std::span<double const> series) {
  std::vector<double> means;
  for (std::size_t i = 0; i + batch <= series.size(); i += batch) {
    double sum = 0.0;
    for (std::size_t k = i; k < i + batch; ++k) sum += series[k];
    means.push_back(sum / static_cast<double>(batch));
  }
  if (means.size() < 10) return -1;
  double best = std::numeric_limits<double>::infinity(), sum = 0.0, squares = 0.0;
  std::size_t cut = 0;
  for (std::size_t d = means.size(); d-- > 0;) {  // from the back, so that each rest is the last plus one
    sum += means[d], squares += means[d] * means[d];
    double const n = static_cast<double>(means.size() - d);
    double const error = std::max(0.0, squares - sum * sum / n) / (n * n);
    if (2 * d <= means.size() && error <= best) best = error, cut = d;
  }
  return static_cast<std::int64_t>(cut * batch);
}

Trend trend_of(std::span<double const> series) {
  constexpr std::size_t week = 7;
  std::vector<double> weeks;
  for (std::size_t i = 0; i + week <= series.size(); i += week) {
    double sum = 0.0;
    for (std::size_t k = i; k < i + week; ++k) sum += series[k];
    weeks.push_back(sum);
  }
  double const n = static_cast<double>(weeks.size());
  if (n < 6.0) return {};
  double const middle = 0.5 * (n - 1.0), mean = std::accumulate(weeks.begin(), weeks.end(), 0.0) / n;
  double across = 0.0, along = 0.0, off = 0.0;
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    double const t = static_cast<double>(w) - middle;
    across += t * t, along += t * (weeks[w] - mean);
  }
  double const slope = along / across;
  for (std::size_t w = 0; w < weeks.size(); ++w) {
    double const rest = weeks[w] - mean - slope * (static_cast<double>(w) - middle);
    off += rest * rest;
  }
  if (!(mean > 0.0)) return {};
  double const a_year = year_days / static_cast<double>(week) / mean;
  return {slope * a_year, std::sqrt(off / (n - 2.0) / across) * a_year};
}

void warmup_metrics(Evidence const& e, Sheet& out) {
  std::int64_t const days = quiet_days(e);
  double const warmup = static_cast<double>(e.params.clock.warmup) / static_cast<double>(day);
  struct {
    char const* name;
    Echelon from, to;
    ChainCounter what;
  } const series[] = {{"shop_demand", Echelon::micro, Echelon::regional, ChainCounter::demand},
                      {"shop_stock", Echelon::micro, Echelon::central, ChainCounter::stock},
                      {"plant_stock", Echelon::plant, Echelon::material, ChainCounter::stock}};
  for (auto const& x : series) {
    std::vector<double> const all = by_day(e.series, days, x.from, x.to, x.what);
    if (std::int64_t const cut = mser5(all); cut >= 0)
      out.add(fmt::format("mser5.{}", x.name), static_cast<double>(cut),
              fmt::format("of {} days before the first wave; {:.0f} were warm-up", days, warmup));
  }
  for (auto const& x : series) {
    std::vector<double> const all = by_day(e.series, days, x.from, x.to, x.what);
    auto const measured = std::min(all.size(), static_cast<std::size_t>(warmup));
    Trend const t = trend_of(std::span(all).subspan(measured));
    if (!std::isnan(t.a_year))
      out.add(fmt::format("drift.{}", x.name), t.a_year,
              fmt::format("± {:.2f} (s.e.); {} quiet days after the warm-up", t.error, all.size() - measured));
  }
}

}  // namespace gs::run
