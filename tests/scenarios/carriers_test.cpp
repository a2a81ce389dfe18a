//! Carriers have so many places, and others want them, too: a festival fills their lanes, a quiet month does not.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;

TEST(Carriers, AFestivalFillsTheirLanesAndAQuietMonthDoesNot) {
  Sets const night = {"clock.warmup=28 d", "clock.length=28 d", "wave.midnight.start=14 d", "wave.day.start=14 d 1 h",
                      "wave.countdown.start=13 d 20 h"};
  Ran const drill("rigid", night, 10'000, "festival_1111"), usual("rigid", night + Sets{"world.festival_load=0"}, 10'000, "festival_1111"),
      roomy("rigid", night + Sets{"world.parcel_capacity=0"}, 10'000, "festival_1111");
  EXPECT_EQ(roomy["carrier_wait"], 0.0);
  EXPECT_GT(drill["carrier_wait"], 1.3 * usual["carrier_wait"]) << "everybody else sends more as well";
  EXPECT_GT(drill["order_to_door_p95_wave"], roomy["order_to_door_p95_wave"] + 0.05) << "0.09 to 0.31 on three seeds";
  EXPECT_NEAR(drill["order_to_door_p95_quiet"], roomy["order_to_door_p95_quiet"], 0.03) << "before and after it nobody waits";
  EXPECT_GT(drill["promise_error_p50_wave"], -0.5) << "and members are told: parcels come about when promised";
  EXPECT_LT(drill["promise_error_p95_wave"], 0.5);
}

}  // namespace
}  // namespace gs
