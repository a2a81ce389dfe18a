//! Lines as a queue: a shop that makes to order, through the whole engine, against queueing theory. Ticks are not small.
#include <gtest/gtest.h>
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

struct Shop {
  double arrivals = 0.8;               //!< an hour
  std::uint32_t lines = 10;            //!< of one pool
  Seconds work = 10 * hour;            //!< mean, a unit
  LeadLaw law = LeadLaw::exponential;  //!< of it
  Seconds spread = 0;
  Seconds tick = hour;
};

//! One unit of demand is one job of one unit: nothing is kept in stock, material is always there.
WorldData make_to_order(Shop const& s) {
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  add_item(w, ItemKind::material);
  PolicyParams policy = base_stock(ForecastKind::constant, 1);
  policy.review = s.tick;
  PointId const product = add_point(w, ItemId(0), 0, Echelon::central, {policy, 0, 0, 0}, 24.0 * s.arrivals);
  PointId const material = add_point(w, ItemId(1), 1, Echelon::material, {policy, 0, 1'000'000'000, 0}, 24.0 * s.arrivals);
  RecipeId const make = add_recipe(w, RecipeKind::process, product, {{material, 1}});
  w.recipes.market[make.v] = 0;
  w.recipes.work[make.v] = s.work;
  w.recipes.work_law[make.v] = s.law;
  w.recipes.work_spread[make.v] = s.spread;
  set_recipe(w, product, make);
  set_recipe(w, material, add_recipe(w, RecipeKind::buy, material, {}));
  add_demand(w, product, {DemandLaw::poisson, s.arrivals * static_cast<double>(s.tick) / 3600.0, 0.0, 0.0, s.tick}, 1);
  add_row(w.pools);
  w.pools.family[0] = 0xffff;
  w.markets = 1;
  add_row(w.suppliers);
  w.suppliers.pool[0] = PoolId(0);
  w.suppliers.lines[0] = s.lines;
  w.suppliers.shift_hours[0] = 24;
  close_levels(w);
  return w;
}

struct Queue {
  double wait = 0;  //!< mean, from kit to begin, in mean services
  double use = 0;
  bool lawful = false;
};
Queue run_shop(Shop const& s, std::int64_t days) {
  auto const engine = cpu::make_engine(chain_params(s.tick, days, 1), make_to_order(s));
  std::vector<std::int64_t> sum(static_cast<std::size_t>(PoolCounter::count), 0);
  while (!engine->finished()) {
    for (int k = 0; k < 512 && !engine->finished(); ++k) engine->step();
    auto const pools = engine->take_series().pools;
    for (std::size_t i = 0; i < pools.size(); ++i) sum[i % sum.size()] += pools[i];
  }
  auto const of = [&](PoolCounter c) { return static_cast<double>(sum[static_cast<std::size_t>(c)]); };
  return {of(PoolCounter::waited) / of(PoolCounter::started) / static_cast<double>(s.work), of(PoolCounter::worked) / of(PoolCounter::offered),
          engine->audit().holds()};
}

//! Erlang C at lambda 8, mu 1, c 10: W_q = 0.2046.
TEST(Lines, WaitLikeAnMMcQueue) {
  Queue const q = run_shop({}, 3000);
  EXPECT_NEAR(q.wait, 0.20459, 0.03);
  EXPECT_NEAR(q.use, 0.8, 0.01);
  EXPECT_TRUE(q.lawful);
}

//! Pollaczek-Khinchine at rho 0.8: W_q = 2 for constant work.
TEST(Lines, WaitLikeAnMD1Queue) {
  Queue const q = run_shop({0.4, 1, 2 * hour, LeadLaw::fixed}, 2000);
  EXPECT_NEAR(q.wait, 2.0, 0.25);
}

//! Hours worked a day by a shop of one line that is asked for eight lines' work, with hours added on the third day.
double worked_a_day(std::int64_t hours_added) {
  Shop one;
  one.lines = 1;
  auto const engine = cpu::make_engine(chain_params(one.tick, 20, 1), make_to_order(one));
  Event more;
  more.kind = Event::Kind::add_hours, more.at = 2 * day, more.value = hours_added;
  if (hours_added > 0) engine->inject(more);
  for (int k = 0; k < 10 * 24; ++k) engine->step();
  engine->take_series();
  for (int k = 0; k < 10 * 24; ++k) engine->step();
  EXPECT_TRUE(engine->audit().holds());
  auto const pools = engine->take_series().pools;
  std::int64_t sum = 0;
  for (std::size_t i = static_cast<std::size_t>(PoolCounter::worked); i < pools.size(); i += static_cast<std::size_t>(PoolCounter::count))
    sum += pools[i];
  return static_cast<double>(sum) / 36000.0;
}

//! A pool's lines grow with hours that are added from outside. (Once they did not: what was inserted was an empty list, and hours were taken for
//! seconds.)
TEST(Lines, GrowWithAddedHours) {
  EXPECT_NEAR(worked_a_day(0), 24.0, 0.1);
  EXPECT_NEAR(worked_a_day(3 * 24), 96.0, 1.0);
}

}  // namespace
}  // namespace gs
