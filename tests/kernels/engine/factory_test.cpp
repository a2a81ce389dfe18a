//! A small factory run through the whole engine: kits, hours, changeovers, yield, bounded lanes; laws and bits.
#include <gtest/gtest.h>
#include <algorithm>
#include <map>
#include <string>
#include "tests/support/chains.hpp"
#include "tests/support/memory_store.hpp"

namespace gs {
namespace {

using namespace testing_chains;
using test::MemoryStore;

struct Shape {
  double demand = 40.0;           //!< of each product a day [units]
  std::uint32_t lines = 4;        //!< of the core supplier
  std::uint16_t family = 0xffff;  //!< of the pool: flexible
  std::uint32_t yield = 9700;
  std::int64_t lane_capacity = 0;  //!< from plant to shop [units/h]
  std::uint32_t products = 6;
};

//! Products of two families, each made of 2 x module A and 1 x module B, sold in a shop; modules are bought.
WorldData factory(Shape const& s) {
  WorldData w;
  w.skus = s.products;
  for (std::uint32_t i = 0; i < s.products; ++i) {
    add_item(w, ItemKind::sku);
    w.items.family[i] = static_cast<std::uint16_t>(i % 2);
  }
  add_item(w, ItemKind::module);
  add_item(w, ItemKind::module);
  PolicyParams policy = base_stock(ForecastKind::moving_average, 14, 1.64);
  std::vector<PointId> shop, plant;
  double const all = s.demand * s.products, sd = s.demand * 0.3;
  for (std::uint32_t i = 0; i < s.products; ++i) shop.push_back(add_point(w, ItemId(i), 0, Echelon::regional, {policy, day, 200}, s.demand));
  for (std::uint32_t i = 0; i < s.products; ++i) plant.push_back(add_point(w, ItemId(i), 1, Echelon::plant, {policy, 2 * day, 300}, s.demand));
  PointId const a = add_point(w, ItemId(s.products), 2, Echelon::material, {policy, 5 * day, 3000}, 2 * all);
  PointId const b = add_point(w, ItemId(s.products + 1), 2, Echelon::material, {policy, 5 * day, 1000}, all);
  LaneId const lane = add_lane(w, 20 * hour);
  w.lanes.capacity[lane.v] = s.lane_capacity;
  w.lanes.spread[lane.v] = 4 * hour;
  w.lanes.law[lane.v] = LeadLaw::uniform;
  for (std::uint32_t i = 0; i < s.products; ++i) {
    RecipeId const move = add_recipe(w, RecipeKind::transport, shop[i], {{plant[i], 1}});
    w.recipes.lane[move.v] = lane;
    set_recipe(w, shop[i], move);
  }
  for (std::uint32_t i = 0; i < s.products; ++i) {
    RecipeId const make = add_recipe(w, RecipeKind::process, plant[i], {{a, 2}, {b, 1}});
    w.recipes.market[make.v] = 0;
    w.recipes.work[make.v] = 600;
    w.recipes.setup[make.v] = hour;
    w.recipes.min_lot[make.v] = 20;
    w.recipes.yield[make.v] = s.yield;
    w.recipes.lead[make.v] = 6 * hour;
    set_recipe(w, plant[i], make);
  }
  for (PointId const p : {a, b}) {
    RecipeId const buy = add_recipe(w, RecipeKind::buy, p, {});
    w.recipes.lead[buy.v] = 5 * day;
    w.recipes.cost[buy.v] = 30;
    set_recipe(w, p, buy);
  }
  for (std::uint32_t i = 0; i < s.products; ++i) add_demand(w, shop[i], {DemandLaw::negative_binomial, s.demand, sd}, 1);
  w.markets = 1;
  for (Cents const price : {6000, 9000}) {
    std::size_t const p = add_row(w.pools);
    w.pools.family[p] = s.family;
    w.pools.price[p] = price;
    std::size_t const one = add_row(w.suppliers);
    w.suppliers.pool[one] = PoolId(static_cast<std::uint32_t>(p));
    w.suppliers.lines[one] = p == 0 ? s.lines : 1;
    w.suppliers.shift_hours[one] = 16;
    w.suppliers.outside_load[one] = p == 0 ? 0 : 500;
  }
  close_levels(w);
  return w;
}

struct Worked {
  std::int64_t offered = 0, worked = 0, changeover = 0, asked = 0;
};
Worked pool_sums(SeriesBlock const& block, std::size_t pools, std::size_t pool) {
  constexpr auto width = static_cast<std::size_t>(PoolCounter::count);
  Worked sum;
  for (std::size_t at = pool * width; at < block.pools.size(); at += pools * width) {
    sum.offered += block.pools[at + static_cast<std::size_t>(PoolCounter::offered)];
    sum.worked += block.pools[at + static_cast<std::size_t>(PoolCounter::worked)];
    sum.changeover += block.pools[at + static_cast<std::size_t>(PoolCounter::changeover)];
    sum.asked += block.pools[at + static_cast<std::size_t>(PoolCounter::asked)];
    EXPECT_LE(block.pools[at + static_cast<std::size_t>(PoolCounter::worked)] + block.pools[at + static_cast<std::size_t>(PoolCounter::changeover)],
              block.pools[at + static_cast<std::size_t>(PoolCounter::offered)]);
  }
  return sum;
}

struct Factory {
  Ran ran;
  Worked core, dear;
};
Factory run_factory(Shape const& shape, std::int64_t days, std::uint64_t shuffle = 0, int threads = 1) {
  Params params = chain_params(hour, days, 1);
  params.shuffle = shuffle;
  params.threads = threads;
  params.hash_every = 1;
  Factory out;
  auto const engine = cpu::make_engine(params, factory(shape));
  while (!engine->finished()) engine->step();
  SeriesBlock const block = engine->take_series();
  collect(block, out.ran);
  out.core = pool_sums(block, 2, 0);
  out.dear = pool_sums(block, 2, 1);
  out.ran.end = engine->snapshot();
  out.ran.audit = engine->audit();
  return out;
}

TEST(Factory, ServesItsDemandAndKeepsTheLaws) {
  Factory const f = run_factory({}, 120);
  EXPECT_TRUE(f.ran.audit.holds());
  double const served = static_cast<double>(f.ran.of(Counter::demand_at_once)) / static_cast<double>(f.ran.of(Counter::demanded));
  EXPECT_GT(served, 0.9);
  EXPECT_GT(f.ran.of(Counter::made), 100 * 240);
  double const scrap = static_cast<double>(f.ran.of(Counter::scrapped)) / static_cast<double>(f.ran.of(Counter::scrapped) + f.ran.of(Counter::made));
  EXPECT_NEAR(scrap, 0.03, 0.004);
}

//! Every unit takes its 600 line-seconds, no more and no less: hours worked are goods made.
TEST(Factory, HoursWorkedAreGoodsMade) {
  Factory const f = run_factory({}, 120);
  std::int64_t const units = f.ran.of(Counter::made) + f.ran.of(Counter::scrapped);
  EXPECT_NEAR(static_cast<double>(f.core.worked + f.dear.worked), 600.0 * static_cast<double>(units), 600.0 * 400);  // the rest is in work
  EXPECT_GT(f.core.changeover, 0);
}

TEST(Factory, CheapHoursGoFirst) {
  Factory const slack = run_factory({40.0, 12}, 60);
  EXPECT_GT(slack.core.worked, 10 * (slack.dear.worked + 1));  // the dear pool only helps in the hour in which a review drops all its jobs
  Factory const tight = run_factory({40.0, 2}, 60);
  EXPECT_GT(static_cast<double>(tight.dear.worked + tight.dear.changeover), 0.6 * static_cast<double>(tight.dear.offered));
  EXPECT_GT(tight.core.asked, tight.core.worked);
}

TEST(Factory, DedicatedLinesNeverChangeOver) {
  Shape shape;
  shape.family = 0;
  Factory const f = run_factory(shape, 40);
  EXPECT_EQ(f.core.changeover + f.dear.changeover, 0);
  EXPECT_GT(f.core.worked, 0);
}

TEST(Factory, ABoundedLaneHoldsGoodsBack) {
  Shape shape;
  shape.lane_capacity = 12;  // 288 a day for a demand of 240
  Factory const narrow = run_factory(shape, 60);
  EXPECT_TRUE(narrow.ran.audit.holds());
  EXPECT_GT(narrow.ran.of(Counter::demand_served), 50 * 240);
  shape.lane_capacity = 5;  // 120 a day
  Factory const shut = run_factory(shape, 60);
  EXPECT_TRUE(shut.ran.audit.holds());
  EXPECT_LE(shut.ran.of(Counter::demand_served), 60 * 120 + 6 * 200);
}

TEST(Factory, PerfectYieldScrapsNothing) {
  Shape shape;
  shape.yield = 10000;
  EXPECT_EQ(run_factory(shape, 40).ran.of(Counter::scrapped), 0);
}

TEST(Factory, BitsDoNotDependOnVisitingOrderOrThreads) {
  Factory const plain = run_factory({}, 40);
  for (std::uint64_t const shuffle : {UINT64_C(0), UINT64_C(77777), UINT64_C(123456789)}) {
    EXPECT_EQ(run_factory({}, 40, shuffle, 2).ran.hash, plain.ran.hash) << shuffle;
  }
}

TEST(Factory, ASavedRunGoesOnAsIfNothingHadHappened) {
  Params params = chain_params(hour, 40, 1);
  params.hash_every = 1;
  WorldData const world = factory({});
  auto const whole = cpu::make_engine(params, world);
  MemoryStore store;
  while (!whole->finished()) {
    whole->step();
    if (whole->tick() == 371) whole->save(store);
  }
  auto const resumed = cpu::make_engine(params, world);
  resumed->load(store);
  EXPECT_EQ(resumed->tick(), 371);
  while (!resumed->finished()) resumed->step();
  EXPECT_EQ(resumed->state_hash(), whole->state_hash());
  EXPECT_EQ(resumed->take_series().state_hash.back(), whole->take_series().state_hash.back());
}

//! Rewinding: the engine itself goes back to an earlier state and runs on as it did, although the future has been there already.
TEST(Factory, AnEngineGoesBackAndRunsTheSameTicksAgain) {
  Params params = chain_params(hour, 20, 1);
  params.hash_every = 1;
  auto const engine = cpu::make_engine(params, factory({}));
  MemoryStore store;
  while (engine->tick() < 200) engine->step();
  engine->save(store);
  engine->take_series();
  Event close;
  close.kind = Event::Kind::close_site;
  close.at = engine->now();
  auto const run_on = [&] {
    engine->inject(close);
    while (!engine->finished()) engine->step();
    return engine->take_series().state_hash;
  };
  auto const once = run_on();
  engine->load(store);
  EXPECT_EQ(engine->tick(), 200);
  EXPECT_EQ(run_on(), once);
  engine->load(store);
  while (!engine->finished()) engine->step();
  EXPECT_NE(engine->take_series().state_hash, once) << "without the closure the future must differ";
}

TEST(Factory, AClosedPlantSendsNothing) {
  Params const params = chain_params(hour, 30, 1);
  auto const engine = cpu::make_engine(params, factory({}));
  Event close;
  close.kind = Event::Kind::close_site;
  engine->inject(close);
  while (!engine->finished()) engine->step();
  Ran ran;
  collect(engine->take_series(), ran);
  EXPECT_EQ(ran.of(Counter::demand_served), 0);  // all of this world stands on one site
  EXPECT_TRUE(engine->audit().holds());
}

}  // namespace
}  // namespace gs
