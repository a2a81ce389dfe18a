//! Quality and lost sales through the engine: who makes it and what was made just before show in what is bad, and defects are not lost.
#include <gtest/gtest.h>
#include "tests/support/chains.hpp"

namespace gs {
namespace {

using namespace testing_chains;

struct Plant {
  std::uint32_t good = 9800;      //!< of the supplier [1e-4]
  std::uint32_t escape = 2500;    //!< [1e-4]
  std::uint16_t family = 0xffff;  //!< of the pool
  std::uint32_t products = 2;
};

//! Products of different families made of one material on four lines, sold from where they are made.
WorldData plant(Plant const& s) {
  WorldData w;
  w.skus = s.products;
  PolicyParams const policy = base_stock(ForecastKind::constant, 1, 1.64);
  for (std::uint32_t i = 0; i < s.products; ++i) {
    add_item(w, ItemKind::sku);
    w.items.family[i] = static_cast<std::uint16_t>(i);
  }
  add_item(w, ItemKind::material);
  std::vector<PointId> product;
  for (std::uint32_t i = 0; i < s.products; ++i) product.push_back(add_point(w, ItemId(i), 0, Echelon::plant, {policy, 2 * day, 100}, 30.0));
  PointId const material = add_point(w, ItemId(s.products), 1, Echelon::material, {policy, day, 1'000'000}, 30.0);
  for (std::uint32_t i = 0; i < s.products; ++i) {
    RecipeId const make = add_recipe(w, RecipeKind::process, product[i], {{material, 1}});
    w.recipes.market[make.v] = 0;
    w.recipes.work[make.v] = hour;
    w.recipes.setup[make.v] = hour;
    w.recipes.min_lot[make.v] = 8;
    set_recipe(w, product[i], make);
    add_demand(w, product[i], {DemandLaw::poisson, 30.0, 0.0}, 1);
  }
  set_recipe(w, material, add_recipe(w, RecipeKind::buy, material, {}));
  add_row(w.pools), add_row(w.suppliers);
  w.pools.family[0] = s.family, w.pools.escape[0] = s.escape;
  w.suppliers.pool[0] = PoolId(0), w.suppliers.lines[0] = 4, w.suppliers.shift_hours[0] = 24, w.suppliers.yield[0] = s.good;
  w.markets = 1;
  close_levels(w);
  return w;
}

struct Made {
  double made = 0, bad = 0, escaped = 0, fresh = 0, fresh_escaped = 0, scrapped = 0;
};
Made run_plant(Plant const& s, double loss) {
  Params p = chain_params(hour, 150, 1);
  p.world.changeover_loss = loss;
  auto const engine = cpu::make_engine(p, plant(s));
  Made m;
  auto const of = [](std::vector<std::int64_t> const& row, std::size_t width, std::size_t c) {
    double sum = 0.0;
    for (std::size_t i = c; i < row.size(); i += width) sum += static_cast<double>(row[i]);
    return sum;
  };
  constexpr auto pools = static_cast<std::size_t>(PoolCounter::count), totals = static_cast<std::size_t>(Counter::count);
  while (!engine->finished()) {
    for (int k = 0; k < 240 && !engine->finished(); ++k) engine->step();
    SeriesBlock const b = engine->take_series();
    m.made += of(b.pools, pools, static_cast<std::size_t>(PoolCounter::made));
    m.bad += 1e-6 * of(b.pools, pools, static_cast<std::size_t>(PoolCounter::bad));
    m.escaped += 1e-6 * of(b.pools, pools, static_cast<std::size_t>(PoolCounter::escaped));
    m.fresh += of(b.pools, pools, static_cast<std::size_t>(PoolCounter::fresh));
    m.fresh_escaped += 1e-6 * of(b.pools, pools, static_cast<std::size_t>(PoolCounter::fresh_escaped));
    m.scrapped += of(b.totals, totals, static_cast<std::size_t>(Counter::scrapped));
  }
  EXPECT_TRUE(engine->audit().holds());
  return m;
}

TEST(Quality, BadIsWhatTheSupplierMakesBadAndInspectionFindsItsShare) {
  Made const m = run_plant({}, 0.0);
  EXPECT_GT(m.made, 8000);
  EXPECT_NEAR(m.bad / m.made, 0.02, 1e-6);
  EXPECT_NEAR(m.escaped / m.bad, 0.25, 1e-6);
  EXPECT_NEAR(m.scrapped / m.made, 0.015, 0.003);
}

TEST(Quality, MoreIsBadAfterChangeoversAndOnlyThere) {
  Made const flexible = run_plant({}, 0.1), dedicated = run_plant({9800, 2500, 0}, 0.1);
  EXPECT_GT(flexible.fresh, 0);
  EXPECT_GT(flexible.fresh_escaped / flexible.fresh, 1.5 * flexible.escaped / flexible.made);
  EXPECT_GT(flexible.bad / flexible.made, 0.025);
  EXPECT_EQ(dedicated.fresh, 0);  // dedicated lines never change over
  EXPECT_NEAR(dedicated.bad / dedicated.made, 0.02, 1e-6);
}

//! M/G/c/c is a stock of c tokens, each made again on one of c lines as soon as it is taken, and customers who do not wait: Erlang B, whatever the
//! law of the work. a = 8, c = 10: 0.12166.
double lost_share(LeadLaw law) {
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  add_item(w, ItemKind::material);
  Seconds const tick = 30 * minute, work = 40 * hour;
  PolicyParams policy = base_stock(ForecastKind::constant, 1);
  policy.review = tick;
  PointId const token = add_point(w, ItemId(0), 0, Echelon::central, {policy, 0, 10, 10}, 4.8);
  PointId const material = add_point(w, ItemId(1), 1, Echelon::material, {policy, 0, 1'000'000'000, 0}, 4.8);
  RecipeId const make = add_recipe(w, RecipeKind::process, token, {{material, 1}});
  w.recipes.market[make.v] = 0, w.recipes.work[make.v] = work, w.recipes.work_law[make.v] = law;
  set_recipe(w, token, make);
  set_recipe(w, material, add_recipe(w, RecipeKind::buy, material, {}));
  add_demand(w, token, {DemandLaw::poisson, 8.0 * static_cast<double>(tick) / static_cast<double>(work), 0.0, 0.0, tick}, 1);
  w.recipes.lost[w.demands.recipe[0].v] = 1;
  add_row(w.pools), add_row(w.suppliers);
  w.pools.family[0] = 0xffff, w.suppliers.lines[0] = 10, w.suppliers.shift_hours[0] = 24, w.suppliers.pool[0] = PoolId(0);
  w.markets = 1;
  close_levels(w);
  Ran const r = run_world(chain_params(tick, 800, 1), w);
  EXPECT_TRUE(r.audit.holds());
  return static_cast<double>(r.of(Counter::demand_lost)) / static_cast<double>(r.of(Counter::demanded));
}

TEST(LostSales, AreErlangsLossWhateverTheLawOfTheWork) {
  EXPECT_NEAR(lost_share(LeadLaw::exponential), 0.12166, 0.02);
  EXPECT_NEAR(lost_share(LeadLaw::fixed), 0.12166, 0.02);
}

}  // namespace
}  // namespace gs
