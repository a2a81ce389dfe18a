//! Stock and pipelines at time 0, as if the policies had been at work for ever: no order is missing and none is late.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/protection.hpp"

namespace gs::world {
namespace {

constexpr std::int64_t most_shipments = 32;  //!< a point; longer pipelines are bundled, each bundle on time for its first part

//! When a stream of equal lumps comes: at first, first + period, …
struct Rhythm {
  Seconds first = 0, period = 1;
};
Rhythm rhythm_of(PolicyParams const& p) { return {first_review(p), std::max<Seconds>(1, p.review)}; }
//! Lumps in [0, until].
std::int64_t lumps(Rhythm const& r, Seconds until) { return until < r.first ? 0 : (until - r.first) / r.period + 1; }

//! What is asked of each point up to its first review, and how it comes.
struct Asked {
  std::vector<double> before;  //!< until the first review, itself included [grains]
  std::vector<double> lump;    //!< days of demand in one order from downstream; 0 = it comes piece by piece
};

Asked asked_before(WorldData const& w) {
  auto const& t = w.points;
  std::size_t const n = rows(t);
  Asked a{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  std::vector<double> children(n, 0.0);
  auto const ask = [&](std::size_t point, double a_day, Rhythm const& r) {
    double const days = static_cast<double>(r.period) / static_cast<double>(day);
    a.before[point] += a_day * days * static_cast<double>(lumps(r, first_review(w.policies[t.policy[point].v])));
    a.lump[point] = std::max(a.lump[point], days);
    children[point] += a_day;
  };
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t const r = t.first_recipe[i].v;
    for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
      std::size_t const c = w.recipes.first_component[r] + k;
      double const each = static_cast<double>(w.components.quantity[c]) * 1e4 / w.recipes.yield[r];
      ask(w.components.point[c].v, each * from_micro(t.mean[i]), rhythm_of(w.policies[t.policy[i].v]));
    }
  }
  for (std::size_t i = 0; i < rows(w.demands); ++i)
    ask(w.components.point[w.recipes.first_component[w.demands.recipe[i].v]].v,
        from_micro(w.demands.mean[i]) * static_cast<double>(day) / static_cast<double>(w.demands.period[i]), {0, w.demands.period[i]});
  for (std::size_t i = 0; i < n; ++i)  // the rest is members, who come all the time
    a.before[i] +=
        std::max(0.0, from_micro(t.mean[i]) - children[i]) * static_cast<double>(first_review(w.policies[t.policy[i].v])) / static_cast<double>(day);
  return a;
}

//! Orders under way: one at each of the last reviews whose goods have not come yet. Returns their sum.
Grains fill_pipeline(WorldData& w, Params const& params, std::size_t i, double a_day) {
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  Rhythm const r = rhythm_of(policy);
  Seconds const reach = w.points.lead[i] + r.first;  // order k was placed at first - k period
  std::int64_t const n = reach > 0 ? (reach + r.period - 1) / r.period - 1 : 0, bundle = (n + most_shipments - 1) / most_shipments;
  double const each = a_day * static_cast<double>(r.period) / static_cast<double>(day);
  double owed = uniform(world_draw(params, Stream::world_start, i).v[0]);  // running remainder: the sum is right for slow movers too
  Grains on_order = 0;
  for (std::int64_t k = n; k >= 1; k -= bundle) {  // oldest first
    std::int64_t const orders = std::min(bundle, k);
    owed += each * static_cast<double>(orders);
    Grains const q = to_int(owed);
    owed -= static_cast<double>(q);
    if (q == 0) continue;
    std::size_t const s = add_row(w.shipments);
    w.shipments.to[s] = PointId(static_cast<std::uint32_t>(i)), w.shipments.quantity[s] = q, w.shipments.ordered[s] = 1;
    w.shipments.arrives[s] = reach - k * r.period;
    w.stock.next_arrival[i] = std::min(w.stock.next_arrival[i], w.shipments.arrives[s]);
    on_order += q;
  }
  return on_order;
}

//! Order-up-to level: given, or mean P + z sigma_P.
double level_of(WorldData const& w, std::size_t i, double days, double sigma_p) {
  auto const& t = w.points;
  if (t.fixed_level[i] >= 0) return static_cast<double>(t.fixed_level[i]);
  return std::max(0.0, from_micro(t.mean[i]) * days + w.policies[t.policy[i].v].z * sigma_p);
}

/*!
 * Inventory position at time 0. Base stock: after the first review's demand it must lie one review's demand under the level, so it is
 * S - R mean + what is asked until then. (s, S) and (r, Q): evenly between the two.
 */
double position_of(WorldData const& w, Params const& params, std::size_t i, double level, double before) {
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  double const reorder = static_cast<double>(w.points.fixed_reorder[i]), u = uniform(world_draw(params, Stream::world_start, i, 1).v[0]);
  if (policy.kind == PolicyKind::s_S && reorder >= 0.0) return reorder + u * std::max(0.0, level - reorder);
  if (policy.kind == PolicyKind::r_Q && reorder >= 0.0) return reorder + u * level;
  double const a_day = from_micro(w.points.mean[i]), review = static_cast<double>(policy.review) / static_cast<double>(day);
  double const batch = policy.batch * a_day * u;  // orders come in whole batches: the position is up to a batch higher
  return level - a_day * review + before + batch;
}

void fill_point(WorldData& w, Params const& params, Asked const& asked, std::size_t i) {
  PolicyParams const& policy = w.policies[w.points.policy[i].v];
  double const a_day = from_micro(w.points.mean[i]), sigma = from_micro(w.points.sigma[i]);
  double const days = static_cast<double>(protection(policy, w.points.lead[i], params.clock.tick)) / static_cast<double>(day);
  double const sigma_p = sigma_ahead(a_day, sigma, days, forecast_days(policy), asked.lump[i]);
  double const level = level_of(w, i, days, sigma_p);
  w.forecast.mean[i] = w.points.mean[i];
  w.forecast.sigma_p[i] = to_micro(sigma_p);
  w.forecast.promised_total[i] = to_micro(a_day * days);
  w.forecast.target[i] = round_near(level);
  w.stock.next_arrival[i] = never;
  w.stock.on_order[i] = fill_pipeline(w, params, i, a_day);
  Grains const position = round_by(position_of(w, params, i, level, asked.before[i]), world_draw(params, Stream::world_start, i).v[1]);
  w.stock.on_hand[i] = std::max<Grains>(0, position - w.stock.on_order[i]);
}

}  // namespace

void make_stock(WorldData& world, Params const& params) {
  resize_rows(world.stock, rows(world.points));
  resize_rows(world.forecast, rows(world.points));
  Asked const asked = asked_before(world);
  for (std::size_t i = 0; i < rows(world.points); ++i) fill_point(world, params, asked, i);
}

}  // namespace gs::world
