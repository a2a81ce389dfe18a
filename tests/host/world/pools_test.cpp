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

TEST(Pools, ContractsSplitTheReserveByTierAndKeepItsSize) {
  Params p = flexible(1'000'000);
  p.design.tiers = true;
  WorldData const w = make_world(p);
  std::array<double, 3> kept{};
  for (std::size_t i = 0; i < rows(w.suppliers); ++i) {
    if (!w.suppliers.pool[i].exists() || w.suppliers.kind[i] == LayerKind::core || w.suppliers.kind[i] == LayerKind::micro) continue;
    EXPECT_EQ(w.pools.tier[w.suppliers.pool[i].v], w.suppliers.tier[i]);
    double const mine = static_cast<double>(w.suppliers.lines[i]) * w.suppliers.shift_hours[i], booked = w.suppliers.booked[i] * 1e-3;
    kept[static_cast<std::size_t>(at(w.suppliers.tier[i]))] += mine * (1.0 - std::min(w.suppliers.outside_load[i] * 1e-3, 1.0 - booked));
  }
  double core = 0.0;
  for (std::uint32_t m = 0; m < w.markets; ++m)
    core += bound_hours(w, [&](std::uint32_t pool) { return w.pools.market[pool] == m && w.pools.layer[pool] == LayerKind::core; }).offered;
  EXPECT_NEAR((kept[0] + kept[1] + kept[2]) / core, p.design.elastic_reserve, 0.03);
  EXPECT_GT(kept[0], 0.1 * core);
  EXPECT_GT(kept[1], 0.1 * core);
  for (std::size_t i = 0; i < rows(w.pools); ++i)
    EXPECT_TRUE(w.pools.tier[i] == TierKind::transactional || w.pools.idle_price[i] > 0);  // a reservation is paid for
}

TEST(Pools, WorkshopsStandInTheirRegionWithMaterialOfTheirOwn) {
  for (Params p : {rigid(200'000), flexible(200'000)}) {
    std::uint32_t const plants = make_world(p).markets;
    p.design.micro_making = true;
    WorldData const w = make_world(p);
    EXPECT_TRUE(world_faults(w).empty()) << world_faults(w).front();
    std::size_t printed = 0;
    for (std::size_t r = 0; r < rows(w.recipes); ++r) {
      if (w.recipes.market[r] == ~0u || w.recipes.market[r] < plants) continue;
      ++printed;
      std::uint32_t const region = w.recipes.market[r] - plants;
      EXPECT_EQ(w.sites.region[w.points.site[w.recipes.fills[r].v].v], region);
      EXPECT_GT(w.recipes.components[r], 0u);  // nothing is made without material
      EXPECT_EQ(w.recipes.setup[r], 0);
      for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
        PointId const from = w.components.point[w.recipes.first_component[r] + k];
        EXPECT_EQ(w.points.site[from.v], w.points.site[w.recipes.fills[r].v]);
        EXPECT_GT(w.stock.on_hand[from.v], 0);
        EXPECT_EQ(w.recipes.kind[w.points.first_recipe[from.v].v], RecipeKind::buy);
      }
    }
    EXPECT_GT(printed, 0u);
    for (std::size_t i = 0; i < rows(w.suppliers); ++i) {
      if (!w.suppliers.pool[i].exists() || w.pools.market[w.suppliers.pool[i].v] < plants) continue;
      EXPECT_EQ(w.suppliers.region[i], w.pools.market[w.suppliers.pool[i].v] - plants);
    }
  }
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
