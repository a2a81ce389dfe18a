//! The suppliers stage: pools hold the sum of what their suppliers offer, hour by hour.
#include <gtest/gtest.h>
#include "kernels/suppliers/suppliers_stage.hpp"
#include "tests/support/chains.hpp"

namespace gs::cpu {
namespace {

using namespace testing_chains;

constexpr std::uint32_t many = 1500;  //!< several blocks of the sum

WorldData society() {
  WorldData w = serial_chain({{base_stock(ForecastKind::constant, 1), day, 0}}, {}, 1);
  w.markets = 2;
  for (std::uint32_t m = 0; m < 2; ++m) w.pools.market[add_row(w.pools)] = m;
  for (std::uint32_t s = 0; s < many; ++s) {
    std::size_t const i = add_row(w.suppliers);
    w.suppliers.pool[i] = s % 5 == 4 ? PoolId::none() : PoolId(s % 3 == 0 ? 1 : 0);
    w.suppliers.lines[i] = 1 + s % 4;
    w.suppliers.shift_hours[i] = 8 + s % 17;
    w.suppliers.outside_load[i] = s % 900;
  }
  return w;
}

SupplierHours total(World& w, PoolId pool, Seconds t) {
  SupplierHours sum{0, 0};
  for (std::uint32_t s = 0; s < many; ++s) {
    if (!(w.suppliers.view().pool[SupplierId(s)] == pool)) continue;
    SupplierHours const one = sample_supplier(w, SupplierId(s), t).hours;
    sum.calendar += one.calendar;
    sum.offered += one.offered;
  }
  return sum;
}

TEST(Suppliers, PoolsHoldTheSumOfTheirSuppliers) {
  Params const params = chain_params(hour, 1, 1);
  World w(params, society());
  SuppliersStage stage;
  for (Seconds const start : {0 * hour, 8 * hour, 13 * hour, 22 * hour, 50 * hour}) {
    w.now = {start, start + hour, 1};
    stage.run(w);  // the hour that begins at start + 1 h
    for (std::uint32_t p = 0; p < 2; ++p) {
      SupplierHours const expected = total(w, PoolId(p), start + hour);
      EXPECT_EQ(w.hours.view().calendar[PoolId(p)], expected.calendar);
      EXPECT_EQ(w.hours.view().offered[PoolId(p)], expected.offered);
      EXPECT_LE(expected.offered, expected.calendar);
    }
  }
}

TEST(Suppliers, HoursAreRefreshedWhenAnHourBegins) {
  World w(chain_params(hour, 1, 1), society());
  SuppliersStage stage;
  w.now = {11 * hour + 600, 11 * hour + 900, 1};
  stage.run(w);
  EXPECT_EQ(stage.handled(), 0);
  w.now = {12 * hour - 300, 12 * hour, 2};
  stage.run(w);
  EXPECT_EQ(stage.handled(), many);
}

TEST(Suppliers, OneThatIsDownOffersNothing) {
  World w(chain_params(hour, 1, 1), society());
  SuppliersStage stage;
  w.now = {11 * hour, 12 * hour, 1};
  Seconds const mine = sample_supplier(w, SupplierId(0), 12 * hour).hours.offered;
  ASSERT_GT(mine, 0);
  stage.run(w);
  Seconds const before = w.hours.view().offered[PoolId(1)];
  w.supplier_up.data()[0] = 0;
  stage.run(w);
  EXPECT_EQ(w.hours.view().offered[PoolId(1)], before - mine);
  EXPECT_EQ(sample_supplier(w, SupplierId(0), 12 * hour).hours.calendar, 0);
}

}  // namespace
}  // namespace gs::cpu
