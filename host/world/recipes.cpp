//! How every stock point is filled. Alternatives (OR) stand behind the primary recipe; components (AND) in ComponentTable.
#include <algorithm>
#include "host/world/draft.hpp"
#include "host/world/goods.hpp"
#include "host/world/markets.hpp"
#include "host/world/network.hpp"

namespace gs::world {
namespace {

constexpr double print_work = 3.0;             //!< printing a SKU from scratch takes so many times its work in one piece (chosen)
constexpr std::uint32_t process_yield = 9950;  //!< of the process; who works on it loses about as much again
constexpr Seconds workshop_after = 4 * hour;   //!< from a workshop's last hour to the shelf next door (chosen)
constexpr Seconds shift_length = 8 * hour;     //!< a line of its own pays from a shift's output on

struct Context {
  Draft& d;
  Goods goods;
  Markets markets;
  double work;  //!< of a SKU in one piece [s]
  Seconds setup;
  std::vector<std::uint32_t> rank;  //!< by SKU: 0 = best seller
};

Cents value_of(Context const& c, PointId p) { return c.d.world.items.value[c.d.world.points.item[p.v].v]; }

//! Adds a recipe to the point that is being filled now: recipes of one point must be consecutive.
void fill(Context& c, RecipeRow row, PointId point, std::vector<Component> const& components) {
  auto& t = c.d.world.points;
  row.fills = point;
  RecipeId const id = add_recipe(c.d.world, row, components);
  if (t.recipes[point.v]++ == 0) t.first_recipe[point.v] = id;
}

RecipeRow transport(LaneId lane) {
  RecipeRow row;
  row.kind = RecipeKind::transport, row.lane = lane;
  return row;
}

//! Work of `seconds` a unit; `after` is what follows the last hour: finishing, and freight to where it is stocked.
RecipeRow process(Context const& c, std::uint32_t market, double seconds, Seconds after) {
  RecipeRow row;
  row.kind = RecipeKind::process, row.market = market, row.process = c.markets[market].process;
  row.work = std::max<Seconds>(1, round_near(seconds));
  row.setup = c.setup;
  row.law = LeadLaw::uniform, row.lead = after, row.spread = after / 4;
  row.min_lot = std::max<Grains>(1, shift_length / row.work) * c.d.grains();
  row.yield = process_yield;
  return row;
}

//! Consumables: what is left of the value after components and core hours.
Cents consumables(Context const& c, PointId made, std::vector<Component> const& components, RecipeRow const& row) {
  double left = static_cast<double>(value_of(c, made)) - static_cast<double>(c.d.params.world.core_hour) * static_cast<double>(row.work) / hour;
  for (Component const& k : components) left -= static_cast<double>(k.quantity * value_of(c, k.point));
  return std::max<Cents>(0, round_near(left));
}

void make_here(Context& c, RecipeRow row, PointId point, std::vector<Component> const& components) {
  row.cost = consumables(c, point, components, row);
  fill(c, row, point, components);
}

//! Bought with the same material lead time in all designs (MODEL §0.3).
void buy(Context& c, PointId point) {
  RecipeRow row;
  row.kind = RecipeKind::buy, row.law = LeadLaw::uniform;
  row.lead = c.d.params.world.material_lead, row.spread = c.d.params.world.material_spread;
  row.cost = value_of(c, point);
  fill(c, row, point, {});
  ResourcingLever const& second = c.d.params.design.resourcing;
  if (!second.on) return;  // else a second source, which planners turn to while the first is known to be down
  row.cost = round_near(static_cast<double>(row.cost) * (1.0 + second.premium));
  fill(c, row, point, {});
}

//! The line materials of some modules, equal ones added up; `stock` says where each stands.
std::vector<Component> raw_materials(Context const& c, std::vector<std::uint32_t> const& modules, PointId const* stock) {
  std::vector<Component> list;
  for (std::uint32_t const m : modules)
    for (std::uint32_t const k : c.goods.materials_of_module(m)) {
      PointId const point = stock[k];
      auto const same = std::find_if(list.begin(), list.end(), [&](Component const& x) { return x.point == point; });
      if (same != list.end())
        ++same->quantity;
      else
        list.push_back({point, 1});
    }
  return list;
}

//! Printed whole in the region's workshops: no set-up, no lot, much more work, dearer material.
void print_near(Context& c, PointId point, std::uint32_t region, std::uint32_t sku) {
  DesignParams const& design = c.d.params.design;
  if (!design.micro_making || !c.goods.printable(c.rank[sku], design.micro_from_rank)) return;
  RecipeRow row = process(c, c.markets.of_workshop(region), c.work * design.micro_work, workshop_after);
  row.setup = 0, row.min_lot = c.d.grains();
  PointId const* stock = c.d.points.feedstock.data() + static_cast<std::size_t>(region) * c.goods.line_materials();
  auto const components = raw_materials(c, {c.goods.module_base(sku), c.goods.module_a(sku), c.goods.module_b(sku)}, stock);
  row.cost = consumables(c, point, components, row) + round_near(design.micro_material * static_cast<double>(value_of(c, point)));
  fill(c, row, point, components);
}

//! Other regions' stock, nearest first.
void fill_from_sisters(Context& c, PointId point, std::uint32_t region, std::uint32_t sku, std::uint32_t partition) {
  Draft& d = c.d;
  std::size_t const sources = std::min<std::size_t>(transship_sources, d.nearest[region].size());
  for (std::size_t k = 0; k < sources; ++k) {
    std::uint32_t const from = d.nearest[region][k];
    LaneId const lane = d.transship[static_cast<std::size_t>(region) * d.scale.regions + from];
    fill(c, transport(lane), point, {{d.points.regional[d.cell(from, sku, partition)], 1}});
  }
}

void fill_regional(Context& c, PointId point, std::uint32_t region, std::uint32_t sku, std::uint32_t partition) {
  Draft& d = c.d;
  fill(c, transport(d.to_regional[region]), point, {{d.points.central[d.cell(0, sku, partition)], 1}});
  if (d.params.design.pooled) fill_from_sisters(c, point, region, sku, partition);
  print_near(c, point, region, sku);
}

//! Made in one piece at the plant.
void fill_plant(Context& c, PointId point, std::uint32_t sku) {
  make_here(c, process(c, c.markets.of_sku(c.goods.family_of(sku)), c.work, 24 * hour), point, {{c.d.points.kit[sku], 1}});
}

//! Fetched from the plant, or assembled here from modules (postponement), or printed whole from materials.
void fill_central(Context& c, PointId point, std::uint32_t sku) {
  Draft& d = c.d;
  if (!d.params.design.modular) return fill(c, transport(d.to_central), point, {{d.points.plant[sku], 1}});
  std::vector<std::uint32_t> const modules = {c.goods.module_base(sku), c.goods.module_a(sku), c.goods.module_b(sku)};
  std::vector<Component> components;
  for (std::uint32_t const m : modules) components.push_back({d.points.module[m], 1});
  RecipeRow assemble = process(c, c.markets.of_sku(c.goods.family_of(sku)), c.work * (assembly_work + d.params.design.modular_work), 24 * hour);
  assemble.setup /= 4;  // fixtures only
  make_here(c, assemble, point, components);
  if (c.markets.of_printing() == ~0u) return;
  RecipeRow print = process(c, c.markets.of_printing(), c.work * print_work, 24 * hour);
  print.setup = 0, print.min_lot = d.grains();
  make_here(c, print, point, raw_materials(c, modules, d.points.material.data()));
}

//! Made to order: assembled from modules as wanted, or printed whole for one. No fixtures to change, and a day's finishing less than a batch.
void fill_to_order(Context& c, PointId point, std::uint32_t sku, Grade grade) {
  Draft& d = c.d;
  DesignParams const& design = d.params.design;
  std::vector<std::uint32_t> const modules = {c.goods.module_base(sku), c.goods.module_a(sku), c.goods.module_b(sku)};
  bool const deep = grade == Grade::deep;
  std::vector<Component> components;
  for (std::uint32_t const m : modules) components.push_back({d.points.module[m], 1});
  double const work = deep ? c.work * (assembly_work + design.modular_work) : c.work * print_work * design.grades.extreme_work;
  RecipeRow row = process(c, deep ? c.markets.of_sku(c.goods.family_of(sku)) : c.markets.of_printing(), work, 6 * hour);
  row.setup = 0, row.min_lot = d.grains();
  make_here(c, row, point, deep ? components : raw_materials(c, modules, d.points.material.data()));
}

void fill_module(Context& c, PointId point, std::uint32_t m) {
  int const part = c.goods.part_of_module(m);
  RecipeRow row = process(c, c.markets.of_module(c.goods, m), c.work * part_work[part], 12 * hour);
  row.setup = part == 0 ? c.setup : (part == 1 ? c.setup / 2 : 0);  // moulds, cutting plans, printing needs none
  make_here(c, row, point, raw_materials(c, {m}, c.d.points.material.data()));
}

}  // namespace

void make_recipes(Draft& draft) {
  WorldParams const& w = draft.params.world;
  Context c{draft,
            Goods(draft.scale, draft.params.design),
            Markets(draft),
            w.work_minutes * 60.0,
            round_near(w.setup_hours * hour),
            std::vector<std::uint32_t>(draft.scale.skus())};
  for (std::size_t r = 0; r < draft.by_rank.size(); ++r) c.rank[draft.by_rank[r]] = static_cast<std::uint32_t>(r);
  draft.world.markets = c.markets.count();
  std::uint32_t const skus = draft.scale.skus(), partitions = draft.partitions();
  auto const each = [&](std::vector<PointId> const& index, auto&& f) {
    for (std::size_t i = 0; i < index.size(); ++i)
      if (index[i].exists())
        f(index[i], static_cast<std::uint32_t>(i / (static_cast<std::size_t>(skus) * partitions)), static_cast<std::uint32_t>(i / partitions % skus),
          static_cast<std::uint32_t>(i % partitions));
  };
  each(draft.points.micro, [&](PointId p, std::uint32_t zone, std::uint32_t sku, std::uint32_t part) {
    fill(c, transport(draft.to_micro[zone]), p, {{draft.points.regional[draft.cell(draft.world.zones.region[zone], sku, part)], 1}});
  });
  each(draft.points.regional,
       [&](PointId p, std::uint32_t region, std::uint32_t sku, std::uint32_t part) { fill_regional(c, p, region, sku, part); });
  each(draft.points.central, [&](PointId p, std::uint32_t, std::uint32_t sku, std::uint32_t) { fill_central(c, p, sku); });
  for (std::size_t k = 0; k < draft.points.to_order.size(); ++k)
    if (draft.points.to_order[k].exists())
      fill_to_order(c, draft.points.to_order[k], static_cast<std::uint32_t>(k % skus), static_cast<Grade>(1 + k / skus));
  for (std::uint32_t sku = 0; sku < draft.points.plant.size(); ++sku) fill_plant(c, draft.points.plant[sku], sku);
  for (std::uint32_t m = 0; m < draft.points.module.size(); ++m) fill_module(c, draft.points.module[m], m);
  for (PointId const p : draft.points.material) buy(c, p);
  for (PointId const p : draft.points.kit) buy(c, p);
  for (PointId const p : draft.points.feedstock) buy(c, p);
}

}  // namespace gs::world
