//! Levers do what they are for, by the rules of the chain, and take their price: each is run on and off in the same world on the same seed.
#include <gtest/gtest.h>
#include <cmath>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;
Sets const month = {"clock.warmup=28 d", "clock.length=28 d", "wave.start=12 d 20 h"};

//! Lever 8: who looks for a combination of its own gets it later and dearer, and some take that.
TEST(Lever, GradesSellCombinationsLaterAndDearer) {
  Ran const off("flexible", month), on("flexible", month + Sets{"lever.grades.on=true"}),
      dear("flexible", month + Sets{"lever.grades.on=true", "lever.grades.deep_premium=0.5"}),
      after("flexible", month + Sets{"lever.grades.on=true", "lever.grades.after_hit=true"});
  EXPECT_TRUE(std::isnan(off["grade_share.deep"]));
  EXPECT_GT(on["grade_share.deep"], 0.002);
  EXPECT_GT(on["grade_premium"], 0.0);
  EXPECT_GT(on["order_to_door_p50_deep"], 1.0 + on["order_to_door_p50_quiet"]);
  EXPECT_LT(dear["grade_share.deep"], 0.5 * on["grade_share.deep"]) << "demand falls with the premium";
  EXPECT_GT(after["grade_share.deep"], 0.0) << "a hit opens it";
  EXPECT_LT(after["grade_share.deep"], 0.3 * on["grade_share.deep"]);
}

//! Lever 19: what comes back is looked at, made as new or taken apart instead of thrown away.
TEST(Lever, BenchesSaveWhatComesBack) {
  Ran const off("flexible", month), on("flexible", month + Sets{"lever.returns.on=true"});
  EXPECT_GT(on["refurbished"], 0.03);
  EXPECT_LT(on["waste"], 0.7 * off["waste"]);
  EXPECT_LT(on["write_off"], 0.7 * off["write_off"]);
  EXPECT_GT(on["recovered_value"], off["recovered_value"]);
}

//! Lever 29: where hands are short a lane for hits brings them sooner, and the rest waits for it.
TEST(Lever, AnExpressLaneHelpsHitsAtTheCostOfTheRest) {
  Sets const short_of_hands = month + Sets{"world.site_capacity=0.8", "policy.regional.z=4", "policy.central.z=4"};
  Ran const off("rigid", short_of_hands), on("rigid", short_of_hands + Sets{"lever.express.on=true"});
  EXPECT_LT(on["order_to_door_p50_hit"], off["order_to_door_p50_hit"] - 0.05);
  EXPECT_GT(on["order_to_door_p95_quiet"], off["order_to_door_p95_quiet"]);
}

//! Lever 2: an alarm is planned at once, out of turn; where reviews are a week apart that is days of selling.
TEST(Lever, AnEarlyWarningOrdersBeforeTheReview) {
  Ran const off("rigid", month), on("rigid", month + Sets{"lever.warning.on=true"});
  EXPECT_LT(on["stockout_rate_featured"], 0.7 * off["stockout_rate_featured"]);
  EXPECT_LT(on["lost_sales"], 0.7 * off["lost_sales"]);
}

}  // namespace
}  // namespace gs
