//! A world opens at the law it would come to rest at (MODEL §6): who measures after two months finds what is there after a year.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;
using test::Sets;

//! Orders a member-year in sixteen weeks, 56 and 336 days after the start. The content calendar comes round every 56 days. When members opened
//! at a loyalty of 0.75 the later weeks had 7 to 10 % more.
class Stationary : public ::testing::TestWithParam<char const*> {};

TEST_P(Stationary, OrdersDoNotDrift) {
  double early = 0.0, late = 0.0;
  for (char const* const seed : {"run.seed=1", "run.seed=2", "run.seed=3"}) {
    Sets const weeks = {seed, "clock.length=112 d", "wave.peak=1", "wave.start=100 d 20 h"};
    early += Ran(GetParam(), test::operator+(weeks, {"clock.warmup=56 d"}), 8'000)["orders_per_member_year"] / 3.0;
    late += Ran(GetParam(), test::operator+(weeks, {"clock.warmup=336 d"}), 8'000)["orders_per_member_year"] / 3.0;
  }
  EXPECT_NEAR(late / early, 1.0, 0.02) << early << " and " << late;
  EXPECT_NEAR(early, 20.0, 2.0);  // members.orders_per_year, which sizes the supply side; worlds differ
}

INSTANTIATE_TEST_SUITE_P(Designs, Stationary, ::testing::Values("rigid_tuned", "flexible_tuned"));

}  // namespace
}  // namespace gs
