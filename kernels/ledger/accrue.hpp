#pragma once
//! Accruals: value-seconds of stock and line-seconds of pools are kept as integers and priced once a day; remainders are carried, so
//! that 12.50 at 25 % a year is not rounded away hour by hour.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::int64_t seconds_a_year = 365 * day;

//! amount [cent·s] at a yearly rate [1e-6] to cents; what is left stays in `rest` [1e-6 cent·s].
GS_HD inline Cents price_accrual(__int128 amount, std::int64_t rate_micro, std::int64_t& rest) {
  __int128 const due = amount * rate_micro + rest;
  __int128 const unit = static_cast<__int128>(seconds_a_year) * 1'000'000;
  rest = static_cast<std::int64_t>(due % unit);
  return static_cast<Cents>(due / unit);
}
//! Line-seconds at a price an hour to cents; what is left stays in `rest` [cent·s].
GS_HD inline Cents price_hours(std::int64_t seconds, Cents per_hour, std::int64_t& rest) {
  __int128 const due = static_cast<__int128>(seconds) * per_hour + rest;
  rest = static_cast<std::int64_t>(due % hour);
  return static_cast<Cents>(due / hour);
}
//! value x rate without overflow: goods are grains, values are per unit.
GS_HD inline std::int64_t worth(Grains grains, Cents value, std::int64_t grains_per_unit) {
  return grains_per_unit == 1 ? grains * value : static_cast<std::int64_t>(static_cast<__int128>(grains) * value / grains_per_unit);
}

//! Cells of World::accrued.
struct Accrued {
  //! Value-seconds since the last settlement [cent·s], in two cells of 32 bits and what is above: a billion members' stock, 1e17 cent,
  //! times the seconds of a day is beyond 64 bits.
  static constexpr std::int64_t stock = 0, stock_high = 3;
  static constexpr std::int64_t hold_rest = 1, capital_rest = 2;
  static constexpr std::int64_t ahead =
      4;  //!< written off since the start of what was paid when levers were bought, less what was bought since [cent]
  static constexpr std::int64_t pools = 8;  //!< then by pool: worked, changeover, idle [cent s/h] and their rests
  static constexpr std::int64_t per_pool = 6;
  static std::int64_t size(std::int64_t pool_count) { return pools + per_pool * pool_count; }
};

//! Sums stock over a run of points; flushed once a run.
struct SweepStock {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<ItemTable, ItemId> items;
  ChainTally chain;
  Tally tally;
  std::int64_t* accrued;
  std::int64_t count, grains_per_unit;
  Seconds span;
  bool day_ends;
  static constexpr std::int64_t run = 1024;

  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t units = 0, value = 0;
    for (std::int64_t i = c * run; i < end; ++i) {
      PointId const p(static_cast<std::uint32_t>(i));
      std::int64_t const here = stock.on_hand[p];
      if (here <= 0) continue;
      std::int64_t const cents = worth(here, items.value[points.item[p]], grains_per_unit);
      units += here;
      value += cents;
      if (day_ends) chain.add(points.echelon[p], items.line[points.item[p]], ChainCounter::stock, cents);
    }
    tally.add(Counter::stock_units, units);
    tally.add(Counter::stock_value, value);
    unsigned __int128 const held = static_cast<unsigned __int128>(static_cast<std::uint64_t>(value)) * static_cast<std::uint64_t>(span);
    atomic_add(&accrued[Accrued::stock], static_cast<std::int64_t>(held & 0xffffffffu));
    atomic_add(&accrued[Accrued::stock_high], static_cast<std::int64_t>(held >> 32));
  }
};

//! Hours of this tick at this tick's price: what a pool asks may change from hour to hour.
struct AccruePool {
  ViewOf<PoolTable, PoolId> pools;
  ViewOf<HoursTable, PoolId> hours;
  std::int64_t* cells;  //!< [pool][PoolCounter] of this tick
  std::int64_t* accrued;
  GS_HD void operator()(std::int64_t i) const {
    std::int64_t* c = cells + i * static_cast<int>(PoolCounter::count);
    std::int64_t* a = accrued + Accrued::pools + Accrued::per_pool * i;
    std::int64_t const worked = c[static_cast<int>(PoolCounter::worked)], setup = c[static_cast<int>(PoolCounter::changeover)];
    std::int64_t const idle = c[static_cast<int>(PoolCounter::offered)] - worked - setup;
    PoolId const p(static_cast<std::uint32_t>(i));
    Cents const dearer = hours.price[p] - pools.price[p];
    c[static_cast<int>(PoolCounter::idle)] = idle > 0 ? idle : 0;
    c[static_cast<int>(PoolCounter::spent)] = worked * hours.price[p];
    a[0] += worked * hours.price[p];
    a[1] += setup * (pools.setup_price[p] + dearer);
    a[2] += (idle > 0 ? idle : 0) * pools.idle_price[p];
  }
};

//! Once a day, on one thread a pool: hours to money.
struct SettlePool {
  std::int64_t* accrued;
  Purse purse;
  GS_HD void operator()(std::int64_t i) const {
    std::int64_t* a = accrued + Accrued::pools + Accrued::per_pool * i;
    purse.pay(Party::brand, Party::supplier, Account::work, price_hours(a[0], 1, a[3]));
    purse.pay(Party::brand, Party::supplier, Account::changeover, price_hours(a[1], 1, a[4]));
    purse.pay(Party::brand, Party::supplier, Account::idle, price_hours(a[2], 1, a[5]));
    a[0] = a[1] = a[2] = 0;
  }
};

//! Once a day: stock and levers to money.
struct SettleStock {
  std::int64_t* accrued;
  Purse purse;
  std::int64_t hold_rate, capital_rate;  //!< [1e-6 a year]
  Cents information, change;             //!< levers [cent a day]
  Cents written_off, bought;             //!< no payment today, and paid ahead today [cent]
  GS_HD void operator()(std::int64_t) const {
    __int128 const amount = static_cast<__int128>(accrued[Accrued::stock_high]) * (INT64_C(1) << 32) + accrued[Accrued::stock];
    purse.pay(Party::brand, Party::outside, Account::hold, price_accrual(amount, hold_rate, accrued[Accrued::hold_rest]));
    purse.pay(Party::brand, Party::outside, Account::capital, price_accrual(amount, capital_rate, accrued[Accrued::capital_rest]));
    purse.pay(Party::brand, Party::outside, Account::information, information);
    purse.pay(Party::brand, Party::outside, Account::change, change);
    accrued[Accrued::ahead] += written_off - bought;
    accrued[Accrued::stock] = accrued[Accrued::stock_high] = 0;
  }
};

}  // namespace gs::GS_BACKEND
