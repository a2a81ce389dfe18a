//! Stock and pipelines at time 0, as if the policies had been at work for ever: no order is missing and none is late.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/protection.hpp"

namespace gs::world {
namespace {

constexpr std::int64_t most_shipments = 32;  //!< a point; longer pipelines are bundled, each bundle on time for its first part

double in_days(Seconds t) { return static_cast<double>(t) / static_cast<double>(day); }

//! Lumps of a rhythm in [0, until].
std::int64_t lumps(Rhythm const& r, Seconds until) { return until < r.first ? 0 : (until - r.first) / r.period + 1; }

//! How orders and demand pulse through the network.
struct Pulses {
  std::vector<Rhythm> orders;  //!< when each point orders
  std::vector<double> before;  //!< what is asked of it up to its first order, that tick included [grains]
  std::vector<double> lump;    //!< days of demand in one order from downstream; 0 = it comes piece by piece
};

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

Pulses pulses_of(WorldData const& w, Seconds tick) {
  auto const& t = w.points;
  std::size_t const n = rows(t);
  Pulses p{std::vector<Rhythm>(n), std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  std::vector<std::vector<Asker>> askers = outside_askers(w);
  for (std::size_t i = 0; i < n; ++i) {  // sorted by level: whoever asks came before
    double members = from_micro(t.mean[i]);
    for (Asker const& a : askers[i]) members -= a.a_day;
    members = members > 1e-5 * from_micro(t.mean[i]) ? members : 0.0;
    p.orders[i] = rhythm_of(order_rhythm(w.policies[t.policy[i].v], tick), askers[i], members);
    p.before[i] = members * in_days(p.orders[i].first + tick);
    for (Asker const& a : askers[i]) {
      p.before[i] += a.a_day * in_days(a.rhythm.period) * static_cast<double>(lumps(a.rhythm, p.orders[i].first));
      p.lump[i] = std::max(p.lump[i], in_days(a.rhythm.period));
    }
    std::size_t const r = t.first_recipe[i].v;
    for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
      std::size_t const c = w.recipes.first_component[r] + k;
      double const each = static_cast<double>(w.components.quantity[c]) * 1e4 / w.recipes.yield[r];
      askers[w.components.point[c].v].push_back({each * from_micro(t.mean[i]), p.orders[i]});
    }
  }
  return p;
}

/*!
 * Orders under way: those of the past whose goods have not come yet, returns their sum. At most the position: what would be under way for
 * customers who are waiting is left out, because nobody waits at time 0.
 */
Grains fill_pipeline(WorldData& w, Params const& params, std::size_t i, Rhythm const& orders, Grains position) {
  Seconds const reach = w.points.lead[i] + orders.first;  // order k was placed at first - k period
  std::int64_t const n = reach > 0 ? (reach + orders.period - 1) / orders.period - 1 : 0;
  std::int64_t const bundle = (n + most_shipments - 1) / most_shipments;
  double const each = from_micro(w.points.mean[i]) * in_days(orders.period);
  double owed = uniform(world_draw(params, Stream::world_start, i).v[0]);  // running remainder: the sum is right for slow movers too
  Grains on_order = 0;
  for (std::int64_t k = n; k >= 1; k -= bundle) {  // oldest first
    owed += each * static_cast<double>(std::min(bundle, k));
    Grains const whole = to_int(owed), q = std::min(whole, position - on_order);
    owed -= static_cast<double>(whole);
    if (q <= 0) continue;
    std::size_t const s = add_row(w.shipments);
    w.shipments.to[s] = PointId(static_cast<std::uint32_t>(i)), w.shipments.quantity[s] = q, w.shipments.ordered[s] = 1;
    w.shipments.arrives[s] = reach - k * orders.period;
    w.stock.next_arrival[i] = std::min(w.stock.next_arrival[i], w.shipments.arrives[s]);
    on_order += q;
  }
  return on_order;
}

/*!
 * Inventory position at time 0. Base stock: just before its first order it must lie one order's worth under the level, so it is
 * S - (demand between orders) + what is asked until then; orders in whole batches leave it up to a batch higher.
 * (s, S) and (r, Q): evenly between the two.
 */
double position_of(WorldData const& w, Params const& params, std::size_t i, double level, Pulses const& pulses) {
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  double const reorder = static_cast<double>(w.points.fixed_reorder[i]), u = uniform(world_draw(params, Stream::world_start, i, 1).v[0]);
  if (policy.kind == PolicyKind::s_S && reorder >= 0.0) return reorder + u * std::max(0.0, level - reorder);
  if (policy.kind == PolicyKind::r_Q && reorder >= 0.0) return reorder + u * level;
  double const a_day = from_micro(w.points.mean[i]);
  return level - a_day * in_days(pulses.orders[i].period) + pulses.before[i] + policy.batch * a_day * u;
}

void fill_point(WorldData& w, Params const& params, Pulses const& pulses, std::size_t i) {
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  double const a_day = from_micro(w.points.mean[i]), days = in_days(protection(policy, w.points.lead[i], params.clock.tick));
  double const sigma_p = sigma_ahead(a_day, from_micro(w.points.sigma[i]), days, forecast_days(policy), pulses.lump[i]);
  double const given = static_cast<double>(w.points.fixed_level[i]), level = given >= 0.0 ? given : order_up_to(a_day * days, sigma_p, policy.z);
  w.forecast.mean[i] = w.points.mean[i];
  w.forecast.sigma_p[i] = to_micro(sigma_p);
  w.forecast.promised_total[i] = to_micro(a_day * days);
  w.forecast.target[i] = round_near(level);
  w.stock.next_arrival[i] = never;
  Grains const position = round_by(position_of(w, params, i, level, pulses), world_draw(params, Stream::world_start, i).v[1]);
  w.stock.on_order[i] = fill_pipeline(w, params, i, pulses.orders[i], position);
  w.stock.on_hand[i] = position - w.stock.on_order[i];
}

}  // namespace

void make_stock(WorldData& world, Params const& params) {
  resize_rows(world.stock, rows(world.points));
  resize_rows(world.forecast, rows(world.points));
  Pulses const pulses = pulses_of(world, params.clock.tick);
  for (std::size_t i = 0; i < rows(world.points); ++i) fill_point(world, params, pulses, i);
}

}  // namespace gs::world
