#include "kernels/network/network_stage.hpp"
#include <algorithm>
#include "kernels/core/periods.hpp"
#include "kernels/core/scratch.hpp"
#include "kernels/network/arrivals.hpp"
#include "kernels/network/cycles.hpp"
#include "kernels/network/lost_sales.hpp"
#include "kernels/network/watch.hpp"
#include "kernels/state/calendar.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds sweep_every = 4 * hour;  //!< when dead rows may be dropped: a function of time alone, so that a resumed run does the same
constexpr int most_echelons = 16;          //!< that goods with no lead time can pass in one tick

//! Drops dead rows when they are more than a quarter. True: rows have moved, row i is what was row live[i].
template <class Table, class Alive>
bool sweep(World& w, Table& table, Alive alive, List& live) {
  std::int64_t const n = list_where(w.lane, table.size(), alive, live);
  bool const many = table.size() - n > table.size() / 4 + 1024;
  if (many) table.keep(w.lane, live.items.data(), n, w.scratch);
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
  kits_.simple = std::all_of(components.quantity.begin(), components.quantity.end(), [](Grains n) { return n == 1; });
  for (std::size_t r = 0; r < recipes.kind.size(); ++r) {
    bool const moves = recipes.kind[r] == RecipeKind::transport;
    bool const on_lane = moves && recipes.lane[r].exists();
    bool const bounded = on_lane && lanes.capacity[recipes.lane[r].v] > 0;
    Seconds const lead =
        moves ? (on_lane ? lanes.transit[recipes.lane[r].v] - lanes.spread[recipes.lane[r].v] : 0) : recipes.lead[r] - recipes.spread[r];
    losing_ = losing_ || recipes.lost[r] != 0;
    bounded_lanes_ = bounded_lanes_ || bounded;
    instant_ = instant_ || (recipes.kind[r] != RecipeKind::sell && (lead <= 0 || recipes.law[r] == LeadLaw::discrete));
    kits_.simple = kits_.simple && recipes.components[r] + (bounded ? 1 : 0) <= 1;
  }
  std::vector<std::uint32_t> const points = points_of_watched(w);
  watched_there_.grow(w.watched.size());
  watched_points_.grow(static_cast<std::int64_t>(points.size()));
  to_device(watched_points_.data(), points.data(), static_cast<std::int64_t>(points.size() * sizeof(points[0])));
  lane_used_.grow(w.lanes.size());
  receiving_.grow(w.cycle_short.size());
  at_once_.grow(1);
  scratch_.stock.grow(w.points.size() + w.lanes.size());
  prepared_ = true;
}

void NetworkStage::receive(World& w) {
  if (!prepared_) prepare(w);
  if (bounded_lanes_) zero(lane_used_.data(), lane_used_.bytes());
  auto const rows = w.shipments.view();
  auto const stock = w.stock.view();
  if (w.now.start == 0) for_each(w.lane, w.stock.size(), ForgetArrivals{stock});
  std::int64_t const n = list_where(w.lane, w.shipments.size(), IsDue{rows, w.now.start, w.outages.paused.data()}, due_);
  WatchViews const watch{w.watched.view(), w.watched.size(), w.points.view(), w.now.start};
  if (watch.count > 0) for_each(w.lane, n, WatchArrival{watch, rows, due_.items.data()});
  if (w.measuring()) count_cycles(w, n);
  for_each(w.lane, n, BookArrival{rows, stock, due_.items.data()});
  if (watch.count > 0) watch_stock(w);
  if (n > 0 || w.now.start == 0) for_each(w.lane, w.shipments.size(), FindNextArrival{rows, stock});
  if (begins_in(w.now.start, w.now.end, sweep_every)) drop_dead_rows(w);
  handled_ = n;
}

void NetworkStage::count_cycles(World& w, std::int64_t n) {
  auto const rows = w.shipments.view();
  for_each_heavy(w.lane, (n + EndCycles::run - 1) / EndCycles::run,
                 EndCycles{rows, w.stock.view(), w.points.view(), due_.items.data(), n, receiving_.data(), w.cycle_short.data(), w.echelon_tally()});
  for_each(w.lane, n, BeginCycle{rows, due_.items.data(), receiving_.data(), w.cycle_short.data()});
}

void NetworkStage::watch_stock(World& w) {
  WatchViews const views{w.watched.view(), w.watched.size(), w.points.view(), w.now.start};
  zero(watched_there_.data(), watched_there_.bytes());
  for_each(w.lane, watched_points_.size(), CountWatched{views, w.stock.view(), watched_points_.data(), watched_there_.data()});
  for_each(w.lane, views.count, NoteSoldOut{views, watched_there_.data()});
}

void NetworkStage::drop_dead_rows(World& w) {
  sweep(w, w.shipments, StillOnTheWay{w.shipments.view()}, live_);
  if (sweep(w, w.jobs, StillOpen{w.jobs.view()}, live_))
    for_each(w.lane, w.work_lines.size(), FindJobAgain{w.work_lines.view(), live_.items.data(), w.jobs.size()});
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
  std::int64_t const n = list_where(w.lane, w.jobs.size(), Leaves{w.jobs.view(), w.recipes.view(), w.now.end}, lost_);
  for_each(w.lane, n,
           LetGo{w.jobs.view(), w.recipes.view(), w.components.view(), w.stock.view(), w.flows.view(), w.tally(), w.now.start, lost_.items.data()});
}

bool NetworkStage::ship_once(World& w) {
  std::int64_t const n = list_where(w.lane, w.jobs.size(), CanStart{yard(w)}, open_);
  if (n == 0) return false;
  claim(w, n);
  settle_kits(w.lane, kits_, w.points.size() + w.lanes.size(), kit_rounds, scratch_);
  for_each(w.lane, n, BookGrant{books(w)});
  handled_ += n;
  return send(w, n);
}

Yard NetworkStage::yard(World& w) {
  double const shape = 0.5 * (week_shape(w.now.start) + season_shape(w.now.start));
  std::int64_t const calendar = bounded_lanes_ ? to_int(1000.0 * w.params.world.outside_swing * shape) : 0;
  std::int64_t const rush = bounded_lanes_ ? to_int(1000.0 * festival_rush(w.params, w.now.start)) : 0;
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
          calendar,
          rush,
          w.outages.recipe_down.data(),
          w.outages.slow.data()};
}

Books NetworkStage::books(World& w) {
  return {yard(w),
          w.items.view(),
          w.goods.view(),
          w.tally(),
          w.purse(),
          w.wait_hist.data(),
          lane_used_.data(),
          w.params.clock.warmup,
          open_.items.data(),
          kits_.grant.data(),
          w.flaw_chance.data(),
          w.params.seed};
}

//! Lays out the claims of n open jobs.
void NetworkStage::claim(World& w, std::int64_t n) {
  kits_.grow(n, 0);
  make_room(part_count_, n + 1);
  for_each(w.lane, n + 1, CountParts{yard(w), open_.items.data(), n, part_count_.data()});
  exclusive_sum(w.lane, part_count_.data(), kits_.first.data(), n + 1);
  kits_.grow(n, read(kits_.first.data() + n));
  for_each(
      w.lane, n,
      WriteClaim{yard(w), open_.items.data(), kits_.first.data(), kits_.rank.data(), kits_.want.data(), kits_.part.data(), scratch_.stock.data()});
}

//! Appends a shipment for every grant that leaves now.
bool NetworkStage::send(World& w, std::int64_t n) {
  std::int64_t const sent = list_where(w.lane, n, LeavesNow{books(w)}, sent_);
  if (sent == 0) return false;
  std::int64_t const before = w.shipments.size();
  w.shipments.resize(before + sent);
  if (instant_) zero(at_once_.data(), at_once_.bytes());
  for_each(w.lane, sent,
           SendGrant{books(w),
                     {w.shipments.view(), w.stock.view(), w.now.start},
                     lead_tables(w),
                     w.params.seed,
                     sent_.items.data(),
                     static_cast<std::uint64_t>(before),
                     at_once_.data()});
  return instant_ && read(at_once_.data()) != 0;
}

}  // namespace gs::GS_BACKEND
