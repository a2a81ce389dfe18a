//! How often the window is drawn: a function of what a frame costs and of who is there.
#include "viz/app/pacing.hpp"
#include <gtest/gtest.h>
#include <ctime>
#include "viz/app/drawing_cost.hpp"

namespace gs::viz {
namespace {

constexpr double long_ago = 60.0;

TEST(Pacing, ATouchBringsAtLeastThirtyFramesASecondWhateverTheyCost) {
  for (double const cost : {0.0005, 0.003, 0.017, 0.1})
    for (bool const running : {false, true}) {
      EXPECT_LE(frame_interval({}, {running, false, 0.0, cost}), 1.0 / 30.0);
      EXPECT_LE(frame_interval({}, {running, false, 0.19, cost}), 1.0 / 30.0) << "what the touch set off is not over";
      EXPECT_LE(frame_interval({}, {running, false, 1.9, cost}), 0.1) << "the hand is still near";
      EXPECT_LE(frame_interval({}, {false, true, 1.9, cost}), 1.0 / 30.0) << "a file plays";
    }
  EXPECT_NEAR(frame_interval({}, {true, false, 0.0, 0.0003}), 1.0 / 60.0, 1e-9) << "a GPU draws";
  EXPECT_NEAR(frame_interval({}, {false, false, 0.0, 0.003}), 1.0 / 60.0, 1e-9) << "there is nothing to take time from";
}

TEST(Pacing, NobodyThereCostsTheRunItsShareAtMost) {
  Pacing const rule;
  for (double const cost : {0.0005, 0.003, 0.008, 0.014}) EXPECT_LE(cost / frame_interval(rule, {true, false, long_ago, cost}), rule.share * 1.12);
  EXPECT_NEAR(frame_interval(rule, {true, false, long_ago, 0.009}), 0.3, 1e-9);
  EXPECT_LE(frame_interval(rule, {true, false, long_ago, 0.003}), 0.101)
      << "what a frame of the own rasteriser takes: somebody who only looks sees it move";
}

TEST(Pacing, IsNeverSlowerThanAFrameASecondNorFasterThanIsSeen) {
  EXPECT_DOUBLE_EQ(frame_interval({}, {true, false, long_ago, 5.0}), 1.0);
  EXPECT_DOUBLE_EQ(frame_interval({}, {true, false, long_ago, 0.0}), 0.03);
}

TEST(Pacing, AFileThatPlaysIsDrawnFluentlyAndAStillPictureSeldom) {
  EXPECT_LE(frame_interval({}, {false, true, long_ago, 0.017}), 1.0 / 30.0);
  EXPECT_DOUBLE_EQ(frame_interval({}, {false, false, long_ago, 0.017}), 0.5);
}

TEST(Pacing, WhilePointersOnlyMoveNewsComeTenTimesASecondAndAfterAPressAtOnce) {
  Moment m{true, false, 0.0, 0.002, 5.0};
  EXPECT_FALSE(news_are_due({}, m, 0.03));
  EXPECT_TRUE(news_are_due({}, m, 0.1));
  m.unpressed = 0.0;
  EXPECT_TRUE(news_are_due({}, m, 0.0)) << "a key, a button";
  m.unpressed = 5.0, m.running = false;
  EXPECT_TRUE(news_are_due({}, m, 0.0)) << "nothing runs";
  m.running = true, m.frame_cpu = 0.0002;
  EXPECT_TRUE(news_are_due({}, m, 0.0)) << "a GPU draws";
}

TEST(Pacing, AGivenRateIsKept) {
  Pacing rule;
  rule.fixed_fps = 12.0;
  for (double const untouched : {0.0, long_ago}) EXPECT_DOUBLE_EQ(frame_interval(rule, {true, false, untouched, 0.5}), 1.0 / 12.0);
}

TEST(DrawingCost, CountsWorkAndNotWaiting) {
  DrawingCost cost;
  double const idle = cost.frame();
  EXPECT_LT(idle, 0.01);
  std::clock_t const start = std::clock();
  double volatile sink = 0.0;
  while (std::clock() - start < CLOCKS_PER_SEC / 20) sink = sink + 1.0;  // 50 ms of this process
  double const before = cost.total();
  EXPECT_GT(cost.frame(), idle);
  timespec const pause{0, 30'000'000};
  nanosleep(&pause, nullptr);
  EXPECT_LT(cost.total() - before, 0.02);
}

}  // namespace
}  // namespace gs::viz
