#include "kernels/orders/confirm.hpp"
#include <gtest/gtest.h>
#include "kernels/state/quotes.hpp"

namespace gs::GS_BACKEND {
namespace {

TEST(Confirm, APromiseMovesOnlyAsFarAsTheMemberAccepts) {
  Seconds const told = 10 * hour, latest = 30 * hour;
  EXPECT_EQ(confirmed(told, 8 * hour, latest), Confirmed::kept);
  EXPECT_EQ(confirmed(told, 10 * hour, latest), Confirmed::kept);
  EXPECT_EQ(confirmed(told, 30 * hour, latest), Confirmed::moved);
  EXPECT_EQ(confirmed(told, 30 * hour + 1, latest), Confirmed::refused);
  EXPECT_EQ(confirmed(told, never, latest), Confirmed::refused);
}

TEST(Quote, TheNextReviewIsStillAhead) {
  ReviewTimes const daily{day, 0}, shifted{7 * day, 2 * day};
  EXPECT_EQ(until_review(0, daily), day);  // the one at 0 is over
  EXPECT_EQ(until_review(6 * hour, daily), 18 * hour);
  EXPECT_EQ(until_review(day + 1, shifted), day - 1);
  EXPECT_EQ(until_review(2 * day, shifted), 7 * day);
  EXPECT_EQ(until_review(hour, {0, 0}), 0);
}

}  // namespace
}  // namespace gs::GS_BACKEND
