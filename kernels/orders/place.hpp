#pragma once
//! Placing an order: from a member's intent to a row that waits for stock.
#include "kernels/core/random.hpp"
#include "kernels/state/order_flags.hpp"
#include "kernels/state/shelf.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! When a waiting member asks where its parcel is: a constant hazard while it waits [s].
GS_HD inline Seconds enquiry_time(double mean, std::uint32_t word) { return to_int(clamp(mean * exponential(word), 60.0, 365.0 * 86400.0)); }

struct HasIntent {
  Intent const* intents;
  GS_HD bool operator()(std::int64_t w) const { return intents[w].sku.exists(); }
};

struct PlaceOrder {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<AttentionTable, ItemId> seen;
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<ItemTable, ItemId> items;
  ChainTally chain;
  std::int64_t first;  //!< slot of the first new order
  std::int64_t ever;   //!< orders placed before this tick
  std::uint32_t const* list;
  Intent const* intents;
  std::uint64_t const* woken;
  std::int64_t* sku_sold;  //!< null outside the measured window
  Grains* asked_out;       //!< [point] demand while nothing is at hand; null where nobody uncensors
  Grains* asked_ever;      //!< [point] demand since the start; null where nobody needs it
  Now now;
  std::uint64_t seed;
  double patience_mean, enquiry_mean;
  std::uint16_t window_flags;

  GS_HD void operator()(std::int64_t i) const {
    Intent const& want = intents[list[i]];
    OrderSlot const o(static_cast<std::uint64_t>(first + i));
    OrderId const id(static_cast<std::uint64_t>(ever + i));
    Draws const d = draw4(seed, Stream::patience, id.v, 0);
    orders.id[o] = id;
    orders.member[o] = MemberId(woken[list[i]]);
    orders.sku[o] = want.sku;
    orders.point[o] = want.home;
    orders.placed[o] = now.start;
    orders.promise[o] = want.promise;
    orders.patience[o] = want.promise + to_int(clamp(patience_mean * exponential(d.v[0]), 3600.0, 365.0 * 86400.0));
    Seconds const ask = now.start + enquiry_time(enquiry_mean, d.v[1]);
    orders.due[o] = ask < orders.patience[o] ? Seconds32(ask) : orders.patience[o];
    orders.arrives[o] = never;
    orders.price[o] = want.price;
    orders.zone[o] = want.zone;
    orders.state[o] = OrderState::waiting;
    orders.channel[o] = want.channel;
    orders.flags[o] = static_cast<std::uint16_t>(want.flags | window_flags);
    atomic_add(&seen.orders[want.sku], 1);
    if (sku_sold != nullptr) atomic_add(&sku_sold[want.sku.at()], 1);
    book_demand(want.home);
  }
  //! Demand counts when ordered, where the member would have been served from; the order then queues there until it gets stock.
  GS_HD void book_demand(PointId home) const {
    if (!home.exists()) return;
    atomic_add(&stock.backlog[home], 1);
    atomic_add(&stock.asked[home], 1);
    if (asked_ever != nullptr) atomic_add(&asked_ever[home.at()], 1);
    if (asked_out != nullptr && free_stock(stock, home) <= 0) atomic_add(&asked_out[home.at()], 1);
    chain.add(points.echelon[home], items.line[points.item[home]], ChainCounter::demand, 1);
  }
};

}  // namespace gs::GS_BACKEND
