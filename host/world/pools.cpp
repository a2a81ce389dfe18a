//! Capacity: the same society of suppliers in every design; a design decides whose lines it binds and to what.
#include <algorithm>
#include <array>
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

Cents round_share(Cents price, double share) { return round_near(static_cast<double>(price) * share); }

//! What a contract with a tier is about; a design without the lever has the spot market's terms with all.
double booked_of(DesignParams const& d, TierKind tier) {
  double const share[] = {d.booked_strategic, d.booked_collaborative, 0.0};
  return d.tiers ? share[at(tier)] : 0.0;
}

PoolId add_pool(Draft& d, std::uint32_t market, Market const& what, LayerKind layer, TierKind tier) {
  auto& t = d.world.pools;
  WorldParams const& w = d.params.world;
  double const escape[] = {w.escape_core, w.escape_satellite, w.escape_outsourced, w.escape_micro};
  std::size_t const i = add_row(t);
  t.market[i] = market, t.layer[i] = layer, t.tier[i] = tier, t.process[i] = what.process, t.family[i] = what.family;
  t.price[i] = t.setup_price[i] = hour_price(w, layer);
  double const idle = layer == LayerKind::core ? own_idle : d.params.design.contract_idle * booked_of(d.params.design, tier);
  t.idle_price[i] = round_share(t.price[i], idle);
  t.escape[i] = static_cast<std::uint32_t>(round_near(escape[at(layer)] * 1e4));
  return PoolId(static_cast<std::uint32_t>(i));
}

//! The pool of every layer and tier in a market; none where the design has none.
using PoolsOf = std::array<std::array<PoolId, static_cast<std::size_t>(count_of<TierKind>)>, static_cast<std::size_t>(count_of<LayerKind>)>;
PoolId& pool_of(PoolsOf& pools, LayerKind layer, TierKind tier = TierKind::transactional) {
  return pools[static_cast<std::size_t>(at(layer))][static_cast<std::size_t>(at(tier))];
}

//! Layers that stand in a market, cheapest first. Dedicated lines are all core; printing is what micro workshops do.
std::vector<LayerKind> layers_of(Draft const& d, Markets const& markets, std::uint32_t m) {
  if (m >= markets.plants()) return {LayerKind::micro};
  std::vector<LayerKind> layers = {LayerKind::core};
  if (d.params.design.elastic) layers.insert(layers.end(), {LayerKind::satellite, LayerKind::outsourced});
  if (d.params.design.elastic && markets[m].process == Process::printing) layers.push_back(LayerKind::micro);
  std::stable_sort(layers.begin(), layers.end(),
                   [&](LayerKind a, LayerKind b) { return hour_price(d.params.world, a) < hour_price(d.params.world, b); });
  return layers;
}

//! Standby hours (lever 21): the dearest of their market, and under contract only, so that idle ones cost nothing but the lever.
PoolId add_standby(Draft& d, std::uint32_t market, Market const& what) {
  PoolId const pool = add_pool(d, market, what, LayerKind::outsourced, TierKind::transactional);
  auto& t = d.world.pools;
  Cents const dearest = pool.v > 0 ? std::max(t.price[pool.v - 1], t.price[pool.v]) : t.price[pool.v];
  t.price[pool.v] = t.setup_price[pool.v] = round_share(dearest, 1.0 + d.params.design.resourcing.premium);
  t.idle_price[pool.v] = 0;
  return pool;
}

std::vector<PoolsOf> add_pools(Draft& d, Markets const& markets, std::vector<PoolId>& standby) {
  std::vector<PoolsOf> all(markets.count());
  standby.assign(markets.count(), PoolId::none());
  for (std::uint32_t m = 0; m < markets.count(); ++m) {
    for (LayerKind const layer : layers_of(d, markets, m)) {
      bool const by_tier = d.params.design.tiers && (layer == LayerKind::satellite || layer == LayerKind::outsourced);
      for (TierKind const tier : {TierKind::strategic, TierKind::collaborative, TierKind::transactional})
        if (by_tier || tier == TierKind::transactional) pool_of(all[m], layer, tier) = add_pool(d, m, markets[m], layer, tier);
    }
    if (d.params.design.resourcing.on && m < markets.plants()) standby[m] = add_standby(d, m, markets[m]);
  }
  return all;
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

//! Whom to book.
struct Wanted {
  LayerKind kind;
  Process process;
  std::uint32_t region = ~0u;  //!< ~0: anywhere
  bool any_tier = true;
  TierKind tier = TierKind::transactional;
};

//! Books suppliers for a pool, in id order, until their hours after outside load reach `goal` [line-hours/d]; returns what is missing.
double bind(Draft& d, Wanted const& who, PoolId pool, double goal) {
  auto& t = d.world.suppliers;
  double booked = 0.0;
  for (std::size_t i = 0; i < rows(t) && booked < goal && pool.exists(); ++i) {
    bool const right = t.kind[i] == who.kind && t.process[i] == who.process && (who.any_tier || t.tier[i] == who.tier);
    if (!right || t.pool[i].exists() || (who.region != ~0u && t.region[i] != who.region)) continue;
    double const kept = who.any_tier ? 0.0 : booked_of(d.params.design, who.tier);
    t.pool[i] = pool;
    t.booked[i] = static_cast<std::uint32_t>(round_near(kept * 1000.0));
    booked += static_cast<double>(t.lines[i]) * t.shift_hours[i] * (1.0 - std::min(t.outside_load[i] * 1e-3, 1.0 - kept));
  }
  return std::max(0.0, goal - booked);
}

//! A layer's reserve: with contracts, two fifths from strategic suppliers, two from collaborative ones, the rest from the spot market (chosen);
//! what a tier cannot give the next one must.
void bind_layer(Draft& d, PoolsOf& pools, LayerKind layer, Process process, double goal) {
  if (!d.params.design.tiers) {
    bind(d, {layer, process}, pool_of(pools, layer), goal);
    return;
  }
  double left = 0.0;
  for (auto const& [tier, share] : {std::pair{TierKind::strategic, 0.4}, {TierKind::collaborative, 0.4}, {TierKind::transactional, 0.2}})
    left = bind(d, {layer, process, ~0u, false, tier}, pool_of(pools, layer, tier), share * goal + left);
}

}  // namespace

void make_pools(Draft& draft) {
  DesignParams const& design = draft.params.design;
  Markets const markets(draft);
  std::vector<PoolId> standby;
  auto pools = add_pools(draft, markets, standby);
  std::vector<std::uint32_t> const core = share_out(draft.scale.core, {draft.hours.begin(), draft.hours.begin() + markets.plants()});
  double const factor = draft.params.world.capacity_slack * design.core_share;
  double all = 0.0;
  for (std::uint32_t m = 0; m < markets.plants(); ++m) {
    add_core(draft, pool_of(pools[m], LayerKind::core), markets[m].process, core[m], factor * draft.hours[m]);
    all += factor * draft.hours[m];
  }
  add_society(draft, LayerKind::satellite, draft.scale.satellite, 16, 2, 6);
  add_society(draft, LayerKind::outsourced, draft.scale.outsourced, 12, 1, 5);
  add_society(draft, LayerKind::micro, draft.scale.micro, 24, 1, 1);
  for (std::uint32_t m = 0; design.resourcing.on && m < markets.plants(); ++m) {
    bind(draft, {LayerKind::outsourced, markets[m].process}, standby[m], design.resourcing.reserve * factor * draft.hours[m]);
    for (std::uint32_t s = 0; s < draft.world.suppliers.pool.size(); ++s)
      if (draft.world.suppliers.pool[s].exists() && draft.world.suppliers.pool[s] == standby[m]) draft.world.standby.push_back(SupplierId(s));
  }
  for (std::uint32_t m = 0; design.elastic && m < markets.plants(); ++m) {  // half the reserve near by, half outsourced
    double const reserve = 0.5 * design.elastic_reserve * factor * draft.hours[m];
    bind_layer(draft, pools[m], LayerKind::satellite, markets[m].process, reserve);
    bind_layer(draft, pools[m], LayerKind::outsourced, markets[m].process, reserve);
    bind(draft, {LayerKind::micro, markets[m].process}, pool_of(pools[m], LayerKind::micro), 0.25 * design.elastic_reserve * all);
  }
  for (std::uint32_t m = markets.plants(); m < markets.count(); ++m) {
    std::uint32_t const region = m - markets.plants();
    bind(draft, {LayerKind::micro, Process::printing, region}, pool_of(pools[m], LayerKind::micro),
         design.micro_reserve * all * draft.region_share[region]);
  }
}

}  // namespace gs::world
