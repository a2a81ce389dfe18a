//! The supply network of each design, its serve map and its capacities.
#include <set>
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

std::vector<Echelon> echelons(WorldData const& w) {
  std::vector<Echelon> list;
  for (std::uint32_t l = 0; l < w.levels; ++l) list.push_back(w.points.echelon[w.level_first[l]]);
  return list;
}

TEST(Chain, HasTheEchelonsOfItsDesign) {
  using enum Echelon;
  EXPECT_EQ(echelons(make_world(rigid(20'000))), (std::vector{regional, central, plant, material}));
  EXPECT_EQ(echelons(make_world(flexible(20'000))), (std::vector{micro, regional, central, plant, material}));
}

TEST(Chain, RigidKeepsAStockForEveryPlatform) {
  WorldData const w = make_world(rigid(20'000));
  EXPECT_EQ(w.serve.partitions, 4u);
  EXPECT_EQ(w.level_first[1], 6u * 4u * w.skus);
  EXPECT_EQ(w.level_first[3] - w.level_first[2], w.skus);  // the plant makes for all of them
  EXPECT_EQ(w.serve.routes, 1u);
}

TEST(Chain, EveryZoneFindsEverySku) {
  for (Params const& p : {rigid(200'000), flexible(200'000)}) {
    WorldData const w = make_world(p);
    ServeMap const& m = w.serve;
    for (std::size_t z = 0; z < rows(w.zones); ++z)
      for (std::uint32_t k = 0; k < m.partitions * m.skus; ++k) {
        bool found = false;
        for (std::uint32_t r = 0; r < m.routes; ++r) {
          SiteId const site = m.route[z * m.routes + r];
          found = found || m.serve[std::size_t{m.site_row[site.v]} * m.partitions * m.skus + k].exists();
        }
        ASSERT_TRUE(found) << "zone " << z << " cell " << k;
      }
  }
}

//! What is made to order leaves from the central site; that opens no shelf there to members who want what is on shelves.
TEST(Chain, GradesAloneServeNobodyFromCentralStock) {
  Params p = rigid(20'000);
  p.design.modular = p.design.grades.on = true;
  WorldData const w = make_world(p);
  ASSERT_EQ(w.serve.routes, 2u);
  std::size_t shelves = 0;
  for (std::uint32_t z = 0; z < rows(w.zones); ++z) {
    SiteId const second = w.serve.route[z * 2 + 1];
    ASSERT_EQ(w.sites.kind[second.v], SiteKind::central);
    for (std::uint32_t k = 0; k < w.serve.partitions * w.skus; ++k)
      shelves += w.serve.serve[std::size_t{w.serve.site_row[second.v]} * w.serve.partitions * w.skus + k].exists() ? 1 : 0;
  }
  EXPECT_EQ(shelves, 0u);
  EXPECT_FALSE(w.serve.to_order.empty());
}

TEST(Chain, RoutesGoNearestFirst) {
  WorldData const w = make_world(flexible(200'000));
  ASSERT_EQ(w.serve.routes, 4u);
  for (std::size_t z = 0; z < rows(w.zones); ++z) {
    auto const site = [&](std::size_t k) { return w.serve.route[z * 4 + k].v; };
    EXPECT_EQ(w.sites.kind[site(0)], SiteKind::micro);
    EXPECT_EQ(w.sites.zone[site(0)].v, z);
    EXPECT_EQ(w.sites.kind[site(1)], SiteKind::regional);
    EXPECT_EQ(w.sites.region[site(1)], w.zones.region[z]);
    EXPECT_EQ(w.sites.kind[site(2)], SiteKind::central);
    EXPECT_NE(w.sites.region[site(3)], w.zones.region[z]);
    for (std::size_t k = 1; k < 4; ++k)
      EXPECT_GT(w.lanes.transit[w.serve.route_lane[z * 4 + k].v], w.lanes.transit[w.serve.route_lane[z * 4 + k - 1].v]);
  }
}

TEST(Chain, MaterialLeadTimesAreTheSameInAllDesigns) {
  for (Params const& p : {rigid(20'000), flexible(20'000)}) {
    WorldData const w = make_world(p);
    for (std::size_t r = 0; r < rows(w.recipes); ++r)
      if (w.recipes.kind[r] == RecipeKind::buy) {
        EXPECT_EQ(w.recipes.lead[r], p.world.material_lead);
        EXPECT_EQ(w.recipes.spread[r], p.world.material_spread);
      }
  }
}

TEST(Chain, AlternativesStandBehindThePrimaryRecipe) {
  WorldData const w = make_world(flexible(200'000));
  for (std::size_t i = 0; i < rows(w.points); ++i) {
    std::size_t const r = w.points.first_recipe[i].v;
    if (w.points.echelon[i] == Echelon::regional) {
      ASSERT_EQ(w.points.recipes[i], 3u);  // central, then two neighbours
      EXPECT_EQ(w.sites.kind[w.lanes.from[w.recipes.lane[r].v].v], SiteKind::central);
      EXPECT_EQ(w.sites.kind[w.lanes.from[w.recipes.lane[r + 1].v].v], SiteKind::regional);
    }
    if (w.points.echelon[i] == Echelon::central) {
      ASSERT_EQ(w.points.recipes[i], 2u);  // assemble, or print
      EXPECT_EQ(w.recipes.components[r], 3u);
      EXPECT_EQ(w.recipes.process[r], Process::assembly);
      EXPECT_EQ(w.recipes.process[r + 1], Process::printing);
      EXPECT_GT(w.recipes.work[r + 1], 5 * w.recipes.work[r]);
    }
  }
}

TEST(Chain, MeansAddUpLevelByLevel) {
  for (Params const& p : {no_returns(rigid(200'000)), no_returns(flexible(200'000))}) {
    WorldData const w = make_world(p);
    double quiet = 0;
    for (std::uint32_t i = 0; i < w.skus; ++i) quiet += 24.0 * from_micro(w.items.quiet_rate[i]);
    double central = 0, members = 0;
    for (std::size_t i = 0; i < rows(w.points); ++i) {
      if (w.points.echelon[i] == Echelon::central) central += from_micro(w.points.mean[i]);
      if (w.points.echelon[i] == Echelon::regional) members += from_micro(w.points.mean[i]);
    }
    EXPECT_NEAR(central / quiet, 1.0, 1e-5);
    EXPECT_NEAR(members / quiet, 1.0, 1e-5);
    std::vector<double> asked(rows(w.points), 0.0);
    for (std::size_t i = 0; i < rows(w.points); ++i) {
      std::size_t const r = w.points.first_recipe[i].v;
      for (std::uint32_t k = 0; k < w.recipes.components[r]; ++k) {
        std::size_t const c = w.recipes.first_component[r] + k;
        asked[w.components.point[c].v] += from_micro(w.points.mean[i]) * static_cast<double>(w.components.quantity[c]) * 1e4 / w.recipes.yield[r];
      }
    }
    for (std::size_t i = w.level_first[w.levels - 2]; i < rows(w.points); ++i)
      EXPECT_NEAR(from_micro(w.points.mean[i]), asked[i], 1e-3 * asked[i] + 1e-3);
  }
}

TEST(Chain, WhatComesBackIsNotOrderedAgain) {
  auto const central = [](Params const& p) {
    WorldData const w = make_world(p);
    double sum = 0;
    for (std::size_t i = w.level_first[1]; i < w.level_first[2]; ++i) sum += from_micro(w.points.mean[i]);
    return sum;
  };
  Params p = rigid(20'000);
  double const gross = central(no_returns(p));
  p.world.return_shelf = p.world.return_live = 0.3, p.service.return_good = 0.5;
  EXPECT_NEAR(central(p) / gross, 0.85, 0.04);  // SKUs come back more or less often
}

TEST(Chain, MicroSitesHoldWhatTheirZoneBuys) {
  WorldData const w = make_world(flexible(1'000'000));
  std::set<std::uint32_t> first, everywhere;
  double at_micro = 0, all = 0;
  for (std::size_t i = 0; i < w.level_first[1]; ++i) {
    at_micro += from_micro(w.points.mean[i]);
    everywhere.insert(w.points.item[i].v);
    if (w.points.site[i] == w.points.site[0]) first.insert(w.points.item[i].v);
  }
  for (std::uint32_t i = 0; i < w.skus; ++i) all += 24.0 * from_micro(w.items.quiet_rate[i]);
  EXPECT_EQ(first.size(), 320u);
  EXPECT_GT(everywhere.size(), 320u);  // zones differ
  EXPECT_GT(at_micro / all, 0.6);
  EXPECT_LT(at_micro / all, 0.95);
}

TEST(Chain, SitesCanHandleTheirParcels) {
  Params p = rigid(200'000);
  p.world.parcel_capacity = 0.0;
  WorldData const w = make_world(p);
  double an_hour = 0;
  std::int64_t handling = 0;
  for (std::uint32_t i = 0; i < w.skus; ++i) an_hour += from_micro(w.items.quiet_rate[i]);
  for (std::int64_t const h : w.sites.handling) handling += h;
  EXPECT_NEAR(static_cast<double>(handling), 3.0 * an_hour, 4.0 * 8 + 8);
  for (std::size_t i = 0; i < rows(w.lanes); ++i) EXPECT_EQ(w.lanes.capacity[i] > 0, w.lanes.to[i].exists()) << "carriers take whatever comes";
}

//! As many places at the carriers' usual load as the sites have hands.
TEST(Chain, CarriersTakeTheParcelsOfTheirSites) {
  Params const p = rigid(200'000);
  WorldData const w = make_world(p);
  std::int64_t places = 0, handling = 0;
  for (std::int64_t const h : w.sites.handling) handling += h;
  for (std::size_t i = 0; i < rows(w.lanes); ++i)
    if (!w.lanes.to[i].exists()) places += w.lanes.capacity[i] * (1000 - w.lanes.outside_load[i]) / 1000;
  EXPECT_NEAR(static_cast<double>(places), static_cast<double>(handling), 2.0 * 8);
}

}  // namespace
}  // namespace gs::world
