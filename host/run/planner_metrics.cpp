//! What each planner is judged by, echelon by echelon: how often its stock points run short, and how much of what they are asked they give at once.
//! Its stock (`inventory_value.E`), its forecasts (`forecast_wape.E`) and its orders (`bullwhip.E`) are measured elsewhere.
#include <fmt/format.h>
#include <array>
#include "host/run/sheet.hpp"

namespace gs::run {
namespace {

//! Echelons that serve members or outside customers.
std::array<bool, count_of<Echelon>> facing(WorldData const& w) {
  std::array<bool, count_of<Echelon>> to{};
  auto const serves = [&](PointId p) {
    if (p.exists() && p.v < rows(w.points)) to[static_cast<std::size_t>(at(w.points.echelon[p.v]))] = true;
  };
  for (PointId const p : w.serve.serve) serves(p);
  for (RecipeId const r : w.demands.recipe) serves(w.components.point[w.recipes.first_component[r.v]]);
  return to;
}

//! Demand asked of an echelon on the days that were measured [grains].
double asked(Collected const& s, Echelon e) {
  double sum = 0.0;
  for (std::int64_t d = 0; d < s.days(); ++d)
    for (std::int64_t l = 0; s.is_measured(d) && l < s.lines; ++l) sum += static_cast<double>(s.at(d, e, l, ChainCounter::demand));
  return sum;
}

}  // namespace

void planner_metrics(Evidence const& e, Sheet& out) {
  auto const shops = facing(e.world);
  double cycles = 0.0, short_ones = 0.0;
  for (int k = 0; k < count_of<Echelon>; ++k) {
    auto const echelon = static_cast<Echelon>(k);
    auto const n = [&](EchelonCounter c) { return e.series.echelon_sum(echelon, c); };
    double const ended = n(EchelonCounter::cycles), ran_short = n(EchelonCounter::cycles_short), to_order = n(EchelonCounter::to_order);
    if (shops[static_cast<std::size_t>(k)]) cycles += ended, short_ones += ran_short;
    if (ended > 0.0) out.add(fmt::format("cycle_service.{}", echelon_names[k]), 1.0 - ran_short / ended, fmt::format("{:.0f} cycles", ended));
    double const from_stock = asked(e.series, echelon) - to_order;
    if (from_stock > 0.0) out.add(fmt::format("fill_rate.{}", echelon_names[k]), 1.0 - n(EchelonCounter::waited) / from_stock);
  }
  out.ratio("cycle_service", cycles - short_ones, cycles, "no replenishment cycle ended");
}

}  // namespace gs::run
