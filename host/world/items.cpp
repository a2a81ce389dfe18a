//! Goods: SKUs in families made of a base and two options, the modules they are made of, and materials by product line.
#include <algorithm>
#include <numeric>
#include "host/world/attraction.hpp"
#include "host/world/draft.hpp"
#include "host/world/goods.hpp"
#include "host/world/pull.hpp"

namespace gs::world {
namespace {

double normal_of(Draft const& d, std::uint64_t id, std::uint32_t slot) { return normal(world_draw(d.params, Stream::world_item, id, slot).v[0]); }
enum Slot : std::uint32_t { slot_order, slot_family_price, slot_price, slot_family_taste, slot_option_taste, slot_life, slot_returns, slot_carbon };

//! How often a SKU is shown: Zipf over a permutation of the SKUs.
void set_popularity(Draft& d) {
  std::uint32_t const n = d.scale.skus();
  std::vector<std::uint64_t> key(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    Draws const w = world_draw(d.params, Stream::world_item, i, slot_order);
    key[i] = static_cast<std::uint64_t>(w.v[0]) << 32 | w.v[1];
  }
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
  double const all = zipf_sum(n, d.params.world.zipf);
  d.popularity.resize(n);
  for (std::uint32_t r = 0; r < n; ++r) d.popularity[order[r]] = exact_pow(static_cast<double>(r + 1), -d.params.world.zipf) / all;
  double upto = 0.0, given = 0.0;
  for (std::uint32_t i = 0; i < n; ++i) {  // shares of 2^32 that add up to 2^32 exactly, whatever the rounding of each
    upto += d.popularity[i];
    double const wanted = i + 1 == n ? 4294967296.0 : nearest(clamp(upto, 0.0, 1.0) * 4294967296.0);
    double const edge = clamp(wanted, given, given + 4294967295.0);  // a lone SKU has all but 2^-32
    d.world.items.popularity[i] = static_cast<std::uint32_t>(edge - given);
    given = edge;
  }
}

//! What is bought of what is shown, by segment; zones differ by the segments of their blocks.
void set_demand(Draft& d) {
  std::uint32_t const n = d.scale.skus();
  d.purchases = usual_purchases(d.world, d.params);
  std::vector<double> quiet(n, 0.0);
  d.daily.assign(n, 0.0);
  for (std::uint32_t z = 0; z < d.scale.zones; ++z) {
    ZoneOrders const orders = d.zone_orders(z);
    for (std::uint32_t i = 0; i < n; ++i) {
      quiet[i] += orders.live[i] + orders.shelf[i];
      for (std::uint32_t p = 0; p < d.partitions(); ++p) d.daily[i] += d.partition_daily(orders, i, p);
    }
  }
  for (std::uint32_t i = 0; i < n; ++i) d.world.items.quiet_rate[i] = to_micro(quiet[i] / 24.0);
  calibrate_looks(d);
  d.by_rank.resize(n);
  std::iota(d.by_rank.begin(), d.by_rank.end(), 0u);
  std::stable_sort(d.by_rank.begin(), d.by_rank.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return d.world.items.quiet_rate[a] > d.world.items.quiet_rate[b]; });
}

std::uint64_t add_feature(std::uint64_t taste, int k, std::int64_t offset) {
  std::int64_t const old = static_cast<std::int64_t>(taste >> (16 * k) & 0xffff);
  std::uint64_t const now = static_cast<std::uint64_t>(std::clamp<std::int64_t>(old + offset, 0, 0xffff));
  return (taste & ~(std::uint64_t{0xffff} << (16 * k))) | now << (16 * k);
}
//! Where the family stands in the 4 features, moved by up to a quarter of the range by each option; the line's families share the options.
std::uint64_t taste_of(Draft const& d, Goods const& g, std::uint32_t sku) {
  Draws const base = world_draw(d.params, Stream::world_item, g.family_of(sku), slot_family_taste);
  std::uint64_t taste = 0;
  for (int k = 0; k < 4; ++k) taste |= static_cast<std::uint64_t>(base.v[k] >> 16) << (16 * k);
  for (std::uint32_t const module : {g.module_a(sku), g.module_b(sku)}) {
    Draws const move = world_draw(d.params, Stream::world_item, module, slot_option_taste);
    for (int k = 0; k < 4; ++k) taste = add_feature(taste, k, static_cast<std::int64_t>(move.v[k] >> 17) - 0x4000);
  }
  return taste;
}

//! A hit lives for four half-lives, then its successor takes the place (traffic); launches are spread evenly over one life, so that about as
//! many hits are young at any time and their sum is steady. The rest is core.
void fill_life(Draft& d, std::uint32_t i) {
  WorldParams const& w = d.params.world;
  Draws const luck = world_draw(d.params, Stream::world_item, i, slot_life);
  bool const hit = uniform(luck.v[0]) < w.hit_share;
  Seconds const half_life = hit ? w.hit_half_life : w.core_half_life;
  d.world.items.half_life[i] = half_life;
  d.world.items.launch[i] = -to_int(uniform(luck.v[1]) * 4.0 * static_cast<double>(half_life));
  if (!hit || uniform(luck.v[2]) >= d.params.lifecycle.launch_share) return;  // the rest is on sale when the run begins
  d.world.items.launch[i] = 1 + d.params.clock.warmup + to_int(uniform(luck.v[3]) * static_cast<double>(d.params.clock.length));
}

//! Where a SKU's ln price lies, in standard deviations: its family's part and its own.
double price_place(Draft const& d, Goods const& g, std::uint32_t i) {
  return 0.8 * normal_of(d, g.family_of(i), slot_family_price) + 0.6 * normal_of(d, i, slot_price);  // 0.8² + 0.6² = 1
}

/*!
 * Moves all ln prices alike [standard deviations], so that a look sells as much whatever family a small catalogue's best sellers happen to
 * belong to: worlds of all sizes and seeds then order about as much a member, at about the same prices. The mean of p^-e over what is
 * shown is set to a share of that of the lognormal law, e the response of orders to price.
 */
double price_shift(Draft const& d, Goods const& g) {
  constexpr double response = 1.8;  // orders ~ p^-1.8: seen in quiet runs with choice.price 1.2, as an item is chosen twice
  constexpr double share = 0.64;    // (chosen) so that about 13 looks make an order: members.wakes_per_order
  double const e = response * d.params.world.price_sigma;
  double sum = 0.0;
  for (std::uint32_t i = 0; i < d.scale.skus(); ++i) {
    double const p = 1.0 - d.popularity[i], seen = 0.25 * (1.0 - p * p * p * p);  // of four items shown; twice shown is once seen
    sum += seen * exact_exp(-e * price_place(d, g, i));
  }
  return e > 0.0 ? exact_log(sum / share) / e - 0.5 * e : 0.0;
}

void fill_sku(Draft& d, Goods const& g, std::uint32_t i, double shift) {
  auto& t = d.world.items;
  WorldParams const& w = d.params.world;
  double const spread = price_place(d, g, i) + shift;
  t.kind[i] = ItemKind::sku;
  t.line[i] = static_cast<std::uint16_t>(g.line_of(i)), t.family[i] = static_cast<std::uint16_t>(g.family_of(i));
  t.taste[i] = taste_of(d, g, i);
  t.price[i] = std::max<Cents>(100, round_near(static_cast<double>(w.price_median) * exact_exp(w.price_sigma * spread)));
  double const dearer = d.params.design.modular ? 1.0 + d.params.design.modular_cost_share : 1.0;
  t.value[i] = std::max<Cents>(1, round_near(static_cast<double>(t.price[i]) * w.value_share * dearer));
  Draws const luck = world_draw(d.params, Stream::world_item, i, slot_returns);
  double const vary = 0.7 + 0.6 * uniform(luck.v[0]);  // mean 1
  t.return_shelf[i] = to_chance(w.return_shelf * vary), t.return_live[i] = to_chance(w.return_live * vary);
  t.carbon[i] = static_cast<std::uint32_t>(1000.0 + 3000.0 * uniform(luck.v[1]));  // 1–4 kg a unit (chosen)
  t.salvage[i] = static_cast<std::uint32_t>(round_near(w.salvage * 1000.0));
  fill_life(d, i);
}

//! How much of each module is used, by what its SKUs sell (by popularity where nobody buys).
std::vector<double> module_use(Draft const& d, Goods const& g) {
  std::vector<double> use(d.scale.modules(), 0.0);
  for (std::uint32_t i = 0; i < d.scale.skus(); ++i)
    for (int part = 0; part < parts; ++part) use[g.module(i, part)] += d.daily[i] > 0.0 ? d.daily[i] : d.popularity[i];
  return use;
}

/*!
 * A module is worth the mean of what it contributes to the SKUs that use it, weighted by their sales: over all that is sold, modules cost
 * as much as the same parts made for one SKU each. Made of modules, a SKU is worth what they and its assembly cost.
 */
void fill_modules(Draft& d, Goods const& g, std::vector<double> const& use) {
  auto& t = d.world.items;
  std::vector<double> value(d.scale.modules(), 0.0);
  for (std::uint32_t i = 0; i < d.scale.skus(); ++i)
    for (int part = 0; part < parts; ++part)
      value[g.module(i, part)] += (d.daily[i] > 0.0 ? d.daily[i] : d.popularity[i]) * static_cast<double>(t.value[i]) * part_value[part];
  for (std::uint32_t m = 0; m < d.scale.modules(); ++m) {
    std::size_t const i = g.item_of_module(m).v;
    t.kind[i] = ItemKind::module;
    t.line[i] = static_cast<std::uint16_t>(g.line_of_module(m)), t.family[i] = static_cast<std::uint16_t>(g.family_of_module(m));
    t.value[i] = std::max<Cents>(1, round_near(value[m] / use[m]));
    t.salvage[i] = static_cast<std::uint32_t>(round_near(d.params.world.salvage * 1000.0)), t.carbon[i] = 400;
    t.half_life[i] = d.params.world.core_half_life;
  }
  for (std::uint32_t i = 0; d.params.design.modular && i < d.scale.skus(); ++i) {
    t.value[i] = std::max<Cents>(1, round_near(static_cast<double>(t.value[i]) * assembly_value));
    for (int part = 0; part < parts; ++part) t.value[i] += t.value[g.item_of_module(g.module(i, part)).v];
  }
}

//! Line materials are worth half of the modules they go into; a SKU's own kit is worth what its modules' materials are.
void fill_materials(Draft& d, Goods const& g, std::vector<double> const& use) {
  auto& t = d.world.items;
  for (std::uint32_t k = 0; k < g.materials(); ++k) {
    std::size_t const i = g.item_of_material(k).v;
    t.kind[i] = ItemKind::material, t.salvage[i] = 600, t.carbon[i] = 200, t.half_life[i] = d.params.world.core_half_life;
    t.line[i] = static_cast<std::uint16_t>(g.line_of_material(k)), t.family[i] = static_cast<std::uint16_t>(t.line[i] * d.scale.families_per_line);
    t.value[i] = std::max<Cents>(1, round_near(g.material_value(t, use, k)));
  }
}

}  // namespace

ZoneOrders Draft::zone_orders(std::uint32_t zone) const {
  std::size_t const n = scale.skus();
  ZoneOrders z{std::vector<double>(n, 0.0), std::vector<double>(n, 0.0)};
  for (std::size_t g = 0; g < segments; ++g) {
    double const orders = quiet_orders() * zone_share[zone] * zone_segment[zone * segments + g];
    for (std::size_t i = 0; orders > 0.0 && i < n; ++i) {
      z.live[i] += orders * purchases.live[g * n + i];
      z.shelf[i] += orders * purchases.shelf[g * n + i];
    }
  }
  return z;
}

std::vector<double> Draft::zone_daily(std::uint32_t zone) const {
  ZoneOrders const orders = zone_orders(zone);
  std::vector<double> daily(scale.skus(), 0.0);
  for (std::uint32_t i = 0; i < scale.skus(); ++i)
    for (std::uint32_t p = 0; p < partitions(); ++p) daily[i] += partition_daily(orders, i, p);
  return daily;
}

void make_items(Draft& draft) {
  Goods const g(draft.scale, draft.params.design);
  WorldData& w = draft.world;
  resize_rows(w.items, g.items());
  w.skus = draft.scale.skus(), w.modules = draft.scale.modules(), w.materials = g.materials();
  w.lines = draft.scale.lines, w.families = draft.scale.families();
  set_popularity(draft);
  double const shift = price_shift(draft, g);
  for (std::uint32_t i = 0; i < draft.scale.skus(); ++i) fill_sku(draft, g, i, shift);
  set_demand(draft);
  std::vector<double> const use = module_use(draft, g);
  fill_modules(draft, g, use);
  fill_materials(draft, g, use);
}

}  // namespace gs::world
