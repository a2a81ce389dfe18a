#include "host/run/scorecard.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include "kernels/state/order_flags.hpp"

namespace gs::run {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double half_every(double raw, double scale) { return std::exp2(-std::max(0.0, raw) / scale); }
double percent(double share) { return 100.0 * std::clamp(share, 0.0, 1.0); }

struct Score {
  double value = nothing;
  std::string raw;
};

double sum(std::vector<std::int64_t> const& v) { return static_cast<double>(std::accumulate(v.begin(), v.end(), std::int64_t{0})); }

//! What became of the wants of a cohort: the mean of 2^(-wait / 4 d) over all of them, and the share that left without an order.
struct Door {
  double speed = nothing, left = 0.0;
};
Door door_of(Evidence const& e, Cohort cohort) {
  Totals const& t = e.totals;
  auto const first = static_cast<std::size_t>(at(cohort)) * static_cast<std::size_t>(wait_hours);
  if (t.wait_hist.size() < first + wait_hours) return {};
  double orders = 0.0, soon = 0.0;
  for (std::int64_t h = 0; h < wait_hours; ++h) {
    auto const k = first + static_cast<std::size_t>(h);
    orders += static_cast<double>(t.wait_hist[k] + t.censored_hist[k]);
    soon += static_cast<double>(t.wait_hist[k]) * half_every((static_cast<double>(h) + 0.5) / 24.0, 4.0);
  }
  double const in_waves = sum(t.sku_wants_wave), wants = std::max(orders, cohort == Cohort::wave ? in_waves : sum(t.sku_wants) - in_waves);
  return orders > 0.0 ? Door{soon / wants, 1.0 - orders / wants} : Door{};
}

Score response(Evidence const& e, std::vector<Metric> const& m) {
  Door const wave = door_of(e, Cohort::wave);
  bool const in_waves = !std::isnan(wave.speed);
  Door const door = in_waves ? wave : door_of(e, Cohort::quiet);
  if (std::isnan(door.speed)) return {nothing, "no parcels"};
  std::string const p95 = in_waves ? "order_to_door_p95_wave" : "order_to_door_p95_quiet";
  std::string const raw = fmt::format("{} {:.2f} d, {:.1f} % of wants left", p95, value_of(m, p95), 100.0 * door.left);
  double const restock = value_of(m, "time_to_restock");
  if (std::isnan(restock)) return {percent(door.speed), raw};
  return {percent(std::sqrt(door.speed * half_every(restock, 30.0))), fmt::format("{}, time_to_restock {:.1f} d", raw, restock)};
}

//! Configurations: SKUs in the list, and every pair of modules of a family where combinations are made to order.
Score range(Evidence const& e) {
  if (e.world.skus == 0) return {nothing, "no SKUs: a loaded network"};
  WorldParams const& w = e.params.world;
  DesignParams const& d = e.params.design;
  double const pairs = static_cast<double>(e.world.families) * static_cast<double>(w.module_options_a * w.module_options_b);
  double const n = d.grades.on && d.modular ? std::max(pairs, static_cast<double>(e.world.skus)) : static_cast<double>(e.world.skus);
  return {percent(std::log10(std::max(1.0, n)) / 6.0), fmt::format("{:.0f} configurations{}", n, d.grades.on ? ", and pieces made for one" : "")};
}

Score cost(Evidence const& e, std::vector<Metric> const& m) {
  double const left = value_of(m, "margin_share");
  if (std::isnan(left)) return {nothing, "no revenue"};
  std::string raw = fmt::format("margin {:.3f} of sales", left);
  if (e.params.design.grades.on)
    raw += fmt::format(", premium {:.0f} % deep, {:.0f} % made for one", 100.0 * e.params.design.grades.deep_premium,
                       100.0 * e.params.design.grades.extreme_premium);
  return {percent(left / 0.5), raw};
}

Score quality(std::vector<Metric> const& m) {
  double const defective = value_of(m, "defective");
  if (std::isnan(defective)) return {nothing, "no parcels"};
  std::string raw = fmt::format("defective {:.3f} %", 100.0 * defective);
  for (Metric const& x : m)
    if (x.name.starts_with("defect_escape.")) raw += fmt::format(", {} {:.3f} %", x.name.substr(14), 100.0 * x.value);
  return {percent(half_every(defective, 0.01)), raw};
}

Score resilience(std::vector<Metric> const& m) {
  double const worst = value_of(m, "service_worst_day"), recover = value_of(m, "time_to_recover");
  if (std::isnan(worst)) return {nothing, "no wave and no outage"};
  double const back = std::isnan(recover) ? 0.0 : recover;
  return {percent(worst * half_every(back, 60.0)), fmt::format("worst day {:.3f}, recovery {:.0f} d", worst, back)};
}

}  // namespace

std::vector<Metric> scorecard(Evidence const& e, std::vector<Metric> const& m) {
  std::vector<Metric> out;
  auto const add = [&out](char const* name, Score const& s) { out.push_back({name, find_metric(name), s.value, s.raw}); };
  add("score.response", response(e, m));
  add("score.range", range(e));
  add("score.cost", cost(e, m));
  add("score.quality", quality(m));
  add("score.resilience", resilience(m));
  return out;
}

}  // namespace gs::run
