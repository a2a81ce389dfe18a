//! Stock and pipelines at time 0, as if the policies had been at work for ever: no order is missing and none is late.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/protection.hpp"

namespace gs::world {
namespace {

constexpr Seconds usual_delivery = 36 * hour;  //!< order to door (chosen; only how long returns of before time 0 go on depends on it)
constexpr int return_shipments = 4;
constexpr std::int64_t most_shipments = 32;  //!< a point; longer pipelines are bundled, each bundle on time for its first part

//! Lumps of a rhythm in [0, until].
std::int64_t lumps(Rhythm const& r, Seconds until) { return until < r.first ? 0 : (until - r.first) / r.period + 1; }

//! How orders and demand pulse through the network.
struct Pulses {
  std::vector<Rhythm> orders;  //!< when each point orders
  std::vector<double> before;  //!< what is asked of it up to its first order, that tick included [grains]
  std::vector<double> lump;    //!< days of demand in one order from downstream; 0 = it comes piece by piece
};

//! What all steps below share. Everything of stock is in grains.
struct Opening {
  WorldData& w;
  Params const& params;
  std::vector<Flow> const& flows;
  Swings& swings;
  Pulses pulses;
  double grains() const { return static_cast<double>(params.world.grains_per_unit); }
  double asked(std::size_t i) const { return flows[i].mean * grains(); }       //!< a day
  double orders(std::size_t i) const { return flows[i].orders() * grains(); }  //!< a day, net of what comes back
};

void add_shipment(WorldData& w, std::size_t to, Grains q, Seconds arrives, bool ordered) {
  std::size_t const s = add_row(w.shipments);
  w.shipments.to[s] = PointId(static_cast<std::uint32_t>(to)), w.shipments.quantity[s] = q, w.shipments.arrives[s] = arrives;
  w.shipments.ordered[s] = ordered ? 1 : 0;
  if (ordered) w.stock.next_arrival[to] = std::min<Seconds>(w.stock.next_arrival[to], arrives);
}

//! One source of demand of a point.
struct Asker {
  double a_day;
  Rhythm rhythm;
};

std::vector<std::vector<Asker>> outside_askers(WorldData const& w) {
  std::vector<std::vector<Asker>> askers(rows(w.points));
  for (std::size_t i = 0; i < rows(w.demands); ++i) {
    std::size_t const point = w.components.point[w.recipes.first_component[w.demands.recipe[i].v]].v;
    Seconds const period = w.demands.period[i];
    askers[point].push_back({from_micro(w.demands.mean[i]) / in_days(period), {0, period}});
  }
  return askers;
}

//! A point whose demand comes in lumps rarer than its reviews orders in that rhythm, at its first review at or after each lump.
Rhythm rhythm_of(Rhythm own, std::vector<Asker> const& askers, double members) {
  bool const one_pulse = !askers.empty() && members <= 0.0 &&
                         std::all_of(askers.begin(), askers.end(), [&](Asker const& a) { return a.rhythm == askers.front().rhythm; });
  if (!one_pulse || askers.front().rhythm.period <= own.period) return own;
  Rhythm const theirs = askers.front().rhythm;
  Seconds const late = theirs.first <= own.first ? 0 : (theirs.first - own.first + own.period - 1) / own.period;
  return {own.first + late * own.period, theirs.period};
}

Pulses pulses_of(Opening const& o) {
  WorldData const& w = o.w;
  Seconds const tick = o.params.clock.tick;
  auto const& t = w.points;
  std::size_t const n = rows(t);
  Pulses p{std::vector<Rhythm>(n), std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  std::vector<std::vector<Asker>> askers = outside_askers(w);
  for (std::size_t i = 0; i < n; ++i) {  // sorted by level: whoever asks came before
    double members = o.asked(i);
    for (Asker const& a : askers[i]) members -= a.a_day;
    members = members > 1e-5 * o.asked(i) ? members : 0.0;
    p.orders[i] = rhythm_of(order_rhythm(w.policies[t.policy[i].v], tick), askers[i], members);
    p.before[i] = (members - (o.asked(i) - o.orders(i))) * in_days(p.orders[i].first + tick);
    for (Asker const& a : askers[i]) {
      p.before[i] += a.a_day * in_days(a.rhythm.period) * static_cast<double>(lumps(a.rhythm, p.orders[i].first));
      p.lump[i] = std::max(p.lump[i], in_days(a.rhythm.period));
    }
    std::size_t const r = t.first_recipe[i].v;
    for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
      std::size_t const c = w.recipes.first_component[r] + k;
      double const each = static_cast<double>(w.components.quantity[c]) * 1e4 / w.recipes.yield[r];
      askers[w.components.point[c].v].push_back({each * o.orders(i), p.orders[i]});
    }
  }
  return p;
}

/*!
 * Orders under way: those of the past whose goods have not come yet, returns their sum. At most the position: what would be under way for
 * customers who are waiting is left out, because nobody waits at time 0.
 */
Grains fill_pipeline(Opening& o, std::size_t i, Grains position) {
  Rhythm const orders = o.pulses.orders[i];
  Seconds const delay = delay_of(o.w.policies[o.w.points.policy[i].v]);
  Seconds const reach = o.w.points.lead[i] + delay + orders.first;  // order k was decided at first - k period
  std::int64_t const n = reach > 0 ? (reach + orders.period - 1) / orders.period - 1 : 0;
  std::int64_t const bundle = (n + most_shipments - 1) / most_shipments;
  double const each = o.orders(i) * in_days(orders.period);
  double owed = uniform(world_draw(o.params, Stream::world_start, i).v[0]);  // running remainder: the sum is right for slow movers too
  Grains on_order = 0;
  for (std::int64_t k = n; k >= 1; k -= bundle) {  // oldest first
    owed += each * static_cast<double>(std::min(bundle, k));
    Grains const whole = to_int(owed), q = std::min(whole, position - on_order);
    owed -= static_cast<double>(whole);
    if (q <= 0) continue;
    add_shipment(o.w, i, q, reach - k * orders.period, true);
    on_order += q;
  }
  return on_order;
}

//! Parcels that members have sent back before time 0 and will be good again: they come evenly until the first of the run's own returns do.
void fill_returns(Opening& o, std::size_t i) {
  ServiceParams const& s = o.params.service;
  Seconds const span = usual_delivery + s.return_after + s.return_transit + s.inspect;
  double owed = uniform(world_draw(o.params, Stream::world_start, i, 2).v[0]);
  for (int k = 1; k <= return_shipments; ++k) {
    owed += o.flows[i].back * o.grains() * in_days(span) / return_shipments;
    Grains const q = to_int(owed);
    owed -= static_cast<double>(q);
    if (q > 0) add_shipment(o.w, i, q, span * k / return_shipments, false);
  }
}

/*!
 * Inventory position at time 0. Base stock: just before its first order it must lie one order's worth under the level, so it is
 * S - (demand between orders) + what is asked until then; orders in whole batches leave it up to a batch higher.
 * (s, S) and (r, Q): evenly between the two.
 */
double position_of(Opening const& o, std::size_t i, double level) {
  PolicyParams const& policy = o.w.policies[o.w.points.policy[i].v];
  double const reorder = static_cast<double>(o.w.points.fixed_reorder[i]), u = uniform(world_draw(o.params, Stream::world_start, i, 1).v[0]);
  if (policy.kind == PolicyKind::s_S && reorder >= 0.0) return reorder + u * std::max(0.0, level - reorder);
  if (policy.kind == PolicyKind::r_Q && reorder >= 0.0) return reorder + u * level;
  return level - o.orders(i) * in_days(o.pulses.orders[i].period) + o.pulses.before[i] + policy.batch * o.asked(i) * u;
}

void fill_point(Opening& o, std::size_t i) {
  WorldData& w = o.w;
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  double const days = in_days(protection(policy, w.points.lead[i], o.params.clock.tick)), over_p = o.asked(i) * days;
  double const sigma_p = o.swings.sigma_ahead(o.flows[i], days, forecast_days(policy), o.pulses.lump[i]) * o.grains();
  double const given = static_cast<double>(w.points.fixed_level[i]), level = given >= 0.0 ? given : order_up_to(over_p, sigma_p, policy.z);
  w.forecast.mean[i] = w.points.mean[i];
  w.forecast.sigma_p[i] = to_micro(sigma_p);
  w.forecast.promised_total[i] = to_micro(over_p);
  w.forecast.target[i] = round_near(level);
  w.stock.next_arrival[i] = never;
  Grains const position = round_by(position_of(o, i, level), world_draw(o.params, Stream::world_start, i).v[1]);
  w.stock.on_order[i] = fill_pipeline(o, i, position);
  w.stock.on_hand[i] = position - w.stock.on_order[i];
  if (o.flows[i].back > 0.0) fill_returns(o, i);
}

}  // namespace

void make_stock(WorldData& world, Params const& params, std::vector<Flow> const& flows, Swings& swings) {
  resize_rows(world.stock, rows(world.points));
  resize_rows(world.forecast, rows(world.points));
  Opening opening{world, params, flows, swings, {}};
  opening.pulses = pulses_of(opening);
  for (std::size_t i = 0; i < rows(world.points); ++i) fill_point(opening, i);
}

}  // namespace gs::world
