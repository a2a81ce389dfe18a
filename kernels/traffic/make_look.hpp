#pragma once
//! How each SKU looks to members in this tick: value, price asked, contagion, and its weights in search and feed.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! Appeal at an age, mean 1 over its life: falls by half every half-life and is replaced by a successor after four of them.
GS_HD inline double appeal(Seconds now, Seconds launch, Seconds half_life) {
  if (half_life <= 0 || half_life > 180 * day) return 1.0;
  Seconds const life = 4 * half_life, age = ((now - launch) % life + life) % life;
  return exact_exp(-0.6931471805599453 * static_cast<double>(age) / static_cast<double>(half_life)) * (4.0 * 0.6931471805599453 / (1.0 - 1.0 / 16.0));
}

struct MakeLook {
  ViewOf<ItemTable, ItemId> items;
  ViewOf<AttentionTable, ItemId> seen;
  SkuLook* looks;
  std::uint64_t* search;
  std::uint64_t* feed;
  Deal const* deals;
  int deal_count;
  ChoiceParams choice;
  CascadeParams cascade;
  double price_reference;  //!< [cent]
  Now now;

  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    SkuLook look{};
    look.taste = items.taste[sku];
    look.family = items.family[sku];
    look.line = items.line[sku];
    apply_deals(sku, look);
    double const heat = from_micro(seen.heat[sku]);
    look.price_term = choice.price * exact_log(static_cast<double>(look.price < 1 ? 1 : look.price) / price_reference);
    look.value = choice.constant + choice.heat * exact_log(1.0 + heat);
    looks[i] = look;
    double const life = appeal(now.start, items.launch[sku], items.half_life[sku]);
    double const weight = static_cast<double>(items.popularity[sku]) * life * static_cast<double>(seen.rank[sku]) * (1.0 / 65536.0);
    search[i] = static_cast<std::uint64_t>(clamp(weight, 1.0, 1e12));
    feed[i] = static_cast<std::uint64_t>(clamp(weight * exact_pow(heat + 0.05, cascade.heat_gamma), 1.0, 1e12));
  }
  GS_HD void apply_deals(ItemId sku, SkuLook& look) const {
    double cut = 0.0, boost = 1.0, next_cut = 0.0;
    look.sale_at = never;
    for (int k = 0; k < deal_count; ++k) {
      Deal const& deal = deals[k];
      if (!(deal.sku == sku)) continue;
      if (deal.from < now.end && deal.to > now.start) {
        cut = deal.discount > cut ? deal.discount : cut;
        boost = deal.share_boost > boost ? deal.share_boost : boost;
      } else if (deal.from >= now.end && deal.from < look.sale_at) {
        look.sale_at = deal.from;
        next_cut = deal.discount;
      }
    }
    Cents const list = items.price[sku];
    look.price = list - to_int(nearest(static_cast<double>(list) * cut));
    look.sale_gain = next_cut > cut ? choice.price * exact_log((1.0 - cut) / (1.0 - next_cut)) : 0.0;
    std::uint64_t const share = to_chance(cascade.share * boost);
    look.share = share > 0xffffffffULL ? 0xffffffffU : static_cast<std::uint32_t>(share);
  }
};

//! Units free at sites that serve members, by partition and SKU.
struct CountFree {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  std::uint32_t const* site_row;
  std::uint8_t const* site_open;
  std::int64_t* free_by_sku;
  std::int64_t skus;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    SiteId const site = points.site[p];
    if (site_row[site.at()] == ~0u || site_open[site.at()] == 0 || points.item[p].at() >= skus) return;
    std::int64_t const free = stock.on_hand[p] - stock.reserved[p];
    if (free > 0) atomic_add(&free_by_sku[points.partition[p] * skus + points.item[p].at()], free);
  }
};
struct SumFree {
  std::int64_t const* free_by_sku;
  ViewOf<AttentionTable, ItemId> seen;
  std::int64_t skus;
  std::uint32_t partitions;
  GS_HD void operator()(std::int64_t i) const {
    std::int64_t total = 0;
    for (std::uint32_t k = 0; k < partitions; ++k) total += free_by_sku[k * skus + i];
    seen.available[ItemId(static_cast<std::uint32_t>(i))] = total;
  }
};

}  // namespace gs::GS_BACKEND
