#pragma once
//! What happens to an order when its time has come: enquiry, cancellation, delivery, return, restock.
#include "kernels/core/random.hpp"
#include "kernels/orders/place.hpp"
#include "kernels/orders/returns.hpp"

namespace gs::GS_BACKEND {

//! Chance that a delivered parcel is sent back.
GS_HD inline std::uint64_t return_chance(ViewOf<ItemTable, ItemId> const& items, ItemId sku, bool live) {
  return live ? items.return_live[sku] : items.return_shelf[sku];
}

//! Money terms of a parcel.
struct ParcelTerms {
  Cents late_penalty, cancel_penalty;
  Seconds tolerance;  //!< lateness a member does not notice [s]
  Seconds return_transit, inspect;
  double return_after, enquiry_mean;
  std::uint64_t defect_unhappy;  //!< chance that a defect costs loyalty
  bool benches;                  //!< returned pieces are inspected on benches (lever 19), else at a counter after `inspect`
  Cents return_freight;          //!< of a parcel that comes back [cent]
  double premium[2];             //!< of deep and extreme pieces over the list price (lever 8)
};

//! What a piece costs when nothing is taken off its price: the list price, and the premium of its grade [cent].
GS_HD inline Cents list_price(Cents list, Grade grade, double const* premium) {
  return grade == Grade::basic ? list : list + to_int(static_cast<double>(list) * premium[static_cast<int>(grade) - 1]);
}

//! First choices that arrived within the promise, by who wanted them when: the numerators of service.
struct InTime {
  std::int64_t* by_sku;  //!< [cohort 0 quiet, 1 wave][sku], orders placed in the measured window
  std::int64_t* by_day;  //!< [day placed]
  std::uint32_t skus;

  GS_HD void note(ItemId sku, Seconds placed, std::uint8_t flags) const {
    atomic_add(&by_day[placed / day], 1);
    if (flags & in_window) atomic_add(&by_sku[(flags & in_wave ? skus : 0) + sku.v], 1);
  }
};

struct AdvanceOrder {
  ViewOf<OrderTable, OrderSlot> orders;
  ViewOf<StockTable, PointId> stock;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<GoodsTable, ItemId> goods;
  ViewOf<ReminderTable, ReminderSlot> reminders;
  Tally tally;
  Purse purse;
  ChannelTerms terms;
  ParcelTerms parcel;
  std::uint32_t const* list;
  std::int64_t first_reminder;  //!< one slot an order listed; those without news keep due = never
  std::int64_t* wait_hist;      //!< null outside the measured window
  std::int64_t* censored_hist;
  std::int64_t* promise_hist;  //!< null outside the measured window
  InTime in_time;
  std::int64_t const* flaw_chance;  //!< by item: share of what is in the system that is flawed [2^-32]
  Now now;
  std::uint64_t seed;
  EndReturn back;

  GS_HD void operator()(std::int64_t i) const {
    OrderSlot const o(list[i]);
    ReminderSlot const news(static_cast<std::uint64_t>(first_reminder + i));
    reminders.due[news] = never;
    reminders.member[news] = orders.member[o];
    reminders.sku[news] = orders.sku[o];
    reminders.channel[news] = orders.channel[o];
    reminders.reason[news] = Reason::delivered;
    switch (orders.state[o]) {
      case OrderState::waiting:
        if (orders.due[o] >= orders.patience[o])
          cancel(o, news);
        else
          enquire(o, orders.patience[o]);
        break;
      case OrderState::reserved:
        enquire(o, never);
        break;
      case OrderState::shipped:
        if (orders.due[o] < orders.arrives[o])
          enquire(o, orders.arrives[o]);
        else
          deliver(o, news);
        break;
      case OrderState::delivered:
        send_back(o);
        break;
      case OrderState::returning:
        take_back(o);
        break;
      case OrderState::refurbishing:
        back.refurbished(o);
        break;
      default:
        break;
    }
  }
  //! Asks once an exponential time; the next state change may come first.
  GS_HD void enquire(OrderSlot o, Seconds otherwise) const {
    tally.add(Counter::enquiries);
    orders.flags[o] = static_cast<std::uint16_t>(orders.flags[o] | enquired);
    Draws const d = draw4(seed, Stream::enquiry, orders.id[o].v, static_cast<std::uint32_t>(now.start));
    Seconds const ask = now.start + enquiry_time(parcel.enquiry_mean, d.v[0]);
    orders.due[o] = ask < otherwise ? ask : otherwise;
  }
  GS_HD void note_wait(std::int64_t* hist, OrderSlot o, Seconds until) const {
    if (hist == nullptr || (orders.flags[o] & in_window) == 0) return;
    std::int64_t const hours = (until - orders.placed[o]) / hour, bin = hours < 0 ? 0 : (hours < wait_hours ? hours : wait_hours - 1);
    count(hist, o, bin, wait_hours);
  }
  //! How much later (or sooner) than promised it came.
  GS_HD void note_promise(OrderSlot o) const {
    if (promise_hist == nullptr || (orders.flags[o] & in_window) == 0) return;
    std::int64_t const bin = promise_before + floor_div(orders.arrives[o] - orders.promise[o], hour);
    count(promise_hist, o, bin < 0 ? 0 : (bin < promise_bins ? bin : promise_bins - 1), promise_bins);
  }
  GS_HD void count(std::int64_t* hist, OrderSlot o, std::int64_t bin, std::int64_t bins) const {
    unsigned const cohorts = cohorts_of(orders.flags[o]);
    for (int c = 0; c < static_cast<int>(Cohort::count); ++c)
      if ((cohorts >> c & 1u) != 0) atomic_add(&hist[c * bins + bin], 1);
  }
  GS_HD void tell(ReminderSlot news, Reason reason, Seconds at) const {
    reminders.due[news] = at;
    reminders.reason[news] = reason;
  }
  GS_HD void close(OrderSlot o) const {
    orders.state[o] = OrderState::closed;
    orders.due[o] = never;
  }
  GS_HD void cancel(OrderSlot o, ReminderSlot news) const {
    if (orders.point[o].exists()) atomic_add(&stock.backlog[orders.point[o]], -1);
    tally.add(Counter::cancelled);
    purse.pay(Party::brand, Party::platform, Account::penalty, parcel.cancel_penalty);
    note_wait(censored_hist, o, now.start);
    tell(news, Reason::late, now.end);
    close(o);
  }
  GS_HD void deliver(OrderSlot o, ReminderSlot news) const {
    ItemId const sku = orders.sku[o];
    bool const late = orders.arrives[o] > orders.promise[o] + parcel.tolerance;
    tally.add(Counter::delivered);
    tally.add(orders.zone[o], ZoneCounter::delivered);
    tally.add(orders.zone[o], ZoneCounter::door, (orders.arrives[o] - orders.placed[o]) / minute);
    tally.add(Counter::revenue, orders.price[o]);
    if (!late) {
      tally.add(Counter::on_time);
      if (orders.flags[o] & first_choice) {
        tally.add(Counter::first_on_time);
        in_time.note(sku, orders.placed[o], orders.flags[o]);
      }
    }
    if (late) orders.flags[o] = static_cast<std::uint16_t>(orders.flags[o] | was_late);
    note_wait(wait_hist, o, orders.arrives[o]);
    note_promise(o);
    atomic_add(&goods.to_members[sku], -1);
    atomic_add(&goods.with_members[sku], 1);
    pay_price(o, Party::member, Party::brand, Account::sales);
    purse.pay(Party::brand, Party::platform, Account::commission, orders.price[o] * terms.commission[orders.channel[o]] / 10000);
    if (late) purse.pay(Party::brand, Party::platform, Account::penalty, parcel.late_penalty);
    Draws const q = draw4(seed, Stream::defect, orders.id[o].v, 0);
    bool const bad = q.v[0] < static_cast<std::uint64_t>(flaw_chance[sku.at()]), unhappy = late || (bad && q.v[1] < parcel.defect_unhappy);
    if (bad) note_defect(o);
    tell(news, unhappy ? Reason::late : Reason::delivered, now.end);
    Draws const d = draw4(seed, Stream::returns, orders.id[o].v, 0);
    if (!bad && d.v[0] >= return_chance(items, sku, terms.live[orders.channel[o]] != 0)) {
      close(o);
      return;
    }
    orders.state[o] = OrderState::delivered;
    orders.due[o] = now.start + to_int(clamp(parcel.return_after * exponential(d.v[1]), 3600.0, 60.0 * 86400.0));
  }
  //! The price, booked as list price less what was taken off it: by the same payer, so that terms of payment fall on what is paid.
  GS_HD void pay_price(OrderSlot o, Party payer, Party payee, Account account) const {
    Cents const list = list_price(items.price[orders.sku[o]], grade_of(orders.flags[o]), parcel.premium);
    purse.pay(payer, payee, account, list);
    purse.pay(payer, payee, Account::discount, orders.price[o] - list);
  }
  //! A defect that inspection let through has reached a member, who sends it back.
  GS_HD void note_defect(OrderSlot o) const {
    orders.flags[o] = static_cast<std::uint16_t>(orders.flags[o] | defective);
    atomic_add(&goods.flawed[orders.sku[o]], -1);
    tally.add(Counter::defective);
  }
  GS_HD void send_back(OrderSlot o) const {
    static_assert(static_cast<int>(Counter::returned_defective) - static_cast<int>(Counter::returned_fit) ==
                  static_cast<int>(ReturnReason::defective));
    bool const live = terms.live[orders.channel[o]] != 0;
    ReturnReason const why = reason_for(orders.flags[o], live, draw4(seed, Stream::returns, orders.id[o].v, 0).v[2]);
    orders.flags[o] = with_reason(orders.flags[o], why);
    tally.add(Counter::returned);
    if (orders.flags[o] & defective) atomic_add(&goods.flawed[orders.sku[o]], 1);
    tally.add(static_cast<Counter>(static_cast<int>(Counter::returned_fit) + static_cast<int>(why)));
    atomic_add(&goods.with_members[orders.sku[o]], -1);
    atomic_add(&goods.to_members[orders.sku[o]], 1);
    pay_price(o, Party::brand, Party::member, Account::refund);
    purse.pay(Party::brand, Party::carrier, Account::returns, parcel.return_freight);
    orders.state[o] = OrderState::returning;
    orders.due[o] = now.start + parcel.return_transit + (parcel.benches ? 0 : parcel.inspect);
  }
  //! It has come back: to the queue for a bench, or to the counter.
  GS_HD void take_back(OrderSlot o) const {
    if (orders.flags[o] & defective) atomic_add(&goods.flawed[orders.sku[o]], -1);
    if (!parcel.benches) return back.inspect(o);
    orders.state[o] = OrderState::inspecting;
    orders.due[o] = never;
  }
};

}  // namespace gs::GS_BACKEND
