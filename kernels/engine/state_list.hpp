#pragma once
//! The one list of everything that crosses a tick: save, load, the state hash and memory use walk it. A table that is missing here is a
//! table that a resumed run would not have; the resume test finds it.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! visit.rows(name, Rows&, movable): tables. Movable ones lose dead rows now and then, so their hash must not depend on row numbers.
//! visit.buffer(name, Buffer&): plain arrays.
template <class Visit>
void each_state(World& w, Visit&& visit) {
  visit.rows("stock", w.stock, false);
  visit.rows("forecast", w.forecast, false);
  visit.rows("flows", w.flows, false);
  visit.rows("shelf", w.shelf, false);
  visit.rows("shared", w.shared, false);
  visit.rows("warnings", w.warnings, false);
  visit.rows("attention", w.attention, false);
  visit.rows("signals", w.signals, false);
  visit.rows("hours", w.hours, false);
  visit.rows("work_lines", w.work_lines, true);
  visit.rows("goods", w.goods, false);
  visit.rows("watched", w.watched, false);
  visit.rows("orders", w.orders, true);
  visit.rows("jobs", w.jobs, true);
  visit.rows("shipments", w.shipments, true);
  visit.rows("reminders", w.reminders, true);
  visit.rows("ring_wide", w.ring_wide, true);
  visit.buffer("first_line", w.first_line);
  visit.buffer("allotted", w.allotted);
  visit.buffer("flaw_chance", w.flaw_chance);
  visit.buffer("ring", w.ring);
  visit.buffer("ring_row", w.ring_row);
  visit.buffer("paid", w.paid);
  visit.buffer("accrued", w.accrued);
  visit.buffer("settled", w.settled);
  visit.buffer("due", w.due);
  visit.buffer("entered", w.entered);
  visit.buffer("fresh", w.fresh);
  visit.buffer("chain", w.chain);
  visit.buffer("wait_hist", w.wait_hist);
  visit.buffer("censored_hist", w.censored_hist);
  visit.buffer("promise_hist", w.promise_hist);
  visit.buffer("backorder_hist", w.backorder_hist);
  visit.buffer("echelon_counts", w.echelon_counts);
  visit.buffer("cycle_short", w.cycle_short);
  visit.buffer("sku_wants", w.sku_wants);
  visit.buffer("sku_sold", w.sku_sold);
  visit.buffer("forecast_error", w.forecast_error);
  visit.buffer("sku_stockouts", w.sku_stockouts);
  visit.buffer("sku_in_time", w.sku_in_time);
  visit.buffer("day_in_time", w.day_in_time);
  visit.buffer("site_open", w.site_open);
  visit.buffer("supplier_up", w.supplier_up);
  visit.buffer("site_queue", w.site_queue);
  if (w.lane_queue.size() > 0) visit.buffer("lane_queue", w.lane_queue);
}

}  // namespace gs::GS_BACKEND
