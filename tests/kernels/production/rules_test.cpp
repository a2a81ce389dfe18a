//! Production rules on paper.
#include "kernels/production/rules.hpp"
#include <gtest/gtest.h>
#include "kernels/state/supply.hpp"

namespace gs::cpu {
namespace {

TEST(Hours, ALineChangesOverFirstAndStopsWhenItIsDone) {
  LotRun r = run_lot(7200, 100000, 0, hour);
  EXPECT_EQ(r.setup, 3600);
  EXPECT_EQ(r.work, 0);
  EXPECT_EQ(r.until, 3600);
  r = run_lot(1000, 100000, 0, hour);
  EXPECT_EQ(r.setup, 1000);
  EXPECT_EQ(r.work, 2600);
  r = run_lot(100, 500, 300, hour);  // begins when the line was free
  EXPECT_EQ(r.setup + r.work, 600);
  EXPECT_EQ(r.until, 900);
  r = run_lot(0, 500, 3600, 1800);  // not ours any more
  EXPECT_EQ(r.work, 0);
}

TEST(Hours, TheRestOfAnOfferLiesOnOneLine) {
  EXPECT_EQ(line_seconds(2 * 3600 + 900, 3600, 0), 3600);
  EXPECT_EQ(line_seconds(2 * 3600 + 900, 3600, 1), 3600);
  EXPECT_EQ(line_seconds(2 * 3600 + 900, 3600, 2), 900);
  EXPECT_EQ(line_seconds(2 * 3600 + 900, 3600, 3), 0);
}

TEST(Hours, ALotIsTheSmallestThatPaysForALine) {
  EXPECT_EQ(lot_of(100, 40, 0), 40);
  EXPECT_EQ(lot_of(30, 40, 0), 30);
  EXPECT_EQ(lot_of(25000, 10000, 5), 10000);
  EXPECT_EQ(lot_of(64 * 40, 40, 100), 40);
  EXPECT_EQ(lot_of(6400 * 40, 40, 1000), 100 * 40);  // many short lots are handed out in bundles …
  EXPECT_EQ(lot_of(6400 * 40, 40, 7), 7 * 40);       // … that a line can do in a tick
  EXPECT_EQ(lot_of(6400 * 40, 40, 0), 40);           // one takes longer than that
}

TEST(Hours, LinesFollowTheSmallestLot) {
  EXPECT_EQ(lines_of(100, 40), 3);
  EXPECT_EQ(lines_of(80, 40), 2);
  EXPECT_EQ(lines_of(7, 0), 7);
  EXPECT_EQ(lines_of(0, 40), 1);
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

TEST(Hours, RandomWorkIsFinishedInProportion) {
  EXPECT_EQ(finished_share(10, 1000, 1000), 0);
  EXPECT_EQ(finished_share(10, 1000, 901), 0);
  EXPECT_EQ(finished_share(10, 1000, 900), 1);
  EXPECT_EQ(finished_share(10, 1000, 0), 10);
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

TEST(Quality, DefectsAreHighestJustAfterAChangeover) {
  Quality const q{10000, 50000, 4000, 200000};  // 1 % bad, 5 % more at first, gone after 4,000 s; a fifth escapes
  Defects const late = defects_of(q, 100, 5000, 1000), first = defects_of(q, 100, 0, 1000), never_changed = defects_of(q, 100, never, 1000);
  EXPECT_EQ(late.bad, 1000000);
  EXPECT_EQ(late.escaped, 200000);
  EXPECT_FALSE(late.fresh);
  EXPECT_TRUE(first.fresh);
  EXPECT_EQ(first.bad, 100 * (10000 + 50000 * 3500 / 4000));
  EXPECT_EQ(first.escaped, first.bad / 5);
  EXPECT_EQ(never_changed.bad, late.bad);
}

TEST(Quality, WholeGrainsAreTheExpectedNumber) {
  std::int64_t n = 0;
  for (std::uint32_t i = 0; i < 100000; ++i) n += whole_grains(91000, draw4(3, Stream::yield, i, 0).v[0]);
  EXPECT_NEAR(static_cast<double>(n) / 100000, 0.091, 0.003);
  EXPECT_EQ(whole_grains(3000000, 0), 3);
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
