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

//! Lever 29: where hands are short a lane for hits brings them sooner than the rest. What the rest waits for that is less than a world of this
//! size tells from luck (four seeds).
TEST(Lever, AnExpressLaneBringsHitsSoonerThanTheRest) {
  Sets const short_of_hands = month + Sets{"world.site_capacity=0.8", "policy.regional.z=4", "policy.central.z=4"};
  Ran const off("rigid", short_of_hands), on("rigid", short_of_hands + Sets{"lever.express.on=true"});
  EXPECT_LT(on["order_to_door_p50_hit"], off["order_to_door_p50_hit"] - 0.05);
  EXPECT_LT(on["order_to_door_p50_hit"] / on["order_to_door_p50_quiet"], off["order_to_door_p50_hit"] / off["order_to_door_p50_quiet"]);
}

//! Lever 2: an alarm is planned at once, out of turn; where reviews are a week apart that is days of selling.
TEST(Lever, AnEarlyWarningOrdersBeforeTheReview) {
  Ran const off("rigid", month), on("rigid", month + Sets{"lever.warning.on=true"});
  EXPECT_LT(on["stockout_rate_featured"], 0.7 * off["stockout_rate_featured"]);
  EXPECT_LT(on["lost_sales"], 0.7 * off["lost_sales"]);
}

//! Lever 6: deposits say which SKUs the night will want, days before; what is asked then has been ordered.
TEST(Lever, DepositsTellShopsWhatTheNightWillWant) {
  Sets const festival = {"clock.warmup=28 d", "clock.length=35 d", "wave.midnight.start=21 d", "wave.day.start=21 d 1 h",
                         "wave.countdown.start=20 d 20 h"};
  Ran const off("sensing_tuned", festival, 20'000, "festival_1111"),
      on("sensing_tuned", festival + Sets{"lever.presale.on=true"}, 20'000, "festival_1111");
  EXPECT_GT(off["presale_share_wave"], 0.1);
  EXPECT_NEAR(on["presale_share_wave"], off["presale_share_wave"], 0.1) << "planners do not change who deposits";
  EXPECT_LT(on["stockout_rate_featured_wave"], 0.95 * off["stockout_rate_featured_wave"]);
  EXPECT_GT(on["service_featured_wave"], off["service_featured_wave"]);
}

//! What modules lose of a match with one's taste is lost in orders; nobody makes up for it.
TEST(Lever, ModulesThatAreFeltLessSellLess) {
  Ran const whole("modular", month), less("modular", month + Sets{"lever.modular.experience=0.9"}), elsewhere("rigid", month),
      same("rigid", month + Sets{"lever.modular.experience=0.9"});
  EXPECT_LT(less["orders_per_member_year"], 0.95 * whole["orders_per_member_year"]);
  EXPECT_EQ(same["wants"], elsewhere["wants"]) << "only where there are modules";
}

//! Lever 22: a trend on what has still to be designed is only wanted from then on, and what has passed by then is gone.
TEST(Lever, ATrendIsWantedFromTheDayItsDesignIsInTheShops) {
  Sets const trend = {"clock.warmup=28 d",          "clock.length=42 d",     "wave.spark.half_life=14 d",
                      "wave.spark.first_rank=30 %", "wave.spark.peak=400.0", "wave.spark.r0=0.97"};
  auto const wants = [&](char const* days) {
    return Ran("flexible", trend + Sets{std::string("wave.spark.design_time=") + days}, 20'000, "longtail_hit")["wants"];
  };
  double const at_once = wants("0 s"), soon = wants("14 d"), late = wants("40 d");
  EXPECT_GT(at_once, 1.005 * soon);  // 1.01 to 1.11 on five seeds
  EXPECT_GT(soon, 1.01 * late);
}

}  // namespace
}  // namespace gs
