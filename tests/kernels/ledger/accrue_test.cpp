//! Accruals lose nothing to rounding, however often they are settled.
#include "kernels/ledger/accrue.hpp"
#include <gtest/gtest.h>

namespace gs::cpu {
namespace {

// MODEL §6: 12.50 at 25 % a year is 0.036 cent an hour; rounded each hour it would be nothing.
TEST(Accrue, ACentHeldForAYearCostsItsRate) {
  std::int64_t rest = 0;
  Cents paid = 0;
  for (int d = 0; d < 365; ++d) paid += price_accrual(1250 * day, 250000, rest);
  EXPECT_EQ(paid, 312);  // 312.5, the half cent still in the remainder
  EXPECT_EQ(rest * 2, seconds_a_year * 1000000);
}

TEST(Accrue, HoursArePricedExactly) {
  std::int64_t rest = 0;
  Cents paid = 0;
  for (int i = 0; i < 3600; ++i) paid += price_hours(7, 6000, rest);
  EXPECT_EQ(paid, 7 * 6000);
  EXPECT_EQ(rest, 0);
}

TEST(Accrue, HugeAmountsDoNotOverflow) {  // a billion members' stock for a day
  std::int64_t rest = 0;
  EXPECT_EQ(price_accrual(INT64_C(80'000'000'000'000) * day, 250000, rest), INT64_C(54'794'520'547));
  EXPECT_EQ(worth(INT64_C(40'000'000'000'000), 5000, 10000), INT64_C(20'000'000'000'000));
}

}  // namespace
}  // namespace gs::cpu
