#pragma once
//! What is at hand for a member: the stock as shown and the promise. Read by members (choice) and orders (placement).
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

struct Shelf {
  Routes routes;
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<LaneTable, LaneId> lanes;
  std::uint8_t const* site_open;
  Seconds handling;         //!< pick and pack [s]
  double safety;            //!< z of the promise
};

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
  return shelf.lanes.transit[lane] + to_int(shelf.safety * 0.5773502691896258 * static_cast<double>(shelf.lanes.spread[lane]));
}

//! Earliest arrival that is not spoken for, else a full lead time.
GS_HD inline Seconds next_free_arrival(Shelf const& shelf, PointId p, Seconds now) {
  std::int64_t const coming = shelf.stock.on_order[p] - shelf.stock.backlog[p] - shelf.stock.owed[p];
  bool const soon = coming > 0 && shelf.stock.next_arrival[p] < never;
  Seconds const at = soon ? shelf.stock.next_arrival[p] : now + shelf.points.lead[p];
  return at > now ? at : now;
}

//! Promise = stock, else earliest uncommitted arrival (or lead time), + handling + transit + safety.
GS_HD inline Offer offer_of(Shelf const& shelf, ZoneId zone, std::uint32_t partition, ItemId sku, Seconds now) {
  Offer offer;
  for (std::uint32_t k = 0; k < shelf.routes.routes; ++k) {
    PointId const p = shelf.routes.point(zone, k, partition, sku);
    if (!p.exists() || shelf.site_open[shelf.points.site[p].at()] == 0) continue;
    Seconds const way = shelf.handling + safe_transit(shelf, shelf.routes.lane_of(zone, k));
    if (!offer.home.exists()) { offer.home = p; offer.best = now + way; }
    bool const here = free_stock(shelf.stock, p) > 0;
    Seconds const at = (here ? now : next_free_arrival(shelf, p, now)) + way;
    if (at < offer.promise) offer.promise = at;
    if (here) { offer.in_stock = true; break; }
  }
  return offer;
}

}  // namespace gs::GS_BACKEND
