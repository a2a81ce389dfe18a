#pragma once
//! The world on a backend: owners of every table, and the small views with which rules count and pay. Each stage takes a World&.
#include "kernels/core/catalogue.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/settle.hpp"
#include "kernels/state/counters.hpp"
#include "kernels/state/flow_tables.hpp"
#include "kernels/state/inbox.hpp"
#include "kernels/state/market_tables.hpp"
#include "kernels/state/member_row.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/records.hpp"
#include "kernels/state/world_data.hpp"
#include "kernels/state/world_tables.hpp"

namespace gs::GS_BACKEND {

//! A table's view, by name of the table and its id: ViewOf<OrderTable, OrderSlot>.
template <template <template <class> class> class Table, class Index>
using ViewOf = typename Rows<Table, Index>::View;

GS_HD inline bool remembers(ForecastKind forecast) { return forecast != ForecastKind::constant && forecast != ForecastKind::smoothing; }
//! How many past buckets a policy remembers.
inline std::int64_t ring_window(PolicyParams const& p) { return remembers(p.forecast) ? (p.window < 1 ? 1 : p.window) : 0; }

//! The tick that is being computed: [start, end).
struct Now {
  Seconds start = 0, end = 0;
  std::int64_t tick = 0;
  GS_HD Seconds span() const { return end - start; }
};

//! Totals of this tick.
struct Tally {
  std::int64_t* totals;    //!< [Counter]
  std::int64_t* zones;     //!< [zone][ZoneCounter]
  std::int64_t* channels;  //!< [channel][ChannelCounter]
  GS_HD void add(Counter c, std::int64_t n = 1) const { atomic_add(&totals[static_cast<int>(c)], n); }
  GS_HD void add(ZoneId zone, ZoneCounter c, std::int64_t n = 1) const {
    atomic_add(&zones[zone.at() * static_cast<int>(ZoneCounter::count) + static_cast<int>(c)], n);
  }
  GS_HD void add(std::uint32_t channel, ChannelCounter c, std::int64_t n) const {
    atomic_add(&channels[channel * static_cast<std::uint32_t>(ChannelCounter::count) + static_cast<std::uint32_t>(c)], n);
  }
};

//! Wants that met nothing at hand on this day, by SKU and place, up to 65,535; for the record only, no rule reads it.
struct StockoutTally {
  std::uint16_t* cells;        //!< [sku][place]
  std::uint32_t const* place;  //!< by zone: the zone itself, in very large worlds its region
  std::uint32_t places;
  GS_HD void add(ItemId sku, ZoneId zone) const { count_one(&cells[static_cast<std::int64_t>(sku.v) * places + place[zone.at()]]); }
};

//! Double entry: every payment has a payer and a payee, so the sum over all balances never changes.
struct Purse {
  std::int64_t* paid;  //!< [payer][payee][Account], since the start [cent]
  GS_HD static std::int64_t at(Party payer, Party payee, Account account) {
    return (static_cast<std::int64_t>(payer) * count_of<Party> + static_cast<std::int64_t>(payee)) * count_of<Account> +
           static_cast<std::int64_t>(account);
  }
  GS_HD void pay(Party payer, Party payee, Account account, Cents amount) const {
    if (amount != 0) atomic_add(&paid[at(payer, payee, account)], amount);
  }
};

//! Orders, demand and stock by echelon and product line of the current day.
struct ChainTally {
  std::int64_t* cells;  //!< [echelon][line][ChainCounter]
  std::int64_t lines;
  GS_HD void add(Echelon e, std::uint16_t line, ChainCounter c, std::int64_t n) const {
    atomic_add(&cells[(static_cast<std::int64_t>(e) * lines + line) * static_cast<int>(ChainCounter::count) + static_cast<int>(c)], n);
  }
};

/*!
 * How far forecasts were off, by echelon and item: a forecast of what will be asked in its protection interval against what then was; beside
 * it how far off somebody was who always expects the usual (the stationary mean) and hears no news, and how far off who knows the true
 * intensity: between these two a forecast's skill is told. In thousandths: most stock points ask for less than a unit in an interval.
 */
struct ForecastTally {
  std::int64_t* cells;  //!< [copy][echelon][item][missed, came, missed by the usual, by the truth] [1e-3 grains]; null outside the measured window
  std::int64_t items, grains_per_unit;
  int shift;  //!< of a PointId, to its copy: stock points far apart are planned at once and would fight over one cell of an item
  static constexpr std::int64_t width = 4;
  static constexpr std::int64_t most_cells = std::int64_t{1} << 18;  //!< that are worth it: few items, few cells, much fighting
  GS_HD static std::int64_t size_of(double x) { return to_int((x < 0.0 ? -x : x) * 1000.0 + 0.5); }
  struct Missed {
    std::int64_t forecast, usual, truth;  //!< by [1e-3 grains]
  };
  //! The intensity that counts as the true one [units].
  GS_HD double intensity(Grains came, double usual_error) const {
    double const unit = static_cast<double>(grains_per_unit), here = static_cast<double>(came);
    return true_intensity(here / unit, (here - usual_error) / unit);
  }
  GS_HD double by_truth(double intensity) const { return static_cast<double>(grains_per_unit) * poisson_deviation(intensity); }
  GS_HD void add(PointId p, Echelon e, ItemId item, Missed const& by, Grains came) const {
    std::int64_t* const cell = cells + width * (((p.at() >> shift) * count_of<Echelon> + static_cast<std::int64_t>(e)) * items + item.at());
    atomic_add(&cell[0], by.forecast);
    atomic_add(&cell[1], 1000 * came);
    atomic_add(&cell[2], by.usual);
    atomic_add(&cell[3], by.truth);
  }
};

//! Seconds by pool of this tick; the ledger prices them once a day.
struct PoolTally {
  std::int64_t* cells;  //!< [pool][PoolCounter]
  GS_HD void add(PoolId pool, PoolCounter c, std::int64_t n) const {
    atomic_add(&cells[pool.at() * static_cast<int>(PoolCounter::count) + static_cast<int>(c)], n);
  }
  GS_HD void set_max(PoolId pool, PoolCounter c, std::int64_t n) const {
    atomic_max(&cells[pool.at() * static_cast<int>(PoolCounter::count) + static_cast<int>(c)], n);
  }
};

using WatchId = Id<struct WatchTag, std::uint32_t>;

//! Which of 64 consecutive SKUs a site keeps for a partition, and how many kept ones stand before them in the list of all. Micro warehouses keep
//! a tenth of the SKUs, each its own: a table of all would be mostly holes.
struct Kept {
  std::uint64_t bits;
  std::uint64_t before;
};

//! Where a zone's orders may be served from, nearest first.
struct Routes {
  SiteId const* site;  //!< [zone * routes + k]
  LaneId const* lane;
  std::uint32_t routes, partitions, skus;
  std::uint32_t const* site_row;
  Kept const* kept;        //!< [(site_row * partitions + partition) * words + sku / 64]
  PointId const* serving;  //!< the stock points of all that is kept
  std::uint32_t words;
  PointId const* to_order;  //!< [(grade - 1) * skus + sku]; null = nothing is made to order
  GS_HD SiteId site_of(ZoneId zone, std::uint32_t k) const { return site[zone.at() * routes + k]; }
  GS_HD LaneId lane_of(ZoneId zone, std::uint32_t k) const { return lane[zone.at() * routes + k]; }
  //! The stock point that serves this SKU from route k; none = not kept there.
  GS_HD PointId point(ZoneId zone, std::uint32_t k, std::uint32_t partition, ItemId sku) const {
    SiteId const s = site_of(zone, k);
    if (!s.exists() || site_row[s.at()] == ~0u) return PointId::none();
    Kept const here = kept[(static_cast<std::int64_t>(site_row[s.at()]) * partitions + partition) * words + sku.v / 64];
    std::uint64_t const bit = std::uint64_t{1} << (sku.v % 64);
    return (here.bits & bit) == 0 ? PointId::none() : serving[here.before + static_cast<std::uint64_t>(count_bits(here.bits & (bit - 1)))];
  }
};

//! The same the other way round: where a SKU is kept for members.
struct Places {
  std::uint32_t const* first;  //!< [partition * skus + sku], and one more: where its places begin
  PointId const* point;
};

//! What is down, beside sites and suppliers. Pointers are null (and cost nothing) until the first outage of their kind.
struct Outages {
  Buffer<std::uint8_t> paused;       //!< [point] bit 0 orders, 1 transit, 2 receipts
  Buffer<std::uint8_t> recipe_down;  //!< [recipe] bit 0 nothing can be sent by it, 1 planners know
  Buffer<std::uint32_t> slow, told;  //!< [lane] transit times [%]: true, and as told to members and planners
  std::int64_t standing = 0;         //!< points whose transit stands still
  std::int64_t down = 0;             //!< how many are down now
  static constexpr std::uint8_t no_orders = 1, no_transit = 2, no_receipts = 4;
  static constexpr std::uint8_t no_shipments = 1, known = 2;
};

struct World {
  World(Params const& p, WorldData const& d);

  Params params;
  Lane lane;
  Now now;

  // What does not change.
  Rows<ItemTable, ItemId> items;
  Rows<ZoneTable, ZoneId> zones;
  Rows<SiteTable, SiteId> sites;
  Rows<LaneTable, LaneId> lanes;
  Catalogue<RecipeTable, RecipeId> recipes;
  Catalogue<ComponentTable, Id<struct ComponentTag, std::uint32_t>> components;
  Rows<PoolTable, PoolId> pools;
  Rows<LinkTable, Id<struct LinkTag, std::uint32_t>> links;
  Rows<SupplierTable, SupplierId> suppliers;
  Catalogue<PointTable, PointId> points;
  Rows<DemandTable, Id<struct DemandTag, std::uint32_t>> demands;
  std::vector<PolicyParams> policies;      //!< stay on the host: a stage captures the one it needs
  Buffer<std::uint8_t> uncensors;          //!< [policy] 1: it wants to know how long nothing was at hand
  std::vector<std::uint32_t> level_first;  //!< [levels + 1]
  std::vector<LeadTable> lead_tables;
  Buffer<Seconds> lead_values;  //!< discrete laws, laid end to end: row r is lead_first[r] … lead_first[r+1]-1
  Buffer<std::uint64_t> lead_upto;
  Buffer<std::uint32_t> lead_first;
  std::uint32_t skus = 0, lines = 0, families = 0, markets = 0;
  std::vector<Burst> bursts;
  std::vector<std::vector<double>> trace;
  std::vector<SupplierId> standby;  //!< under contract, at work only while others are known to be down (lever 21)

  // What changes.
  Buffer<StoredMember> members;
  Buffer<std::uint16_t> block_zone, block_segment, block_class;  //!< by block of 1,024 ids
  Buffer<double> class_rate;
  Buffer<Seconds> join;  //!< see state/tenure.hpp; empty = all are there from the start
  Rows<AttentionTable, ItemId> attention;
  Rows<SignalTable, ItemId> signals;
  Rows<StockTable, PointId> stock;
  Rows<ForecastTable, PointId> forecast;
  Rows<FlowTable, PointId> flows;        //!< no rows without outside demand
  Rows<ShelfTable, PointId> shelf;       //!< no rows where nobody uncensors
  Rows<SharedTable, UpstreamId> shared;  //!< no rows where nobody shares
  Rows<WarningTable, ItemId> warnings;   //!< no rows without early warning
  Buffer<std::uint8_t> ring;             //!< demand of past buckets: see state/demand_ring.hpp
  Buffer<std::uint32_t> ring_row;        //!< [point]
  Rows<WideTable, Id<struct WideTag, std::uint64_t>> ring_wide;
  std::vector<std::int64_t> ring_first;  //!< [levels + 1] where its block of bytes begins
  std::int64_t ring_width = 0;           //!< buckets that the longest window holds
  Rows<OrderTable, OrderSlot> orders;
  Rows<JobTable, JobSlot> jobs;
  Rows<ShipmentTable, ShipmentSlot> shipments;
  Rows<ReminderTable, ReminderSlot> reminders;
  Rows<HoursTable, PoolId> hours;
  Rows<WorkLineTable, WorkLineId> work_lines;
  Rows<WatchTable, WatchId> watched;
  Buffer<std::uint32_t> first_line;    //!< by pool, pools + 1: its lines in work_lines
  Buffer<std::uint32_t> dispatch_row;  //!< by RecipeId: its market and family as a row of the dispatch plan; empty = greedy
  Buffer<Seconds> allotted;            //!< by the dispatch plan of the period: see production/dispatch [line-s]
  Buffer<std::int64_t> flaw_chance;    //!< [item] share of what is in the system that is flawed, at the end of the last tick [2^-32]
  Rows<GoodsTable, ItemId> goods;
  Buffer<std::uint8_t> site_open, supplier_up;  //!< share of hands or hours that is there [%]; 0 = closed / down
  Outages outages;
  Buffer<Seconds> site_queue;     //!< [site] how long a parcel reserved now waits for hands [s]
  Buffer<Seconds> lane_queue;     //!< [lane] the same for hands or a place on it, the longer one; empty where no parcel lane has a limit
  std::int64_t orders_ever = 0;   //!< next OrderId
  std::uint64_t member_hash = 0;  //!< kept by the row binding

  // What is counted.
  Buffer<std::int64_t> totals, zone_counts, pool_counts, channel_counts, chain, paid;
  Buffer<std::uint16_t> stockouts_today;  //!< [sku][place]
  Buffer<std::uint32_t> stockout_place;   //!< by zone
  std::uint32_t stockout_places = 0;
  Buffer<std::int64_t> accrued;                                //!< unit-seconds and line-seconds not priced yet (ledger)
  Buffer<std::int64_t> wait_hist, censored_hist;               //!< [Cohort][hour 0…2047]
  Buffer<std::int64_t> promise_hist;                           //!< [Cohort][hour]: parcels by how much later than promised (state/records.hpp)
  Buffer<std::int64_t> backorder_hist;                         //!< [hour 0…2047]: backorders by age, looked at every midnight [grains]
  Buffer<std::int64_t> echelon_counts;                         //!< [echelon][EchelonCounter] of the current day
  Buffer<std::uint64_t> cycle_short;                           //!< [point / 64] asked in vain since the last receipt: ShortMarks
  Buffer<std::int64_t> sku_wants, sku_stockouts, sku_in_time;  //!< [cohort 0 quiet, 1 wave][sku]: wants, those that found nothing, those in time
  Buffer<std::int64_t> sku_sold;                               //!< [sku]
  Buffer<std::int64_t> forecast_error;                         //!< see ForecastTally
  int forecast_copies = 1, forecast_shift = 31;
  Buffer<std::int64_t> day_in_time;  //!< [day placed] first choices delivered within the promise, warm-up included
  Buffer<std::int64_t> settled;      //!< [payer][payee][Account] in money, not only owed, since the start [cent]
  Buffer<std::int64_t> due;          //!< [day mod pay_days][payer][payee][Account] owed, by the day it falls due [cent]
  Buffer<std::int64_t> entered;      //!< [payer][payee][Account] of `paid`: how much of it stands in `due` or `settled`
  Buffer<std::int64_t> fresh;        //!< [point][ages] perishable goods by age, newest first; empty = nothing perishes
  Buffer<std::uint64_t> error;

  // Routes.
  Buffer<SiteId> route;
  Buffer<LaneId> route_lane;
  Buffer<std::uint32_t> site_row;
  Buffer<Kept> kept;
  Buffer<PointId> serving;
  Buffer<PointId> to_order;
  Buffer<std::uint32_t> place_first;
  Buffer<PointId> place;
  std::uint32_t routes_per_zone = 0, partitions = 1;

  // Handed from stage to stage inside a tick.
  Buffer<SkuLook> looks;                         //!< [sku]
  Buffer<std::uint64_t> search_upto, feed_upto;  //!< running sums of search and feed weights [sku]
  ChannelTerms terms;
  Buffer<Deal> deals;                //!< [max_deals]
  Buffer<Slot> slots;                //!< [max_slots]
  Buffer<double> zone_pull;          //!< daily rhythm by zone, mean over the tick [1]
  Buffer<Seconds> reviews;           //!< [policy] when its next review is [s since start]
  Buffer<Seconds> quoted;            //!< see state/quotes.hpp
  Buffer<std::int64_t> free_by_sku;  //!< [partition * skus + sku] units free at sites that serve members
  Pressure pressure;
  Scratch scratch;
  Intent* intents = nullptr;       //!< [woken member] in scratch memory, from the members' stage to the orders'
  std::uint64_t* woken = nullptr;  //!< [woken member] its id
  std::int64_t woken_count = 0;

  Tally tally() { return {totals.data(), zone_counts.data(), channel_counts.data()}; }
  StockoutTally stockout_tally() { return {stockouts_today.data(), stockout_place.data(), stockout_places}; }
  Purse purse() { return {paid.data()}; }
  ChainTally chain_tally() { return {chain.data(), static_cast<std::int64_t>(lines)}; }
  PoolTally pool_tally() { return {pool_counts.data()}; }
  EchelonTally echelon_tally() { return {echelon_counts.data()}; }
  ShortMarks short_marks() { return {measuring() ? cycle_short.data() : nullptr}; }
  std::uint32_t kept_words() const { return (skus + 63) / 64; }
  Routes routes() {
    return {route.data(),    route_lane.data(), routes_per_zone, partitions,   skus,
            site_row.data(), kept.data(),       serving.data(),  kept_words(), to_order.data()};
  }
  //! The first stock point that others order from: those before it face members.
  std::uint32_t upstream() const { return level_first.size() > 1 ? level_first[1] : 0; }
  Places places() { return {place_first.data(), place.data()}; }
  //!< A pool has at least so many lines from now on (host; capacity may be added by hand while a run goes on).
  void grow_lines(PoolId pool, std::int64_t lines);
  bool measuring() const { return now.start >= params.clock.warmup; }
  //! Whether this tick lies in a declared show or the day after it: the wave cohort of wants, orders and waiting times.
  bool in_wave() const {
    for (Burst const& b : bursts) {
      if (b.start >= now.end) break;
      if (b.shown && b.end + day > now.start) return true;
    }
    return false;
  }
  //! Where the counts by SKU of this tick's cohort begin; null outside the measured window.
  std::int64_t* cohort_of(Buffer<std::int64_t>& by_sku) const { return measuring() ? by_sku.data() + (in_wave() ? skus : 0) : nullptr; }
};

}  // namespace gs::GS_BACKEND
