//! The invariants every world keeps, generated or loaded.
#include <fmt/format.h>
#include <algorithm>
#include "host/world/scale.hpp"
#include "host/world/world.hpp"

namespace gs::world {
namespace {

struct Faults {
  WorldData const& w;
  std::vector<std::string> list;
  template <class... A>
  void expect(bool holds, fmt::format_string<A...> text, A&&... a) {
    if (!holds && list.size() < 20) list.push_back(fmt::format(text, std::forward<A>(a)...));
  }
};

void check_shapes(Faults& f) {
  WorldData const& w = f.w;
  auto const even = [&](auto const& table, char const* name) {
    using Table = std::decay_t<decltype(table)>;
    std::size_t const n = rows(table);
    Table::each_column(
        [&](char const* column, char const*, auto const& c) { f.expect(c.size() == n, "{}.{} has {} rows, not {}", name, column, c.size(), n); },
        table);
  };
  even(w.links, "links"), even(w.watched, "watched"), even(w.items, "items"), even(w.zones, "zones"), even(w.sites, "sites"), even(w.lanes, "lanes"),
      even(w.recipes, "recipes");
  even(w.components, "components"), even(w.pools, "pools"), even(w.suppliers, "suppliers"), even(w.points, "points"), even(w.demands, "demands");
  even(w.stock, "stock"), even(w.forecast, "forecast"), even(w.shipments, "shipments"), even(w.jobs, "jobs");
  f.expect(rows(w.items) == std::size_t{w.skus} + w.modules + w.materials, "items are {}, not {} SKUs + {} modules + {} materials", rows(w.items),
           w.skus, w.modules, w.materials);
  f.expect(rows(w.stock) == rows(w.points) && rows(w.forecast) == rows(w.points), "stock and forecast must have a row for each of {} points",
           rows(w.points));
  f.expect(w.level_first.size() == w.levels + 1 && w.level_first.back() == rows(w.points), "level_first does not end at the last point");
}

void check_members(Faults& f) {
  WorldData const& w = f.w;
  std::uint64_t members = 0;
  for (std::uint64_t const n : w.zones.members) members += n;
  std::uint64_t const blocks = w.block_zone.size();
  f.expect(members <= blocks * block_size && members + block_size > blocks * block_size, "{} members do not fill {} blocks", members, blocks);
  f.expect(w.block_segment.size() == blocks && w.block_class.size() == blocks, "blocks have no one zone, segment and class");
  f.expect(w.class_rate.size() == 16, "there are {} class rates, not 16", w.class_rate.size());
  for (std::size_t b = 0; b < blocks; ++b)
    f.expect(w.block_zone[b] < rows(w.zones) && w.block_class[b] < 16 && w.block_segment[b] < 8, "block {} lies in no zone, segment or class", b);
}

void check_points(Faults& f) {
  WorldData const& w = f.w;
  auto const& t = w.points;
  for (std::size_t i = 0; i < rows(t); ++i) {
    f.expect(t.site[i].v < rows(w.sites) && t.item[i].v < rows(w.items) && t.policy[i].v < w.policies.size(), "point {} has no site, item or policy",
             i);
    bool const in_level = t.level[i] < w.levels && i >= w.level_first[t.level[i]] && i < w.level_first[t.level[i] + 1u];
    f.expect(in_level, "point {} does not stand in its level {}", i, t.level[i]);
    f.expect(t.recipes[i] > 0 && std::size_t{t.first_recipe[i].v} + t.recipes[i] <= rows(w.recipes), "point {} has no recipe", i);
    for (std::uint32_t k = 0; k < t.recipes[i] && f.list.empty(); ++k)
      f.expect(w.recipes.fills[t.first_recipe[i].v + k].v == i, "recipe {} does not fill point {}", t.first_recipe[i].v + k, i);
    f.expect(t.mean[i] >= 0 && t.lead[i] >= 0, "point {} has a negative mean or lead time", i);
  }
}

void check_recipes(Faults& f) {
  WorldData const& w = f.w;
  auto const& t = w.recipes;
  for (std::size_t r = 0; r < rows(t); ++r) {
    bool const sells = t.kind[r] == RecipeKind::sell;
    f.expect(sells != t.fills[r].exists(), "recipe {} must fill a point, or sell", r);
    f.expect((t.kind[r] == RecipeKind::transport) == t.lane[r].exists(), "recipe {}: transport and only transport has a lane", r);
    f.expect(t.kind[r] == RecipeKind::process || t.market[r] == ~0u, "recipe {} asks for hours without being a process", r);
    f.expect(t.market[r] == ~0u || t.market[r] < w.markets, "recipe {} asks on an unknown market {}", r, t.market[r]);
    f.expect((t.kind[r] == RecipeKind::buy) == (t.components[r] == 0), "recipe {} of kind {} has {} components", r, recipe_kind_names[at(t.kind[r])],
             t.components[r]);
    f.expect(t.yield[r] > 0 && t.yield[r] <= 10000 && t.min_lot[r] > 0, "recipe {} has yield {} and smallest lot {}", r, t.yield[r], t.min_lot[r]);
    f.expect((t.law[r] == LeadLaw::discrete) == (t.lead_table[r] < w.lead_tables.size()), "recipe {}: a discrete law and only that has a table", r);
    f.expect(std::size_t{t.first_component[r]} + t.components[r] <= rows(w.components), "recipe {} has components beyond the table", r);
    bool const primary = !sells && w.points.first_recipe[t.fills[r].v].v == r;
    for (std::uint32_t k = 0; k < t.components[r] && f.list.empty(); ++k) {
      PointId const from = w.components.point[t.first_component[r] + k];
      f.expect(from.v < rows(w.points) && w.components.quantity[t.first_component[r] + k] > 0, "recipe {} has a component that is not there", r);
      if (f.list.empty() && primary)
        f.expect(w.points.level[from.v] > w.points.level[t.fills[r].v], "primary recipe {} does not lead up: level {} from {}", r,
                 w.points.level[t.fills[r].v], w.points.level[from.v]);
      if (f.list.empty() && t.kind[r] == RecipeKind::transport)
        f.expect(w.lanes.to[t.lane[r].v] == w.points.site[t.fills[r].v] && w.lanes.from[t.lane[r].v] == w.points.site[from.v],
                 "recipe {} uses a lane between other sites", r);
    }
  }
}

void check_capacity(Faults& f) {
  WorldData const& w = f.w;
  std::vector<std::uint32_t> pools(w.markets, 0);
  for (std::size_t i = 0; i < rows(w.pools); ++i) {
    f.expect(w.pools.market[i] < w.markets && (i == 0 || w.pools.market[i - 1] <= w.pools.market[i]), "pool {} does not stand in its market", i);
    bool const merit = i == 0 || w.pools.market[i - 1] != w.pools.market[i] || w.pools.price[i - 1] <= w.pools.price[i];
    f.expect(merit, "pool {} is cheaper than the one before it in its market", i);
    if (w.pools.market[i] < w.markets) ++pools[w.pools.market[i]];
  }
  for (std::uint32_t m = 0; m < w.markets; ++m) f.expect(pools[m] > 0, "market {} has no pool", m);
  for (std::size_t i = 0; i < rows(w.suppliers); ++i) {
    f.expect(!w.suppliers.pool[i].exists() || w.suppliers.pool[i].v < rows(w.pools), "supplier {} is bound to no pool that exists", i);
    f.expect(w.suppliers.lines[i] > 0 && w.suppliers.shift_hours[i] > 0 && w.suppliers.shift_hours[i] <= 24, "supplier {} has no lines or no shift",
             i);
  }
}

void check_serve(Faults& f) {
  ServeMap const& m = f.w.serve;
  auto const& points = f.w.points;
  std::size_t const zones = rows(f.w.zones);
  f.expect(m.route.size() == zones * m.routes && m.route_lane.size() == zones * m.routes, "there are {} routes for {} zones x {}", m.route.size(),
           zones, m.routes);
  f.expect(m.site_row.size() == rows(f.w.sites) && m.skus == f.w.skus, "the serve map is for other sites or SKUs");
  std::size_t const row_size = std::size_t{m.partitions} * m.skus;
  for (std::size_t k = 0; k < m.route.size() && f.list.empty(); ++k) {
    f.expect(m.route[k].exists() == m.route_lane[k].exists(), "route {} has a site without a lane", k);
    if (!m.route[k].exists()) continue;
    f.expect(m.site_row[m.route[k].v] != ~0u && f.w.lanes.from[m.route_lane[k].v] == m.route[k], "route {} does not start at its site", k);
  }
  for (std::size_t s = 0; s < m.site_row.size() && f.list.empty(); ++s)
    for (std::size_t k = 0; m.site_row[s] != ~0u && k < row_size; ++k) {
      PointId const p = m.serve[m.site_row[s] * row_size + k];
      if (p.exists())
        f.expect(points.site[p.v].v == s && points.item[p.v].v == k % m.skus && points.partition[p.v] == k / m.skus,
                 "site {} serves cell {} from a point that is not its own", s, k);
    }
}

void check_stock(Faults& f) {
  WorldData const& w = f.w;
  std::vector<Grains> coming(rows(w.points), 0);
  for (std::size_t s = 0; s < rows(w.shipments); ++s) {
    f.expect(w.shipments.to[s].v < rows(w.points) && w.shipments.quantity[s] > 0 && w.shipments.arrives[s] > 0,
             "shipment {} brings nothing, nowhere or in the past", s);
    if (w.shipments.to[s].v < rows(w.points) && w.shipments.ordered[s] == 1) coming[w.shipments.to[s].v] += w.shipments.quantity[s];
  }
  for (std::size_t i = 0; i < coming.size() && i < rows(w.stock); ++i) {
    f.expect(coming[i] == w.stock.on_order[i], "point {} has {} on order and {} under way", i, w.stock.on_order[i], coming[i]);
    f.expect(w.stock.on_hand[i] >= 0 && w.stock.reserved[i] == 0 && w.stock.backlog[i] == 0 && w.stock.owed[i] == 0, "point {} starts with debts", i);
  }
}

void check_attention(Faults& f) {
  WorldData const& w = f.w;
  for (std::size_t i = 0; i < w.bursts.size(); ++i) {
    Burst const& b = w.bursts[i];
    f.expect(b.start <= b.end && b.end <= b.gone && b.sku.v < w.skus && b.looks_per_hour >= 0.0, "burst {} has no time, no SKU or a negative pull",
             i);
    f.expect(i == 0 || w.bursts[i - 1].start <= b.start, "burst {} is out of order", i);
  }
  for (std::size_t i = 1; i < w.fine.size(); ++i) f.expect(w.fine[i - 1].second < w.fine[i].first, "fine windows {} and {} touch", i - 1, i);
}

}  // namespace

std::vector<std::string> world_faults(WorldData const& world) {
  Faults f{world, {}};
  check_shapes(f);
  if (f.list.empty()) check_members(f), check_points(f);
  if (f.list.empty()) check_recipes(f), check_capacity(f);
  if (f.list.empty()) check_serve(f), check_stock(f), check_attention(f);
  return f.list;
}

}  // namespace gs::world
