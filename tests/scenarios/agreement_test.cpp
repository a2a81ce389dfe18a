//! A world does not depend on how finely time is cut (MODEL §2) nor, within noise, on how many members stand for it (MODEL §1).
//! Larger: GROUNDSWELL_SCALE=1000000 build/bin/test_scenarios --gtest_filter='Agreement.*'
#include <gtest/gtest.h>
#include <cstdlib>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;
using test::operator+;

Sets const month = {"clock.warmup=42 d", "clock.length=56 d", "wave.start=19 d 20 h"};

class Agreement : public ::testing::TestWithParam<char const*> {};

TEST_P(Agreement, TicksOfFiveFifteenAndSixtyMinutes) {
  Ran const hour(GetParam(), month + Sets{"clock.tick=60 min"});
  for (char const* const tick : {"clock.tick=15 min", "clock.tick=5 min"}) {
    Ran const fine(GetParam(), month + Sets{tick});
    EXPECT_NEAR(fine["orders_per_member_year"] / hour["orders_per_member_year"], 1.0, 0.04) << tick;
    EXPECT_NEAR(fine["service"], hour["service"], 0.01) << tick;
    EXPECT_NEAR(fine["stockout_rate"], hour["stockout_rate"], 0.015) << tick;
    EXPECT_NEAR(fine["order_to_door_p50_quiet"], hour["order_to_door_p50_quiet"], 0.06) << tick;  // an hour and a half
  }
}

TEST_P(Agreement, FewAndManyMembers) {
  char const* const asked = std::getenv("GROUNDSWELL_SCALE");
  std::int64_t const many = asked != nullptr ? std::atoll(asked) : 60'000;
  Ran const small(GetParam(), month, 20'000), large(GetParam(), month, many);
  EXPECT_NEAR(small["orders_per_member_year"] / large["orders_per_member_year"], 1.0, 0.08);
  EXPECT_NEAR(small["service_quiet"], large["service_quiet"], 0.015);
  EXPECT_NEAR(small["order_to_door_p50_quiet"], large["order_to_door_p50_quiet"], 0.1);
  EXPECT_NEAR(small["margin_share"], large["margin_share"], 0.12);  // forty prices, drawn once: their luck does not average out
}

//! What worlds are sized from comes true: members order as often as members.orders_per_year says, a little more where posts are seen.
TEST(Calibration, MembersOrderAsOftenAsTheWorldIsSizedFor) {
  Sets const quiet = {"clock.warmup=28 d", "clock.length=56 d", "wave.start=55 d"};
  for (std::int64_t const members : {20'000, 60'000}) EXPECT_NEAR(Ran("flexible", quiet, members)["orders_per_member_year"], 20.6, 1.6) << members;
  EXPECT_NEAR(Ran("flexible", quiet + Sets{"members.orders_per_year=10"}, 40'000)["orders_per_member_year"], 10.3, 0.9);
}

INSTANTIATE_TEST_SUITE_P(Designs, Agreement, ::testing::Values("rigid", "flexible"), [](auto const& info) { return info.param; });

}  // namespace
}  // namespace gs
