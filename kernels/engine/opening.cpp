#include "kernels/engine/opening.hpp"
#include <algorithm>
#include <map>
#include "kernels/core/arena.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/row_hash.hpp"
#include "kernels/state/demand_ring.hpp"
#include "kernels/state/loyalty.hpp"
#include "kernels/state/member_traits.hpp"

namespace gs::GS_BACKEND {
namespace {

/*!
 * Members open at the loyalty and mood at rest of a chain of which `usual_good` parcels are good: some good ones since the last bad one.
 * They open long without a purchase, and unknown to the recommender; both are forgotten within the warm-up, as loyalty is not.
 */
struct InitMember {
  StoredMember* rows;
  std::uint64_t seed;
  LoyaltyLaw law;
  std::int64_t* hash_cells;
  GS_HD void operator()(std::int64_t i) const {
    MemberRow row;
    std::uint64_t const h = mix64(seed ^ mix64(static_cast<std::uint64_t>(i) + 0x6c6f79616cULL));
    double const parcels = law.good_since((static_cast<double>(h >> 32) + 0.5) * (1.0 / 4294967296.0));
    row.loyalty = stored_share(law.at_rest(parcels));
    row.satisfaction = stored_share(mood_at_rest(law.good, parcels));
    rows[i] = stored(row);
    atomic_add(&hash_cells[i / 1024 % 256], static_cast<std::int64_t>(row_hash(static_cast<std::uint64_t>(i), rows[i])));
  }
};

//! Averages start at the quiet rates, with the usual 0.3 orders a cart.
struct InitAttention {
  ViewOf<AttentionTable, ItemId> seen;
  ViewOf<ItemTable, ItemId> items;
  Micro review;  //!< share of good parcels
  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    Micro const rate = items.quiet_rate[sku];
    seen.sold_fast[sku] = seen.sold_slow[sku] = rate;
    seen.fast[sku] = seen.slow[sku] = rate * 10 / 3;
    seen.review[sku] = review;
    seen.rank[sku] = 65536;
    seen.available[sku] = 1;
  }
};

//! The ring of past demand of a level starts at the true mean, fractions by a keyed draw.
struct InitRing {
  ViewOf<PointTable, PointId> points;
  Micro const* mean;  //!< by point: what enters its ring [1e-6 grains/d]
  ViewOf<ForecastTable, PointId> forecast;
  DemandRing ring;
  std::int64_t first;
  std::uint64_t seed;
  std::int64_t const* bucket_micro;  //!< by policy: bucket length [1e-6 days]
  std::int64_t const* window;        //!< by policy: buckets averaged; 0 = none
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(first + i));
    std::int64_t const policy = points.policy[p].at(), used = window[policy];
    double const per_bucket = from_micro(mean[p.at()]) * from_micro(bucket_micro[policy]);
    std::int64_t total = 0;
    for (std::int64_t k = 0; k < used; ++k) {
      Draws const d = draw4(seed, Stream::world_start, static_cast<std::uint64_t>(first + i), static_cast<std::uint32_t>(k));
      total += ring.put(k, i, to_int(per_bucket + uniform(d.v[0])));
    }
    forecast.window[p] = total;
  }
};

struct CountInitial {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<GoodsTable, ItemId> goods;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    atomic_add(&goods.initial[points.item[p]], stock.on_hand[p]);
  }
};
struct CountInitialShipments {
  ViewOf<ShipmentTable, ShipmentSlot> rows;
  ViewOf<PointTable, PointId> points;
  ViewOf<StockTable, PointId> stock;
  ViewOf<GoodsTable, ItemId> goods;
  GS_HD void operator()(std::int64_t i) const {
    ShipmentSlot const s(static_cast<std::uint64_t>(i));
    if (rows.ordered[s] != 0) atomic_add(&stock.in_transit[rows.to[s]], rows.quantity[s]);
    atomic_add(&goods.initial[points.item[rows.to[s]]], rows.quantity[s]);
  }
};
struct CountInitialJobs {
  ViewOf<JobTable, JobSlot> rows;
  ViewOf<RecipeTable, RecipeId> recipes;
  ViewOf<PointTable, PointId> points;
  ViewOf<GoodsTable, ItemId> goods;
  GS_HD void operator()(std::int64_t i) const {
    JobSlot const s(static_cast<std::uint64_t>(i));
    PointId const to = recipes.fills[rows.recipe[s]];
    if (to.exists()) atomic_add(&goods.initial[points.item[to]], rows.in_work[s]);
    rows.open[s] = rows.in_work[s];  // no line has it yet
    rows.lines[s] = 0;
    rows.ready[s] = rows.placed[s];
  }
};

void init_members(World& w) {
  std::int64_t const n = w.params.members.count;
  w.members.grow(n);
  Buffer<std::int64_t> cells(256);
  for_each(w.lane, n, InitMember{w.members.data(), w.params.seed, law_of(w.params.members), cells.data()});
  w.member_hash = static_cast<std::uint64_t>(sum(w.lane, cells.data(), 256));
}

//! What enters a point's ring: its demand; where forecasts are shared, only what no point it serves tells it.
std::vector<Micro> remembered_means(World& w) {
  auto const points = w.points.download();
  auto const recipes = w.recipes.download();
  auto const components = w.components.download();
  std::vector<Micro> mean = points.mean;
  for (std::size_t p = 0; p < mean.size(); ++p) {
    if (points.recipes[p] == 0) continue;
    std::uint32_t const r = points.first_recipe[p].v, first = recipes.first_component[r];
    for (std::uint32_t c = first; c < first + recipes.components[r]; ++c) {
      std::uint32_t const to = components.point[c].v;
      if (w.policies[points.policy[to].v].sharing == SharingKind::forecast)
        mean[to] = std::max<Micro>(0, mean[to] - points.mean[p] * components.quantity[c]);
    }
  }
  return mean;
}

//! Lays out the demand ring: a block of bytes a level, as wide as its longest window; wide rows for points that need one from the start.
void lay_out_ring(World& w, std::vector<Micro> const& mean, std::vector<std::int64_t> const& window) {
  std::vector<PolicyId> const policy = w.points.download().policy;
  std::vector<std::uint32_t> row(std::max<std::size_t>(1, mean.size()), DemandRing::none);
  std::uint32_t wide = 0;
  std::int64_t cells = 0;
  for (std::size_t level = 0; level + 1 < w.level_first.size(); ++level) {
    std::int64_t width = 0;
    for (std::uint32_t p = w.level_first[level]; p < w.level_first[level + 1]; ++p) {
      std::int64_t const used = window[policy[p].v];
      double const a_bucket = from_micro(mean[p]) * static_cast<double>(w.policies[policy[p].v].bucket) / 86400.0;
      width = std::max(width, used);
      if (used > 0 && (a_bucket < 0.0 || a_bucket > DemandRing::most - 2)) row[p] = wide++;
    }
    w.ring_first.push_back(cells);
    cells += width * (w.level_first[level + 1] - w.level_first[level]);
    w.ring_width = std::max(w.ring_width, width);
  }
  w.ring_first.push_back(cells);
  put(w.ring_row, row);
  w.ring.grow(std::max<std::int64_t>(1, cells));
  w.ring_wide.resize(wide * w.ring_width);
}

//! Past demand as a world that has always been as it is would have left it.
void init_ring(World& w) {
  std::vector<std::int64_t> bucket, window;
  for (PolicyParams const& p : w.policies) {
    bucket.push_back(to_micro(static_cast<double>(p.bucket) / 86400.0));
    window.push_back(ring_window(p));
  }
  std::vector<Micro> const means = remembered_means(w);
  lay_out_ring(w, means, window);
  Buffer<std::int64_t> bucket_on_device, window_on_device;
  put(bucket_on_device, bucket);
  put(window_on_device, window);
  Buffer<Micro> mean;
  put(mean, means);
  for (std::size_t level = 0; level + 1 < w.level_first.size(); ++level) {
    std::int64_t const first = w.level_first[level], n = w.level_first[level + 1] - first;
    for_each(w.lane, n,
             InitRing{w.points.view(), mean.data(), w.forecast.view(), ring_of(w, level), first, w.params.seed, bucket_on_device.data(),
                      window_on_device.data()});
  }
  synchronise();
}

//! The lines of all suppliers that work for a pool stand together.
void init_lines(World& w, WorldData const& d) {
  std::vector<std::uint32_t> lines(rows(d.pools) + 1, 0);
  for (std::size_t s = 0; s < rows(d.suppliers); ++s)
    if (d.suppliers.pool[s].exists()) lines[d.suppliers.pool[s].v] += d.suppliers.lines[s];
  WorkLineTable<HostColumn> table;
  std::vector<std::uint32_t> first{0};
  for (std::size_t p = 0; p < rows(d.pools); ++p) {
    std::size_t const n = rows(table);
    resize_rows(table, n + lines[p]);
    for (std::size_t i = n; i < n + lines[p]; ++i) {
      table.pool[i] = PoolId(static_cast<std::uint32_t>(p));
      table.since_change[i] = never;
      table.family[i] = 0xffff;
    }
    first.push_back(static_cast<std::uint32_t>(rows(table)));
  }
  put(w.first_line, first);
  w.work_lines.upload(table);
}

//! Rows of the dispatch plan: every market and family that work is asked of.
void init_dispatch(World& w, WorldData const& d) {
  if (w.params.design.dispatch != DispatchKind::flow || rows(d.pools) == 0) return;
  std::map<std::pair<std::uint32_t, std::uint16_t>, std::uint32_t> row;
  std::vector<std::uint32_t> of(rows(d.recipes), ~0u);
  for (std::size_t r = 0; r < of.size(); ++r) {
    if (d.recipes.kind[r] != RecipeKind::process || d.recipes.market[r] == ~0u) continue;
    std::uint16_t const family = d.items.family[d.points.item[d.recipes.fills[r].v].v];
    of[r] = row.try_emplace({d.recipes.market[r], family}, static_cast<std::uint32_t>(row.size())).first->second;
  }
  put(w.dispatch_row, of);
  w.allotted.grow(static_cast<std::int64_t>((row.size() + 1) * rows(d.pools)));
}

//! What lies on shelves, travels or is in work counts as there from the beginning: the law of goods starts from it.
void count_initial(World& w) {
  for_each(w.lane, w.points.size(), CountInitial{w.stock.view(), w.points.view(), w.goods.view()});
  for_each(w.lane, w.shipments.size(), CountInitialShipments{w.shipments.view(), w.points.view(), w.stock.view(), w.goods.view()});
  for_each(w.lane, w.jobs.size(), CountInitialJobs{w.jobs.view(), w.recipes.view(), w.points.view(), w.goods.view()});
}

}  // namespace

void insert_line(WorkLineTable<HostColumn>& t, std::size_t at, PoolId pool) {
  WorkLineTable<HostColumn>::each_column([at](char const*, char const*, auto& c) { c.emplace(c.begin() + static_cast<std::ptrdiff_t>(at)); }, t);
  t.pool[at] = pool;
  t.job[at] = JobSlot::none();
  t.since_change[at] = never;
  t.family[at] = 0xffff;
}

void open_world(World& w, WorldData const& d) {
  init_members(w);
  for_each(w.lane, w.skus, InitAttention{w.attention.view(), w.items.view(), to_micro(w.params.members.usual_good)});
  w.stock.upload(d.stock);
  w.forecast.upload(d.forecast);
  w.shipments.upload(d.shipments);
  w.jobs.upload(d.jobs);
  init_ring(w);
  count_initial(w);
  std::vector<std::uint8_t> const open(static_cast<std::size_t>(w.sites.size()), 100), up(static_cast<std::size_t>(w.suppliers.size()), 100);
  put(w.site_open, open);
  put(w.supplier_up, up);
  init_lines(w, d);
  init_dispatch(w, d);
  w.watched.upload(d.watched);
}

}  // namespace gs::GS_BACKEND
