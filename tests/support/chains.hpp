#pragma once
//! Small supply chains built by hand, run through the whole engine: one item, one demand from outside, stock points in a row.
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::testing_chains {

//! One stock point of a serial chain; the first faces the customer, the last buys from outside.
struct Link {
  PolicyParams policy;
  Seconds lead = day;
  Grains on_hand = 0;
  Grains fixed_level = -1, fixed_reorder = -1;
};
struct Demand {
  DemandLaw law = DemandLaw::normal;
  double mean = 100.0, sd = 20.0, rho = 0.0;  //!< a period [units]
  Seconds period = day, wait = 0;
};

//! Adds a row to a host table and returns its number; every column gets its default.
template <class Table>
std::size_t add_row(Table& t) {
  std::size_t const n = rows(t);
  resize_rows(t, n + 1);
  return n;
}
inline Micro micro(double x) { return static_cast<Micro>(std::llround(x * 1e6)); }

inline Params chain_params(Seconds tick, std::int64_t days, std::int64_t grains_per_unit) {
  Params p;
  p.members.count = 0;
  p.clock = {tick, tick, 0, 0, 0, days * day};
  p.world.grains_per_unit = grains_per_unit;
  p.hash_every = 1000000;
  p.world.changeover_loss = 0.0;
  p.threads = 1;
  return p;
}

inline PolicyParams base_stock(ForecastKind forecast, std::int64_t window, double z = 0.0) {
  PolicyParams p;
  p.forecast = forecast;
  p.window = window;
  p.z = z;
  return p;
}

inline void add_item(WorldData& w, ItemKind kind) {
  std::size_t const i = add_row(w.items);
  w.items.kind[i] = kind;
  w.items.price[i] = 1000;
  w.items.value[i] = 400;
  w.items.half_life[i] = 1000 * day;
}

inline RecipeId add_recipe(WorldData& w, RecipeKind kind, PointId fills, std::vector<std::pair<PointId, Grains>> const& parts) {
  std::size_t const r = add_row(w.recipes);
  w.recipes.kind[r] = kind;
  w.recipes.fills[r] = fills;
  w.recipes.market[r] = w.recipes.lead_table[r] = ~0u;
  w.recipes.yield[r] = 10000;
  w.recipes.first_component[r] = static_cast<std::uint32_t>(rows(w.components));
  w.recipes.components[r] = static_cast<std::uint32_t>(parts.size());
  for (auto const& [point, n] : parts) {
    std::size_t const c = add_row(w.components);
    w.components.point[c] = point;
    w.components.quantity[c] = n;
  }
  return RecipeId(static_cast<std::uint32_t>(r));
}

//! A stock point at the stationary law of `mean` a day; its recipes are added afterwards.
inline PointId add_point(WorldData& w, ItemId item, std::uint8_t level, Echelon echelon, Link const& link, double mean) {
  std::size_t const p = add_row(w.points);
  add_row(w.stock);
  add_row(w.forecast);
  w.policies.push_back(link.policy);
  w.points.site[p] = SiteId(0);
  w.points.item[p] = item;
  w.points.owner[p] = Party::brand;
  w.points.echelon[p] = echelon;
  w.points.level[p] = level;
  w.points.policy[p] = PolicyId(static_cast<std::uint32_t>(w.policies.size() - 1));
  w.points.mean[p] = w.forecast.mean[p] = micro(mean);
  w.points.lead[p] = link.lead;
  w.points.fixed_level[p] = link.fixed_level;
  w.points.fixed_reorder[p] = link.fixed_reorder;
  w.stock.on_hand[p] = link.on_hand;
  w.stock.next_arrival[p] = never;
  return PointId(static_cast<std::uint32_t>(p));
}

inline void set_recipe(WorldData& w, PointId p, RecipeId r) {
  if (w.points.recipes[p.v]++ == 0) w.points.first_recipe[p.v] = r;
}

inline LaneId add_lane(WorldData& w, Seconds transit) {
  std::size_t const l = add_row(w.lanes);
  w.lanes.transit[l] = transit;
  return LaneId(static_cast<std::uint32_t>(l));
}

inline void add_demand(WorldData& w, PointId asked, Demand const& d, std::int64_t grains) {
  std::size_t const i = add_row(w.demands);
  w.demands.recipe[i] = add_recipe(w, RecipeKind::sell, PointId::none(), {{asked, 1}});
  w.demands.law[i] = d.law;
  w.demands.mean[i] = micro(d.mean * static_cast<double>(grains));
  w.demands.sd[i] = micro(d.sd * static_cast<double>(grains));
  w.demands.rho[i] = micro(d.rho);
  w.demands.period[i] = d.period;
  w.demands.wait[i] = d.wait;
}

//! Points must be sorted by level.
inline void close_levels(WorldData& w) {
  w.levels = 0;
  w.level_first.clear();
  for (std::size_t p = 0; p < w.points.level.size(); ++p) {
    while (w.level_first.size() <= w.points.level[p]) w.level_first.push_back(static_cast<std::uint32_t>(p));
  }
  w.levels = static_cast<std::uint32_t>(w.level_first.size());
  w.level_first.push_back(static_cast<std::uint32_t>(rows(w.points)));
  w.lines = w.families = 1;
  add_row(w.sites);
  w.serve.site_row = {~0u};  // serves no member
}

inline WorldData serial_chain(std::vector<Link> const& links, Demand const& d, std::int64_t grains) {
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  double const per_day = static_cast<double>(grains) * static_cast<double>(day) / static_cast<double>(d.period);
  std::vector<PointId> points;
  for (std::size_t k = 0; k < links.size(); ++k) {
    points.push_back(add_point(w, ItemId(0), static_cast<std::uint8_t>(k), static_cast<Echelon>(k), links[k], d.mean * per_day));
  }
  for (std::size_t k = 0; k + 1 < links.size(); ++k) {
    RecipeId const r = add_recipe(w, RecipeKind::transport, points[k], {{points[k + 1], 1}});
    w.recipes.lane[r.v] = add_lane(w, links[k].lead);
    set_recipe(w, points[k], r);
  }
  RecipeId const buy = add_recipe(w, RecipeKind::buy, points.back(), {});
  w.recipes.lead[buy.v] = links.back().lead;
  set_recipe(w, points.back(), buy);
  add_demand(w, points[0], d, grains);
  close_levels(w);
  return w;
}

//! What a run left behind: daily orders and demand by echelon, and sums of counters.
struct Ran {
  std::vector<std::vector<double>> orders{static_cast<std::size_t>(count_of<Echelon>)}, demand{static_cast<std::size_t>(count_of<Echelon>)};
  std::vector<std::int64_t> totals = std::vector<std::int64_t>(static_cast<std::size_t>(Counter::count), 0);
  std::vector<std::uint64_t> hash;
  std::vector<std::int64_t> forecast_error;  //!< as Totals
  Snapshot end;
  Audit audit;
  std::int64_t of(Counter c) const { return totals[static_cast<std::size_t>(c)]; }
};

inline void collect(SeriesBlock const& block, Ran& ran) {
  std::size_t const cells = static_cast<std::size_t>(count_of<Echelon>) * static_cast<std::size_t>(ChainCounter::count);
  for (std::size_t d = 0; d < block.day.size(); ++d) {
    for (std::size_t e = 0; e < ran.orders.size(); ++e) {
      std::size_t const at = d * cells + e * static_cast<std::size_t>(ChainCounter::count);
      ran.orders[e].push_back(static_cast<double>(block.chain[at + static_cast<std::size_t>(ChainCounter::orders)]));
      ran.demand[e].push_back(static_cast<double>(block.chain[at + static_cast<std::size_t>(ChainCounter::demand)]));
    }
  }
  for (std::size_t i = 0; i < block.totals.size(); ++i) ran.totals[i % ran.totals.size()] += block.totals[i];
  ran.hash.insert(ran.hash.end(), block.state_hash.begin(), block.state_hash.end());
}

inline Ran run_world(Params const& params, WorldData const& world) {
  Ran ran;
  auto const engine = cpu::make_engine(params, world);
  while (!engine->finished()) {
    for (int k = 0; k < 512 && !engine->finished(); ++k) engine->step();
    collect(engine->take_series(), ran);
  }
  ran.end = engine->snapshot();
  ran.forecast_error = engine->totals().forecast_error;
  ran.audit = engine->audit();
  return ran;
}

//! Variance from day `from` on.
inline double variance(std::vector<double> const& x, std::size_t from) {
  double const n = static_cast<double>(x.size() - from);
  double const mean = std::accumulate(x.begin() + static_cast<std::ptrdiff_t>(from), x.end(), 0.0) / n;
  double sum = 0.0;
  for (std::size_t i = from; i < x.size(); ++i) sum += (x[i] - mean) * (x[i] - mean);
  return sum / (n - 1);
}

}  // namespace gs::testing_chains
