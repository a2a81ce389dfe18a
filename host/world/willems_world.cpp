#include <algorithm>
#include <numeric>
#include "host/world/draft.hpp"
#include "host/world/outages.hpp"
#include "host/world/willems.hpp"
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

struct Loaded {
  Params const& params;  //!< without members, unless the network is to be driven by them
  Chain chain;
  ChainFacts facts;
  std::vector<std::uint32_t> stage_of_item;  //!< stages by ItemId
  std::vector<PointId> point_of;             //!< by stage
  double scale = 1.0;                        //!< members' orders / the file's demand; 1 without members
};

Seconds seconds(double days) { return round_near(days * static_cast<double>(day)); }
Cents cents(double currency) { return round_near(currency * 100.0); }

//! SKUs are what customers ask for, materials what nobody supplies, modules all between; each in the order of the file.
ItemKind kind_of(Stage const& s) { return s.sells ? ItemKind::sku : (s.suppliers.empty() ? ItemKind::material : ItemKind::module); }

//! Where a stage stands in the chain: by its classification, else by its level.
Echelon echelon_of(Stage const& s) {
  auto const is = [&](char const* prefix) { return s.kind.rfind(prefix, 0) == 0; };
  if (is("Part")) return Echelon::material;
  if (is("Manuf")) return Echelon::plant;
  if (is("Dist") || is("Trans")) return Echelon::central;
  if (is("Retail") || s.customers.empty()) return Echelon::regional;
  return s.suppliers.empty() ? Echelon::material : Echelon::plant;
}

void add_items(Loaded& l, WorldData& w) {
  auto const& stages = l.chain.stages;
  l.stage_of_item.resize(stages.size());
  std::iota(l.stage_of_item.begin(), l.stage_of_item.end(), 0u);
  std::stable_sort(l.stage_of_item.begin(), l.stage_of_item.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return kind_of(stages[a]) < kind_of(stages[b]); });
  auto& t = w.items;
  resize_rows(t, stages.size());
  for (std::size_t i = 0; i < stages.size(); ++i) {
    std::uint32_t const stage = l.stage_of_item[i];
    t.kind[i] = kind_of(stages[stage]);
    (t.kind[i] == ItemKind::sku ? w.skus : t.kind[i] == ItemKind::module ? w.modules : w.materials)++;
    t.value[i] = std::max<Cents>(1, cents(l.facts.value[stage]));
    t.price[i] = std::max<Cents>(1, round_near(static_cast<double>(t.value[i]) / clamp(l.params.world.value_share, 0.01, 1.0)));
    Draws const taste = world_draw(l.params, Stream::world_item, i);
    t.taste[i] = static_cast<std::uint64_t>(taste.v[0]) << 32 | taste.v[1];
    t.return_shelf[i] = to_chance(l.params.world.return_shelf), t.return_live[i] = to_chance(l.params.world.return_live);
    t.half_life[i] = l.params.world.core_half_life;
    t.salvage[i] = static_cast<std::uint32_t>(round_near(l.params.world.salvage * 1000.0)), t.carbon[i] = 1000;
  }
  w.lines = w.families = 1;
}

//! Popularity is the share of outside demand.
void add_popularity(Loaded& l, WorldData& w) {
  double all = 0.0, upto = 0.0, given = 0.0;
  for (Stage const& s : l.chain.stages) all += s.demand;
  double const members = static_cast<double>(l.params.members.count) * l.params.members.orders_per_year / 365.0;
  if (l.params.network.members) l.scale = members / all;
  for (std::uint32_t i = 0; i < w.skus; ++i) {
    double const demand = l.chain.stages[l.stage_of_item[i]].demand;
    upto += demand;
    double const edge = clamp(nearest(upto / all * 4294967296.0), given, given + 4294967295.0);  // a lone SKU has all but 2^-32
    w.items.popularity[i] = static_cast<std::uint32_t>(edge - given);
    given = edge;
    w.items.quiet_rate[i] = to_micro(demand * l.scale / 24.0);
  }
}

//! All shops of the network stand in one zone; every other stage is a site of its own.
void add_sites(Loaded const& l, WorldData& w) {
  constexpr SiteKind kind[] = {SiteKind::micro, SiteKind::regional, SiteKind::central, SiteKind::plant, SiteKind::outside};  // by Echelon
  add_row(w.sites);
  w.sites.kind[0] = SiteKind::regional, w.sites.zone[0] = ZoneId(0);
  for (std::uint32_t const stage : l.stage_of_item) {
    Stage const& s = l.chain.stages[stage];
    if (s.sells) continue;
    std::size_t const i = add_row(w.sites);
    w.sites.kind[i] = kind[at(echelon_of(s))];
    w.sites.x[i] = static_cast<std::int32_t>(round_near(clamp(s.x * 1000.0, -2e9, 2e9))),
    w.sites.y[i] = static_cast<std::int32_t>(round_near(clamp(s.y * 1000.0, -2e9, 2e9)));
  }
}

void add_points(Loaded& l, WorldData& w) {
  std::vector<std::uint32_t> order(l.stage_of_item.size());  // items by level
  std::iota(order.begin(), order.end(), 0u);
  auto const level = [&](std::uint32_t item) { return l.facts.level[l.stage_of_item[item]]; };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return level(a) < level(b); });
  w.levels = level(order.back()) + 1;
  GS_VALIDATE(w.levels < 256, l.chain.file + ": the network is " + std::to_string(w.levels) + " stages deep; at most 255 levels fit");
  double const grains = static_cast<double>(l.params.world.grains_per_unit);
  l.point_of.resize(order.size());
  for (std::uint32_t const item : order) {
    std::uint32_t const stage = l.stage_of_item[item];
    auto& t = w.points;
    std::size_t const i = add_row(t);
    while (w.level_first.size() <= level(item)) w.level_first.push_back(static_cast<std::uint32_t>(i));
    t.site[i] = SiteId(item < w.skus ? 0 : item - w.skus + 1), t.item[i] = ItemId(item), t.owner[i] = Party::brand;
    t.echelon[i] = echelon_of(l.chain.stages[stage]), t.level[i] = static_cast<std::uint8_t>(level(item)), t.policy[i] = PolicyId(count_of<Echelon>);
    t.mean[i] = to_micro(l.facts.mean[stage] * l.scale * grains);
    t.lead[i] = seconds(l.chain.stages[stage].time);
    t.fixed_level[i] = to_int(l.facts.base_stock[stage] * l.scale * grains + (1.0 - 1e-9));  // rounded up: service is a promise
    t.fixed_reorder[i] = -1;
    l.point_of[stage] = PointId(static_cast<std::uint32_t>(i));
  }
  w.level_first.push_back(static_cast<std::uint32_t>(order.size()));
}

void set_lead(WorldData& w, Stage const& s, RecipeRow& row) {
  row.lead = seconds(s.time);
  if (!s.times.empty()) {
    LeadTable table;
    double upto = 0.0;
    for (auto const& [p, v] : s.times) table.value.push_back(seconds(v)), table.upto.push_back(to_chance(upto += p));
    table.upto.back() = certain;
    row.law = LeadLaw::discrete, row.lead_table = static_cast<std::uint32_t>(w.lead_tables.size());
    w.lead_tables.push_back(std::move(table));
  } else if (s.time_sd > 0.0) {
    row.law = LeadLaw::gamma;
  }
  row.spread = seconds(s.time_sd);
}

void add_recipes(Loaded const& l, WorldData& w) {
  for (std::size_t i = 0; i < rows(w.points); ++i) {
    Stage const& s = l.chain.stages[l.stage_of_item[w.points.item[i].v]];
    RecipeRow row;
    row.kind = s.suppliers.empty() ? RecipeKind::buy : RecipeKind::process;  // no market: it takes time, not hours
    row.fills = PointId(static_cast<std::uint32_t>(i)), row.cost = cents(s.cost);
    set_lead(w, s, row);
    std::vector<Component> components;
    for (std::uint32_t const up : s.suppliers) components.push_back({l.point_of[up], 1});
    w.points.first_recipe[i] = add_recipe(w, row, components);
    w.points.recipes[i] = 1;
  }
}

//! Negative binomial where it is more irregular than Poisson, gamma where it is more regular, Poisson for small counts of the latter.
DemandLaw law_of(Stage const& s) {
  if (s.demand_sd <= 0.0) return DemandLaw::fixed;
  if (s.demand_sd * s.demand_sd > s.demand) return DemandLaw::negative_binomial;
  return s.demand >= 20.0 ? DemandLaw::gamma : DemandLaw::poisson;
}

void add_demands(Loaded const& l, WorldData& w) {
  if (l.params.network.members) return;
  double const grains = static_cast<double>(l.params.world.grains_per_unit);
  for (std::uint32_t item = 0; item < w.skus; ++item) {
    std::uint32_t const stage = l.stage_of_item[item];
    Stage const& s = l.chain.stages[stage];
    if (!(s.demand > 0.0)) continue;
    RecipeRow row;
    row.kind = RecipeKind::sell;
    auto& t = w.demands;
    std::size_t const i = add_row(t);
    t.recipe[i] = add_recipe(w, row, {{l.point_of[stage], 1}});
    w.recipes.lost[t.recipe[i].v] = l.params.network.lost ? 1 : 0;
    t.law[i] = law_of(s);
    t.mean[i] = to_micro(s.demand * grains), t.sd[i] = to_micro(s.demand_sd * grains);
    t.period[i] = day, t.wait[i] = seconds(s.wait);
  }
}

//! One zone, one region; its members order at the shop site if they are there at all.
void add_zone(Params const& params, WorldData& w) {
  Draft people(params);
  make_members(people);
  w.zones = std::move(people.world.zones);
  w.block_zone = std::move(people.world.block_zone), w.block_segment = std::move(people.world.block_segment);
  w.block_class = std::move(people.world.block_class), w.class_rate = std::move(people.world.class_rate);
  std::size_t const lane = add_row(w.lanes);
  w.lanes.from[lane] = SiteId(0), w.lanes.law[lane] = LeadLaw::uniform;
  w.lanes.transit[lane] = 28 * hour, w.lanes.spread[lane] = 8 * hour, w.lanes.cost[lane] = 800, w.lanes.carbon[lane] = 350;
  w.serve.partitions = 1, w.serve.skus = w.skus, w.serve.routes = 1;
  w.serve.site_row.assign(rows(w.sites), ~0u);
  w.serve.site_row[0] = 0;
  w.serve.route = {SiteId(0)}, w.serve.route_lane = {LaneId(static_cast<std::uint32_t>(lane))};
  w.serve.serve.assign(w.skus, PointId::none());
  for (std::uint32_t i = 0; i < rows(w.points); ++i)
    if (w.points.item[i].v < w.skus) w.serve.serve[w.points.item[i].v] = PointId(i);
  double an_hour = 0.0;
  for (std::int64_t const q : w.items.quiet_rate) an_hour += from_micro(q);
  w.sites.handling[0] = to_int(params.world.site_capacity * an_hour) + 4;
}

//! Base stock as the formula gives it, ordered in the very tick in which something is asked for, be it fine or usual.
PolicyParams network_policy(ClockParams const& clock) {
  PolicyParams p;
  p.name = "network", p.forecast = ForecastKind::constant, p.z = 0.0;
  p.review = clock.fine_tick > 0 ? std::min(clock.tick, clock.fine_tick) : clock.tick;
  return p;
}

std::vector<std::uint32_t> rank_skus(WorldData const& w) {
  std::vector<std::uint32_t> by_rank(w.skus);
  std::iota(by_rank.begin(), by_rank.end(), 0u);
  std::stable_sort(by_rank.begin(), by_rank.end(), [&](std::uint32_t a, std::uint32_t b) { return w.items.popularity[a] > w.items.popularity[b]; });
  return by_rank;
}

}  // namespace

WorldData make_network_world(Params const& given) {
  Params params = given;
  params.world.zones = params.world.regions = 1;
  params.design.pooled = true, params.design.network = false;  // one shop, one stock
  if (!params.network.members) params.members.count = 0;
  Loaded l{params, read_chain(params.network.file), {}, {}, {}, 1.0};
  l.facts = chain_facts(l.chain);
  WorldData w;
  DesignParams const& d = params.design;
  w.policies = {d.micro, d.regional, d.central, d.plant, d.material, network_policy(params.clock)};
  add_items(l, w);
  add_popularity(l, w);
  add_sites(l, w);
  add_points(l, w);
  add_recipes(l, w);
  add_demands(l, w);
  add_zone(params, w);
  std::vector<Flow> flows(rows(w.points));
  double const grains = static_cast<double>(params.world.grains_per_unit);
  for (std::size_t stage = 0; stage < l.point_of.size(); ++stage) {
    std::size_t const i = l.point_of[stage].v;
    double const sd = from_micro(to_micro(l.facts.sd[stage] * l.scale * grains)) / grains;
    flows[i].mean = from_micro(w.points.mean[i]) / grains, flows[i].variance = sd * sd;
  }
  Swings steady(0);
  make_stock(w, params, flows, steady);
  make_bursts(w, params, rank_skus(w));
  make_outages(w, params);
  return w;
}

}  // namespace gs::world
