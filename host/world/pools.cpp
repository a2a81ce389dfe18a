//! Capacity: the same society of suppliers in every design; a design decides whose lines it binds and to what.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/markets.hpp"

namespace gs::world {
namespace {

constexpr double own_idle = 0.6;         //!< share of the hour's price that own lines cost when idle (wages, rent; chosen)
constexpr double standard_shift = 16.0;  //!< core lines run two shifts [h]

Cents hour_price(WorldParams const& w, LayerKind layer) {
  Cents const price[] = {w.core_hour, w.satellite_hour, w.outsourced_hour, w.micro_hour};
  return price[at(layer)];
}

//! Pools of each market, cheapest first. Dedicated lines are all core; printing is what micro workshops do.
std::vector<std::vector<PoolId>> add_pools(Draft& d, Markets const& markets) {
  auto& t = d.world.pools;
  std::vector<std::vector<PoolId>> by_layer(markets.count(), std::vector<PoolId>(static_cast<std::size_t>(count_of<LayerKind>)));
  for (std::uint32_t m = 0; m < markets.count(); ++m) {
    std::vector<LayerKind> layers = {LayerKind::core};
    if (d.params.design.elastic) layers.insert(layers.end(), {LayerKind::satellite, LayerKind::outsourced});
    if (d.params.design.elastic && markets[m].process == Process::printing) layers.push_back(LayerKind::micro);
    std::stable_sort(layers.begin(), layers.end(),
                     [&](LayerKind a, LayerKind b) { return hour_price(d.params.world, a) < hour_price(d.params.world, b); });
    for (LayerKind const layer : layers) {
      std::size_t const i = add_row(t);
      t.market[i] = m, t.layer[i] = layer, t.process[i] = markets[m].process, t.family[i] = markets[m].family;
      t.price[i] = t.setup_price[i] = hour_price(d.params.world, layer);
      t.idle_price[i] = layer == LayerKind::core ? round_near(static_cast<double>(t.price[i]) * own_idle) : 0;
      by_layer[m][static_cast<std::size_t>(at(layer))] = PoolId(static_cast<std::uint32_t>(i));
    }
  }
  return by_layer;
}

//! Core suppliers by market: at least one each, the rest where most hours are needed (highest averages, ties to the lower market).
std::vector<std::uint32_t> share_out(std::uint32_t suppliers, std::vector<double> const& hours) {
  std::vector<std::uint32_t> n(hours.size(), 1);
  double all = 0.0;
  for (double const h : hours) all += h;
  std::uint32_t given = static_cast<std::uint32_t>(hours.size());
  for (std::size_t m = 0; m < hours.size() && all > 0.0; ++m) {  // whole quotas first, then one by one
    std::uint32_t const extra = static_cast<std::uint32_t>(to_int(hours[m] / all * static_cast<double>(suppliers - given)));
    n[m] += extra;
  }
  given = 0;
  for (std::uint32_t const k : n) given += k;
  for (; given < suppliers; ++given) {
    std::size_t best = 0;
    for (std::size_t m = 1; m < hours.size(); ++m)
      if (hours[m] / n[m] > hours[best] / n[best]) best = m;
    ++n[best];
  }
  return n;
}

std::size_t add_supplier(Draft& d, LayerKind kind, Process process) {
  constexpr double load_mean[] = {0.0, 1.0, 1.0, 0.75}, load_half[] = {0.0, 0.2, 0.3, 0.3};  // of world.outside_load; half width, relative
  constexpr double good[] = {0.995, 0.985, 0.97, 0.96};
  auto& t = d.world.suppliers;
  std::size_t const i = add_row(t), k = static_cast<std::size_t>(at(kind));
  Draws const luck = world_draw(d.params, Stream::world_supplier, i);
  double const u = uniform(luck.v[0]);
  t.kind[i] = kind, t.process[i] = process, t.region[i] = static_cast<std::uint32_t>(i % d.scale.regions);
  constexpr double strategic[] = {1.0, 0.2, 0.02, 0.05}, collaborative[] = {0.0, 0.6, 0.28, 0.45};
  t.tier[i] = u < strategic[k] ? TierKind::strategic : (u < strategic[k] + collaborative[k] ? TierKind::collaborative : TierKind::transactional);
  double const load = d.params.world.outside_load * load_mean[k] * (1.0 + load_half[k] * (2.0 * uniform(luck.v[1]) - 1.0));
  t.outside_load[i] = static_cast<std::uint32_t>(round_near(clamp(load, 0.0, 1.0) * 1000.0));
  t.yield[i] = static_cast<std::uint32_t>(round_near(clamp(good[k] + 0.01 * (uniform(luck.v[2]) - 0.5), 0.0, 1.0) * 1e4));
  t.cash[i] = round_near(2e6 * exact_exp(0.8 * normal(luck.v[3])));  // some 20,000 a supplier (chosen)
  return i;
}

//! Core suppliers of one market get lines and shifts that add up to `goal` line-hours a day within half an hour a line.
void add_core(Draft& d, PoolId pool, Process process, std::uint32_t suppliers, double goal) {
  auto& t = d.world.suppliers;
  double given = 0.0;
  for (std::uint32_t k = 0; k < suppliers; ++k) {
    double const mine = goal * (k + 1) / suppliers - given;
    std::size_t const i = add_supplier(d, LayerKind::core, process);
    t.pool[i] = pool;
    t.lines[i] = static_cast<std::uint32_t>(std::max<std::int64_t>(1, round_near(mine / standard_shift)));
    t.shift_hours[i] = static_cast<std::uint32_t>(clamp(nearest(mine / t.lines[i]), 1.0, 24.0));
    given += static_cast<double>(t.lines[i]) * t.shift_hours[i];
  }
}

//! Everybody else: lines and process are theirs, whatever we do.
void add_society(Draft& d, LayerKind kind, std::uint32_t suppliers, std::uint32_t shift, std::uint32_t least, std::uint32_t most) {
  auto& t = d.world.suppliers;
  for (std::uint32_t k = 0; k < suppliers; ++k) {
    Process const process = kind == LayerKind::micro ? Process::printing : static_cast<Process>(k % static_cast<std::uint32_t>(count_of<Process>));
    std::size_t const i = add_supplier(d, kind, process);
    Draws const luck = world_draw(d.params, Stream::world_supplier, i, 1);
    t.lines[i] = least + static_cast<std::uint32_t>(uniform(luck.v[0]) * (most - least + 1));
    t.shift_hours[i] = shift;
  }
}

//! Books suppliers of a kind for a pool, in id order, until their hours after outside load reach `goal` [line-hours/d].
void bind(Draft& d, LayerKind kind, Process process, PoolId pool, double goal) {
  auto& t = d.world.suppliers;
  double booked = 0.0;
  for (std::size_t i = 0; i < rows(t) && booked < goal && pool.exists(); ++i) {
    if (t.kind[i] != kind || t.process[i] != process || t.pool[i].exists()) continue;
    t.pool[i] = pool;
    booked += static_cast<double>(t.lines[i]) * t.shift_hours[i] * (1.0 - t.outside_load[i] * 1e-3);
  }
}

}  // namespace

void make_pools(Draft& draft) {
  DesignParams const& design = draft.params.design;
  Markets const markets(draft);
  auto const pools = add_pools(draft, markets);
  std::vector<std::uint32_t> const core = share_out(draft.scale.core, draft.hours);
  double const factor = draft.params.world.capacity_slack * design.core_share;
  double all = 0.0;
  for (std::uint32_t m = 0; m < markets.count(); ++m) {
    add_core(draft, pools[m][0], markets[m].process, core[m], factor * draft.hours[m]);
    all += factor * draft.hours[m];
  }
  add_society(draft, LayerKind::satellite, draft.scale.satellite, 16, 2, 6);
  add_society(draft, LayerKind::outsourced, draft.scale.outsourced, 12, 1, 5);
  add_society(draft, LayerKind::micro, draft.scale.micro, 24, 1, 1);
  if (!design.elastic) return;
  for (std::uint32_t m = 0; m < markets.count(); ++m) {  // half the reserve near by, half outsourced
    double const reserve = 0.5 * design.elastic_reserve * factor * draft.hours[m];
    bind(draft, LayerKind::satellite, markets[m].process, pools[m][static_cast<std::size_t>(at(LayerKind::satellite))], reserve);
    bind(draft, LayerKind::outsourced, markets[m].process, pools[m][static_cast<std::size_t>(at(LayerKind::outsourced))], reserve);
    bind(draft, LayerKind::micro, markets[m].process, pools[m][static_cast<std::size_t>(at(LayerKind::micro))], 0.25 * design.elastic_reserve * all);
  }
}

}  // namespace gs::world
