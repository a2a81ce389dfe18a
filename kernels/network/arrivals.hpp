#pragma once
//! Goods that come in, and the earliest arrival that is still on its way to each stock point.
#include "kernels/core/store_same.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

struct IsDue {
  Shipments rows;
  Seconds now;
  std::uint8_t const* paused;  //!< by stock point (lever 21), or null: where nothing can be received it waits at the gate
  GS_HD bool operator()(std::int64_t i) const {
    ShipmentSlot const s(static_cast<std::uint64_t>(i));
    if (rows.arrives[s] > now || rows.quantity[s] == 0) return false;  // below zero: textbook chains hand goods back
    return paused == nullptr || (paused[rows.to[s].at()] & (Outages::no_receipts | Outages::no_transit)) == 0;
  }
};

//! Goods on their way to a stock point whose transit stands still: time does not count for them.
struct StandStill {
  Shipments rows;
  std::uint8_t const* paused;
  Seconds span;
  GS_HD void operator()(std::int64_t i) const {
    ShipmentSlot const s(static_cast<std::uint64_t>(i));
    if (rows.quantity[s] != 0 && (paused[rows.to[s].at()] & Outages::no_transit) != 0) rows.arrives[s] += span;
  }
};

//! Books one arrival. Its stock point forgets its next arrival, which the pass over what is still on the way finds again.
struct BookArrival {
  Shipments rows;
  Stock stock;
  std::uint32_t const* due;
  GS_HD void operator()(std::int64_t k) const {
    ShipmentSlot const s(due[k]);
    PointId const to = rows.to[s];
    atomic_add(&stock.on_hand[to], rows.quantity[s]);
    if (rows.ordered[s] != 0) {
      atomic_add(&stock.on_order[to], -rows.quantity[s]);
      atomic_add(&stock.in_transit[to], -rows.quantity[s]);
    }
    rows.quantity[s] = 0;
    store_same(&stock.next_arrival[to].v, Seconds32::last);
  }
};

struct FindNextArrival {
  Shipments rows;
  Stock stock;
  GS_HD void operator()(std::int64_t i) const {
    ShipmentSlot const s(static_cast<std::uint64_t>(i));
    if (rows.quantity[s] > 0) atomic_min(&stock.next_arrival[rows.to[s]].v, rows.arrives[s].v);
  }
};

struct ForgetArrivals {
  Stock stock;
  GS_HD void operator()(std::int64_t i) const { stock.next_arrival[PointId(static_cast<std::uint32_t>(i))] = never; }
};

struct StillOnTheWay {
  Shipments rows;
  GS_HD bool operator()(std::int64_t i) const { return rows.quantity[ShipmentSlot(static_cast<std::uint64_t>(i))] != 0; }
};
struct StillOpen {
  Jobs rows;
  GS_HD bool operator()(std::int64_t i) const { return rows.state[JobSlot(static_cast<std::uint64_t>(i))] != JobState::closed; }
};

}  // namespace gs::GS_BACKEND
