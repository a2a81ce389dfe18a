//! Production rules on paper.
#include "kernels/production/rules.hpp"
#include <gtest/gtest.h>
#include "kernels/state/supply.hpp"

namespace gs::cpu {
namespace {

TEST(Hours, AJobAsksForChangeoverFirstAndNoMoreThanItsLinesCanDo) {
  WorkAsk a = ask_hours(7200, 100000, 2, hour);
  EXPECT_EQ(a.setup, 7200);
  EXPECT_EQ(a.work, 0);
  a = ask_hours(1000, 100000, 2, hour);
  EXPECT_EQ(a.setup, 1000);
  EXPECT_EQ(a.work, 6200);
  a = ask_hours(0, 500, 2, hour);
  EXPECT_EQ(a.work, 500);
  a = ask_hours(0, 500, INT64_C(1) << 60, hour);  // lines without end do not overflow
  EXPECT_EQ(a.work, 500);
}

TEST(Hours, LinesFollowTheSmallestLot) {
  EXPECT_EQ(lines_of(100, 40), 3);
  EXPECT_EQ(lines_of(80, 40), 2);
  EXPECT_EQ(lines_of(7, 0), 7);
  EXPECT_EQ(lines_of(0, 40), 1);
  EXPECT_EQ(full_setup(3600, 100, 40), 3 * 3600);
  EXPECT_EQ(full_setup(3600, 100, 0), 3600);
}

TEST(Hours, AGrainIsReadyWhenItsLastSecondIsDone) {
  EXPECT_EQ(finished(10, 1000, 100, 1), 0);
  EXPECT_EQ(finished(10, 901, 100, 1), 0);
  EXPECT_EQ(finished(10, 900, 100, 1), 1);
  EXPECT_EQ(finished(10, 1, 100, 1), 9);
  EXPECT_EQ(finished(10, 0, 100, 1), 10);
  EXPECT_EQ(finished(1000, 50, 100, 1000), 500);  // 1000 grains a unit: half a unit is left
}

TEST(Hours, WorkOfGrainsAndWhatIsFinishedAgree) {
  for (std::int64_t const grains : {1, 1000, 10000}) {
    for (Grains q = 1; q < 50; q += 7) {
      Seconds const work = work_of(720, q * grains, grains);
      EXPECT_EQ(work, 720 * q);
      EXPECT_EQ(finished(q * grains, work, 720, grains), 0);
      EXPECT_EQ(finished(q * grains, 0, 720, grains), q * grains);
    }
  }
  EXPECT_EQ(work_of(720, 1, 1000), 1);  // rounded up: no grain is free
}

TEST(Hours, TheHeadOfTheQueueIsDoneFirst) {
  EXPECT_EQ(done_after(1800, 7200, 1800, 2, hour), 900);  // two lines: its 1800 line-seconds take 900 s, a quarter of the offer
  EXPECT_EQ(done_after(7200, 7200, 5400, 2, hour), 3600);
  EXPECT_EQ(done_after(1800, 36000, 1800, 1, hour), 1800);  // ten lines stand there, but it may use one
  EXPECT_EQ(done_after(1, 36000, 1, 1, hour), 1);           // never before the tick has begun
}

TEST(Hours, OfferedSecondsOfAShortTick) {
  EXPECT_EQ(offered_in(7200, 300), 600);
  EXPECT_EQ(offered_in(0, 300), 0);
  EXPECT_EQ(offered_in(-5, 300), 0);
}

TEST(Hours, FamiliesOfOneDayGoTogetherWhereChangingOverCosts) {
  Seconds const monday = 10 * day;
  EXPECT_EQ(turn_of(monday + 5 * hour, 0, 3), monday + 5 * hour);
  EXPECT_EQ(turn_of(monday + 5 * hour, 100, 3), turn_of(monday + 9 * hour, 100, 3));
  EXPECT_LT(turn_of(monday + 5 * hour, 100, 3), turn_of(monday + 2 * hour, 100, 4));
  EXPECT_LT(turn_of(monday + 23 * hour, 100, 39), turn_of(monday + day, 100, 0));
}

TEST(Yield, BadOnesAreTheirExpectedNumber) {
  EXPECT_EQ(bad_among(1000, 9900, 0x80000000u), 10);
  EXPECT_EQ(bad_among(1000, 10000, 0), 0);
  EXPECT_EQ(bad_among(1, 9900, 0), 1);
  EXPECT_EQ(bad_among(1, 9900, ~0u), 0);
  std::int64_t bad = 0;
  for (std::uint32_t i = 0; i < 100000; ++i) bad += bad_among(7, 9870, draw4(3, Stream::yield, i, 0).v[0]);
  EXPECT_NEAR(static_cast<double>(bad) / 100000, 7 * 0.013, 0.004);
}

TEST(Money, GrainsCostTheirShareOfAUnit) {
  EXPECT_EQ(amount_of(250, 4, 1), 1000);
  EXPECT_EQ(amount_of(250, 4000, 10000), 100);
}

}  // namespace
}  // namespace gs::cpu
