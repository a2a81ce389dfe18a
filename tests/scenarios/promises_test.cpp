//! What members are told is what the chain will do.
#include <gtest/gtest.h>
#include "tests/scenarios/ran.hpp"

namespace gs {
namespace {

using test::Ran;

//! Where a shop is empty and the region is not, members are told the region's time. Told the shop's next arrival, 0.6 % of them were then served
//! from the region after all, a day later than they would wait, and left.
TEST(Promises, AreMadeFromWhereOrdersWillBeServed) {
  for (char const* const design : {"networked", "flexible"}) {
    Ran const ran(design, {"clock.warmup=56 d", "clock.length=42 d", "wave.start=19 d 20 h", "wave.peak=0", "wave.discount=0"}, 20'000);
    EXPECT_LT(ran["cancelled"], 0.002) << design;
    EXPECT_LT(ran["unresolved_quiet"], 0.03) << design;
  }
}

}  // namespace
}  // namespace gs
