//! The stationary law: what each stock point is asked for on an average day, how much that varies, and how long its goods take.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/markets.hpp"
#include "host/world/protection.hpp"

namespace gs::world {
namespace {

constexpr double daily_swing = 0.2;  //!< sd of a day's attention to a SKU, relative (chosen: posts, weekends, luck of shows)
constexpr Seconds between_shifts = 8 * hour;

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

//! Share of a SKU's sales that comes back to stock, from live rooms and from other channels.
struct BackShare {
  double live, shelf;
};
BackShare back_share(Draft const& d, std::uint32_t sku) {
  double const good = d.params.service.return_good / 4294967296.0;
  return {static_cast<double>(d.world.items.return_live[sku]) * good, static_cast<double>(d.world.items.return_shelf[sku]) * good};
}

//! What members ask for where their zone's goods stand: the micro site if it keeps the SKU, else their region's; and what they send back there.
void add_members(Draft& d) {
  for (std::uint32_t z = 0; z < d.scale.zones; ++z) {
    std::uint32_t const region = d.world.zones.region[z];
    ZoneOrders const orders = d.zone_orders(z);
    for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku) {
      BackShare const back = back_share(d, sku);
      for (std::uint32_t p = 0; p < d.partitions(); ++p) {
        PointId point = d.points.micro.empty() ? PointId::none() : d.points.micro[d.cell(z, sku, p)];
        if (!point.exists()) point = d.points.regional[d.cell(region, sku, p)];
        double const asked = d.partition_daily(orders, sku, p), live = orders.live[sku] * d.platforms[p].live,
                     shelf = orders.shelf[sku] * d.platforms[p].shelf;
        d.flows[point.v].mean += asked;
        if (live + shelf > 0.0) d.flows[point.v].back += asked * (live * back.live + shelf * back.shelf) / (live + shelf);
        d.flows[point.v].amplified += asked;
      }
    }
  }
}

//! How much more orders vary than the demand behind them when an order-up-to policy forecasts by an average of n days: 1 + 2 P/n + 2 P²/n²
//! (Chen, Drezner, Ryan & Simchi-Levi 2000).
double amplification(Draft const& d, std::size_t i) {
  PolicyParams const& policy = d.world.policies[d.world.points.policy[i].v];
  double const over = forecast_days(policy);
  if (!(over > 0.0)) return 1.0;
  double const p = in_days(protection(policy, own_lead(d, d.world.points.first_recipe[i].v, policy), d.params.clock.tick)) / over;
  return 1.0 + 2.0 * p + 2.0 * p * p;
}

//! What is known of a point once all its askers have spoken.
void close_flow(Draft& d, std::size_t i) {
  Flow& f = d.flows[i];
  std::uint32_t const item = d.world.points.item[i].v;
  if (d.world.items.kind[item] != ItemKind::sku) return;
  double const swing = daily_swing * f.mean;  // days swing alike wherever the same SKU is sold
  f.variance = f.mean > 0.0 ? (f.mean + swing * swing) * f.amplified / f.mean : 0.0;
  f.life = d.world.items.half_life[item] == d.params.world.hit_half_life ? f.mean * f.mean : 0.0;
}

//! Sends net demand up the primary recipes: what came back need not be ordered.
void add_children(Draft& d) {
  auto const& w = d.world;
  for (std::size_t i = 0; i < d.flows.size(); ++i) {  // points are sorted by level: children come first
    close_flow(d, i);
    Flow const& f = d.flows[i];
    PolicyParams const& policy = w.policies[w.points.policy[i].v];
    double const more = amplification(d, i),
                 batch = policy.batch * static_cast<double>(day) > static_cast<double>(policy.review) ? policy.batch : 0.0;
    std::size_t const r = w.points.first_recipe[i].v;
    for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
      std::size_t const c = w.recipes.first_component[r] + k;
      double const each = static_cast<double>(w.components.quantity[c]) * 1e4 / w.recipes.yield[r], asked = each * f.orders();
      Flow& up = d.flows[w.components.point[c].v];
      up.mean += asked, up.amplified += asked * more;
      up.variance += each * each * f.variance * more, up.life += each * each * f.life;
      up.batch += asked * batch * asked * batch / 6.0;  // a batch more or less in any stretch of time
    }
  }
}

void add_hours(Draft& d) {
  auto const& t = d.world.recipes;
  d.hours.assign(d.world.markets, 0.0);
  for (std::size_t i = 0; i < d.flows.size(); ++i) {
    std::size_t const r = d.world.points.first_recipe[i].v;
    if (t.market[r] == ~0u) continue;
    d.hours[t.market[r]] += d.flows[i].orders() * 1e4 / t.yield[r] * static_cast<double>(t.work[r]) / static_cast<double>(hour);
  }
}

//! Mean wait for goods of a stock point that holds z sigma_P: units short / demand (Little's law), at most its own lead time.
Seconds wait_at(Draft& d, std::size_t point) {
  auto const& t = d.world.points;
  PolicyParams const& policy = d.world.policies[t.policy[point].v];
  double const mean = from_micro(t.mean[point]);
  if (!(mean > 0.0)) return 0;
  double const days = in_days(protection(policy, t.lead[point], d.params.clock.tick));
  double const sigma = d.swings.sigma_ahead(d.flows[point], days, forecast_days(policy), 0.0) * static_cast<double>(d.grains());
  Seconds const wait = round_near(sigma * normal_loss(policy.z) / mean * static_cast<double>(day));
  return std::min<Seconds>(wait / 900 * 900, t.lead[point]);
}

}  // namespace

void make_means(Draft& draft) {
  auto& t = draft.world.points;
  draft.flows.assign(rows(t), {});
  add_members(draft);
  add_children(draft);
  add_hours(draft);
  double const grains = static_cast<double>(draft.grains());
  for (std::size_t i = 0; i < draft.flows.size(); ++i) t.mean[i] = to_micro(draft.flows[i].mean * grains);
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
  PolicyParams to_order;                                                         // nothing is kept, and what was ordered in a tick is made at once
  to_order.name = "to_order", to_order.forecast = ForecastKind::constant, to_order.window = 1;
  to_order.review = draft.params.clock.tick;
  draft.world.policies.push_back(to_order);
  for (PolicyParams& p : draft.world.policies)
    if (!d.sensing && p.forecast == ForecastKind::sensed) p.forecast = ForecastKind::moving_average;
}

}  // namespace gs::world
