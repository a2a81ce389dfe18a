#pragma once
//! What time does to goods in stock, once a day: perishable ones expire, what the markdown ladder could not sell goes to jobbers. Write-offs
//! are counted at cost; money moves only for disposal and salvage.
#include "kernels/core/random.hpp"
#include "kernels/ledger/accrue.hpp"

namespace gs::GS_BACKEND {

inline constexpr int ages = 4;                       //!< classes of a quarter of the shelf life each
inline constexpr std::int64_t age_cells = ages + 1;  //!< of World::fresh a point: the classes, newest first, and demand seen at the last shift

//! Does a family of SKUs perish? By its permanent number.
GS_HD inline bool perishes(std::uint64_t seed, std::uint16_t family, double share) {
  return static_cast<double>(mix64(seed ^ (0x7065726973ULL + family)) >> 40) * (1.0 / 16777216.0) < share;
}

//! Grains by age class, newest first.
struct Ages {
  Grains of[ages] = {};
};
struct Shifted {
  Ages next;
  Grains expired = 0;
};
/*!
 * A quarter of the shelf life later. Goods are issued first in, first out: `issued` leaves the oldest classes first; what is on hand beyond
 * the rest has come in since and is the newest class. What was in the oldest class and is still there has expired.
 */
GS_HD inline Shifted shift_ages(Ages const& before, Grains on_hand, Grains issued) {
  Ages left = before;
  Grains known = 0;
  for (int k = 0; k < ages; ++k) known += left.of[k];
  Grains out = issued > known - on_hand ? issued : known - on_hand;  // at least what is missing was issued
  for (int k = ages - 1; k >= 0 && out > 0; --k) {
    Grains const taken = out < left.of[k] ? out : left.of[k];
    left.of[k] -= taken;
    known -= taken;
    out -= taken;
  }
  Shifted s;
  s.expired = left.of[ages - 1] > 0 ? left.of[ages - 1] : 0;
  for (int k = ages - 1; k > 0; --k) s.next.of[k] = left.of[k - 1];
  s.next.of[0] = on_hand > known ? on_hand - known : 0;
  return s;
}

//! Where goods that leave without a sale are booked.
struct WriteOffs {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<GoodsTable, ItemId> goods;
  Tally tally;
  Purse purse;
  std::int64_t grains_per_unit;

  GS_HD Grains free_at(PointId p) const { return stock.on_hand[p] - stock.reserved[p] - stock.owed[p]; }
};

//! Expiry at one stock point of perishable goods.
struct ExpireStock {
  WriteOffs books;
  ViewOf<ForecastTable, PointId> forecast;  //!< what a quarter of the life issues is taken as its forecast, or more where more is missing
  std::int64_t* fresh;                      //!< [point][age_cells]
  std::uint64_t seed;
  double share;
  std::uint32_t skus;
  Cents disposal;
  double quarter;  //!< of the shelf life [d]
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    ItemId const item = books.points.item[p];
    if (item.v >= skus || !perishes(seed, books.items.family[item], share)) return;
    std::int64_t* cells = fresh + i * age_cells;
    Ages before;
    for (int k = 0; k < ages; ++k) before.of[k] = cells[k];
    Shifted const s = shift_ages(before, books.stock.on_hand[p], to_int(from_micro(forecast.mean[p]) * quarter));
    for (int k = 0; k < ages; ++k) cells[k] = s.next.of[k];
    Grains const free = books.free_at(p), gone = s.expired < free ? s.expired : (free > 0 ? free : 0);
    if (gone == 0) return;
    books.stock.on_hand[p] -= gone;  // its own point only
    atomic_add(&books.goods.scrapped[item], gone);
    books.tally.add(Counter::expired, gone);
    books.tally.add(Counter::scrapped, gone);
    books.tally.add(Counter::written_off, worth(gone, books.items.value[item], books.grains_per_unit));
    books.purse.pay(Party::brand, Party::outside, Account::write_off, worth(gone, disposal, books.grains_per_unit));
  }
};

//! Stock of a SKU on the last rung of the ladder, beyond `cover` days of forecast, is sold to jobbers at salvage.
struct ClearStock {
  WriteOffs books;
  ViewOf<ForecastTable, PointId> forecast;
  SkuLook const* looks;
  std::uint32_t skus;
  double cover;             //!< [d]
  std::uint32_t last_rung;  //!< [1e-4 of list]
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    ItemId const item = books.points.item[p];
    if (item.v >= skus || looks[item.at()].markdown < last_rung) return;
    Grains const kept = to_int(from_micro(forecast.mean[p]) * cover + 1.0), surplus = books.free_at(p) - books.stock.backlog[p] - kept;
    if (surplus <= 0) return;
    Cents const value = worth(surplus, books.items.value[item], books.grains_per_unit);
    books.stock.on_hand[p] -= surplus;  // its own point only
    atomic_add(&books.goods.with_members[item], surplus);
    books.tally.add(Counter::cleared, surplus);
    books.tally.add(Counter::written_off, value);
    books.purse.pay(Party::outside, Party::brand, Account::markdown, value / 1000 * books.items.salvage[item]);
  }
};

}  // namespace gs::GS_BACKEND
