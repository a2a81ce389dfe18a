#include "kernels/state/world.hpp"
#include <algorithm>
#include <map>
#include "kernels/core/arena.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/row_hash.hpp"
#include "kernels/state/member_traits.hpp"
#include "kernels/state/order_flags.hpp"
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {
namespace {

template <class T>
void put(Buffer<T>& to, std::vector<T> const& from) {
  to.grow(static_cast<std::int64_t>(from.size()));
  to_device(to.data(), from.data(), static_cast<std::int64_t>(from.size() * sizeof(T)));
}

//! Members start near the loyalty of a good chain, 0.65…0.85, and long without a purchase; the warm-up brings both to their law.
struct InitMember {
  MemberRow* rows;
  std::uint64_t seed;
  std::int64_t* hash_cells;
  GS_HD void operator()(std::int64_t i) const {
    MemberRow row;
    std::uint64_t const h = mix64(seed ^ mix64(static_cast<std::uint64_t>(i) + 0x6c6f79616cULL));
    row.loyalty = static_cast<std::uint16_t>(42598 + (h >> 48) * 13107 / 65536);
    row.satisfaction = 49152;
    rows[i] = row;
    atomic_add(&hash_cells[i / 1024 % 256], static_cast<std::int64_t>(row_hash(static_cast<std::uint64_t>(i), row)));
  }
};

//! Averages start at the quiet rates, with the usual 0.3 orders a cart.
struct InitAttention {
  ViewOf<AttentionTable, ItemId> seen;
  ViewOf<ItemTable, ItemId> items;
  GS_HD void operator()(std::int64_t i) const {
    ItemId const sku(static_cast<std::uint32_t>(i));
    Micro const rate = items.quiet_rate[sku];
    seen.sold_fast[sku] = seen.sold_slow[sku] = rate;
    seen.fast[sku] = seen.slow[sku] = rate * 10 / 3;
    seen.review[sku] = 900000;
    seen.rank[sku] = 65536;
    seen.available[sku] = 1;
  }
};

//! The ring of past demand of a level starts at the true mean, fractions by a keyed draw.
struct InitRing {
  ViewOf<PointTable, PointId> points;
  Micro const* mean;  //!< by point: what enters its ring [1e-6 grains/d]
  ViewOf<ForecastTable, PointId> forecast;
  std::int32_t* ring;  //!< of the level: [slot][point of the level]
  std::int64_t first, n;
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
      std::int32_t const x = ring_cell(to_int(per_bucket + uniform(d.v[0])));
      ring[k * n + i] = x;
      total += x;
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

void upload_static(World& w, WorldData const& d) {
  w.items.upload(d.items);
  w.zones.upload(d.zones);
  w.sites.upload(d.sites);
  w.lanes.upload(d.lanes);
  w.recipes.upload(d.recipes);
  w.components.upload(d.components);
  w.pools.upload(d.pools);
  w.links.upload(d.links);
  w.suppliers.upload(d.suppliers);
  w.points.upload(d.points);
  w.demands.upload(d.demands);
  w.policies = d.policies;
  w.level_first = d.level_first;
  w.lead_tables = d.lead_tables;
  w.skus = d.skus;
  w.lines = d.lines;
  w.families = d.families;
  w.markets = d.markets;
  w.bursts = d.bursts;
  w.trace = d.trace;
  w.standby = d.standby;
  put(w.block_zone, d.block_zone);
  put(w.block_segment, d.block_segment);
  put(w.block_class, d.block_class);
  put(w.class_rate, d.class_rate);
  if (!d.join.empty()) put(w.join, d.join);
  put(w.site_row, d.serve.site_row);
  put(w.serve, d.serve.serve);
  put(w.to_order, d.serve.to_order);
  put(w.route, d.serve.route);
  put(w.route_lane, d.serve.route_lane);
  GS_VALIDATE(d.serve.routes <= most_routes, "a zone may have " + std::to_string(most_routes) + " routes at most");
  w.routes_per_zone = d.serve.routes;
  w.partitions = d.serve.partitions;
  std::vector<Seconds> values;
  std::vector<std::uint64_t> upto;
  std::vector<std::uint32_t> first{0};
  for (LeadTable const& t : d.lead_tables) {
    values.insert(values.end(), t.value.begin(), t.value.end());
    upto.insert(upto.end(), t.upto.begin(), t.upto.end());
    first.push_back(static_cast<std::uint32_t>(values.size()));
  }
  put(w.lead_values, values);
  put(w.lead_upto, upto);
  put(w.lead_first, first);
}

void size_counters(World& w) {
  w.totals.grow(static_cast<int>(Counter::count));
  w.zone_counts.grow(std::max<std::int64_t>(1, w.zones.size()) * static_cast<int>(ZoneCounter::count));
  w.pool_counts.grow(std::max<std::int64_t>(1, w.pools.size()) * static_cast<int>(PoolCounter::count));
  w.chain.grow(count_of<Echelon> * std::max<std::int64_t>(1, w.lines) * static_cast<int>(ChainCounter::count));
  w.paid.grow(std::int64_t{count_of<Party>} * count_of<Party> * count_of<Account>);
  if (w.params.lifecycle.perishable_share > 0.0) w.fresh.grow(5 * w.points.size());  // age_cells of ledger/ageing.hpp, which checks it
  w.settled.grow(w.paid.size());
  w.entered.grow(w.paid.size());
  w.due.grow(192 * w.paid.size());  // pay_days of ledger/terms.hpp, which checks it
  w.accrued.grow(8 + 6 * std::max<std::int64_t>(1, w.pools.size()));
  w.wait_hist.grow(count_of<Cohort> * wait_hours);
  w.censored_hist.grow(count_of<Cohort> * wait_hours);
  std::int64_t const skus = std::max<std::int64_t>(1, w.items.size());
  w.sku_wants.grow(2 * skus);
  w.sku_stockouts.grow(2 * skus);
  w.sku_in_time.grow(2 * skus);
  w.sku_sold.grow(skus);
  w.forecast_error.grow(2 * count_of<Echelon> * skus);
  w.day_in_time.grow((w.params.clock.warmup + w.params.clock.length) / day + 1);
  w.looks.grow(skus);
  w.search_upto.grow(skus);
  w.feed_upto.grow(skus);
  w.free_by_sku.grow(skus * std::max<std::uint32_t>(1, w.partitions));
  w.deals.grow(max_deals);
  w.slots.grow(max_slots);
  w.zone_pull.grow(std::max<std::int64_t>(1, w.zones.size()));
  w.error.grow(1);
  w.quoted.grow(std::max<std::int64_t>(1, w.points.size()));
  w.site_queue.grow(std::max<std::int64_t>(1, w.sites.size()));
  w.channel_counts.grow(std::max<std::int64_t>(1, std::ssize(w.params.channels)) * static_cast<int>(ChannelCounter::count));
}

//! Stockouts are counted by SKU and zone, by region where that would be more than 2^24 cells.
void size_stockouts(World& w, WorldData const& d) {
  std::uint32_t const zones = static_cast<std::uint32_t>(w.zones.size());
  bool const by_zone = static_cast<std::int64_t>(zones) * w.skus <= std::int64_t{1} << 24;
  std::vector<std::uint32_t> place(std::max<std::uint32_t>(1, zones));
  for (std::uint32_t z = 0; z < zones; ++z) place[z] = by_zone ? z : d.zones.region[z];
  w.stockout_places = *std::max_element(place.begin(), place.end()) + 1;
  put(w.stockout_place, place);
  w.stockouts_today.grow(std::max<std::int64_t>(1, static_cast<std::int64_t>(w.skus) * w.stockout_places));
}

//! Audience of a channel by segment 0.4…1.6, mean 1, and media pull by activity class ~ sqrt(rate), mean 1.
void set_audience(World& w, WorldData const& d) {
  Pressure& p = w.pressure;
  p.channels = static_cast<int>(std::min<std::size_t>(w.params.channels.size(), max_channels));
  for (int c = 0; c < p.channels; ++c) {
    double total = 0.0;
    for (int s = 0; s < segments; ++s) {
      p.affinity[c][s] = 0.4 + 1.2 * static_cast<double>(mix64(w.params.seed ^ static_cast<std::uint64_t>(c * 64 + s)) >> 40) / 16777216.0;
      total += p.affinity[c][s];
    }
    for (int s = 0; s < segments; ++s) p.affinity[c][s] *= segments / total;
  }
  double total = 0.0;
  std::size_t const n = std::min<std::size_t>(d.class_rate.size(), classes);
  for (std::size_t k = 0; k < n; ++k) {
    p.class_pull[k] = exact_sqrt(d.class_rate[k]);
    total += p.class_pull[k];
  }
  for (std::size_t k = 0; k < n; ++k) p.class_pull[k] = total > 0.0 ? p.class_pull[k] * static_cast<double>(n) / total : 1.0;
  for (int c = 0; c < p.channels; ++c) {
    auto const& ch = w.params.channels[static_cast<std::size_t>(c)];
    w.terms.partition[c] = static_cast<std::uint8_t>(ch.platform);
    w.terms.live[c] = ch.kind == ChannelKind::livestream ? 1 : 0;
    w.terms.commission[c] = static_cast<std::uint32_t>(to_int(ch.commission * 10000.0 + 0.5));
  }
}

void init_members(World& w) {
  std::int64_t const n = w.params.members.count;
  w.members.grow(n);
  Buffer<std::int64_t> cells(256);
  for_each(w.lane, n, InitMember{w.members.data(), w.params.seed, cells.data()});
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

//! Lays out one block of past demand a level, as wide as its longest window, and fills it.
void init_ring(World& w) {
  std::vector<std::int64_t> bucket, window;
  for (PolicyParams const& p : w.policies) {
    bucket.push_back(to_micro(static_cast<double>(p.bucket) / 86400.0));
    window.push_back(ring_window(p));
  }
  Buffer<std::int64_t> bucket_on_device, window_on_device;
  put(bucket_on_device, bucket);
  put(window_on_device, window);
  Buffer<Micro> mean;
  put(mean, remembered_means(w));
  std::vector<PolicyId> const policy = w.points.download().policy;
  std::int64_t cells = 0;
  for (std::size_t level = 0; level + 1 < w.level_first.size(); ++level) {
    std::int64_t width = 0;
    for (std::uint32_t p = w.level_first[level]; p < w.level_first[level + 1]; ++p) width = std::max(width, window[policy[p].v]);
    w.ring_first.push_back(cells);
    cells += width * (w.level_first[level + 1] - w.level_first[level]);
  }
  w.ring.grow(std::max<std::int64_t>(1, cells));
  for (std::size_t level = 0; level + 1 < w.level_first.size(); ++level) {
    std::int64_t const first = w.level_first[level], n = w.level_first[level + 1] - first;
    for_each(w.lane, n,
             InitRing{w.points.view(), mean.data(), w.forecast.view(), w.ring.data() + w.ring_first[level], first, n, w.params.seed,
                      bucket_on_device.data(), window_on_device.data()});
  }
  synchronise();
}

//! Tables that only some designs need have rows there and none elsewhere.
void size_optional_tables(World& w) {
  bool const uncensors = std::any_of(w.policies.begin(), w.policies.end(), [](auto const& p) { return p.uncensor != UncensorKind::none; });
  bool const shares = std::any_of(w.policies.begin(), w.policies.end(), [](auto const& p) { return p.sharing != SharingKind::orders; });
  if (w.demands.size() > 0 || w.fresh.size() > 0) w.flows.resize(w.points.size());
  if (uncensors) w.shelf.resize(w.points.size());
  if (shares) w.shared.resize(w.points.size());
  if (w.params.design.warning) w.warnings.resize(w.skus);
}

//! An idle line of a pool that has never changed over, in front of row `at`.
void insert_line(WorkLineTable<HostColumn>& t, std::size_t at, PoolId pool) {
  WorkLineTable<HostColumn>::each_column([at](char const*, char const*, auto& c) { c.insert(c.begin() + static_cast<std::ptrdiff_t>(at), {}); }, t);
  t.pool[at] = pool;
  t.job[at] = JobSlot::none();
  t.since_change[at] = never;
  t.family[at] = 0xffff;
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

}  // namespace

World::World(Params const& p, WorldData const& d) : params(p) {
  // A loaded network with outside demand has no members, whatever the configuration says: the blocks decide.
  params.members.count = std::min(params.members.count, block_members * static_cast<std::int64_t>(d.block_zone.size()));
  error.grow(1);
  lane.shuffle = p.shuffle;
  lane.error = error.data();
  upload_static(*this, d);
  size_counters(*this);
  size_stockouts(*this, d);
  set_audience(*this, d);
  init_members(*this);
  attention.resize(items.size());
  signals.resize(items.size());
  goods.resize(items.size());
  hours.resize(pools.size());
  for_each(lane, skus, InitAttention{attention.view(), items.view()});
  stock.upload(d.stock);
  forecast.upload(d.forecast);
  shipments.upload(d.shipments);
  jobs.upload(d.jobs);
  init_ring(*this);
  size_optional_tables(*this);
  for_each(lane, points.size(), CountInitial{stock.view(), points.view(), goods.view()});
  for_each(lane, shipments.size(), CountInitialShipments{shipments.view(), points.view(), stock.view(), goods.view()});
  for_each(lane, jobs.size(), CountInitialJobs{jobs.view(), recipes.view(), points.view(), goods.view()});
  std::vector<std::uint8_t> const open(static_cast<std::size_t>(sites.size()), 100), up(static_cast<std::size_t>(suppliers.size()), 100);
  put(site_open, open);
  put(supplier_up, up);
  init_lines(*this, d);
  init_dispatch(*this, d);
  watched.upload(d.watched);
  flaw_chance.grow(std::max<std::int64_t>(1, items.size()));
  synchronise();
}

void World::grow_lines(PoolId pool, std::int64_t wanted) {
  std::vector<std::uint32_t> first(static_cast<std::size_t>(pools.size()) + 1);
  to_host(first.data(), first_line.data(), first_line.bytes());
  std::int64_t const more = wanted - (first[pool.v + 1] - first[pool.v]);
  if (more <= 0) return;
  WorkLineTable<HostColumn> table = work_lines.download();
  for (std::int64_t k = 0; k < more; ++k) insert_line(table, first[pool.v + 1], pool);
  for (std::size_t p = pool.v + 1; p < first.size(); ++p) first[p] += static_cast<std::uint32_t>(more);
  put(first_line, first);
  work_lines.upload(table);
}

}  // namespace gs::GS_BACKEND
