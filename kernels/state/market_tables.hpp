#pragma once
//! What the market is seen to do, by SKU: attention, the signals planners get of it, and what early warning remembers.
#include "kernels/core/ids.hpp"
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/table.hpp"

namespace gs {

//! What the market is seen to do, per SKU by ItemId. Written by the stages, read by ranking and (through signals) by planners.
template <template <class> class Column>
struct AttentionTable {
  Column<std::int64_t> views, carts, orders, shares;          //!< since the start [1]
  Column<std::int64_t> wants;                                 //!< true first choices since the start [1]; no planner sees them
  Column<std::int64_t> open_carts;                            //!< [1]
  Column<std::int64_t> deposits;                              //!< paid ahead for a sale that has not begun [1]
  Column<std::int64_t> carts_seen, orders_seen, shares_seen;  //!< totals at the last refresh of the averages
  Column<Micro> fast, slow;                                   //!< averages of new carts [1e-6 1/h]
  Column<Micro> sold_fast, sold_slow;                         //!< averages of orders [1e-6 1/h]
  Column<Micro> heat;                                         //!< how hot it looks [1e-6]
  Column<Micro> review;                                       //!< average review [1e-6, 0…1]
  Column<std::int64_t> good, bad, good_seen, bad_seen;        //!< deliveries that pleased or not, since the start and at the last refresh
  Column<std::uint32_t> rank;                                 //!< ranking weight [2^-16]
  Column<std::int64_t> available;                             //!< units free anywhere, refreshed every tick [grains]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("views", "1", t.views...);
    visit("carts", "1", t.carts...);
    visit("orders", "1", t.orders...);
    visit("shares", "1", t.shares...);
    visit("wants", "1", t.wants...);
    visit("open_carts", "1", t.open_carts...);
    visit("deposits", "1", t.deposits...);
    visit("carts_seen", "1", t.carts_seen...);
    visit("orders_seen", "1", t.orders_seen...);
    visit("shares_seen", "1", t.shares_seen...);
    visit("fast", "1e-6/h", t.fast...);
    visit("slow", "1e-6/h", t.slow...);
    visit("sold_fast", "1e-6/h", t.sold_fast...);
    visit("sold_slow", "1e-6/h", t.sold_slow...);
    visit("heat", "1e-6", t.heat...);
    visit("review", "1e-6", t.review...);
    visit("good", "1", t.good...);
    visit("bad", "1", t.bad...);
    visit("good_seen", "1", t.good_seen...);
    visit("bad_seen", "1", t.bad_seen...);
    visit("rank", "2^-16", t.rank...);
    visit("available", "grains", t.available...);
  }
};
GS_EVERY_COLUMN_LISTED(AttentionTable);

//! All that planners may know of the market, by ItemId: delayed copies, censored like everything they see (sales, not wants).
//! Written for SKUs by the traffic stage, exploded to modules and materials by planning.
template <template <class> class Column>
struct SignalTable {
  Column<Micro> sensed;          //!< expected orders now, from open carts, new carts and recent sales [1e-6 grains/day]
  Column<Micro> usual;           //!< long average of orders [1e-6 grains/day]
  Column<std::int64_t> carts;    //!< carts filled since the start, bots' included [1]
  Column<Micro> cart_rate;       //!< long average of new carts [1e-6 1/h]
  Column<std::int64_t> presold;  //!< orders that deposits have paid ahead for, SKUs only [1]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("sensed", "1e-6 grains/d", t.sensed...);
    visit("usual", "1e-6 grains/d", t.usual...);
    visit("carts", "1", t.carts...);
    visit("cart_rate", "1e-6/h", t.cart_rate...);
    visit("presold", "1", t.presold...);
  }
};
GS_EVERY_COLUMN_LISTED(SignalTable);

//! What early warning remembers (lever 2), by ItemId. No rows where the lever is off.
template <template <class> class Column>
struct WarningTable {
  Column<std::int64_t> seen;  //!< new carts at the last look, since the start [1]
  Column<Micro> cusum;        //!< evidence for a rise [1e-6 nats]

  template <class Visit, class... T>
  static constexpr void each_column(Visit&& visit, T&... t) {
    visit("seen", "1", t.seen...);
    visit("cusum", "1e-6", t.cusum...);
  }
};
GS_EVERY_COLUMN_LISTED(WarningTable);

}  // namespace gs
