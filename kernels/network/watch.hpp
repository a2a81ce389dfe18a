#pragma once
//! Watches SKUs that a scenario ignites: when the chain is out of them, and when goods made since are back where members are served.
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

using Watched = ViewOf<WatchTable, WatchId>;

struct WatchViews {
  Watched watched;
  std::int64_t count;
  ViewOf<PointTable, PointId> points;
  Seconds now;
  GS_HD bool is(WatchId w, PointId p) const { return points.item[p] == watched.item[w] && now >= watched.spark[w]; }
  GS_HD bool faces_members(PointId p) const { return points.echelon[p] <= Echelon::regional; }
};

//! Before the k-th arrival of this tick is booked.
struct WatchArrival {
  WatchViews views;
  Shipments rows;
  std::uint32_t const* due;
  GS_HD void operator()(std::int64_t k) const {
    ShipmentSlot const s(due[k]);
    PointId const to = rows.to[s];
    Seconds const when = rows.arrives[s];
    if (rows.ordered[s] == 0 || rows.quantity[s] <= 0) return;
    for (std::int64_t i = 0; i < views.count; ++i) {
      WatchId const w(static_cast<std::uint32_t>(i));
      Watched const& t = views.watched;
      if (!views.is(w, to)) continue;
      if (views.faces_members(to) && t.in_reach[w] <= when && (views.points.partition[to] == t.partition[w])) atomic_min(&t.restocked[w], when);
      if (views.points.echelon[to] == Echelon::central && t.first_made[w] <= when) atomic_min(&t.in_reach[w], when);
    }
  }
};

//! Units of watched SKUs that somebody could still get: free or under way, from the plant down, in the partition that the spark sells from.
struct CountWatched {
  WatchViews views;
  Stock stock;
  std::uint32_t const* points;  //!< where watched SKUs stand
  std::int64_t* there;          //!< by row
  GS_HD void operator()(std::int64_t k) const {
    PointId const p(points[k]);
    Grains const free = stock.on_hand[p] - stock.reserved[p], coming = stock.in_transit[p];
    Grains const n = (free > 0 ? free : 0) + (coming > 0 ? coming : 0);
    for (std::int64_t i = 0; i < views.count; ++i) {
      WatchId const w(static_cast<std::uint32_t>(i));
      bool const mine = views.points.echelon[p] > Echelon::central || views.points.partition[p] == views.watched.partition[w];
      if (mine && views.is(w, p)) atomic_add(&there[i], n);
    }
  }
};
struct NoteSoldOut {
  WatchViews views;
  std::int64_t const* there;
  GS_HD void operator()(std::int64_t i) const {
    WatchId const w(static_cast<std::uint32_t>(i));
    if (views.now >= views.watched.spark[w] && there[i] == 0 && views.watched.sold_out[w] == never) views.watched.sold_out[w] = views.now;
  }
};

}  // namespace gs::GS_BACKEND
