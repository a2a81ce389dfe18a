#include "host/run/scorecard.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace gs::run {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double half_every(double raw, double scale) { return std::exp2(-std::max(0.0, raw) / scale); }
double percent(double share) { return 100.0 * std::clamp(share, 0.0, 1.0); }

struct Score {
  double value = nothing;
  std::string raw;
};

//! First of two metrics that has a number.
std::string first_of(std::vector<Metric> const& m, std::string const& a, std::string const& b) { return std::isnan(value_of(m, a)) ? b : a; }

Score response(std::vector<Metric> const& m) {
  std::string const door = first_of(m, "order_to_door_p95_wave", "order_to_door_p95_quiet");
  double const p95 = value_of(m, door), restock = value_of(m, "time_to_restock");
  if (std::isnan(p95)) return {nothing, "no parcels"};
  double const speed = half_every(p95, 4.0);
  if (std::isnan(restock)) return {percent(speed), fmt::format("{} {:.2f} d", door, p95)};
  return {percent(std::sqrt(speed * half_every(restock, 30.0))), fmt::format("{} {:.2f} d, time_to_restock {:.1f} d", door, p95, restock)};
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
  double const revenue = value_of(m, "revenue"), all = value_of(m, "cost.all"), delivered = value_of(m, "orders_per_member_year");
  if (!(revenue > 0.0)) return {nothing, "no revenue"};
  std::string raw = fmt::format("costs {:.3f} of sales", all / revenue);
  if (e.params.design.grades.on)
    raw += fmt::format(", premium {:.0f} % deep, {:.0f} % made for one", 100.0 * e.params.design.grades.deep_premium,
                       100.0 * e.params.design.grades.extreme_premium);
  return {std::isnan(delivered) && all == 0.0 ? nothing : percent((1.0 - all / revenue) / 0.5), raw};
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
  return {percent((worst - 0.5) / 0.5 * half_every(back, 60.0)), fmt::format("worst day {:.3f}, recovery {:.0f} d", worst, back)};
}

}  // namespace

std::vector<Metric> scorecard(Evidence const& e, std::vector<Metric> const& m) {
  std::vector<Metric> out;
  auto const add = [&out](char const* name, Score const& s) { out.push_back({name, find_metric(name), s.value, s.raw}); };
  add("score.response", response(m));
  add("score.range", range(e));
  add("score.cost", cost(e, m));
  add("score.quality", quality(m));
  add("score.resilience", resilience(m));
  return out;
}

}  // namespace gs::run
