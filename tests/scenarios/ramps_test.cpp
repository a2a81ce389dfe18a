//! Cost of change (lever 31): a lever whose ramp has not passed does nothing yet, whatever it is paid; each is run with no ramp and with one that
//! is longer than the run.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;
Sets const month = {"clock.warmup=28 d", "clock.length=28 d", "wave.start=12 d 20 h"};
char const* const never = ".ramp=3650 d";

//! Hours, sites, ways, benches and grades that are bought and not there yet.
TEST(Ramp, BringsNothingBeforeItHasPassed) {
  Sets const all = {"lever.grades.on=true", "lever.returns.on=true"};
  Sets ramps;
  for (std::string const lever : {"elastic", "micro", "network", "pooled", "grades", "returns"}) ramps.push_back("lever." + lever + never);
  Ran const there("flexible", month + all), coming("flexible", month + all + ramps);
  for (char const* metric : {"hours_worked.satellite", "hours_worked.micro", "micro_hit_rate", "grade_share.deep", "refurbished"}) {
    EXPECT_GT(there[metric], 0.0) << metric;
    EXPECT_FALSE(coming[metric] > 0.02 * there[metric]) << metric << " = " << coming[metric];  // a hundredth of the benches is there
  }
  EXPECT_GT(coming["hours_worked.core"], 0.0);
}

//! Nobody plans with workshops that are not there: no order waits for one, and shelves are no emptier than without them.
TEST(Ramp, NothingWaitsForWorkshopsThatAreNotThere) {
  double without = 0.0, coming = 0.0;
  for (char const* const seed : {"run.seed=1", "run.seed=2", "run.seed=3"}) {
    Sets const weeks = month + Sets{seed};
    Ran const rigid("rigid", weeks), ramped("printed", weeks + Sets{std::string("lever.micro") + never});
    without += rigid["stockout_rate"], coming += ramped["stockout_rate"];
    EXPECT_GT(ramped["cost.change"], 0.0) << "it is paid for all the while";
  }
  EXPECT_NEAR(coming / without, 1.0, 0.05) << "1.07 when orders waited for them";
}

//! Where a lever changes nothing but what is known or who goes first, the chain before its ramp is the chain without it, to the last cent of sales.
void expect_held_back(char const* design, Sets const& sets, std::string const& lever, char const* drill, char const* metric) {
  Sets const on = {"lever." + lever + ".on=true"}, ramp = {"lever." + lever + never};
  Ran const without(design, sets, 10'000, drill), with(design, sets + on, 10'000, drill), coming(design, sets + on + ramp, 10'000, drill);
  for (char const* same : {metric, "service", "revenue", "lost_sales"}) EXPECT_EQ(coming[same], without[same]) << lever << ": " << same;
  EXPECT_NE(with[metric], without[metric]) << lever;
}
TEST(Ramp, HoldsAlarmsBack) { expect_held_back("rigid", month, "warning", "livestream_pulse", "stockout_rate_featured"); }
TEST(Ramp, HoldsTheExpressLaneBack) {
  expect_held_back("rigid", month + Sets{"world.site_capacity=0.8"}, "express", "livestream_pulse", "order_to_door_p50_hit");
}
TEST(Ramp, HoldsDepositsBack) {
  Sets const festival = {"clock.warmup=28 d", "clock.length=28 d", "wave.midnight.start=14 d", "wave.day.start=14 d 1 h",
                         "wave.countdown.start=13 d 20 h"};
  expect_held_back("sensing_tuned", festival, "presale", "festival_1111", "service_featured_wave");
}

}  // namespace
}  // namespace gs
