//! Supplier hours on paper: shifts, the calendar of outside load, slow noise.
#include "kernels/suppliers/supplier_hours.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::cpu {
namespace {

TEST(Shift, IsCentredOnTwoInTheAfternoon) {
  EXPECT_EQ(shift_overlap(0, day, 8), 8 * hour);
  EXPECT_EQ(shift_overlap(10 * hour, 18 * hour, 8), 8 * hour);
  EXPECT_EQ(shift_overlap(9 * hour, 10 * hour, 8), 0);
  EXPECT_EQ(shift_overlap(18 * hour, 19 * hour, 8), 0);
  EXPECT_EQ(shift_overlap(0, day, 24), day);
  EXPECT_EQ(shift_overlap(0, day, 22), 22 * hour);
  EXPECT_EQ(shift_overlap(0, hour, 22), hour);  // 03:00 … 01:00 of the next day
  EXPECT_EQ(shift_overlap(day + hour, day + 3 * hour, 22), 0);
}

TEST(Shift, HoursOfAWeekAddUp) {
  for (std::uint32_t const h : {1u, 8u, 12u, 16u, 23u, 24u}) {
    Seconds total = 0;
    for (Seconds t = 0; t < 7 * day; t += hour) total += shift_overlap(t, t + hour, h);
    EXPECT_NEAR(static_cast<double>(total), 7.0 * h * hour, h % 2 == 0 || h == 24 ? 0.0 : 1.0 * hour) << h;
  }
}

TEST(Load, WeekAndSeasonHaveTheirShape) {
  double week = 0.0;
  for (int d = 0; d < 7; ++d) week += week_shape(d * day);
  EXPECT_NEAR(week, 0.0, 1e-12);
  EXPECT_EQ(season_shape(315 * day), 1.0);
  EXPECT_LT(season_shape((315 - 182) * day), -0.99);
  for (int d = 0; d < 730; ++d) EXPECT_LT(std::abs(season_shape(d * day) - season_shape((d + 1) * day)), 0.03);
}

TEST(Load, StaysAShareAndAveragesToItsMean) {
  SupplierRule const rule{5, 0.15};
  double sum = 0.0;
  int n = 0;
  for (std::uint32_t id = 0; id < 40; ++id) {
    for (Seconds t = 0; t < 365 * day; t += 7 * hour) {
      double const u = supplier_load(rule, {id, 1, 24, 0.5}, t);
      ASSERT_GE(u, 0.0);
      ASSERT_LE(u, 1.0);
      sum += u;
      ++n;
    }
  }
  EXPECT_NEAR(sum / n, 0.5, 0.02);
  EXPECT_EQ(supplier_load(rule, {7, 1, 24, 0.0}, 123456), 0.0);  // works for us alone
  EXPECT_EQ(supplier_load(rule, {7, 1, 24, 5.0}, 123456), 1.0);
}

TEST(Load, NoiseIsSlow) {
  for (std::uint32_t id = 0; id < 20; ++id) EXPECT_LT(std::abs(slow_noise(1, id, 5 * day - 1) - slow_noise(1, id, 5 * day + 1)), 1e-3);
  EXPECT_NE(slow_noise(1, 3, day), slow_noise(1, 4, day));
}

TEST(Hours, AreLinesTimesShiftLessLoad) {
  SupplierRule const rule{5, 0.0};
  SupplierHours const own = supplier_hours(rule, {1, 3, 8, 0.0}, 12 * hour, 13 * hour);
  EXPECT_EQ(own.calendar, 3 * hour);
  EXPECT_EQ(own.offered, 3 * hour);
  SupplierHours const shared = supplier_hours(rule, {1, 3, 8, 0.6}, 12 * hour, 13 * hour);
  EXPECT_EQ(shared.calendar, 3 * hour);
  EXPECT_LT(shared.offered, 3 * hour);
  EXPECT_EQ(supplier_hours(rule, {1, 3, 8, 0.6}, 0, hour).calendar, 0);
}

TEST(Load, AFestivalFillsEverybody) {
  SupplierSeen const s{3, 2, 24, 0.5};
  SupplierRule usual{5, 0.15}, rush{5, 0.15, 0.45};
  double const quiet = supplier_load(usual, s, 100 * day);
  EXPECT_NEAR(supplier_load(rush, s, 100 * day), 1.45 * quiet, 1e-12);
  EXPECT_EQ(supplier_load(rush, {3, 2, 24, 0.0}, 100 * day), 0.0);  // own lines have no others
}

TEST(Contract, BookedHoursAreKeptWhateverOthersWant) {
  EXPECT_DOUBLE_EQ(taken_by_others({1, 1, 24, 0.9}, 0.9), 0.9);
  EXPECT_DOUBLE_EQ(taken_by_others({1, 1, 24, 0.9, 0.8}, 0.9), 0.2);
  EXPECT_DOUBLE_EQ(taken_by_others({1, 1, 24, 0.1, 0.8}, 0.1), 0.1);        // nobody else wants them
  EXPECT_DOUBLE_EQ(taken_by_others({1, 1, 24, 0.9, 0.0, 0.5}, 0.9), 0.45);  // moves half of its other work
}

TEST(Contract, AFullOrderBookMovesOtherWorkOverADay) {
  std::int64_t pledge = 0;
  for (int h = 0; h < 24; ++h) pledge = next_pledge(pledge, 4 * 1000, 1000, 0.6, 42);  // four days of work in the book
  EXPECT_EQ(pledge, 600);
  EXPECT_EQ(next_pledge(0, 4 * 1000, 1000, 0.6, 42), 42);
  EXPECT_EQ(next_pledge(0, 1500, 1000, 0.6, 42), 0);  // it fits in two days
  EXPECT_EQ(next_pledge(600, 0, 1000, 0.6, 42), 558);
  EXPECT_EQ(next_pledge(0, 4 * 1000, 1000, 0.0, 42), 0);  // sees nothing
}

TEST(Price, RisesTowardsFull) {
  EXPECT_EQ(price_at(10000, 0.5, 1.0, 0.7), 10000);
  EXPECT_EQ(price_at(10000, 0.7, 1.0, 0.7), 10000);
  EXPECT_EQ(price_at(10000, 0.85, 1.0, 0.7), 12500);
  EXPECT_EQ(price_at(10000, 1.0, 1.0, 0.7), 20000);
  EXPECT_EQ(price_at(10000, 1.2, 1.0, 0.7), 20000);  // hours added by hand
  EXPECT_EQ(price_at(10000, 1.0, 0.0, 0.7), 10000);
}

}  // namespace
}  // namespace gs::cpu
