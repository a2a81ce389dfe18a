#include "host/run/mser.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <limits>
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

void warmup_metrics(Evidence const& e, Sheet& out) {
  std::int64_t const days = quiet_days(e);
  double const warmup = static_cast<double>(e.params.clock.warmup) / static_cast<double>(day);
  struct {
    char const* name;
    Echelon from, to;
    ChainCounter what;
  } const series[] = {{"mser5.shop_demand", Echelon::micro, Echelon::regional, ChainCounter::demand},
                      {"mser5.shop_stock", Echelon::micro, Echelon::central, ChainCounter::stock},
                      {"mser5.plant_stock", Echelon::plant, Echelon::material, ChainCounter::stock}};
  for (auto const& x : series) {
    std::int64_t const cut = mser5(by_day(e.series, days, x.from, x.to, x.what));
    if (cut < 0) return;
    out.add(x.name, static_cast<double>(cut), fmt::format("of {} days before the first wave; {:.0f} were warm-up", days, warmup));
  }
}

}  // namespace gs::run
