#include "kernels/network/network_stage.hpp"
#include <algorithm>
#include "kernels/core/periods.hpp"
#include "kernels/network/arrivals.hpp"
#include "kernels/network/cycles.hpp"
#include "kernels/network/lost_sales.hpp"
#include "kernels/network/watch.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds sweep_every = 4 * hour;  //!< when dead rows may be dropped: a function of time alone, so that a resumed run does the same
constexpr int most_echelons = 16;          //!< that goods with no lead time can pass in one tick

//! Drops dead rows when they are more than a quarter. True: rows have moved, row i is what was row live[i].
template <class Table, class Alive>
bool sweep(World& w, Table& table, Alive alive, List& live) {
  live = list_where(w.lane, table.size(), alive, w.scratch);
  bool const many = table.size() - live.count > table.size() / 4 + 1024;
  if (many) table.keep(w.lane, live, w.scratch);
  return many;
}

//! Lines find the job they work on where it stands now. It is open, so it was kept.
struct FindJobAgain {
  ViewOf<WorkLineTable, WorkLineId> lines;
  std::uint32_t const* live;
  std::int64_t n;
  GS_HD void operator()(std::int64_t i) const {
    WorkLineId const l(static_cast<std::uint32_t>(i));
    if (!lines.job[l].exists()) return;
    std::int64_t low = 0, high = n;
    while (low < high) {
      std::int64_t const middle = (low + high) / 2;
      live[middle] < lines.job[l].v ? low = middle + 1 : high = middle;
    }
    lines.job[l] = JobSlot(static_cast<std::uint64_t>(low));
  }
};

//! Stock points of finished goods that a scenario ignites.
std::vector<std::uint32_t> points_of_watched(World& w) {
  auto const watched = w.watched.download();
  auto const points = w.points.download();
  std::vector<std::uint32_t> list;
  for (std::size_t p = 0; p < points.item.size() && !watched.item.empty(); ++p)
    if (std::find(watched.item.begin(), watched.item.end(), points.item[p]) != watched.item.end()) list.push_back(static_cast<std::uint32_t>(p));
  return list;
}

}  // namespace

void NetworkStage::prepare(World& w) {
  auto const recipes = w.recipes.download();
  auto const lanes = w.lanes.download();
  auto const components = w.components.download();
  simple_kits_ = std::all_of(components.quantity.begin(), components.quantity.end(), [](Grains n) { return n == 1; });
  for (std::size_t r = 0; r < recipes.kind.size(); ++r) {
    bool const moves = recipes.kind[r] == RecipeKind::transport;
    bool const on_lane = moves && recipes.lane[r].exists();
    bool const bounded = on_lane && lanes.capacity[recipes.lane[r].v] > 0;
    Seconds const lead =
        moves ? (on_lane ? lanes.transit[recipes.lane[r].v] - lanes.spread[recipes.lane[r].v] : 0) : recipes.lead[r] - recipes.spread[r];
    losing_ = losing_ || recipes.lost[r] != 0;
    bounded_lanes_ = bounded_lanes_ || bounded;
    instant_ = instant_ || (recipes.kind[r] != RecipeKind::sell && (lead <= 0 || recipes.law[r] == LeadLaw::discrete));
    simple_kits_ = simple_kits_ && recipes.components[r] + (bounded ? 1 : 0) <= 1;
  }
  std::vector<std::uint32_t> const points = points_of_watched(w);
  watched_there_.grow(w.watched.size());
  watched_points_.grow(static_cast<std::int64_t>(points.size()));
  to_device(watched_points_.data(), points.data(), static_cast<std::int64_t>(points.size() * sizeof(points[0])));
  lane_used_.grow(w.lanes.size());
  receiving_.grow(w.cycle_short.size());
  at_once_.grow(1);
  prepared_ = true;
}

void NetworkStage::receive(World& w) {
  if (!prepared_) prepare(w);
  if (bounded_lanes_) zero(lane_used_.data(), lane_used_.bytes());
  auto const rows = w.shipments.view();
  auto const stock = w.stock.view();
  if (w.now.start == 0) for_each(w.lane, w.stock.size(), ForgetArrivals{stock});
  Scratch::Use const use(w.scratch);
  auto const [due, n] = list_where(w.lane, w.shipments.size(), IsDue{rows, w.now.start, w.outages.paused.data()}, w.scratch);
  WatchViews const watch{w.watched.view(), w.watched.size(), w.points.view(), w.now.start};
  if (watch.count > 0) for_each(w.lane, n, WatchArrival{watch, rows, due});
  if (w.measuring()) count_cycles(w, due, n);
  for_each(w.lane, n, BookArrival{rows, stock, due});
  if (watch.count > 0) watch_stock(w);
  if (n > 0 || w.now.start == 0) for_each(w.lane, w.shipments.size(), FindNextArrival{rows, stock});
  if (begins_in(w.now.start, w.now.end, sweep_every)) drop_dead_rows(w);
  handled_ = n;
}

void NetworkStage::count_cycles(World& w, std::uint32_t const* due, std::int64_t n) {
  auto const rows = w.shipments.view();
  for_each_heavy(w.lane, (n + EndCycles::run - 1) / EndCycles::run,
                 EndCycles{rows, w.stock.view(), w.points.view(), due, n, receiving_.data(), w.cycle_short.data(), w.echelon_tally()});
  for_each(w.lane, n, BeginCycle{rows, due, receiving_.data(), w.cycle_short.data()});
}

void NetworkStage::watch_stock(World& w) {
  WatchViews const views{w.watched.view(), w.watched.size(), w.points.view(), w.now.start};
  zero(watched_there_.data(), watched_there_.bytes());
  for_each(w.lane, watched_points_.size(), CountWatched{views, w.stock.view(), watched_points_.data(), watched_there_.data()});
  for_each(w.lane, views.count, NoteSoldOut{views, watched_there_.data()});
}

void NetworkStage::drop_dead_rows(World& w) {
  Scratch::Use const use(w.scratch);
  List live;
  sweep(w, w.shipments, StillOnTheWay{w.shipments.view()}, live);
  if (sweep(w, w.jobs, StillOpen{w.jobs.view()}, live))
    for_each(w.lane, w.work_lines.size(), FindJobAgain{w.work_lines.view(), live.items, live.count});
}

void NetworkStage::stand_still(World& w) {
  if (w.outages.standing == 0) return;
  for_each(w.lane, w.shipments.size(), StandStill{w.shipments.view(), w.outages.paused.data(), w.now.span()});
  for_each(w.lane, w.stock.size(), ForgetArrivals{w.stock.view()});
  for_each(w.lane, w.shipments.size(), FindNextArrival{w.shipments.view(), w.stock.view()});
}

void NetworkStage::ship(World& w) {
  if (!prepared_) prepare(w);
  for (int echelon = 0; echelon < most_echelons && ship_once(w); ++echelon) {}
}

void NetworkStage::let_go(World& w) {
  if (!losing_) return;
  Scratch::Use const use(w.scratch);
  List const lost = list_where(w.lane, w.jobs.size(), Leaves{w.jobs.view(), w.recipes.view(), w.now.end}, w.scratch);
  for_each(w.lane, lost.count,
           LetGo{w.jobs.view(), w.recipes.view(), w.components.view(), w.stock.view(), w.flows.view(), w.tally(), w.now.start, lost.items});
}

bool NetworkStage::ship_once(World& w) {
  Scratch::Use const use(w.scratch);
  open_ = list_where(w.lane, w.jobs.size(), CanStart{yard(w)}, w.scratch);
  std::int64_t const n = open_.count, pools = w.points.size() + w.lanes.size();
  if (n == 0) return false;
  grant_ = w.scratch.room<std::int64_t>(n);
  {
    Scratch::Use const claims(w.scratch);
    auto* const stock = w.scratch.room<std::int64_t>(pools);
    settle_kits(w.lane, claim(w, stock), {pools, stock}, kit_rounds, w.scratch);
  }
  for_each(w.lane, n, BookGrant{books(w)});
  handled_ += n;
  return send(w, n);
}

Yard NetworkStage::yard(World& w) {
  return {w.jobs.view(),
          w.recipes.view(),
          w.components.view(),
          w.points.view(),
          w.lanes.view(),
          w.stock.view(),
          w.site_open.data(),
          lane_used_.data(),
          w.points.size(),
          w.params.world.grains_per_unit,
          w.now,
          bounded_lanes_ ? others_on_lanes(w.params, w.now.start) : LaneOthers{},
          w.outages.recipe_down.data(),
          w.outages.slow.data()};
}

Books NetworkStage::books(World& w) {
  return {yard(w),     w.items.view(), w.goods.view(),       w.tally(),    w.purse(), w.wait_hist.data(), lane_used_.data(), w.params.clock.warmup,
          open_.items, grant_,         w.flaw_chance.data(), w.params.seed};
}

//! Lays out the claims of open jobs, and what there is of what they ask for.
KitClaims NetworkStage::claim(World& w, std::int64_t* stock) {
  std::int64_t const n = open_.count;
  auto* const first = w.scratch.room<std::int64_t>(n + 1);
  auto* const rank = w.scratch.room<std::uint32_t>(n);
  auto* const want = w.scratch.room<std::int64_t>(n);
  for_each(w.lane, n + 1, CountParts{yard(w), open_.items, n, first});
  exclusive_sum(w.lane, first, first, n + 1);
  std::int64_t const all = read(first + n);
  auto* const part = w.scratch.room<KitPart>(all);
  for_each(w.lane, n, WriteClaim{yard(w), open_.items, first, rank, want, part, stock});
  return {n, all, simple_kits_, rank, want, grant_, first, part};
}

//! Appends a shipment for every grant that leaves now.
bool NetworkStage::send(World& w, std::int64_t n) {
  auto const [list, sent] = list_where(w.lane, n, LeavesNow{books(w)}, w.scratch);
  if (sent == 0) return false;
  std::int64_t const before = w.shipments.size();
  w.shipments.resize(before + sent);
  if (instant_) zero(at_once_.data(), at_once_.bytes());
  for_each(w.lane, sent,
           SendGrant{books(w),
                     {w.shipments.view(), w.stock.view(), w.now.start},
                     lead_tables(w),
                     w.params.seed,
                     list,
                     static_cast<std::uint64_t>(before),
                     at_once_.data()});
  return instant_ && read(at_once_.data()) != 0;
}

}  // namespace gs::GS_BACKEND
