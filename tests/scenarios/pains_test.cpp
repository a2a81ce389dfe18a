//! The pains of the rigid chain vanish with their causes (MODEL §7): no straw man. Each test takes one cause away and nothing else that matters.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;
constexpr char const* echelons[] = {"regional", "central", "plant", "material"};

//! The same settings for every echelon of the rigid chain.
Sets policies(Sets const& settings) {
  Sets all;
  for (char const* const e : echelons)
    for (std::string const& s : settings) all.push_back("policy." + std::string(e) + "." + s);
  return all;
}
Sets const quiet_months = {"clock.warmup=42 d", "clock.length=132 d", "wave.start=117 d"};
Sets const one_show = {"clock.warmup=28 d", "clock.length=28 d", "wave.start=12 d 20 h"};

//! Chen et al. 2000: orders swing because forecasts are made anew and because of lots. Goods that come back swing them, too.
TEST(Pain, NoForecastUpdatesAndNoLotsLeaveNoBullwhip) {
  Sets const calm = {"world.return_shelf=0 %", "world.return_live=0 %"};
  Ran const still("rigid", quiet_months + calm + policies({"forecast=constant", "batch=0", "review=1 d", "z=4"}));
  Ran const updating("rigid", quiet_months + calm + policies({"batch=0", "review=1 d", "z=4"}));
  Ran const lots("rigid", quiet_months + calm + policies({"forecast=constant", "review=1 d", "z=4"}));
  for (char const* const e : echelons) {
    std::string const name = "bullwhip." + std::string(e);
    EXPECT_NEAR(still[name.c_str()], 1.0, 0.15) << e;  // of sixteen weeks: variances of so few are that far apart by luck
    EXPECT_GT(lots[name.c_str()], 3.0) << e;
  }
  EXPECT_GT(updating["bullwhip.material"], 2.0);
}

//! As much stock as the rigid chain has, and nothing takes time: who asks for a hit gets it as soon as anything else.
TEST(Pain, NoLeadTimeNoShortageOfHits) {
  Sets const lots = policies({"kind=r_Q", "batch=28", "review=300 s"}) + Sets{"clock.tick=300 s"};
  Sets const at_once = {"world.transit=0", "world.material_lead=60 s", "world.material_spread=0 s",
                        "world.setup=0",   "world.work=0.01",          "world.parcel_capacity=0"};
  Ran const rigid("rigid", one_show);
  Ran const slow("rigid", one_show + lots);
  Ran const prompt("rigid", one_show + lots + at_once);
  EXPECT_LT(rigid["service_featured_wave"], 0.95);
  EXPECT_LT(slow["service_featured_wave"], 0.95) << "the rule alone must not be what helps";
  EXPECT_GT(prompt["service_featured_wave"], 0.99);
  EXPECT_LT(prompt["lost_sales"], 0.1 * slow["lost_sales"]);
  EXPECT_LT(prompt["inventory_value.all"], 1.1 * slow["inventory_value.all"]);
  EXPECT_LT(prompt["order_to_door_p95_wave"], slow["order_to_door_p95_wave"]);
}

//! The same attention, spread over all SKUs as their quiet sales are: nothing is short while other things lie unsold.
TEST(Pain, NoVarianceOfTheMixNoOverstockBesideStockout) {
  Ran const hits("rigid", one_show);
  Ran const even("rigid", one_show + Sets{"wave.appeal_sigma=0", "wave.skus=2000", "wave.peak=20", "wave.first_rank=0 %"});
  EXPECT_GT(hits["stockout_rate_featured_wave"], 0.25);
  EXPECT_GT(hits["cover_rest"], 30.0) << "while the rest lies unsold";
  EXPECT_LT(even["stockout_rate_featured_wave"], 0.4 * hits["stockout_rate_featured_wave"]);
  EXPECT_GT(even["service_wave"], even["service_quiet"] - 0.02);
}

//! Sisters that forecast each other's shortages, and errors forgotten within a week, once made more safety stock mean less service.
TEST(Stability, MoreSafetyStockDoesNotShakeTheFlexibleChain) {
  Sets const days = {"clock.warmup=70 d", "clock.length=84 d", "wave.start=70 d", "wave.peak=0"};
  Sets const more = {"policy.micro.z=3.5", "policy.regional.z=3.8", "policy.central.z=3.8", "policy.plant.z=3.8", "policy.material.z=4.2"};
  Ran const as_is("flexible", days), safer("flexible", days + more);
  EXPECT_GE(safer["service_quiet"], as_is["service_quiet"] - 0.002);
  EXPECT_LT(safer["bullwhip.regional"], 2.0);
  EXPECT_LT(safer["bullwhip.central"], 2.0);
  EXPECT_LT(safer["inventory_value.all"], 2.0 * as_is["inventory_value.all"]);
}

}  // namespace
}  // namespace gs
