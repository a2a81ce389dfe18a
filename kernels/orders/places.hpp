#pragma once
//! Places with carriers. A parcel asks its lane for a place before it asks its site for hands, oldest first in both: so nobody is packed who
//! cannot leave. All parcels of a lane start at one site, and whoever has a place and finds no hands is younger than all who do; what this
//! order leaves is therefore just what serving one parcel after another by age would (a test holds it against that).
#include "kernels/orders/place.hpp"
#include "kernels/state/lanes.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::int64_t any_number = INT64_C(1) << 60;  //!< of parcels, on a lane without a limit

//! Parcels a lane takes in a tick; others have their share of it. A capacity of 0 is none to speak of.
GS_HD inline std::int64_t lane_places(std::int64_t capacity, std::uint32_t load, Now const& now) {
  return capacity == 0 ? any_number : lane_allowance(capacity, load, 1, now.start, now.end);
}

//! Places of this tick by lane; no truck goes on a closed one (lever 21).
struct LanePlaces {
  ViewOf<LaneTable, LaneId> lanes;
  std::uint32_t const* slow;  //!< transit times by lane [%], 0 = closed; null = all as usual
  std::int64_t* places;
  LaneOthers others;
  Now now;
  GS_HD void operator()(std::int64_t l) const {
    LaneId const lane(static_cast<std::uint32_t>(l));
    std::uint32_t const load = lane_load(lanes.outside_load[lane], others.calendar, others.rush);
    places[l] = slow != nullptr && slow[l] == 0 ? 0 : lane_places(lanes.capacity[lane], load, now);
  }
};

//! The lane by which a zone is reached from a site; goods that leave from elsewhere take the nearest site's.
GS_HD inline LaneId parcel_lane(Routes const& routes, ZoneId zone, SiteId site) {
  for (std::uint32_t k = 0; k < routes.routes; ++k) {
    if (routes.site_of(zone, k) == site) return routes.lane_of(zone, k);
  }
  return routes.lane_of(zone, 0);
}

//! Parcels that ask to leave, and what they were granted: arrays by number in `list`.
struct Dock {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<PointTable, PointId> points;
  Routes routes;
  std::uint32_t const* list;
  std::uint32_t *lane, *pool, *rank;
  std::int64_t *quantity, *place, *grant;  //!< `place` on the lane, `grant` of hands
  std::int64_t* express;                   //!< hands granted by the express lane (lever 29) already; null without one
  std::uint32_t sites;

  GS_HD OrderSlot order(std::int64_t i) const { return OrderSlot(list[i]); }
  GS_HD SiteId site(std::int64_t i) const { return points.site[orders.point[order(i)]]; }
  GS_HD bool left_by_express(std::int64_t i) const { return express != nullptr && express[i] > 0; }
};

struct ComeToDock {
  Dock dock;
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o = dock.order(i);
    dock.lane[i] = parcel_lane(dock.routes, dock.orders.zone[o], dock.site(i)).v;
    dock.rank[i] = rank_of(0, dock.orders.placed[o]);
    dock.quantity[i] = 1;
  }
};

//! Express lane: what was hot when it was ordered claims the hands kept for it first, everybody else and what is left of them afterwards.
enum class DockRound : std::uint8_t { express, all };

struct AskPlace {
  Dock dock;
  DockRound round;
  GS_HD bool asks(std::int64_t i) const {
    return round == DockRound::express ? (dock.orders.flags[dock.order(i)] & hot) != 0 : !dock.left_by_express(i);
  }
  //! Where no lane has a limit nothing is settled, and asking is having.
  GS_HD void operator()(std::int64_t i) const {
    bool const in_round = asks(i);
    dock.pool[i] = in_round ? dock.lane[i] : ~0u;
    dock.place[i] = in_round ? 1 : 0;
  }
};

//! Parcels that stay on the dock, by lane.
struct Left {
  std::int64_t* unpacked;  //!< found a place and no hands
  std::int64_t* unplaced;  //!< found no place
};

struct CountLeft {
  Dock dock;
  Left left;
  GS_HD void operator()(std::int64_t i) const {
    if (dock.grant[i] <= 0) atomic_add(&(dock.place[i] > 0 ? left.unpacked : left.unplaced)[dock.lane[i]], 1);
  }
};

//! What a lane's parcels wait for: where places are left over it is hands, of whom those without a place need one as well.
struct CountForHands {
  ViewOf<LaneTable, LaneId> lanes;
  Left left;
  std::int64_t* waiting;  //!< for hands, by site
  GS_HD void operator()(std::int64_t l) const {
    SiteId const from = lanes.from[LaneId(static_cast<std::uint32_t>(l))];
    if (left.unpacked[l] > 0 && from.exists()) atomic_add(&waiting[from.at()], left.unpacked[l] + left.unplaced[l]);
  }
};

//! Queue in time: parcels waiting / places an hour. A parcel waits for hands and for a place at once: the longer queue counts. What stands
//! before a closed lane is no queue: of an outage the shop knows what it is told.
struct LaneQueueTime {
  ViewOf<LaneTable, LaneId> lanes;
  std::uint32_t const* slow;
  Left left;
  Seconds const* site_queue;
  Seconds* queue;  //!< null = only trucks that do not go are waited for
  LaneOthers others;
  Now now;
  Tally tally;
  GS_HD void operator()(std::int64_t l) const {
    LaneId const lane(static_cast<std::uint32_t>(l));
    std::int64_t const waiting = left.unpacked[l] + left.unplaced[l];
    Seconds const hands = lanes.from[lane].exists() ? site_queue[lanes.from[lane].at()] : 0;
    Seconds const place = waiting == 0 || (slow != nullptr && slow[l] == 0) ? 0 : waiting * hour / an_hour(lane);
    if (queue != nullptr) queue[l] = place > hands ? place : hands;
    if (left.unpacked[l] == 0 && waiting > 0) tally.add(Counter::waited_place, waiting * now.span());
  }
  GS_HD std::int64_t an_hour(LaneId lane) const {
    std::uint32_t const load = lane_load(lanes.outside_load[lane], others.calendar, others.rush);
    std::int64_t const n = lane_places(lanes.capacity[lane], load, {now.start, now.start + hour, now.tick});
    return n > 0 ? n : 1;
  }
};

}  // namespace gs::GS_BACKEND
