#pragma once
//! Sending parcels: reserved orders claim the handling capacity of their site, oldest first; the parcel then travels.
#include "kernels/core/random.hpp"
#include "kernels/orders/place.hpp"

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

struct ClaimHandling {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<PointTable, PointId> points;
  std::uint32_t const* list;
  std::uint32_t* pool;
  std::uint32_t* rank;
  std::int64_t* quantity;
  std::int64_t const* express;  //!< what the express lane has granted already (lever 29); null without one
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(list[i]);
    pool[i] = express != nullptr && express[i] > 0 ? ~0u : points.site[orders.point[o]].v;
    rank[i] = rank_of(0, orders.placed[o]);
    quantity[i] = 1;
  }
};

//! Express lane (lever 29): what was hot when it was ordered claims the hands kept for it first. Its pools stand behind those of the sites.
struct ClaimExpress {
  ClaimHandling all;
  std::uint32_t sites;
  GS_HD void operator()(std::int64_t i) const {
    all(i);
    bool const is_hot = (all.orders.flags[OrderSlot(all.list[i])] & hot) != 0;
    all.pool[i] = is_hot ? all.pool[i] + sites : ~0u;
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
//! Whom the express lane has sent needs no other hands; those it has left over help everybody else.
struct TakeExpressHands {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<PointTable, PointId> points;
  std::uint32_t const* list;
  std::int64_t const* express;
  std::int64_t* hands;
  GS_HD void operator()(std::int64_t i) const {
    if (express[i] > 0) atomic_add(&hands[points.site[orders.point[OrderSlot(list[i])]].v], -express[i]);
  }
};

//! Parcels that found no hands in this tick, by site.
struct CountLeft {
  std::uint32_t const* site;
  std::int64_t const* grant;
  std::int64_t* left;
  GS_HD void operator()(std::int64_t i) const {
    if (grant[i] <= 0) atomic_add(&left[site[i]], 1);
  }
};
//! Queue in time: parcels waiting / hands an hour.
struct QueueTime {
  ViewOf<SiteTable, SiteId> sites;
  std::int64_t const* left;
  Seconds* queue;
  GS_HD void operator()(std::int64_t s) const {
    std::int64_t const rate = sites.handling[SiteId(static_cast<std::uint32_t>(s))];
    queue[s] = left[s] * hour / (rate > 0 ? rate : 1);
  }
};

struct SendParcel {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<LaneTable, LaneId> lanes;
  ViewOf<SiteTable, SiteId> sites;
  ViewOf<ZoneTable, ZoneId> zones;
  ViewOf<GoodsTable, ItemId> goods;
  Routes routes;
  Tally tally;
  Purse purse;
  std::uint32_t const* list;
  std::int64_t const* grant;
  Now now;
  std::uint64_t seed;
  Seconds handling;
  Cents parcel_handling;
  std::uint32_t const* slow;  //!< transit times by lane [%], 0 = closed (lever 21); null = all as usual

  GS_HD void operator()(std::int64_t i) const {
    if (grant[i] <= 0) return;
    OrderSlot const o(list[i]);
    PointId const p = orders.point[o];
    SiteId const site = points.site[p];
    LaneId const lane = lane_from(orders.zone[o], site);
    Seconds const pace = slow == nullptr ? 100 : slow[lane.at()];
    if (pace == 0) return;  // packed, but no truck goes: it asks again in the next tick
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
  GS_HD LaneId lane_from(ZoneId zone, SiteId site) const {
    for (std::uint32_t k = 0; k < routes.routes; ++k) {
      if (routes.site_of(zone, k) == site) return routes.lane_of(zone, k);
    }
    return routes.lane_of(zone, 0);
  }
};

}  // namespace gs::GS_BACKEND
