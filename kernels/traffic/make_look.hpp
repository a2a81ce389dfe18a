#pragma once
//! How each SKU looks to members in this tick: value, price asked, contagion, and its weights in search and feed.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds longest_hit = 180 * day;  //!< what fades more slowly is core: its appeal is taken as steady

//! Appeal at an age, mean 1 over its life: falls by half every half-life and is replaced by a successor after four of them. Nothing before
//! the launch of what is launched inside the run.
GS_HD inline double appeal(Seconds now, Seconds launch, Seconds half_life) {
  if (launch > 0 && now < launch) return 0.0;
  if (half_life <= 0 || half_life > longest_hit) return 1.0;
  Seconds const life = 4 * half_life, age = ((now - launch) % life + life) % life;
  return exact_exp(-0.6931471805599453 * static_cast<double>(age) / static_cast<double>(half_life)) * (4.0 * 0.6931471805599453 / (1.0 - 1.0 / 16.0));
}

/*!
 * Markdown ladder: how much of the list price is taken off, 0…1. A hit climbs a rung at `markdown_age` half-lives and one at every half-life
 * after; any SKU climbs one for every `markdown_cover` days of sales that lie in stock. The higher rung counts. (Price steps by age and cover:
 * Smith and Achabal 1998.)
 *
 * age [half-lives; < 0 = does not fade], cover [d].
 */
GS_HD inline double markdown(LifecycleParams const& p, double age, double cover) {
  if (p.markdown_step <= 0.0) return 0.0;
  double const by_age = age >= p.markdown_age ? 1.0 + age - p.markdown_age : 0.0, by_cover = cover / p.markdown_cover;
  std::int64_t const rung = to_int(clamp(by_age > by_cover ? by_age : by_cover, 0.0, 1000.0));
  double const cut = p.markdown_step * static_cast<double>(rung < p.markdown_rungs ? rung : p.markdown_rungs);
  return cut < 0.9 ? cut : 0.9;
}

//! A hit: new carts an hour so many times their two-week average, and beyond three standard deviations of chance (rates [1/h], tau [h]).
GS_HD inline bool is_hot(double fast, double slow, double times, double tau) {
  return fast > times * slow + 3.0 * exact_sqrt((slow + 0.01) / (2.0 * tau));
}

//! Which grades are open for a SKU: bit g = grade g (lever 8).
struct GradeGate {
  std::uint8_t offered;  //!< what the chain can make
  bool after_hit;
  double heat;  //!< see is_hot
};

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
  LifecycleParams lifecycle;
  GradeGate gate;
  double fast_tau;  //!< [h]

  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    SkuLook look{};
    look.taste = items.taste[sku];
    look.family = items.family[sku];
    look.line = items.line[sku];
    apply_deals(sku, look);
    look.hot = is_hot(from_micro(seen.fast[sku]), from_micro(seen.slow[sku]), gate.heat, fast_tau) ? 1 : 0;
    look.grades = !gate.after_hit || look.hot != 0 ? gate.offered : 0;
    double const heat = from_micro(seen.heat[sku]);
    look.price_term = choice.price * exact_log(static_cast<double>(look.price < 1 ? 1 : look.price) / price_reference);
    look.value = choice.constant + choice.heat * exact_log(1.0 + heat);
    if (items.launch[sku] > now.start) look.value = not_on_sale;
    looks[i] = look;
    double const life = appeal(now.start, items.launch[sku], items.half_life[sku]);
    double const weight = static_cast<double>(items.popularity[sku]) * life * static_cast<double>(seen.rank[sku]) * (1.0 / 65536.0);
    search[i] = static_cast<std::uint64_t>(clamp(weight, 1.0, 1e12));
    feed[i] = static_cast<std::uint64_t>(clamp(weight * exact_pow(heat + 0.05, cascade.heat_gamma), 1.0, 1e12));
  }
  static constexpr double not_on_sale = -1e6;  //!< utility of what is not launched yet
  GS_HD double ladder(ItemId sku) const {
    if (lifecycle.markdown_step <= 0.0) return 0.0;
    bool const fades = items.half_life[sku] > 0 && items.half_life[sku] <= longest_hit;
    Seconds const life = 4 * items.half_life[sku], past = fades ? ((now.start - items.launch[sku]) % life + life) % life : -1;
    double const sold = 24.0 * from_micro(seen.sold_slow[sku]), stock = static_cast<double>(seen.available[sku]);
    return markdown(lifecycle, fades ? static_cast<double>(past) / static_cast<double>(items.half_life[sku]) : -1.0, stock / (sold + 0.01));
  }
  GS_HD void apply_deals(ItemId sku, SkuLook& look) const {
    double cut = 0.0, boost = 1.0, next_cut = 0.0, deposit = 0.0;
    look.sale_at = never;
    for (int k = 0; k < deal_count; ++k) {
      Deal const& deal = deals[k];
      if (!(deal.sku == sku)) continue;
      if (deal.from < now.end && deal.to > now.start) {
        cut = deal.discount > cut ? deal.discount : cut;
        boost = deal.share_boost > boost ? deal.share_boost : boost;
        deposit = deal.deposit > deposit ? deal.deposit : deposit;
      } else if (deal.from >= now.end && deal.from < look.sale_at) {
        look.sale_at = deal.from;
        next_cut = deal.discount;
        deposit = deal.deposit;
      }
    }
    Cents const list = items.price[sku];
    double const marked = ladder(sku), given = marked > cut ? marked - cut : 0.0;  // the ladder counts where it goes below the deal
    look.markdown = static_cast<std::uint16_t>(given * 10000.0 + 0.5);
    look.deposit = static_cast<std::uint32_t>(clamp(static_cast<double>(list) * deposit, 0.0, 4e9));
    cut += given;
    look.price = list - to_int(nearest(static_cast<double>(list) * cut));
    look.sale_gain = next_cut > cut ? choice.price * exact_log((1.0 - cut) / (1.0 - next_cut)) : 0.0;
    std::uint64_t const share = to_chance(cascade.share * boost);
    look.share = share > 0xffffffffULL ? 0xffffffffU : static_cast<std::uint32_t>(share);
  }
};

//! Units free at sites that serve members and are open, by partition and SKU.
struct CountFree {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  std::uint8_t const* site_open;
  Places places;
  std::int64_t* free_by_sku;
  GS_HD void operator()(std::int64_t cell) const {
    std::int64_t total = 0;
    for (std::uint32_t k = places.first[cell]; k < places.first[cell + 1]; ++k) {
      PointId const p = places.point[k];
      std::int64_t const free = stock.on_hand[p] - stock.reserved[p];
      if (free > 0 && site_open[points.site[p].at()] != 0) total += free;
    }
    free_by_sku[cell] = total;
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
