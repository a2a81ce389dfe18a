#include "host/world/textbook.hpp"
#include <algorithm>
#include <map>
#include <numeric>
#include "host/world/outages.hpp"
#include "host/world/tables.hpp"
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

struct Build {
  TextbookWorld const& book;
  Params const& params;
  TextbookData out;
  std::vector<std::uint32_t> level;  //!< by point of the book
  std::vector<double> mean;          //!< daily demand [units]
  double grains() const { return static_cast<double>(params.world.grains_per_unit); }
};

//! Longest path over primary recipes, from the demand side.
void find_levels(Build& b) {
  auto const& points = b.book.points;
  b.level.assign(points.size(), 0);
  bool changed = true;
  for (std::size_t pass = 0; changed; ++pass) {
    if (pass > points.size()) throw ConfigError("the primary recipes of this textbook world form a cycle");
    changed = false;
    for (std::size_t p = 0; p < points.size(); ++p) {
      if (points[p].recipes.empty()) continue;
      for (TextbookPart const& part : points[p].recipes.front().parts) {
        if (b.level[part.point] > b.level[p]) continue;
        b.level[part.point] = b.level[p] + 1;
        changed = true;
      }
    }
  }
}

//! Demand of the customers, passed on up the primary recipes.
void find_means(Build& b, std::vector<std::size_t> const& order) {
  b.mean.assign(b.book.points.size(), 0.0);
  for (TextbookDemand const& d : b.book.demands) {
    double const a_day = static_cast<double>(day) / static_cast<double>(d.period);
    b.mean[d.point] += d.mean * a_day;
  }
  for (std::size_t const p : order) {
    if (b.book.points[p].recipes.empty()) continue;
    for (TextbookPart const& part : b.book.points[p].recipes.front().parts) {
      double const each = static_cast<double>(part.quantity);
      b.mean[part.point] += b.mean[p] * each;
    }
  }
}

void add_items(Build& b, std::map<std::string, ItemId>& items) {
  for (TextbookPoint const& p : b.book.points) items.emplace(p.item, ItemId());
  auto& t = b.out.world.items;
  for (auto& [name, id] : items) {
    std::size_t const i = add_row(t);
    id = ItemId(static_cast<std::uint32_t>(i));
    t.kind[i] = ItemKind::sku, t.price[i] = 1000, t.value[i] = 400, t.half_life[i] = 1000 * day;
  }
  b.out.world.skus = static_cast<std::uint32_t>(items.size());
  b.out.world.lines = b.out.world.families = 1;
}

//! Points that decide alike share a policy: a stage asks each policy once a tick, not each point.
PolicyId policy_of(WorldData& w, PolicyParams const& p) {
  auto const same = [&p](PolicyParams const& q) {
    return p.kind == q.kind && p.forecast == q.forecast && p.window == q.window && p.alpha == q.alpha && p.bucket == q.bucket &&
           p.review == q.review && p.phase == q.phase && p.z == q.z && p.after_demand == q.after_demand && p.batch == q.batch &&
           p.allow_negative == q.allow_negative && p.smoothing_t == q.smoothing_t && p.sharing == q.sharing && p.ar1_estimated == q.ar1_estimated &&
           p.ar1_rho == q.ar1_rho && p.name == q.name;
  };
  auto at = std::find_if(w.policies.begin(), w.policies.end(), same);
  if (at == w.policies.end()) at = w.policies.insert(w.policies.end(), p);
  return PolicyId(static_cast<std::uint32_t>(at - w.policies.begin()));
}

void add_point(Build& b, std::size_t p, ItemId item) {
  WorldData& w = b.out.world;
  TextbookPoint const& from = b.book.points[p];
  auto& t = w.points;
  std::size_t const i = add_row(t);
  add_row(w.stock), add_row(w.forecast);
  auto const grains = [&b](double units) { return units < 0.0 ? Grains{-1} : round_near(units * b.grains()); };
  while (w.level_first.size() <= b.level[p]) w.level_first.push_back(static_cast<std::uint32_t>(i));
  t.site[i] = SiteId(0), t.item[i] = item, t.owner[i] = Party::brand, t.level[i] = static_cast<std::uint8_t>(b.level[p]);
  t.echelon[i] = static_cast<Echelon>(std::min<std::uint32_t>(b.level[p], count_of<Echelon> - 1));
  t.policy[i] = policy_of(w, from.policy);
  t.mean[i] = w.forecast.mean[i] = to_micro(b.mean[p] * b.grains());
  t.lead[i] = from.lead, t.fixed_level[i] = grains(from.level), t.fixed_reorder[i] = grains(from.reorder);
  w.stock.on_hand[i] = round_near(from.on_hand * b.grains()), w.stock.next_arrival[i] = never;
  b.out.point[p] = PointId(static_cast<std::uint32_t>(i));
}

LaneId add_lane(WorldData& w, TextbookRecipe const& r) {
  auto& t = w.lanes;
  std::size_t const i = add_row(t);
  t.from[i] = t.to[i] = SiteId(0), t.law[i] = r.law, t.transit[i] = r.lead, t.spread[i] = r.spread, t.capacity[i] = r.lane_capacity;
  return LaneId(static_cast<std::uint32_t>(i));
}

void add_recipe_of(Build& b, std::size_t p, TextbookRecipe const& r) {
  WorldData& w = b.out.world;
  RecipeRow row;
  std::vector<Component> parts;
  for (TextbookPart const& part : r.parts) parts.push_back({b.out.point[part.point], part.quantity});
  bool const moved = r.parts.size() == 1 && r.market < 0 && r.work == 0 && b.book.points[r.parts[0].point].item == b.book.points[p].item;
  row.kind = moved ? RecipeKind::transport : (r.parts.empty() && r.market < 0 ? RecipeKind::buy : RecipeKind::process);
  row.fills = b.out.point[p], row.work = r.work, row.setup = r.setup;
  row.market = r.market < 0 ? ~0u : static_cast<std::uint32_t>(r.market);
  row.min_lot = r.min_lot, row.yield = static_cast<std::uint32_t>(round_near(r.yield * 10000.0));
  if (moved)
    row.lane = add_lane(w, r);
  else
    row.law = r.law, row.lead = r.lead, row.spread = r.spread;
  RecipeId const id = add_recipe(w, row, parts);
  w.recipes.lot[id.v] = r.lot, w.recipes.work_law[id.v] = r.work_law, w.recipes.work_spread[id.v] = r.work_spread;
  if (w.points.recipes[b.out.point[p].v]++ == 0) w.points.first_recipe[b.out.point[p].v] = id;
}

void add_demand(Build& b, TextbookDemand const& d) {
  WorldData& w = b.out.world;
  RecipeRow row;
  row.kind = RecipeKind::sell, row.lead = d.notice;
  auto& t = w.demands;
  std::size_t const i = add_row(t);
  t.recipe[i] = add_recipe(w, row, {{b.out.point[d.point], 1}});
  w.recipes.lost[t.recipe[i].v] = d.leaves ? 1 : 0;
  t.law[i] = d.law, t.mean[i] = to_micro(d.mean * b.grains()), t.sd[i] = to_micro(d.sd * b.grains()), t.rho[i] = to_micro(d.rho);
  t.period[i] = d.period, t.wait[i] = d.wait, t.luck[i] = d.luck, t.common[i] = d.common, t.loading[i] = to_micro(d.loading);
  t.from[i] = d.from, t.until[i] = d.until;
}

void add_pools(Build& b) {
  WorldData& w = b.out.world;
  for (TextbookPool const& p : b.book.pools) {
    std::size_t const i = add_row(w.pools), s = add_row(w.suppliers);
    w.pools.market[i] = p.market, w.pools.layer[i] = p.layer, w.pools.family[i] = 0xffff, w.pools.price[i] = p.price;
    w.suppliers.pool[s] = PoolId(static_cast<std::uint32_t>(i)), w.suppliers.kind[s] = p.layer, w.suppliers.lines[s] = p.lines;
    w.suppliers.shift_hours[s] = p.shift_hours, w.suppliers.yield[s] = 10000;
    w.suppliers.outside_load[s] = static_cast<std::uint32_t>(round_near(p.outside_load * 1000.0));
    w.markets = std::max(w.markets, p.market + 1);
  }
  for (TextbookLink const& l : b.book.links) {
    std::size_t const i = add_row(w.links);
    w.links.market[i] = l.market, w.links.pool[i] = PoolId(static_cast<std::uint32_t>(l.pool)), w.links.price[i] = l.extra;
  }
}

void add_outages_of(Build& b) {
  WorldData& w = b.out.world;
  for (std::size_t k = 0; k < b.book.outages.size(); ++k) {
    TextbookOutage const& o = b.book.outages[k];
    PointId const p = b.out.point[o.point];
    RecipeId const r = w.points.first_recipe[p.v];
    RecipeKind const kind = w.points.recipes[p.v] > 0 ? w.recipes.kind[r.v] : RecipeKind::sell;
    if (kind != RecipeKind::transport && kind != RecipeKind::buy)
      throw ConfigError("an outage of a textbook world hits a stock point that is supplied by a lane or buys from outside");
    DisruptionParams how = o.how;
    how.what = kind == RecipeKind::transport ? OutageOf::lane : OutageOf::material;
    add_outages(w, b.params, how, k, {kind == RecipeKind::transport ? w.recipes.lane[r.v].v : w.points.item[p.v].v});
  }
}

//! One site that serves no member: textbook worlds have none.
void add_site(WorldData& w) {
  add_row(w.sites);
  w.serve.site_row = {~0u}, w.serve.skus = w.skus;
  w.class_rate.assign(16, 0.0);
}

}  // namespace

TextbookData make_textbook_world(TextbookWorld const& book, Params const& params) {
  Build b{book, params, {}, {}, {}};
  find_levels(b);
  std::vector<std::size_t> order(book.points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&b](std::size_t x, std::size_t y) { return b.level[x] < b.level[y]; });
  find_means(b, order);
  std::map<std::string, ItemId> items;
  add_items(b, items);
  b.out.point.resize(book.points.size());
  for (std::size_t const p : order) add_point(b, p, items.at(book.points[p].item));
  b.out.world.levels = static_cast<std::uint32_t>(b.out.world.level_first.size());
  b.out.world.level_first.push_back(static_cast<std::uint32_t>(order.size()));
  for (std::size_t const p : order)
    for (TextbookRecipe const& r : book.points[p].recipes) add_recipe_of(b, p, r);
  for (TextbookDemand const& d : book.demands) add_demand(b, d);
  add_pools(b);
  add_site(b.out.world);
  add_outages_of(b);
  return std::move(b.out);
}

}  // namespace gs::world
