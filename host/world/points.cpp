//! Stock points, level by level from the member up: [micro <-] regional <- central <- plant <- kits, or <- modules <- materials.
#include <algorithm>

#include "host/world/draft.hpp"
#include "host/world/goods.hpp"

namespace gs::world {
namespace {

PointId add_point(Draft& d, SiteId site, ItemId item, std::uint32_t partition, Echelon echelon, std::uint32_t level) {
  auto& t = d.world.points;
  std::size_t const i = add_row(t);
  t.site[i] = site, t.item[i] = item, t.partition[i] = static_cast<std::uint8_t>(partition), t.owner[i] = Party::brand;
  t.echelon[i] = echelon, t.level[i] = static_cast<std::uint8_t>(level);
  t.policy[i] = PolicyId(static_cast<std::uint32_t>(at(echelon)));  // WorldData::policies has one an echelon, in this order
  t.fixed_level[i] = t.fixed_reorder[i] = -1;
  return PointId(static_cast<std::uint32_t>(i));
}

//! The `held` SKUs that sell best in a zone.
std::vector<char> best_sellers(Draft const& d, std::uint32_t zone, std::uint32_t held) {
  std::vector<double> const daily = d.zone_daily(zone);
  std::vector<std::uint32_t> order = d.by_rank;  // ties, and a world without members, by the nation's ranks
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return daily[a] > daily[b]; });
  std::vector<char> kept(d.scale.skus(), 0);
  for (std::uint32_t r = 0; r < held; ++r) kept[order[r]] = 1;
  return kept;
}

//! Finished goods at a row of places, in every partition; `kept(place)` says which SKUs.
template <class Kept>
std::vector<PointId> add_goods(Draft& d, std::vector<SiteId> const& places, Echelon echelon, std::uint32_t level, Kept&& kept) {
  std::vector<PointId> index(d.cell(places.size(), 0, 0), PointId::none());
  for (std::uint32_t place = 0; place < places.size(); ++place) {
    std::vector<char> const here = kept(place);
    for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku)
      for (std::uint32_t p = 0; here[sku] && p < d.partitions(); ++p)
        index[d.cell(place, sku, p)] = add_point(d, places[place], ItemId(sku), p, echelon, level);
  }
  return index;
}

//! Where combinations and pieces for one are made to order: a base stock of nothing, reviewed every tick. Combinations need modules, pieces for
//! one a printer for hire.
void add_to_order(Draft& d, std::uint32_t level) {
  DesignParams const& design = d.params.design;
  if (!design.grades.on || !design.modular) return;
  std::size_t const skus = d.scale.skus();
  d.points.to_order.assign((static_cast<std::size_t>(count_of<Grade>) - 1) * skus, PointId::none());
  for (int g = 1; g < count_of<Grade>; ++g) {
    if (static_cast<Grade>(g) == Grade::extreme && !design.elastic) continue;
    for (std::uint32_t sku = 0; sku < skus; ++sku) {
      PointId const p = add_point(d, d.central_site, ItemId(sku), order_partition + static_cast<std::uint32_t>(g), Echelon::central, level);
      d.world.points.policy[p.v] = PolicyId(static_cast<std::uint32_t>(count_of<Echelon>));
      d.world.points.fixed_level[p.v] = 0;
      d.points.to_order[(static_cast<std::size_t>(g) - 1) * skus + sku] = p;
    }
  }
  d.world.serve.to_order = d.points.to_order;
}

//! Modules and line materials.
void add_modules(Draft& d, Goods const& goods, std::uint32_t level) {
  for (std::uint32_t m = 0; m < d.scale.modules(); ++m)
    d.points.module.push_back(add_point(d, d.plant_site, goods.item_of_module(m), 0, Echelon::plant, level));
  d.world.level_first.push_back(static_cast<std::uint32_t>(rows(d.world.points)));
  for (std::uint32_t k = 0; k < goods.line_materials(); ++k)
    d.points.material.push_back(add_point(d, d.plant_site, goods.item_of_material(k), 0, Echelon::material, level + 1));
}

//! SKUs as they leave the line, for all platforms together, and the kits they are made from.
void add_plant(Draft& d, Goods const& goods, std::uint32_t level) {
  for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku)
    d.points.plant.push_back(add_point(d, d.plant_site, ItemId(sku), 0, Echelon::plant, level));
  d.world.level_first.push_back(static_cast<std::uint32_t>(rows(d.world.points)));
  for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku)
    d.points.kit.push_back(add_point(d, d.plant_site, goods.item_of_kit(sku), 0, Echelon::material, level + 1));
}

/*!
 * Print material beside every region's workshops, a level given from outside: so many days of what members there want of the SKUs that can be
 * printed. Which of them it will be is open: that is the point of it.
 */
void add_feedstock(Draft& d, Goods const& goods, std::uint32_t level) {
  DesignParams const& design = d.params.design;
  std::vector<double> daily(goods.line_materials(), 0.0);
  for (std::size_t rank = 0; rank < d.by_rank.size(); ++rank) {
    std::uint32_t const sku = d.by_rank[rank];
    if (!goods.printable(rank, design.micro_from_rank)) continue;
    for (int part = 0; part < parts; ++part)
      for (std::uint32_t const k : goods.materials_of_module(goods.module(sku, part))) daily[k] += d.daily[sku];
  }
  for (std::uint32_t region = 0; region < d.scale.regions; ++region)
    for (std::uint32_t k = 0; k < goods.line_materials(); ++k) {
      PointId const p = add_point(d, d.regional_site[region], goods.item_of_material(k), 0, Echelon::material, level);
      double const units = design.micro_feedstock_days * daily[k] * d.region_share[region];
      d.world.points.fixed_level[p.v] = round_near(std::max(units, 10.0) * static_cast<double>(d.grains()));
      d.points.feedstock.push_back(p);
    }
}

}  // namespace

void make_points(Draft& draft) {
  Goods const goods(draft.scale, draft.params.design);
  std::vector<char> const all(draft.scale.skus(), 1);
  auto const everything = [&](std::uint32_t) { return all; };
  std::uint32_t level = 0;
  auto const close_level = [&] { draft.world.level_first.push_back(static_cast<std::uint32_t>(rows(draft.world.points))), ++level; };
  draft.world.level_first.push_back(0);
  if (draft.params.design.network) {
    draft.points.micro = add_goods(draft, draft.micro_site, Echelon::micro, level,
                                   [&](std::uint32_t zone) { return best_sellers(draft, zone, draft.scale.assortment); });
    close_level();
  }
  draft.points.regional = add_goods(draft, draft.regional_site, Echelon::regional, level, everything);
  close_level();
  draft.points.central = add_goods(draft, {draft.central_site}, Echelon::central, level, everything);
  add_to_order(draft, level);
  close_level();
  draft.params.design.modular ? add_modules(draft, goods, level) : add_plant(draft, goods, level);
  if (draft.params.design.micro_making) add_feedstock(draft, goods, level + 1);
  ++level;
  close_level();
  draft.world.levels = level;
}

}  // namespace gs::world
