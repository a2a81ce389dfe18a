//! Accruals lose nothing to rounding, however often they are settled.
#include "kernels/ledger/accrue.hpp"
#include <gtest/gtest.h>

namespace gs::cpu {
namespace {

// MODEL §6: 12.50 at 25 % a year is 0.036 cent an hour; rounded each hour it would be nothing.
TEST(Accrue, ACentHeldForAYearCostsItsRate) {
  std::int64_t rest = 0;
  Cents paid = 0;
  for (int d = 0; d < 365; ++d) paid += price_accrual(1250 * day, 250000, rest);
  EXPECT_EQ(paid, 312);  // 312.5, the half cent still in the remainder
  EXPECT_EQ(rest * 2, seconds_a_year * 1000000);
}

TEST(Accrue, HoursArePricedExactly) {
  std::int64_t rest = 0;
  Cents paid = 0;
  for (int i = 0; i < 3600; ++i) paid += price_hours(7, 6000, rest);
  EXPECT_EQ(paid, 7 * 6000);
  EXPECT_EQ(rest, 0);
}

//! A billion members' chain holding a year's cover at 4,500 CNY a unit for a day, settled from its two cells: more than 64 bits of cent·s.
TEST(Accrue, ADayOfTheLargestStockIsPricedExactly) {
  Buffer<std::int64_t> accrued(Accrued::size(1)), paid(std::int64_t{count_of<Party>} * count_of<Party> * count_of<Account>),
      totals(count_of<Counter>), zones(1), chain(1);
  Rows<StockTable, PointId> stock;
  Catalogue<PointTable, PointId> points;
  Rows<ItemTable, ItemId> items;
  PointTable<HostColumn> point;
  resize_rows(point, 1);
  point.item[0] = ItemId(0);
  stock.resize(1), points.upload(point), items.resize(1);
  stock.view().on_hand.p[0] = INT64_C(365'000'000'000);
  items.view().value.p[0] = 450'000;
  for (int tick = 0; tick < 24; ++tick)
    SweepStock{stock.view(), points.view(), items.view(), {chain.data(), 1}, {totals.data(), zones.data(), nullptr}, accrued.data(), 1, 1,
               hour,         false}(0);
  SettleStock{accrued.data(), {paid.data()}, 150'000, 100'000, 0, 0, 0, 0}(0);
  EXPECT_EQ(paid.data()[Purse::at(Party::brand, Party::outside, Account::hold)], INT64_C(365'000'000'000) * 450'000 / 365 * 15 / 100);
  EXPECT_EQ(paid.data()[Purse::at(Party::brand, Party::outside, Account::capital)], INT64_C(365'000'000'000) * 450'000 / 3650);
}

//! Half an hour worked at 60 CNY an hour, a quarter of an hour of changeover: what is left of two hours offered is idle.
TEST(Accrue, IdleAndPaidHoursOfATickAreNoted) {
  PoolTable<HostColumn> pool;
  HoursTable<HostColumn> hour_table;
  resize_rows(pool, 1), resize_rows(hour_table, 1);
  pool.price[0] = 5000, hour_table.price[0] = 6000;
  Rows<PoolTable, PoolId> pools;
  Rows<HoursTable, PoolId> hours;
  pools.upload(pool), hours.upload(hour_table);
  Buffer<std::int64_t> cells(count_of<PoolCounter>), accrued(Accrued::size(1));
  cells.data()[at(PoolCounter::offered)] = 2 * hour;
  cells.data()[at(PoolCounter::worked)] = hour / 2;
  cells.data()[at(PoolCounter::changeover)] = hour / 4;
  AccruePool{pools.view(), hours.view(), cells.data(), accrued.data()}(0);
  EXPECT_EQ(cells.data()[at(PoolCounter::idle)], 5 * hour / 4);
  EXPECT_EQ(cells.data()[at(PoolCounter::spent)], hour / 2 * 6000);
  EXPECT_EQ(accrued.data()[Accrued::pools], hour / 2 * 6000) << "what the ledger will pay";
}

TEST(Accrue, HugeAmountsDoNotOverflow) {  // a billion members' stock for a day
  std::int64_t rest = 0;
  EXPECT_EQ(price_accrual(INT64_C(80'000'000'000'000) * day, 250000, rest), INT64_C(54'794'520'547));
  EXPECT_EQ(worth(INT64_C(40'000'000'000'000), 5000, 10000), INT64_C(20'000'000'000'000));
}

}  // namespace
}  // namespace gs::cpu
