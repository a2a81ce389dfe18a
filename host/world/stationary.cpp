//! The stationary law: what each stock point is asked for on an average day, how much that varies, and how long its goods take.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/markets.hpp"
#include "host/world/protection.hpp"

namespace gs::world {
namespace {

constexpr double daily_swing = 0.2;  //!< sd of a day's attention to a SKU, relative (chosen: posts, weekends, luck of shows)
constexpr Seconds between_shifts = 8 * hour;

struct Means {
  std::vector<double> mean, variance;
};  //!< by point [units/d, units²/d²]

//! What members ask for where their zone's goods stand: the micro site if it keeps the SKU, else their region's.
void add_members(Draft& d, Means& m) {
  for (std::uint32_t z = 0; z < d.scale.zones; ++z) {
    std::uint32_t const region = d.world.zones.region[z];
    std::vector<double> const daily = d.zone_daily(z);
    for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku)
      for (std::uint32_t p = 0; p < d.partitions(); ++p) {
        PointId point = d.points.micro.empty() ? PointId::none() : d.points.micro[d.cell(z, sku, p)];
        if (!point.exists()) point = d.points.regional[d.cell(region, sku, p)];
        m.mean[point.v] += daily[sku] * d.platform_share[p];
      }
  }
}

//! Sends demand up the primary recipes. Days swing alike wherever the same SKU is sold; different SKUs swing on their own.
void add_children(Draft& d, Means& m) {
  auto const& w = d.world;
  for (std::size_t i = 0; i < m.mean.size(); ++i) {  // points are sorted by level: children come first
    if (w.items.kind[w.points.item[i].v] == ItemKind::sku) m.variance[i] = m.mean[i] + daily_swing * daily_swing * m.mean[i] * m.mean[i];
    std::size_t const r = w.points.first_recipe[i].v;
    double const gross = 1e4 / w.recipes.yield[r];
    for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
      std::size_t const c = w.recipes.first_component[r] + k, from = w.components.point[c].v;
      double const each = gross * static_cast<double>(w.components.quantity[c]);
      m.mean[from] += each * m.mean[i];
      m.variance[from] += each * each * m.variance[i];
    }
  }
}

void add_hours(Draft& d, Means const& m) {
  auto const& t = d.world.recipes;
  d.hours.assign(d.world.markets, 0.0);
  for (std::size_t i = 0; i < m.mean.size(); ++i) {
    std::size_t const r = d.world.points.first_recipe[i].v;
    if (t.market[r] == ~0u) continue;
    d.hours[t.market[r]] += m.mean[i] * 1e4 / t.yield[r] * static_cast<double>(t.work[r]) / static_cast<double>(hour);
  }
}

//! A review's orders are worked off before the next one: R / slack, the night between shifts, a shift for one job, and what follows.
Seconds making_lead(Draft const& d, std::size_t recipe, PolicyParams const& policy) {
  double const slack = std::max(1.0, d.params.world.capacity_slack * d.params.design.core_share);
  return round_near(static_cast<double>(policy.review) / slack) + 2 * between_shifts + d.world.recipes.lead[recipe];
}

Seconds own_lead(Draft const& d, std::size_t recipe, PolicyParams const& policy) {
  auto const& t = d.world.recipes;
  switch (t.kind[recipe]) {
    case RecipeKind::transport:
      return d.world.lanes.transit[t.lane[recipe].v];
    case RecipeKind::process:
      return making_lead(d, recipe, policy);
    default:
      return t.lead[recipe];
  }
}

//! Mean wait for goods of a stock point that holds z sigma_P: units short / demand (Little's law), at most its own lead time.
Seconds wait_at(Draft const& d, std::size_t point) {
  auto const& t = d.world.points;
  PolicyParams const& policy = d.world.policies[t.policy[point].v];
  double const mean = from_micro(t.mean[point]);
  if (!(mean > 0.0)) return 0;
  double const days = static_cast<double>(protection(policy, t.lead[point], d.params.clock.tick)) / static_cast<double>(day);
  double const sigma = sigma_ahead(mean, from_micro(t.sigma[point]), days, forecast_days(policy), 0.0);
  Seconds const wait = round_near(sigma * normal_loss(policy.z) / mean * static_cast<double>(day));
  return std::min(wait / 900 * 900, t.lead[point]);
}

}  // namespace

void make_means(Draft& draft) {
  auto& t = draft.world.points;
  Means m{std::vector<double>(rows(t), 0.0), std::vector<double>(rows(t), 0.0)};
  add_members(draft, m);
  add_children(draft, m);
  add_hours(draft, m);
  double const grains = static_cast<double>(draft.grains());
  for (std::size_t i = 0; i < m.mean.size(); ++i) {
    t.mean[i] = to_micro(m.mean[i] * grains);
    t.sigma[i] = to_micro(exact_sqrt(m.variance[i]) * grains);
  }
}

void make_leads(Draft& draft) {
  auto& t = draft.world.points;
  for (std::size_t i = rows(t); i-- > 0;) {  // sources first: a point waits for its slowest component
    std::size_t const r = t.first_recipe[i].v;
    Seconds wait = 0;
    for (std::uint32_t k = 0; k < draft.world.recipes.components[r]; ++k)
      wait = std::max(wait, wait_at(draft, draft.world.components.point[draft.world.recipes.first_component[r] + k].v));
    t.lead[i] = own_lead(draft, r, draft.world.policies[t.policy[i].v]) + wait;
  }
}

void make_policies(Draft& draft) {
  DesignParams const& d = draft.params.design;
  draft.world.policies = {d.micro, d.regional, d.central, d.plant, d.material};  // by Echelon
  for (PolicyParams& p : draft.world.policies)
    if (!d.sensing && p.forecast == ForecastKind::sensed) p.forecast = ForecastKind::moving_average;
}

}  // namespace gs::world
