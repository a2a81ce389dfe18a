#include <gtest/gtest.h>
#include "tests/viz/made_up.hpp"

namespace gs::viz {
namespace {
using made_up::State;

TEST(Rows, SumsBetweenRowsAreThoseOfTheRows) {
  Facts const f = made_up::facts();
  Rows const rows = made_up::rows(f, State::wave, 240);
  for (auto const& [from, to] : {std::pair{-1, 0}, {-1, 100}, {10, 11}, {139, 150}}) {
    std::int64_t wants = 0, worked = 0;
    for (std::int64_t r = from + 1; r <= to; ++r) wants += rows.total(r, Counter::wants), worked += rows.pool(r, 1, PoolCounter::worked);
    EXPECT_EQ(rows.total_between(from, to, Counter::wants), wants);
    EXPECT_EQ(rows.pool_between(from, to, 1, PoolCounter::worked), worked);
    auto const zones = rows.zone_sums(from, to, ZoneCounter::wants);
    std::int64_t sum = 0;
    for (std::int64_t const z : zones) sum += z;
    EXPECT_EQ(rows.zones_between(from, to, ZoneCounter::wants), sum);
  }
}

TEST(Rows, FindsTheRowOfATime) {
  Facts const f = made_up::facts();
  Rows const rows = made_up::rows(f, State::quiet, 48);
  EXPECT_EQ(rows.row_at(0), -1);
  EXPECT_EQ(rows.row_at(hour - 1), -1);
  EXPECT_EQ(rows.row_at(hour), 0);
  EXPECT_EQ(rows.row_at(never), 47);
  EXPECT_EQ(rows.day_at(day), 0);
  EXPECT_EQ(rows.days(), 2);
}

TEST(Rows, ACutAndTheSameRowsAgainAreWhatWasThere) {
  Facts const f = made_up::facts();
  Rows const whole = made_up::rows(f, State::wave, 240);
  Rows cut = made_up::rows(f, State::wave, 240);
  cut.cut_after(100 * hour);
  EXPECT_EQ(cut.count(), 100);
  EXPECT_EQ(cut.days(), 4);
  SeriesBlock b;
  for (std::int64_t h = 101; h <= 240; ++h) {
    made_up::add_hour(b, f, State::wave, h * hour);
    if (h % 24 == 0) made_up::add_day(b, f, State::wave, h * hour);
  }
  cut.append(b);
  ASSERT_EQ(cut.count(), whole.count());
  EXPECT_EQ(cut.total_between(3, 200, Counter::wakes), whole.total_between(3, 200, Counter::wakes));
  EXPECT_EQ(cut.hash(239), whole.hash(239));
  EXPECT_EQ(cut.stockout(6, 1).wants, whole.stockout(6, 1).wants);
}

TEST(Rows, TheOldestAreForgottenAndSumsStayRight) {
  Facts const f = made_up::facts();
  Rows rows(f.shape(), 100);
  for (std::int64_t h = 1; h <= 240; ++h) {
    SeriesBlock b;
    made_up::add_hour(b, f, State::wave, h * hour);
    rows.append(b);
  }
  EXPECT_LE(rows.count(), 100);
  EXPECT_EQ(rows.last_time(), 240 * hour);
  std::int64_t sum = 0;
  for (std::int64_t r = 0; r < rows.count(); ++r) sum += rows.total(r, Counter::wants);
  EXPECT_EQ(rows.total_between(-1, rows.count() - 1, Counter::wants), sum);
}

TEST(Rows, ABlockWithoutChannelsReadsAsNone) {
  Facts const f = made_up::facts();
  SeriesBlock b;
  made_up::add_hour(b, f, State::quiet, hour);
  b.channels.clear();
  Rows rows(f.shape());
  rows.append(b);
  EXPECT_EQ(rows.channel(0, 2, ChannelCounter::looks), 0);
}

}  // namespace
}  // namespace gs::viz
