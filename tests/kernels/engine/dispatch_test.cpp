//! Ten products on a chain of ten plants, through the engine: every job for itself against a plan of the period.
#include <gtest/gtest.h>
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

std::vector<Grains> const wanted{150, 40, 120, 90, 60, 170, 100, 30, 110, 140};

//! Product j is made by plant j (its own market) and by plant j + 1 (a link); a plant has 100 lines, a unit takes one an hour and is due
//! in one: dearer hours are taken for what cannot wait.
WorldData long_chain(std::uint32_t reach) {
  WorldData w;
  std::size_t const n = wanted.size();
  w.skus = static_cast<std::uint32_t>(n);
  PolicyParams const policy = base_stock(ForecastKind::constant, 1);
  for (std::size_t j = 0; j < n; ++j) {
    add_item(w, ItemKind::sku);
    w.items.family[j] = static_cast<std::uint16_t>(j);
  }
  add_item(w, ItemKind::material);
  std::vector<PointId> product;
  for (std::size_t j = 0; j < n; ++j)
    product.push_back(add_point(w, ItemId(static_cast<std::uint32_t>(j)), 0, Echelon::plant, {policy, hour, 0, wanted[j]}, 1.0));
  PointId const material = add_point(w, ItemId(static_cast<std::uint32_t>(n)), 1, Echelon::material, {policy, day, 100000, 0}, 1.0);
  for (std::size_t j = 0; j < n; ++j) {
    RecipeId const make = add_recipe(w, RecipeKind::process, product[j], {{material, 1}});
    w.recipes.market[make.v] = static_cast<std::uint32_t>(j);
    w.recipes.work[make.v] = hour;
    set_recipe(w, product[j], make);
  }
  set_recipe(w, material, add_recipe(w, RecipeKind::buy, material, {}));
  w.markets = static_cast<std::uint32_t>(n);
  for (std::uint32_t p = 0; p < n; ++p) {
    add_row(w.pools), add_row(w.suppliers);
    w.pools.market[p] = p, w.pools.family[p] = 0xffff, w.pools.price[p] = 6000;
    w.suppliers.pool[p] = PoolId(p), w.suppliers.lines[p] = 100, w.suppliers.shift_hours[p] = 24;
    for (std::uint32_t k = 1; k < reach; ++k) {
      std::size_t const l = add_row(w.links);
      w.links.market[l] = p, w.links.pool[l] = PoolId((p + k) % static_cast<std::uint32_t>(n)), w.links.price[l] = 100 * k;
    }
  }
  close_levels(w);
  return w;
}

struct Made {
  std::int64_t in_an_hour = 0, at_last = 0;
};
Made make(DispatchKind kind, std::uint32_t reach, Seconds period = hour, std::uint64_t shuffle = 0) {
  Params p = chain_params(hour, 3, 1);
  p.design.dispatch = kind;
  p.design.dispatch_period = period;
  p.shuffle = shuffle;
  p.hash_every = 1;
  auto const engine = cpu::make_engine(p, long_chain(reach));
  Made made;
  std::int64_t sum = 0;
  while (!engine->finished()) {
    engine->step();
    std::int64_t const now = engine->take_series().totals[static_cast<std::size_t>(Counter::made)];
    if (sum == 0) made.in_an_hour = now;
    sum += now;
  }
  made.at_last = sum;
  EXPECT_TRUE(engine->audit().holds());
  return made;
}

//! In the first hour in which all 1,010 wanted units stand there (capacity 1,000): each plant alone makes 820, greedy merit order (its own plant
//! first, then the next) 880, the plan 1,000.
TEST(DispatchThroughTheEngine, GreedyMakes880OfTheLongChainAndThePlanAThousand) {
  EXPECT_EQ(make(DispatchKind::greedy, 1).in_an_hour, 820);
  EXPECT_EQ(make(DispatchKind::greedy, 2).in_an_hour, 880);
  EXPECT_EQ(make(DispatchKind::flow, 2).in_an_hour, 1000);
  EXPECT_EQ(make(DispatchKind::flow, 10).in_an_hour, 1000);
}

TEST(DispatchThroughTheEngine, NothingIsForgottenWhateverThePeriod) {
  for (Seconds const period : {hour, 6 * hour, day}) EXPECT_EQ(make(DispatchKind::flow, 2, period).at_last, 1010) << period;
  EXPECT_EQ(make(DispatchKind::greedy, 2).at_last, 1010);
}

TEST(DispatchThroughTheEngine, BitsDoNotDependOnVisitingOrder) {
  EXPECT_EQ(make(DispatchKind::flow, 2, hour, 12345).in_an_hour, 1000);
  EXPECT_EQ(make(DispatchKind::greedy, 2, hour, 12345).in_an_hour, 880);
}

}  // namespace
}  // namespace gs
