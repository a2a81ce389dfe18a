#pragma once
//! Returned goods (lever 19): why they come back, and what becomes of them. Without benches a counter looks at each piece after a while; with
//! them, pieces claim inspections, oldest first, and are restocked, refurbished, recycled or thrown away.
#include "kernels/core/random.hpp"
#include "kernels/orders/place.hpp"

namespace gs::GS_BACKEND {

//! Why a parcel comes back. Defects and lateness show; a live sale is regretted more often than it is wrong (chosen: two in three).
GS_HD inline ReturnReason reason_for(std::uint16_t flags, bool live, std::uint32_t word) {
  if (flags & defective) return ReturnReason::defective;
  double const u = uniform(word);
  if ((flags & was_late) && u < 0.5) return ReturnReason::late;
  return live && u < 0.667 ? ReturnReason::impulse : ReturnReason::fit;
}

enum class Sorting : std::uint8_t { restock, refurbish, recycle, waste };

//! What inspection finds. `good`: share that is as new; the lever decides what can be done with the rest. Defective pieces are never as new,
//! pieces made for one nobody else wants.
struct SortRule {
  double good, refurbish, recycle;
};
GS_HD inline Sorting sorted(SortRule const& r, std::uint16_t flags, std::uint32_t word, std::uint32_t second) {
  bool const as_new = uniform(word) < r.good && (flags & defective) == 0 && grade_of(flags) != Grade::extreme;
  if (as_new) return Sorting::restock;
  double const u = uniform(second);
  bool const resold = grade_of(flags) != Grade::extreme;
  if (resold && u < r.refurbish) return Sorting::refurbish;
  double const rest = resold ? (u - r.refurbish) / (1.0 - r.refurbish + 1e-9) : u;
  return rest < r.recycle ? Sorting::recycle : Sorting::waste;
}

//! Money of a return [cent], and where things are.
struct ReturnTerms {
  SortRule sort;
  Cents inspect_cost, refurbish_cost, disposal;
  double recycled_value;
  Seconds refurbish_time;
};

//! Books the end of one returned piece; used by the counter and by benches. Stock of a point that made it to order goes to waste by `sorted`.
struct EndReturn {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<GoodsTable, ItemId> goods;
  Tally tally;
  Purse purse;
  ReturnTerms terms;
  std::uint64_t seed;
  Now now;

  GS_HD void close(OrderSlot o) const {
    orders.state[o] = OrderState::closed;
    orders.due[o] = never;
  }
  GS_HD void restock(OrderSlot o, Cents spent) const {
    ItemId const sku = orders.sku[o];
    atomic_add(&goods.to_members[sku], -1);
    atomic_add(&stock.on_hand[orders.point[o]], 1);
    tally.add(Counter::restocked);
    tally.add(Counter::recovered_value, items.value[sku] - spent);
    close(o);
  }
  GS_HD void scrap(OrderSlot o, bool recycle) const {
    ItemId const sku = orders.sku[o];
    Cents const back = recycle ? to_int(terms.recycled_value * static_cast<double>(items.value[sku])) : 0;
    atomic_add(&goods.to_members[sku], -1);
    atomic_add(&goods.scrapped[sku], 1);
    tally.add(Counter::scrapped);
    tally.add(Counter::written_off, items.value[sku]);
    purse.pay(Party::outside, Party::brand, Account::returns, back);
    if (recycle) {
      tally.add(Counter::recycled);
      tally.add(Counter::recovered_value, back);
    } else {
      purse.pay(Party::brand, Party::outside, Account::write_off, terms.disposal);
    }
    close(o);
  }
  //! A look at the piece; what can be mended waits for the workshop.
  GS_HD void inspect(OrderSlot o) const {
    Draws const d = draw4(seed, Stream::returns, orders.id[o].v, 1);
    purse.pay(Party::brand, Party::outside, Account::returns, terms.inspect_cost);
    Sorting const what = sorted(terms.sort, orders.flags[o], d.v[0], d.v[1]);
    if (what == Sorting::restock) return restock(o, 0);
    if (what != Sorting::refurbish) return scrap(o, what == Sorting::recycle);
    orders.state[o] = OrderState::refurbishing;
    orders.due[o] = now.start + terms.refurbish_time;
  }
  GS_HD void refurbished(OrderSlot o) const {
    purse.pay(Party::brand, Party::outside, Account::returns, terms.refurbish_cost);
    tally.add(Counter::refurbished);
    restock(o, terms.refurbish_cost);
  }
};

struct WaitsForBench {
  ViewOf<OrderTable, OrderSlot> orders;
  GS_HD bool operator()(std::int64_t i) const { return orders.state[OrderSlot(static_cast<std::uint64_t>(i))] == OrderState::inspecting; }
};

//! A returned piece claims an inspection, the oldest order first. One pool: the benches of the returns centre.
struct ClaimBench {
  ViewOf<OrderTable, OrderSlot> orders;
  std::uint32_t const* list;
  std::uint32_t *pool, *rank;
  std::int64_t* quantity;
  GS_HD void operator()(std::int64_t i) const {
    pool[i] = 0;
    rank[i] = rank_of(0, orders.placed[OrderSlot(list[i])]);
    quantity[i] = 1;
  }
};

struct InspectGranted {
  EndReturn end;
  std::uint32_t const* list;
  std::int64_t const* grant;
  GS_HD void operator()(std::int64_t i) const {
    end.tally.add(grant[i] > 0 ? Counter::inspected : Counter::benches_waiting);
    if (grant[i] > 0) end.inspect(OrderSlot(list[i]));
  }
};

}  // namespace gs::GS_BACKEND
