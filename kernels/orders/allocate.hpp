#pragma once
//! Orders on stock: claims in order of age on the soonest place that has something, then the next, at most one round a route.
#include "kernels/core/store_same.hpp"
#include "kernels/orders/place.hpp"
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {

//! A waiting order is no claim until something of its SKU is free in its partition.
struct MayBeServed {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  std::int64_t const* free_by_sku;
  std::uint32_t skus, partitions;
  ChannelTerms terms;
  GS_HD bool operator()(std::int64_t i) const {
    OrderSlot const o(static_cast<std::uint64_t>(i));
    if (orders.state[o] != OrderState::waiting) return false;
    if (grade_of(orders.flags[o]) != Grade::basic) return free_stock(stock, orders.point[o]) > 0;  // made to order: at one place only
    std::int64_t const partition = partitions == 1 ? 0 : terms.partition[orders.channel[o]];
    return free_by_sku[partition * skus + orders.sku[o].at()] > 0;
  }
};

//! The claim of round r: the order's r-th best route now, if it has something.
struct ClaimRound {
  ViewOf<OrderTable, OrderSlot> orders;
  Shelf shelf;
  ChannelTerms terms;
  std::uint32_t const* list;
  std::uint32_t round;
  std::uint32_t* pool;
  std::uint32_t* rank;
  std::int64_t* quantity;
  std::int64_t* free;  //!< by stock point, written for claimed pools only
  //! What is made to order is claimed where it is made, what is stocked on the order's best routes.
  GS_HD PointId place_in_round(OrderSlot o) const {
    if (grade_of(orders.flags[o]) != Grade::basic) return round == 0 ? orders.point[o] : PointId::none();
    std::uint32_t const partition = shelf.routes.partitions == 1 ? 0 : terms.partition[orders.channel[o]];
    std::uint32_t const k = route_in_round(shelf, orders.zone[o], partition, orders.sku[o], round);
    return k == ~0u ? PointId::none() : shelf.routes.point(orders.zone[o], k, partition, orders.sku[o]);
  }
  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(list[i]);
    pool[i] = ~0u;
    quantity[i] = 0;
    if (orders.state[o] != OrderState::waiting) return;
    PointId const p = place_in_round(o);
    if (!p.exists()) return;
    std::int64_t const here = free_stock(shelf.stock, p);
    if (here <= 0) return;
    store_same(&free[p.at()], here);  // what every claimant of a pool finds
    pool[i] = p.v;
    rank[i] = rank_of(0, orders.placed[o]);
    quantity[i] = 1;
  }
};

struct TakeGrant {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  Tally tally;
  std::uint32_t const* list;
  std::uint32_t const* pool;
  std::int64_t const* grant;
  Now now;
  GS_HD void operator()(std::int64_t i) const {
    if (grant[i] <= 0) return;
    OrderSlot const o(list[i]);
    PointId const p(pool[i]);
    if (orders.point[o].exists()) atomic_add(&stock.backlog[orders.point[o]], -1);
    atomic_add(&stock.reserved[p], 1);
    orders.point[o] = p;
    orders.state[o] = OrderState::reserved;
    if (orders.due[o] >= orders.patience[o]) orders.due[o] = never;  // reserved goods are not cancelled
    if (orders.placed[o] == now.start) tally.add(Counter::filled_at_once);
  }
};

}  // namespace gs::GS_BACKEND
