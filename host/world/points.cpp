//! Stock points, level by level from the member up: [micro <-] regional <- central <- kits, or <- modules <- materials.
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

//! Finished goods at a row of places: the `held` most popular SKUs in every partition.
std::vector<PointId> add_goods(Draft& d, std::vector<SiteId> const& places, std::uint32_t held, Echelon echelon, std::uint32_t level) {
  std::vector<PointId> index(d.cell(places.size(), 0, 0), PointId::none());
  std::vector<char> kept(d.scale.skus(), 0);
  for (std::uint32_t r = 0; r < held; ++r) kept[d.by_rank[r]] = 1;
  for (std::size_t place = 0; place < places.size(); ++place)
    for (std::uint32_t sku = 0; sku < d.scale.skus(); ++sku)
      for (std::uint32_t p = 0; kept[sku] && p < d.partitions(); ++p)
        index[d.cell(place, sku, p)] = add_point(d, places[place], ItemId(sku), p, echelon, level);
  return index;
}

}  // namespace

void make_points(Draft& draft) {
  Goods const goods(draft.scale, draft.params.design);
  std::uint32_t level = 0;
  auto const close_level = [&] { draft.world.level_first.push_back(static_cast<std::uint32_t>(rows(draft.world.points))), ++level; };
  draft.world.level_first.push_back(0);
  if (draft.params.design.network) {
    draft.points.micro = add_goods(draft, draft.micro_site, draft.scale.assortment, Echelon::micro, level);
    close_level();
  }
  draft.points.regional = add_goods(draft, draft.regional_site, draft.scale.skus(), Echelon::regional, level);
  close_level();
  draft.points.central = add_goods(draft, {draft.central_site}, draft.scale.skus(), Echelon::central, level);
  close_level();
  if (draft.params.design.modular) {
    for (std::uint32_t m = 0; m < draft.scale.modules(); ++m)
      draft.points.module.push_back(add_point(draft, draft.plant_site, goods.item_of_module(m), 0, Echelon::plant, level));
    close_level();
    for (std::uint32_t k = 0; k < goods.line_materials(); ++k)
      draft.points.material.push_back(add_point(draft, draft.plant_site, goods.item_of_material(k), 0, Echelon::material, level));
  } else {
    for (std::uint32_t sku = 0; sku < draft.scale.skus(); ++sku)
      draft.points.kit.push_back(add_point(draft, draft.plant_site, goods.item_of_kit(sku), 0, Echelon::material, level));
  }
  close_level();
  draft.world.levels = level;
}

}  // namespace gs::world
