//! Alternate recipes: a sister's stock and another way of making it, and who gets them when many want the same.
#include <gtest/gtest.h>
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

//! `n` shops with these stocks, all fed by a depot that is empty for 50 days; each may also fetch from the last shop.
WorldData sisters(std::vector<Grains> const& stock) {
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  PolicyParams const policy = base_stock(ForecastKind::constant, 1);
  auto const n = stock.size();
  std::vector<PointId> shop;
  for (Grains const s : stock) shop.push_back(add_point(w, ItemId(0), 0, Echelon::regional, {policy, 2 * day, s, 30}, 5.0));
  PointId const depot = add_point(w, ItemId(0), 1, Echelon::central, {policy, 50 * day, 0, 0}, 5.0 * static_cast<double>(n));
  for (std::size_t k = 0; k < n; ++k) {
    RecipeId const from_depot = add_recipe(w, RecipeKind::transport, shop[k], {{depot, 1}});
    w.recipes.lane[from_depot.v] = add_lane(w, 2 * day);
    set_recipe(w, shop[k], from_depot);
    if (k + 1 == n) continue;
    RecipeId const from_sister = add_recipe(w, RecipeKind::transport, shop[k], {{shop[n - 1], 1}});
    w.recipes.lane[from_sister.v] = add_lane(w, day);
    set_recipe(w, shop[k], from_sister);
  }
  RecipeId const buy = add_recipe(w, RecipeKind::buy, depot, {});
  w.recipes.lead[buy.v] = 50 * day;
  set_recipe(w, depot, buy);
  close_levels(w);
  return w;
}

Snapshot after(WorldData const& w, std::int64_t days) { return run_world(chain_params(day, days, 1), w).end; }

TEST(Alternates, ASisterHelpsOutOfWhatItCanSpare) {
  Snapshot const s = after(sisters({4, 100}), 3);
  EXPECT_EQ(s.stock.on_hand[0], 30);  // the 26 it lacked came in a day
  EXPECT_EQ(s.stock.on_hand[1], 74);
  EXPECT_EQ(s.stock.owed[2], 0);  // nobody waits for the depot
}

TEST(Alternates, ASisterGivesNoMoreThanItCanSpare) {
  Snapshot const s = after(sisters({4, 30}), 3);  // 5 a day for P = 2 days and nothing on the way: 20 to spare, 26 asked
  EXPECT_EQ(s.stock.on_hand[0], 24);
  EXPECT_EQ(s.stock.on_hand[1], 10);
  EXPECT_EQ(s.stock.owed[2], 6 + 20);  // the rest waits for the depot, and the giver refills
}

TEST(Alternates, ASisterThatNeedsItsStockGivesNothing) {
  Snapshot const s = after(sisters({4, 10}), 3);
  EXPECT_EQ(s.stock.on_hand[0], 4);
  EXPECT_EQ(s.stock.on_hand[1], 10);
  EXPECT_EQ(s.stock.owed[2], 26 + 20);
}

TEST(Alternates, TheMostUrgentIsServedWhenThereIsNotEnoughForAll) {
  Snapshot const s = after(sisters({10, 0, 12, 50}), 3);  // 40 to spare; asked 20, 30, 18
  EXPECT_EQ(s.stock.on_hand[1], 30);                      // nothing left: first
  EXPECT_EQ(s.stock.on_hand[0], 20);                      // the 10 left over are split off its 20
  EXPECT_EQ(s.stock.on_hand[2], 12);
  EXPECT_EQ(s.stock.on_hand[3], 10);
  EXPECT_EQ(s.stock.owed[4], 10 + 18 + 20);  // the giver refills, too
}

//! A product whose module is missing for 40 days, and which a printer can make from material that is there.
WorldData printable(std::uint32_t printer_lines) {
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  add_item(w, ItemKind::module);
  add_item(w, ItemKind::material);
  PolicyParams const policy = base_stock(ForecastKind::constant, 1);
  PointId const product = add_point(w, ItemId(0), 0, Echelon::central, {policy, 3 * day, 10, 70}, 10.0);
  PointId const module = add_point(w, ItemId(1), 1, Echelon::plant, {policy, 40 * day, 0, 0}, 10.0);
  PointId const material = add_point(w, ItemId(2), 1, Echelon::material, {policy, 40 * day, 500, 0}, 10.0);
  RecipeId const assemble = add_recipe(w, RecipeKind::process, product, {{module, 1}});
  set_recipe(w, product, assemble);
  RecipeId const print = add_recipe(w, RecipeKind::process, product, {{material, 2}});
  w.recipes.market[print.v] = 0;
  w.recipes.work[print.v] = hour;
  set_recipe(w, product, print);
  for (PointId const p : {module, material}) {
    RecipeId const buy = add_recipe(w, RecipeKind::buy, p, {});
    w.recipes.lead[buy.v] = 40 * day;
    set_recipe(w, p, buy);
  }
  std::size_t const pool = add_row(w.pools), one = add_row(w.suppliers);
  w.pools.family[pool] = 0xffff;
  w.markets = 1;
  w.suppliers.pool[one] = PoolId(0);
  w.suppliers.lines[one] = printer_lines;
  w.suppliers.shift_hours[one] = 24;
  close_levels(w);
  return w;
}

TEST(Alternates, APrinterHelpsWhenItHasTheHours) {
  Ran const r = run_world(chain_params(hour, 3, 1), printable(2));  // 60 hours of work; 96 line-hours in two days
  EXPECT_EQ(r.end.stock.on_hand[0], 70);
  EXPECT_EQ(r.end.stock.on_hand[2], 500 - 120);
  EXPECT_TRUE(r.audit.holds());
}

//! An order is split: what two days' hours can print is printed, the rest waits for its module.
TEST(Alternates, APrinterTakesWhatItHasHoursFor) {
  Ran const r = run_world(chain_params(hour, 3, 1), printable(1));  // 48 line-hours in two days
  EXPECT_EQ(r.end.stock.on_hand[0], 10 + 48);
  EXPECT_EQ(r.end.stock.owed[1], 12);
  EXPECT_TRUE(r.audit.holds());
}

}  // namespace
}  // namespace gs
