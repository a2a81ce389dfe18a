//! The clock and the shape of a burst: integrals that do not depend on how time is cut into ticks.
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/traffic/attention.hpp"
#include "kernels/traffic/burst_pull.hpp"
#include "kernels/traffic/make_look.hpp"
#include "kernels/traffic/rhythm.hpp"

namespace gs::cpu {
namespace {

double week(Seconds tick, double depth, double weekend) {
  double total = 0.0;
  for (Seconds t = 0; t < 7 * day; t += tick) total += rhythm_pull(t, t + tick, depth, weekend) * static_cast<double>(tick);
  return total / static_cast<double>(7 * day);
}

TEST(Rhythm, AveragesToOneOverAWeek) {
  EXPECT_NEAR(week(hour, 0.75, 0.15), 1.0, 1e-9);
  EXPECT_NEAR(week(5 * minute, 0.75, 0.15), 1.0, 1e-9);
}

TEST(Rhythm, IsTheSameForAnyTick) {
  double fine = 0.0;
  for (Seconds t = 20 * hour; t < 21 * hour; t += 5 * minute) fine += rhythm_pull(t, t + 5 * minute, 0.75, 0.15) / 12.0;
  EXPECT_NEAR(rhythm_pull(20 * hour, 21 * hour, 0.75, 0.15), fine, 1e-12);
}

TEST(Rhythm, PeaksInTheEveningAndCrossesMidnight) {
  EXPECT_GT(rhythm_pull(21 * hour, 22 * hour, 0.75, 0.0), 4.0 * rhythm_pull(4 * hour, 5 * hour, 0.75, 0.0));
  double const across = rhythm_pull(23 * hour + 30 * minute, 24 * hour + 30 * minute, 0.75, 0.0);
  EXPECT_NEAR(across, 0.5 * (rhythm_pull(23 * hour + 30 * minute, 24 * hour, 0.75, 0.0) + rhythm_pull(24 * hour, 24 * hour + 30 * minute, 0.75, 0.0)),
              1e-12);
}

TEST(Burst, ClosedFormMatchesASum) {
  double const d = 234.0, p = 1.05;
  double sum = 0.0;
  for (double u = 0.5; u < 36000.0; u += 1.0) sum += std::pow(1.0 + u / d, -p);
  EXPECT_NEAR(decay_integral(36000.0, d, p) / sum, 1.0, 1e-5);
  EXPECT_NEAR(decay_integral(1000.0, d, 1.0), d * std::log(1.0 + 1000.0 / d), 1e-9);
}

TEST(Burst, AddsUpOverTicksAndEndsAtGone) {
  auto const pull = [](Seconds a, Seconds b) { return burst_seconds(a, b, 1000, 3000, 9000, 30.0, 234.0, 1.05); };
  double parts = 0.0;
  for (Seconds t = 0; t < 12000; t += 300) parts += pull(t, t + 300);
  EXPECT_NEAR(parts, pull(0, 12000), 1e-6);
  EXPECT_EQ(pull(9000, 12000), 0.0);
  EXPECT_EQ(pull(0, 1000), 0.0);
  EXPECT_NEAR(pull(2000, 2300), 300.0, 1e-9);
  EXPECT_NEAR(pull(1000, 1030), 15.0, 1e-9);  // half the rise
}

TEST(Appeal, AveragesToOneOverALife) {
  double total = 0.0;
  for (Seconds t = 0; t < 56 * day; t += hour) total += appeal(t + 56 * day, 5 * day, 14 * day) / (56.0 * 24.0);
  EXPECT_NEAR(total, 1.0, 0.01);
  EXPECT_NEAR(appeal(5 * day, 5 * day, 14 * day) / appeal(19 * day, 5 * day, 14 * day), 2.0, 1e-9);
  EXPECT_EQ(appeal(0, 0, 365 * day), 1.0);
}

TEST(Attention, AverageForgetsExponentially) {
  Micro rate = 0;
  double const weight = 1.0 - std::exp(-1.0 / 6.0);
  for (int h = 0; h < 6; ++h) rate = average(rate, 10, 1.0, weight);
  EXPECT_NEAR(from_micro(rate), 10.0 * (1.0 - std::exp(-1.0)), 0.01);
}

TEST(Attention, NoiseIsNoSpark) {
  EXPECT_DOUBLE_EQ(sensed_per_hour(1.1, 1.0, 0.3, 6.0), 0.3);  // within two standard deviations of the average
  EXPECT_GT(sensed_per_hour(5.0, 1.0, 0.3, 6.0), 1.0);
  EXPECT_LT(sensed_per_hour(50.0, 10.0, 0.1, 6.0), 2.0);  // carts that never convert (bots) hardly count
}

TEST(Attention, RankFallsWithStockoutsAndBadReviews) {
  CascadeParams const p;
  EXPECT_LT(rank_weight(1.0, false, 1.0, p), rank_weight(1.0, true, 1.0, p));
  EXPECT_LT(rank_weight(1.0, true, 0.5, p), rank_weight(1.0, true, 1.0, p));
  EXPECT_GT(rank_weight(4.0, true, 1.0, p), rank_weight(1.0, true, 1.0, p));
}

}  // namespace
}  // namespace gs::cpu
