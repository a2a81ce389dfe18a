#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

TEST(Pools, CoreCapacityIsSlackTimesNeed) {
  for (Params p : {rigid(1'000'000), rigid(20'000), flexible(1'000'000)}) {
    p.design.core_share = 0.9;
    WorldData const w = make_world(p);
    double need = 0, have = 0;
    for (std::uint32_t m = 0; m < w.markets; ++m) {
      double const hours = needed_hours(w, m);
      Hours const core = bound_hours(w, [&](std::uint32_t pool) { return w.pools.market[pool] == m && w.pools.layer[pool] == LayerKind::core; });
      EXPECT_NEAR(core.calendar, 1.25 * 0.9 * hours, 4.0 + 0.01 * hours) << "market " << m;
      EXPECT_DOUBLE_EQ(core.calendar, core.offered);
      need += hours, have += core.calendar;
    }
    EXPECT_NEAR(have / need, 1.25 * 0.9, 0.02);
  }
}

TEST(Pools, RigidLinesAreDedicated) {
  WorldData const w = make_world(rigid(200'000));
  EXPECT_EQ(w.markets, w.families);
  for (std::size_t i = 0; i < rows(w.pools); ++i) {
    EXPECT_LT(w.pools.family[i], w.families);
    EXPECT_EQ(w.pools.layer[i], LayerKind::core);
    EXPECT_GT(w.pools.idle_price[i], 0);
  }
  for (std::size_t i = 0; i < rows(w.suppliers); ++i) EXPECT_EQ(w.suppliers.pool[i].exists(), w.suppliers.kind[i] == LayerKind::core);
}

TEST(Pools, ModularButDedicatedLinesServeTheirOwnParts) {
  Params p = rigid(200'000);
  p.design.modular = true;
  WorldData const w = make_world(p);
  EXPECT_EQ(w.markets, 2 * w.families + 2 * w.lines);
  for (std::size_t r = 0; r < rows(w.recipes); ++r) {
    if (w.recipes.market[r] == ~0u) continue;
    std::uint16_t const family = w.items.family[w.points.item[w.recipes.fills[r].v].v];
    EXPECT_EQ(w.pools.family[w.recipes.market[r]], family);  // one pool a market here
    EXPECT_EQ(w.pools.process[w.recipes.market[r]], w.recipes.process[r]);
  }
}

TEST(Pools, ElasticReserveIsBookedAfterOutsideLoad) {
  Params const p = flexible(1'000'000);
  WorldData const w = make_world(p);
  auto const hours = [&](std::uint32_t m, LayerKind layer) {
    return bound_hours(w, [&](std::uint32_t pool) { return w.pools.market[pool] == m && w.pools.layer[pool] == layer; });
  };
  for (std::uint32_t m = 0; m < w.markets; ++m) {
    double const core = hours(m, LayerKind::core).offered;
    double const extra = hours(m, LayerKind::satellite).offered + hours(m, LayerKind::outsourced).offered;
    EXPECT_NEAR(extra / core, p.design.elastic_reserve, 0.03) << "market " << m;
  }
  EXPECT_GT(hours(3, LayerKind::micro).offered, 0.0);
  std::size_t unbound = 0;
  for (PoolId const pool : w.suppliers.pool) unbound += !pool.exists();
  EXPECT_GT(unbound, rows(w.suppliers) / 2);  // most of society works for others
}

TEST(Pools, SocietyHasTheSharesOfTheModel) {
  WorldData const w = make_world(rigid(1'000'000));
  std::vector<double> kind(4, 0), load(4, 0);
  for (std::size_t i = 0; i < rows(w.suppliers); ++i) {
    kind[static_cast<std::size_t>(at(w.suppliers.kind[i]))] += 1;
    load[static_cast<std::size_t>(at(w.suppliers.kind[i]))] += w.suppliers.outside_load[i] * 1e-3;
  }
  EXPECT_EQ(kind, (std::vector<double>{400, 4600, 12000, 3000}));
  EXPECT_EQ(load[0], 0.0);
  EXPECT_NEAR(load[1] / kind[1], 0.65, 0.01);
  EXPECT_NEAR(load[2] / kind[2], 0.65, 0.01);
}

}  // namespace
}  // namespace gs::world
