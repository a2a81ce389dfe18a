//! Sales lost in an outage, from daily misses.
#include "host/run/outage_loss.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::run {
namespace {

//! 100 wanted a day, 2 missed and 10 lost; from day `from` to `to` 40 missed and 300 lost.
Collected days(std::int64_t n, std::int64_t from, std::int64_t to) {
  Collected c;
  for (std::int64_t d = 0; d < n; ++d) {
    bool const bad = d >= from && d < to;
    c.wanted.push_back(100);
    c.missed.push_back(bad ? 40 : 2);
    c.lost.push_back(bad ? 300 : 10);
  }
  return c;
}

TEST(OutageLoss, CountsWhatIsLostBeyondTheUsualUntilAWeekIsCalm) {
  OutageLoss const r = outage_loss(days(100, 35, 45), {30 * day, 50 * day});
  EXPECT_EQ(r.survive, 5.0);
  EXPECT_EQ(r.recover, 15.0);
  EXPECT_NEAR(r.lost_sales, 10 * 290.0, 1e-6);
}

TEST(OutageLoss, NothingIsLostWhereNothingIsMissed) {
  OutageLoss const r = outage_loss(days(100, 0, 0), {30 * day, 50 * day});
  EXPECT_EQ(r.survive, 20.0);
  EXPECT_EQ(r.lost_sales, 0.0);
  EXPECT_FALSE(r.note.empty());
}

TEST(OutageLoss, SaysWhenTheRunEndsBeforeItIsOver) {
  OutageLoss const r = outage_loss(days(60, 40, 60), {30 * day, 90 * day});
  EXPECT_TRUE(std::isnan(r.recover));
  EXPECT_FALSE(r.note.empty());
}

TEST(OutageLoss, RampsAreNoOutages) {
  WorldData w;
  Outage ramp;
  ramp.silent = 1, ramp.to = 5 * day;
  w.outages = {ramp};
  EXPECT_FALSE(outage_span(w).exists());
  Outage real;
  real.from = 3 * day, real.to = 4 * day;
  w.outages.push_back(real);
  EXPECT_EQ(outage_span(w).from, 3 * day);
  EXPECT_EQ(outage_span(w).to, 4 * day);
}

}  // namespace
}  // namespace gs::run
