#pragma once
//! What moves: stock, forecasts, orders, jobs, shipments, reminders. Integers only; what crosses a tick boundary stands here.
#include "kernels/core/ids.hpp"
#include "kernels/core/seconds32.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/table.hpp"

namespace gs {

//! Stock by PointId. Inventory position = on_hand + on_order - reserved - backlog - owed.
template <template <class> class Column>
struct StockTable {
  Column<Grains> on_hand;          //!< physically there, reserved units included [grains]
  Column<Grains> reserved;         //!< of on_hand: promised to member orders not yet sent [grains]
  Column<Grains> backlog;          //!< member orders that wait for this point [grains]
  Column<Grains> owed;             //!< components that jobs downstream still wait for [grains]
  Column<Grains> on_order;         //!< ordered by this point, not yet received [grains]
  Column<Grains> asked;            //!< demand seen in the current bucket: sales or orders from downstream [grains]
  Column<Grains> in_transit;       //!< of on_order: sent and not yet received [grains]
  Column<Seconds32> next_arrival;  //!< earliest arrival on the way, refreshed every tick [s]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("on_hand", "grains", t.on_hand...);
    visit("reserved", "grains", t.reserved...);
    visit("backlog", "grains", t.backlog...);
    visit("owed", "grains", t.owed...);
    visit("on_order", "grains", t.on_order...);
    visit("asked", "grains", t.asked...);
    visit("in_transit", "grains", t.in_transit...);
    visit("next_arrival", "s", t.next_arrival...);
  }
};
GS_EVERY_COLUMN_LISTED(StockTable);

//! What went through a stock point since the start, by PointId: what textbook cases observe. No rows without outside demand.
template <template <class> class Column>
struct FlowTable {
  Column<Grains> asked;    //!< demand seen [grains]
  Column<Grains> ordered;  //!< ordered by this point [grains]
  Column<Grains> lost;     //!< outside demand that left unserved [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("asked", "grains", t.asked...);
    visit("ordered", "grains", t.ordered...);
    visit("lost", "grains", t.lost...);
  }
};
GS_EVERY_COLUMN_LISTED(FlowTable);

//! What planning remembers of a stock point, by PointId.
template <template <class> class Column>
struct ForecastTable {
  Column<Micro> mean;             //!< forecast of daily demand [1e-6 grains/day]
  Column<Micro> sigma_p;          //!< RMS error of P-ahead totals [1e-6 grains]
  Column<Micro> promised_total;   //!< the P-ahead total forecast at `checked` [1e-6 grains]
  Column<Grains> came;            //!< demand of the buckets closed since then [grains]
  Column<std::uint32_t> checked;  //!< when that forecast was made [s]
  Column<Grains> target;          //!< last order-up-to level [grains]
  Column<Grains> window;          //!< sum over its ring of buckets [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("mean", "1e-6 grains/d", t.mean...);
    visit("sigma_p", "1e-6 grains", t.sigma_p...);
    visit("promised_total", "1e-6 grains", t.promised_total...);
    visit("came", "grains", t.came...);
    visit("checked", "s", t.checked...);
    visit("target", "grains", t.target...);
    visit("window", "grains", t.window...);
  }
};
GS_EVERY_COLUMN_LISTED(ForecastTable);

//! Wide rows of the demand ring (state/demand_ring.hpp), one cell a row of this table.
template <template <class> class Column>
struct WideTable {
  Column<std::int32_t> demand;  //!< [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("demand", "grains", t.demand...);
  }
};
GS_EVERY_COLUMN_LISTED(WideTable);

//! What a shop notes in order to uncensor its sales, by PointId, in the current bucket. No rows where no policy uncensors.
template <template <class> class Column>
struct ShelfTable {
  Column<Grains> asked_out;        //!< of `asked`: while nothing was at hand [grains]
  Column<std::uint32_t> out_time;  //!< nothing was at hand [s]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("asked_out", "grains", t.asked_out...);
    visit("out_time", "s", t.out_time...);
  }
};
GS_EVERY_COLUMN_LISTED(ShelfTable);

//! What stock points tell each other of members' demand (lever 15), by UpstreamId, in the current bucket. No rows where nobody shares.
template <template <class> class Column>
struct SharedTable {
  Column<Grains> ordered;  //!< of `asked`: orders from downstream [grains]
  Column<Grains> told;     //!< what members asked of the points it serves, in this point's items [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("ordered", "grains", t.ordered...);
    visit("told", "grains", t.told...);
  }
};
GS_EVERY_COLUMN_LISTED(SharedTable);

//! Open orders by OrderSlot, in ascending OrderId (compacted stably). One unit each.
template <template <class> class Column>
struct OrderTable {
  Column<OrderId> id;
  Column<MemberId> member;
  Column<ItemId> sku;
  Column<PointId> point;  //!< waiting: the point it waits at; else the point that serves it
  Column<Seconds32> placed;
  Column<Seconds32> promise;   //!< told at placement [s since start]
  Column<Seconds32> patience;  //!< it is cancelled at this time if nothing was sent [s since start]
  Column<Seconds32> due;       //!< when its state next changes by itself [s since start]
  Column<Seconds32> arrives;   //!< shipped: at the door [s since start]
  Column<Cents> price;
  Column<ZoneId> zone;
  Column<OrderState> state;
  Column<std::uint8_t> channel;  //!< that woke the member
  Column<std::uint16_t> flags;   //!< see state/order_flags.hpp

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("id", "1", t.id...);
    visit("member", "1", t.member...);
    visit("sku", "1", t.sku...);
    visit("point", "1", t.point...);
    visit("placed", "s", t.placed...);
    visit("promise", "s", t.promise...);
    visit("patience", "s", t.patience...);
    visit("due", "s", t.due...);
    visit("arrives", "s", t.arrives...);
    visit("price", "cent", t.price...);
    visit("zone", "1", t.zone...);
    visit("state", "1", t.state...);
    visit("channel", "1", t.channel...);
    visit("flags", "1", t.flags...);
  }
};
GS_EVERY_COLUMN_LISTED(OrderTable);

//! Open replenishment orders by JobSlot, in the order they were placed (compacted stably).
template <template <class> class Column>
struct JobTable {
  Column<RecipeId> recipe;     //!< says which point it fills and from what
  Column<Grains> quantity;     //!< ordered [grains]
  Column<Grains> missing;      //!< still without components [grains]
  Column<Grains> in_work;      //!< kitted, not finished [grains]; finished ones travel as shipments
  Column<Grains> open;         //!< of in_work: no line has taken it yet [grains]
  Column<std::int64_t> lines;  //!< lines at work on it now
  Column<Seconds> work_left;   //!< expected line-seconds still to do on what is in work [s]
  Column<Seconds32> ready;     //!< when what is open could have been begun [s]
  Column<Seconds32> placed, due;
  Column<JobState> state;

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("recipe", "1", t.recipe...);
    visit("quantity", "grains", t.quantity...);
    visit("missing", "grains", t.missing...);
    visit("in_work", "grains", t.in_work...);
    visit("open", "grains", t.open...);
    visit("lines", "1", t.lines...);
    visit("work_left", "s", t.work_left...);
    visit("ready", "s", t.ready...);
    visit("placed", "s", t.placed...);
    visit("due", "s", t.due...);
    visit("state", "1", t.state...);
  }
};
GS_EVERY_COLUMN_LISTED(JobTable);

//! Goods on their way to a stock point by ShipmentSlot (quantity 0 = arrived, dropped at the next compaction).
template <template <class> class Column>
struct ShipmentTable {
  Column<PointId> to;
  Column<Grains> quantity;
  Column<Seconds32> arrives;
  Column<std::uint8_t> ordered;  //!< 1: counts in on_order of `to`; 0: returns

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("to", "1", t.to...);
    visit("quantity", "grains", t.quantity...);
    visit("arrives", "s", t.arrives...);
    visit("ordered", "1", t.ordered...);
  }
};
GS_EVERY_COLUMN_LISTED(ShipmentTable);

//! What will wake a member at a due time, by ReminderSlot (due = never: done, dropped at the next compaction).
template <template <class> class Column>
struct ReminderTable {
  Column<MemberId> member;
  Column<Seconds32> due;
  Column<ItemId> sku;
  Column<Reason> reason;
  Column<std::uint8_t> channel;  //!< cart: the channel it was filled from

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("member", "1", t.member...);
    visit("due", "s", t.due...);
    visit("sku", "1", t.sku...);
    visit("reason", "1", t.reason...);
    visit("channel", "1", t.channel...);
  }
};
GS_EVERY_COLUMN_LISTED(ReminderTable);

//! One line of a pool by WorkLineId: what it is working on, and what it is set up for. A line works on one lot at a time, to its end.
template <template <class> class Column>
struct WorkLineTable {
  Column<PoolId> pool;
  Column<JobSlot> job;           //!< whose lot it works on; none = free
  Column<Grains> lot;            //!< of the lot, not finished yet [grains]
  Column<Seconds> setup_left;    //!< changeover still to do before the lot [s]
  Column<Seconds> work_left;     //!< of the lot [s]
  Column<Seconds> worked_at;     //!< end of the last tick in which it worked on the lot [s]
  Column<Seconds> since_change;  //!< work since its last changeover [s]
  Column<std::uint16_t> family;  //!< set up for; 0xffff = none yet

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("pool", "1", t.pool...);
    visit("job", "1", t.job...);
    visit("lot", "grains", t.lot...);
    visit("setup_left", "s", t.setup_left...);
    visit("work_left", "s", t.work_left...);
    visit("worked_at", "s", t.worked_at...);
    visit("since_change", "s", t.since_change...);
    visit("family", "1", t.family...);
  }
};
GS_EVERY_COLUMN_LISTED(WorkLineTable);

//! SKUs that a scenario ignites, by row: when the chain was out of them, when goods made since then were back in the shops, and what those cost.
template <template <class> class Column>
struct WatchTable {
  Column<ItemId> item;
  Column<std::uint8_t> partition;  //!< stock partition that the spark's channel sells from
  Column<Seconds> spark;           //!< when it ignites [s]
  Column<Seconds> sold_out;        //!< when nothing was free or under way from the plant down to the shops; never = not yet [s]
  Column<Seconds> first_made;      //!< when the first lot ordered since the spark was done; never = not yet [s]
  Column<Seconds> in_reach;        //!< when such goods came to where shops order from; never = not yet [s]
  Column<Seconds> restocked;       //!< first receipt of such goods where members are served; never = not yet [s]
  Column<Grains> made;             //!< finished since the spark [grains]
  Column<std::int64_t> making;     //!< paid for lines and consumables of these, and their parts at cost [cent s/h]
  Column<Seconds> worked;          //!< line-seconds of these, changeovers included [s]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("item", "1", t.item...);
    visit("partition", "1", t.partition...);
    visit("spark", "s", t.spark...);
    visit("sold_out", "s", t.sold_out...);
    visit("first_made", "s", t.first_made...);
    visit("in_reach", "s", t.in_reach...);
    visit("restocked", "s", t.restocked...);
    visit("made", "grains", t.made...);
    visit("making", "cent s/h", t.making...);
    visit("worked", "s", t.worked...);
  }
};
GS_EVERY_COLUMN_LISTED(WatchTable);

//! Hours by PoolId for the coming tick; written by the suppliers stage, read by production.
template <template <class> class Column>
struct HoursTable {
  Column<Seconds> offered;      //!< line-seconds an hour left to us after outside load [s/h]
  Column<Seconds> calendar;     //!< line-seconds an hour in the calendar, outages taken off [s/h]
  Column<Seconds> extra;        //!< added by hand (events) [s/h]
  Column<std::int64_t> good;    //!< sum over the suppliers of offered x good share [1e-4 s/h]
  Column<Cents> price;          //!< of a worked hour now: dearer when the pool is nearly full [cent/h]
  Column<std::int64_t> pledge;  //!< of the hours that others would take, kept for us by suppliers who see our orders [1e-3]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("offered", "s/h", t.offered...);
    visit("calendar", "s/h", t.calendar...);
    visit("extra", "s/h", t.extra...);
    visit("good", "1e-4 s/h", t.good...);
    visit("price", "cent/h", t.price...);
    visit("pledge", "1e-3", t.pledge...);
  }
};
GS_EVERY_COLUMN_LISTED(HoursTable);

//! Goods that entered or left the system since the start, by ItemId: the terms of conservation (MODEL §0.1).
template <template <class> class Column>
struct GoodsTable {
  Column<Grains> initial, produced, received, consumed, scrapped;  //!< [grains]
  Column<Grains> with_members;                                     //!< delivered and kept (or with outside customers) [grains]
  Column<Grains> to_members;                                       //!< parcels on the way, either direction, inspection included [grains]
  Column<Grains> flawed;                                           //!< of what is in the system: defects that inspection let through [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("initial", "grains", t.initial...);
    visit("produced", "grains", t.produced...);
    visit("received", "grains", t.received...);
    visit("consumed", "grains", t.consumed...);
    visit("scrapped", "grains", t.scrapped...);
    visit("with_members", "grains", t.with_members...);
    visit("to_members", "grains", t.to_members...);
    visit("flawed", "grains", t.flawed...);
  }
};
GS_EVERY_COLUMN_LISTED(GoodsTable);

}  // namespace gs
