#pragma once
//! Sending parcels: reserved orders with a place on their lane claim the handling capacity of their site, oldest first; the parcel then travels.
#include "kernels/core/random.hpp"
#include "kernels/orders/places.hpp"

namespace gs::GS_BACKEND {

//! Transit time of one parcel by its lane's law [s]; uniform and gamma share mean and spread, others are fixed.
GS_HD inline Seconds parcel_transit(Seconds mean, Seconds spread, LeadLaw law, std::uint32_t word) {
  if (law == LeadLaw::exponential) return to_int(static_cast<double>(mean) * exponential(word));
  if (law == LeadLaw::fixed || spread == 0) return mean;
  Seconds const t = mean + to_int((2.0 * uniform(word) - 1.0) * static_cast<double>(spread));
  return t > 0 ? t : 0;
}

//! What a rate leaves whole in [start, end): exact over any split into ticks. rate [1/h].
GS_HD inline std::int64_t capacity_between(std::int64_t rate, Seconds start, Seconds end) { return rate * end / hour - rate * start / hour; }

struct IsReserved {
  ViewOf<OrderTable, OrderSlot> orders;
  GS_HD bool operator()(std::int64_t i) const { return orders.state[OrderSlot(static_cast<std::uint64_t>(i))] == OrderState::reserved; }
};

//! Claims hands for whoever has a place. The pools of the express lane stand behind those of the sites.
struct AskHands {
  Dock dock;
  DockRound round;
  GS_HD void operator()(std::int64_t i) const {
    std::uint32_t const first = round == DockRound::express ? dock.sites : 0;
    dock.pool[i] = dock.place[i] > 0 ? first + dock.site(i).v : ~0u;
  }
};
struct AddGrants {
  std::int64_t* grant;
  std::int64_t const* more;
  GS_HD void operator()(std::int64_t i) const { grant[i] += more[i]; }
};

struct SiteHands {
  ViewOf<SiteTable, SiteId> sites;
  std::uint8_t const* open;
  std::int64_t* hands;
  Now now;
  std::int64_t count;
  std::int64_t kept;  //!< for the express lane [1e-4]
  GS_HD void operator()(std::int64_t s) const {
    std::int64_t const rate = open[s] == 0 ? 0 : sites.handling[SiteId(static_cast<std::uint32_t>(s))] * open[s] / 100;
    hands[s] = capacity_between(rate, now.start, now.end);
    std::int64_t const lane = kept == 0 ? 0 : capacity_between(rate * kept / 10000, now.start, now.end);
    hands[count + s] = lane < hands[s] ? lane : hands[s];
  }
};
//! Whom the express lane has sent needs no other hands and has its place; what that lane has left over helps everybody else.
struct TakeExpress {
  Dock dock;
  std::int64_t *hands, *places;
  GS_HD void operator()(std::int64_t i) const {
    if (!dock.left_by_express(i)) return;
    atomic_add(&hands[dock.site(i).v], -1);
    if (places != nullptr) atomic_add(&places[dock.lane[i]], -1);
  }
};

//! Queue in time: parcels waiting / hands an hour.
struct QueueTime {
  ViewOf<SiteTable, SiteId> sites;
  std::int64_t const* left;
  Seconds* queue;
  Seconds span;
  Tally tally;
  GS_HD void operator()(std::int64_t s) const {
    std::int64_t const rate = sites.handling[SiteId(static_cast<std::uint32_t>(s))];
    queue[s] = left[s] * hour / (rate > 0 ? rate : 1);
    if (left[s] > 0) tally.add(Counter::waited_hands, left[s] * span);
  }
};

struct SendParcel {
  Dock dock;
  ViewOf<StockTable, PointId> stock;
  ViewOf<LaneTable, LaneId> lanes;
  ViewOf<SiteTable, SiteId> sites;
  ViewOf<ZoneTable, ZoneId> zones;
  ViewOf<GoodsTable, ItemId> goods;
  Tally tally;
  Purse purse;
  Now now;
  std::uint64_t seed;
  Seconds handling;
  Cents parcel_handling;
  std::uint32_t const* slow;  //!< transit times by lane [%] (lever 21); null = all as usual

  GS_HD void operator()(std::int64_t i) const {
    if (dock.grant[i] <= 0) return;
    auto const& orders = dock.orders;
    OrderSlot const o = dock.order(i);
    PointId const p = orders.point[o];
    SiteId const site = dock.site(i);
    LaneId const lane(dock.lane[i]);
    Seconds const pace = slow == nullptr ? 100 : slow[lane.at()];
    Draws const d = draw4(seed, Stream::transit, orders.id[o].v, 0);
    atomic_add(&stock.on_hand[p], -1);
    atomic_add(&stock.reserved[p], -1);
    atomic_add(&goods.to_members[orders.sku[o]], 1);
    orders.state[o] = OrderState::shipped;
    orders.arrives[o] =
        now.start + handling + parcel_transit(lanes.transit[lane] * pace / 100, lanes.spread[lane] * pace / 100, lanes.law[lane], d.v[0]);
    if (orders.arrives[o] < orders.due[o]) orders.due[o] = orders.arrives[o];
    tally.add(Counter::shipped);
    tally.add(Counter::carbon, lanes.carbon[lane]);
    tally.add(Counter::parcel_cost, lanes.cost[lane]);
    if (sites.kind[site] == SiteKind::micro)
      tally.add(Counter::micro_hits);
    else if (sites.kind[site] == SiteKind::regional && sites.region[site] != zones.region[orders.zone[o]])
      tally.add(Counter::moves);
    purse.pay(Party::brand, Party::carrier, Account::transport, lanes.cost[lane]);
    purse.pay(Party::brand, Party::outside, Account::handling, parcel_handling);
  }
};

}  // namespace gs::GS_BACKEND
