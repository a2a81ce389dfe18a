//! What a scenario breaks: who is hit, when, and at random; and ramps of levers.
#include "host/world/outages.hpp"
#include <gtest/gtest.h>
#include <set>
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

Params sample_params() {
  Params p;
  p.clock.warmup = 10 * day, p.clock.length = 100 * day, p.clock.tick = day;
  return p;
}

WorldData society(std::size_t suppliers) {
  WorldData w;
  resize_rows(w.suppliers, suppliers);
  for (std::size_t i = 0; i < suppliers; ++i) w.suppliers.kind[i] = i % 2 == 0 ? LayerKind::core : LayerKind::satellite;
  resize_rows(w.sites, 4);
  for (std::uint32_t i = 0; i < 4; ++i) w.sites.kind[i] = SiteKind::regional, w.sites.region[i] = i;
  return w;
}

DisruptionParams disruption(OutageOf what, std::string which) {
  DisruptionParams d;
  d.name = "trouble", d.what = what, d.which = std::move(which);
  return d;
}

TEST(Disruptions, HitTheShareOfTheLayerThatTheyName) {
  Params p = sample_params();
  p.disruptions = {disruption(OutageOf::supplier, "core")};
  p.disruptions[0].share = 0.3;
  WorldData w = society(4000);
  make_outages(w, p);
  EXPECT_NEAR(static_cast<double>(w.outages.size()), 600.0, 65.0);  // three standard deviations
  for (Outage const& o : w.outages) {
    EXPECT_EQ(o.id % 2, 0u);
    EXPECT_EQ(o.from, 10 * day);
    EXPECT_EQ(o.to, 17 * day);
    EXPECT_EQ(o.known_from, 12 * day);
    EXPECT_EQ(o.left, 0);
  }
}

TEST(Disruptions, TravelFromOneRegionToTheNext) {
  Params p = sample_params();
  p.disruptions = {disruption(OutageOf::region, "all")};
  p.disruptions[0].stagger = 5 * day;
  p.disruptions[0].depth = 0.35;
  WorldData w = society(10);
  make_outages(w, p);
  ASSERT_EQ(w.outages.size(), 4u);
  for (std::uint32_t k = 0; k < 4; ++k) {
    EXPECT_EQ(w.outages[k].id, k);
    EXPECT_EQ(w.outages[k].from, (10 + 5 * k) * day);
    EXPECT_EQ(w.outages[k].left, 65);
  }
}

TEST(Disruptions, RefuseWhatIsNotThere) {
  Params p = sample_params();
  WorldData w = society(10);
  for (auto const& [what, which] : {std::pair{OutageOf::supplier, "cores"}, std::pair{OutageOf::site, "99"}, std::pair{OutageOf::material, "all"}}) {
    p.disruptions = {disruption(what, which)};
    EXPECT_ANY_THROW(make_outages(w, p)) << which;
  }
}

//! Two-state Markov in days: down with chance 0.04, up with 0.25: available 0.862, 25 days up and 4 down on average.
TEST(Disruptions, AtRandomFollowTheMarkovChain) {
  Params p = sample_params();
  p.clock.length = 40000 * day;
  p.disruptions = {disruption(OutageOf::site, "0,1,2,3")};
  p.disruptions[0].mean_up = 25 * day, p.disruptions[0].mean_down = 4 * day, p.disruptions[0].duration = 40000 * day;
  WorldData w = society(1);
  make_outages(w, p);
  double down = 0.0, longer = 0.0;
  for (Outage const& o : w.outages) {
    down += static_cast<double>(o.to - o.from) / static_cast<double>(day);
    longer += o.to - o.from > 3 * day ? 1.0 : 0.0;
  }
  double const n = static_cast<double>(w.outages.size()), all = 4 * 40000.0;
  EXPECT_NEAR(1.0 - down / all, 0.8620689655, 0.006);
  EXPECT_NEAR(down / n, 4.0, 0.15);
  EXPECT_NEAR((all - down) / n, 25.0, 1.0);
  EXPECT_NEAR(longer / n, 0.421875, 0.02);
}

TEST(Ramps, BringRentedSuppliersOneByOne) {
  Params p = sample_params();
  p.design.elastic = true;
  p.design.elastic_cost.ramp = 20 * day;
  WorldData w = society(20);
  resize_rows(w.pools, 1);
  for (auto& pool : w.suppliers.pool) pool = PoolId(0);
  make_outages(w, p);
  ASSERT_EQ(w.outages.size(), 10u);  // core lines are there
  std::set<Seconds> ready;
  for (Outage const& o : w.outages) {
    EXPECT_EQ(o.silent, 1);
    ready.insert(o.to);
  }
  EXPECT_EQ(*ready.begin(), 12 * day);
  EXPECT_EQ(*ready.rbegin(), 30 * day);
}

//! What a lever has not been paid for yet does not work yet, and no other lever's ramp holds it back.
TEST(Ramps, HoldBackTheHoursOfTheirOwnLever) {
  WorldData w = society(8);
  resize_rows(w.pools, 3);  // a plant's own lines, its rented hours, a region's workshops
  w.pools.layer = {LayerKind::core, LayerKind::satellite, LayerKind::micro};
  w.pools.market = {0, 0, 1};
  for (std::size_t i = 0; i < 8; ++i) w.suppliers.pool[i] = PoolId(i % 2 == 0 ? 0 : 1);
  w.suppliers.kind[5] = LayerKind::micro, w.suppliers.pool[5] = PoolId(2);
  w.standby = {SupplierId(7)};
  auto const held = [&w](LeverCost DesignParams::*cost) {
    WorldData copy = w;
    Params p = sample_params();
    (cost != nullptr ? p.design.*cost : p.design.resourcing.cost).ramp = 20 * day;
    make_outages(copy, p);
    std::set<std::uint32_t> ids;
    for (Outage const& o : copy.outages) ids.insert(o.id);
    return ids;
  };
  EXPECT_EQ(held(&DesignParams::elastic_cost), (std::set<std::uint32_t>{1, 3}));
  EXPECT_EQ(held(&DesignParams::micro_making_cost), (std::set<std::uint32_t>{5}));
  EXPECT_EQ(held(nullptr), (std::set<std::uint32_t>{7}));
}

}  // namespace
}  // namespace gs::world
