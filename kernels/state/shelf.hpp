#pragma once
//! What is at hand for a member: the stock as shown and the promise. Read by members (choice) and orders (placement).
#include "kernels/state/quotes.hpp"

namespace gs::GS_BACKEND {

struct Shelf : Quotes {
  Routes routes;
  std::uint8_t const* site_open;
  Seconds const* site_queue;  //!< how long a parcel reserved now waits for hands [s]
  Seconds const* lane_queue;  //!< the same for hands or a place, by the lane it leaves by; null = nobody waits for a place
  Seconds handling;           //!< pick and pack [s]
  double safety;              //!< z of the promise
  std::uint32_t const* told;  //!< transit times by lane as known [%], 0 = closed (lever 21); null = all as usual

  GS_HD Seconds there_at(PointId p) const {
    Seconds const at = asked(p);
    return at > now ? at : now;
  }
  GS_HD bool lane_open(LaneId lane) const { return told == nullptr || told[lane.at()] != 0; }
};

inline Shelf shelf_of(World& w) {
  return {quotes_of(w),
          w.routes(),
          w.site_open.data(),
          w.site_queue.data(),
          w.lane_queue.data(),
          w.params.service.handling,
          w.params.service.promise_safety,
          w.outages.told.data()};
}

//! What the shop tells a member about one SKU.
struct Offer {
  bool in_stock = false;
  Seconds promise = never;  //!< at the door [s since start]
  Seconds best = never;     //!< what it would be with everything in stock at the nearest place that keeps it
  PointId home;             //!< where demand is booked and a waiting order queues: the nearest point that keeps it
};

GS_HD inline std::int64_t free_stock(ViewOf<StockTable, PointId> const& stock, PointId p) { return stock.on_hand[p] - stock.reserved[p]; }

//! Transit with a safety margin: mean + z sd; a uniform law of half width s has sd s / sqrt 3.
GS_HD inline Seconds safe_transit(Shelf const& shelf, LaneId lane) {
  Seconds const usual = shelf.lanes.transit[lane] + to_int(shelf.safety * 0.5773502691896258 * static_cast<double>(shelf.lanes.spread[lane]));
  return shelf.told == nullptr ? usual : usual * static_cast<Seconds>(shelf.told[lane.at()]) / 100;
}

//! From the order to the door by a lane when goods are there: queue, pick and pack, transit with its margin [s].
GS_HD inline Seconds way_by(Shelf const& shelf, SiteId site, LaneId lane) {
  Seconds const queue = shelf.lane_queue != nullptr ? shelf.lane_queue[lane.at()] : shelf.site_queue[site.at()];
  return queue + shelf.handling + safe_transit(shelf, lane);
}
GS_HD inline Seconds way_of(Shelf const& shelf, ZoneId zone, std::uint32_t k) {
  return way_by(shelf, shelf.routes.site_of(zone, k), shelf.routes.lane_of(zone, k));
}

//! Does route k of a zone work for the stock point it leads to? Closed sites, closed lanes and places that do not keep the SKU do not.
GS_HD inline bool serves(Shelf const& shelf, ZoneId zone, std::uint32_t k, PointId p) {
  return p.exists() && shelf.site_open[shelf.points.site[p].at()] != 0 && shelf.lane_open(shelf.routes.lane_of(zone, k));
}

inline constexpr std::uint32_t most_routes = 8;  //!< that a zone may have

//! Where an order is tried in round r: the routes by the time they take now, ties nearest first. This is how orders flow around
//! congestion; a chain with one route a zone has no choice.
GS_HD inline std::uint32_t route_in_round(Shelf const& shelf, ZoneId zone, std::uint32_t partition, ItemId sku, std::uint32_t round) {
  std::uint32_t const n = shelf.routes.routes;
  Seconds way[most_routes];
  for (std::uint32_t k = 0; k < n; ++k) {
    PointId const p = shelf.routes.point(zone, k, partition, sku);
    way[k] = !serves(shelf, zone, k, p) ? never : way_of(shelf, zone, k);
  }
  for (std::uint32_t k = 0; k < n; ++k) {
    if (way[k] >= never) continue;
    std::uint32_t ahead = 0;
    for (std::uint32_t j = 0; j < n; ++j) ahead += way[j] < way[k] || (way[j] == way[k] && j < k) ? 1 : 0;
    if (ahead == round) return k;
  }
  return ~0u;
}

//! Promise = the soonest stock on any route, where the order will be served from (orders/allocate); with none, the earliest uncommitted arrival
//! or lead time; + queue, handling, transit, safety.
GS_HD inline Offer offer_of(Shelf const& shelf, ZoneId zone, std::uint32_t partition, ItemId sku, Seconds now) {
  Offer offer;
  Seconds awaited = never;
  for (std::uint32_t k = 0; k < shelf.routes.routes; ++k) {
    PointId const p = shelf.routes.point(zone, k, partition, sku);
    if (!serves(shelf, zone, k, p)) continue;
    Seconds const way = way_of(shelf, zone, k);
    if (!offer.home.exists()) {
      offer.home = p;
      offer.best = now + way;
    }
    if (free_stock(shelf.stock, p) > 0) {
      offer.in_stock = true;
      if (now + way < offer.promise) offer.promise = now + way;
    } else if (!offer.in_stock) {
      Seconds const at = shelf.there_at(p) + way;
      if (at < awaited) awaited = at;
    }
  }
  if (!offer.in_stock) offer.promise = awaited;
  return offer;
}

}  // namespace gs::GS_BACKEND
