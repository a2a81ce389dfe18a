#include "kernels/network/network_stage.hpp"
#include <algorithm>
#include "kernels/core/periods.hpp"
#include "kernels/core/scratch.hpp"
#include "kernels/network/arrivals.hpp"
#include "kernels/network/lost_sales.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr Seconds sweep_every = 4 * hour;  //!< when dead rows may be dropped: a function of time alone, so that a resumed run does the same
constexpr int most_echelons = 16;          //!< that goods with no lead time can pass in one tick

//! Drops dead rows when they are more than a quarter.
template <class Table, class Alive>
void sweep(Lane const& lane, Table& table, Alive alive, List& live) {
  std::int64_t const n = list_where(lane, table.size(), alive, live);
  if (table.size() - n > table.size() / 4 + 1024) table.keep(lane, live.items.data(), n);
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
  lane_used_.grow(w.lanes.size());
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
  std::int64_t const n = list_where(w.lane, w.shipments.size(), IsDue{rows, w.now.start}, due_);
  for_each(w.lane, n, BookArrival{rows, stock, due_.items.data()});
  if (n > 0 || w.now.start == 0) for_each(w.lane, w.shipments.size(), FindNextArrival{rows, stock});
  if (begins_in(w.now.start, w.now.end, sweep_every)) drop_dead_rows(w);
  handled_ = n;
}

void NetworkStage::drop_dead_rows(World& w) {
  sweep(w.lane, w.shipments, StillOnTheWay{w.shipments.view()}, live_);
  sweep(w.lane, w.jobs, StillOpen{w.jobs.view()}, live_);
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
  return {w.jobs.view(),  w.recipes.view(),   w.components.view(), w.points.view(), w.lanes.view(),
          w.stock.view(), w.site_open.data(), lane_used_.data(),   w.points.size(), w.params.world.grains_per_unit,
          w.now};
}

Books NetworkStage::books(World& w) {
  return {yard(w),           w.items.view(),        w.goods.view(),     w.tally(),         w.purse(), w.wait_hist.data(),
          lane_used_.data(), w.params.clock.warmup, open_.items.data(), kits_.grant.data()};
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
