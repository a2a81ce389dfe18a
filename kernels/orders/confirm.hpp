#pragma once
//! The promise, confirmed. All members of a tick look at the same shelf; after their claims the shop looks again and tells those who came too
//! late for what they were shown. Nobody is sold what somebody else has just got, however long a tick is.
#include "kernels/orders/place.hpp"
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {

enum class Confirmed : std::uint8_t { kept, moved, refused };

//! `told` when choosing, `real` after everybody's claims, `latest` the member still accepts [s since start].
GS_HD inline Confirmed confirmed(Seconds told, Seconds real, Seconds latest) {
  if (real <= told) return Confirmed::kept;
  return real <= latest ? Confirmed::moved : Confirmed::refused;
}

//! Notes the i-th new order where the place that was asked did not serve it at once: what it waits for, or got from elsewhere.
struct NoteWaiting {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<PointTable, PointId> points;
  EchelonTally tally;
  std::uint32_t const* list;
  Intent const* intents;
  std::int64_t first;  //!< slot of the first new order
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(static_cast<std::uint64_t>(first + i));
    PointId const asked = intents[list[i]].home;
    if (!asked.exists()) return;
    if (grade_of(orders.flags[o]) != Grade::basic)
      tally.add(points.echelon[asked], EchelonCounter::to_order, 1);
    else if (orders.state[o] == OrderState::waiting || !(orders.point[o] == asked))
      tally.add(points.echelon[asked], EchelonCounter::waited, 1);
  }
};

//! Confirms the i-th new order; one that is refused is promised `never`. Everybody reads the shelf here, so nobody may change it yet.
struct ConfirmOrder {
  ViewOf<OrderTable, OrderSlot> orders;
  Shelf shelf;
  ChannelTerms terms;
  std::uint32_t const* list;
  Intent const* intents;
  std::int64_t first;  //!< slot of the first new order
  Now now;
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(static_cast<std::uint64_t>(first + i));
    Seconds const real = possible(o);
    switch (confirmed(orders.promise[o], real, intents[list[i]].latest)) {
      case Confirmed::kept:
        return;
      case Confirmed::moved:
        if (orders.due[o] == orders.patience[o]) orders.due[o] += real - orders.promise[o];
        orders.patience[o] += real - orders.promise[o];
        orders.promise[o] = real;
        return;
      case Confirmed::refused:
        orders.promise[o] = never;
    }
  }
  //! When it can be at the door: from where it was granted, or when its turn comes where it waits.
  GS_HD Seconds possible(OrderSlot o) const {
    if (grade_of(orders.flags[o]) != Grade::basic) return orders.promise[o];  // made for it: nobody else takes it away
    std::uint32_t const partition = shelf.routes.partitions == 1 ? 0 : terms.partition[orders.channel[o]];
    if (orders.state[o] == OrderState::waiting) {
      Shelf seen = shelf;
      seen.own = orders.point[o];
      return offer_of(seen, orders.zone[o], partition, orders.sku[o], now.start).promise;
    }
    for (std::uint32_t k = 0; k < shelf.routes.routes; ++k) {
      if (shelf.routes.point(orders.zone[o], k, partition, orders.sku[o]) == orders.point[o]) return now.start + way_of(shelf, orders.zone[o], k);
    }
    return orders.promise[o];
  }
};

//! Closes the i-th new order if it was refused, after everybody has looked: its unit goes back to the shelf. Nothing was paid, so there is no
//! penalty, but the want is not served.
struct CloseRefused {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  Tally tally;
  std::int64_t first;  //!< slot of the first new order
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(static_cast<std::uint64_t>(first + i));
    if (orders.promise[o] < never) return;
    PointId const p = orders.point[o];
    if (p.exists()) atomic_add(orders.state[o] == OrderState::reserved ? &stock.reserved[p] : &stock.backlog[p], -1);
    orders.state[o] = OrderState::closed;
    orders.due[o] = never;
    tally.add(Counter::cancelled);
    tally.add(Counter::refused);
  }
};

}  // namespace gs::GS_BACKEND
