//! Forecast rules on paper.
#include "kernels/planning/forecast.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::cpu {
namespace {

PolicyRule rule(double z) {
  PolicyParams p;
  p.z = z;
  return policy_rule(p, hour, normal_below(z));
}

TEST(Protection, IsLeadPlusReviewLessTheTickAlreadySeen) {
  PolicyParams p;
  p.review = day;
  EXPECT_EQ(protection_interval(policy_rule(p, hour, 0.5), 2 * day), 3 * day - hour);
  EXPECT_EQ(protection_interval(policy_rule(p, day, 0.5), 0), 0);
  p.after_demand = false;
  EXPECT_EQ(protection_interval(policy_rule(p, hour, 0.5), 2 * day), 3 * day);
}

//! Lever 22: what the planner does not see yet, and the order that has not left yet, must be covered, too.
TEST(Protection, OldDataAndSlowDecisionsLengthenIt) {
  PolicyParams p;
  p.information_delay_hours = 24.0;
  p.decision_delay_hours = 12.0;
  EXPECT_EQ(protection_interval(policy_rule(p, hour, 0.5), 2 * day), 3 * day - hour + 36 * hour);
}

TEST(Protection, ReviewsFollowTheirPhase) {
  PolicyParams p;
  p.review = 7 * day;
  p.phase = 2 * day;
  PolicyRule const r = policy_rule(p, day, 0.5);
  int seen = 0;
  for (std::int64_t d = 0; d < 70; ++d) {
    bool const now = reviews(r, d * day, (d + 1) * day);
    seen += now ? 1 : 0;
    EXPECT_EQ(now, (d + 1) % 7 == 2) << d;
  }
  EXPECT_EQ(seen, 10);
}

TEST(Protection, NormalBelowIsTheNormalDistribution) {
  for (double z : {-3.0, -1.0, 0.0, 1.64, 2.33}) EXPECT_NEAR(normal_below(z), 0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-8);
}

PolicyNow now_of(std::int64_t window, Seconds bucket, Seconds end) {
  PolicyParams p;
  p.window = window;
  p.bucket = bucket;
  return policy_now(policy_rule(p, hour, 0.5), end - hour, end);
}

TEST(Forecast, MovingAverageIsTheMeanADay) {
  EXPECT_EQ(moving_average(70, now_of(7, day, day).per_window), 10 * 1000000);
  EXPECT_EQ(moving_average(70, now_of(7, 12 * hour, day).per_window), 20 * 1000000);  // half-day buckets
  EXPECT_EQ(moving_average(-7, now_of(7, day, day).per_window), -1000000);
}

TEST(Forecast, BucketsGoRoundTheirRing) {
  EXPECT_TRUE(now_of(3, day, day).closes);
  EXPECT_FALSE(now_of(3, day, day + hour).closes);
  for (std::int64_t d = 1; d < 10; ++d) EXPECT_EQ(now_of(3, day, d * day).slot, (d - 1) % 3);
}

TEST(Forecast, SmoothingClosesAShareOfTheGap) {
  EXPECT_EQ(smoothed(10'000000, 20, 0.1, 1.0), 11'000000);
  EXPECT_EQ(smoothed(10'000000, 10, 0.1, 1.0), 10'000000);
  EXPECT_EQ(smoothed(10'000000, 10, 0.1, 2.0), 11'000000);  // ten in half a day
}

//! x_t is 30 over its mean: rho^k of it is left after k buckets.
TEST(Forecast, AnAutoregressiveExcessFades) {
  EXPECT_NEAR(ar1_excess(100.0, 0.5, 130.0, 1.0), 15.0, 1e-12);
  EXPECT_NEAR(ar1_excess(100.0, 0.5, 130.0, 3.0), 15.0 + 7.5 + 3.75, 1e-12);
  EXPECT_NEAR(ar1_excess(100.0, 0.5, 130.0, 2.5), 15.0 + 7.5 + 1.875, 1e-12);
  EXPECT_NEAR(ar1_excess(100.0, 0.5, 130.0, 1e6), 30.0, 1e-6);
  EXPECT_NEAR(ar1_excess(100.0, -0.5, 130.0, 2.0), -15.0 + 7.5, 1e-12);
  EXPECT_EQ(ar1_excess(100.0, 0.0, 130.0, 5.0), 0.0);
}

//! By hand: 1, 3, 2, 4 has mean 2.5, c0 = 5, c1 = -1.5*.5 - .5*.5 - .5*1.5 = -1.75; r = -0.35; + (1 - 1.4)/4.
TEST(Forecast, CorrelationOfAWindow) {
  EXPECT_NEAR(ar1_rho(4.0, 10.0, 30.0, 1.0 * 3 + 3 * 2 + 2 * 4, 5.0), -0.35 - 0.1, 1e-12);
  EXPECT_EQ(ar1_rho(4.0, 8.0, 16.0, 12.0, 4.0), 0.0);  // always 2: nothing to correlate
}

TEST(Forecast, UncensoredSalesAreSalesOverInStockTime) {
  Seconds const h = hour;
  EXPECT_EQ(uncensored(60, 0, 0, day, 100.0, 0.0), 60);            // never out
  EXPECT_EQ(uncensored(60, 0, 12 * h, day, 100.0, 0.0), 120);      // half the day
  EXPECT_EQ(uncensored(60, 20, 12 * h, day, 100.0, 0.0), 80);      // 20 of them asked while nothing was there
  EXPECT_EQ(uncensored(60, 50, 12 * h, day, 100.0, 0.0), 60);      // those who waited count in full
  EXPECT_EQ(uncensored(10, 0, 18 * h, day, 100.0, 0.0), 40);       // a quarter of the day is enough
  EXPECT_EQ(uncensored(10, 0, 18 * h + 1, day, 100.0, 0.0), 100);  // less is not: what was expected
  EXPECT_EQ(uncensored(150, 0, 24 * h, day, 100.0, 0.0), 150);     // or what was sold, if more
}

//! Slow movers: 0.3 expected a day must not be rounded to nothing.
TEST(Forecast, UncensoringRoundsWithoutBias) {
  Grains sum = 0;
  for (int k = 0; k < 1000; ++k) sum += uncensored(0, 0, day, day, 0.3, (k + 0.5) / 1000.0);
  EXPECT_EQ(sum, 300);
}

TEST(Forecast, SigmaIsARootMeanSquareOfErrors) {
  Micro s = 5'000000;
  for (int i = 0; i < 200; ++i) s = updated_sigma(s, i % 2 == 0 ? 8.0 : -8.0, 10 * day, 10 * day, 30 * day);
  EXPECT_NEAR(from_micro(s), 8.0, 1e-4);
  EXPECT_EQ(updated_sigma(3'000000, 3.0, day, day, day), 3'000000);
  EXPECT_LT(updated_sigma(0, 6.0, 10 * day, 20 * day, day), updated_sigma(0, 6.0, 10 * day, 10 * day, day));  // a longer window errs more by itself
}

//! A forecast of eight weeks with an error every day must not forget its errors within a week.
TEST(Forecast, SigmaRemembersAsLongAsTheForecast) {
  Micro s = 5'000000;
  s = updated_sigma(s, 50.0, day, day, 56 * day);
  EXPECT_NEAR(from_micro(s), std::sqrt(25.0 * 56.0 / 57.0 + 2500.0 / 57.0), 1e-5);
  EXPECT_NEAR(from_micro(updated_sigma(5'000000, 50.0, 28 * day, 28 * day, 56 * day)), std::sqrt(25.0 * 0.8 + 2500.0 * 0.2), 1e-5);
}

double sparked(Micro sensed, Micro usual, double share, Seconds ahead, Seconds horizon, double life) {
  return spark(sensed, usual, share * spark_days_ahead(ahead, horizon, life));
}

TEST(Forecast, ASparkFadesOverTheHorizon) {
  Micro const usual = 10'000000, sensed = 110'000000;
  double const whole = 100.0 * 2.0 / std::log(2.0);  // all it will ever bring: x h / ln 2
  EXPECT_NEAR(sparked(sensed, usual, 1.0, 0, 1000 * day, 2.0), whole, 1e-6);
  EXPECT_NEAR(sparked(sensed, usual, 1.0, 0, 2 * day, 2.0), whole / 2, 1e-6);
  EXPECT_NEAR(sparked(sensed, usual, 0.25, 0, 2 * day, 2.0), whole / 8, 1e-6);
  EXPECT_NEAR(sparked(sensed, usual, 1.0, 0, hour, 2.0), 100.0 / 24.0, 0.05);
  EXPECT_EQ(sparked(usual, usual, 1.0, 0, 30 * day, 2.0), 0.0);
  EXPECT_EQ(sparked(sensed, usual, 1.0, 0, 30 * day, 0.0), 0.0);
}

//! Echelons share a spark out along time: together they expect it once, not once each.
TEST(Forecast, EchelonsTogetherExpectASparkOnce) {
  Micro const usual = 10'000000, sensed = 110'000000;
  double const shop = sparked(sensed, usual, 1.0, 0, 2 * day, 2.0), depot = sparked(sensed, usual, 1.0, 2 * day, 3 * day, 2.0);
  EXPECT_NEAR(shop + depot, sparked(sensed, usual, 1.0, 0, 5 * day, 2.0), 1e-6);
  EXPECT_LT(sparked(sensed, usual, 1.0, 40 * day, 30 * day, 2.0), 1e-3);  // gone before material ordered now could come
}

TEST(Forecast, AQuietSignalIsBelievedByHalf) {
  EXPECT_NEAR(sparked(0, 10'000000, 1.0, 0, 3 * day, 2.0), -quiet_trust * sparked(20'000000, 10'000000, 1.0, 0, 3 * day, 2.0), 1e-9);
}

double poisson_upto(double mean, int k) {
  double sum = 0.0;
  for (int i = 0; i <= k; ++i) sum += std::exp(-mean + i * std::log(mean) - std::lgamma(i + 1.0));
  return sum;
}
double negative_binomial_upto(double mean, double variance, int k) {
  double const r = mean * mean / (variance - mean), p = mean / variance;
  double sum = 0.0;
  for (int i = 0; i <= k; ++i) sum += std::exp(std::lgamma(i + r) - std::lgamma(r) - std::lgamma(i + 1.0) + r * std::log(p) + i * std::log(1 - p));
  return sum;
}

TEST(Forecast, CountQuantileIsTheSmallestThatCovers) {
  for (double mean : {0.05, 0.7, 3.0, 12.0, 19.9}) {
    for (double service : {0.5, 0.9, 0.99}) {
      auto const k = static_cast<int>(count_quantile(mean, mean, service));
      EXPECT_GE(poisson_upto(mean, k), service - 1e-12);
      if (k > 0) { EXPECT_LT(poisson_upto(mean, k - 1), service); }
      auto const n = static_cast<int>(count_quantile(mean, 3 * mean, service));
      EXPECT_GE(negative_binomial_upto(mean, 3 * mean, n), service - 1e-9);
      if (n > 0) { EXPECT_LT(negative_binomial_upto(mean, 3 * mean, n - 1), service + 1e-9); }
    }
  }
  EXPECT_EQ(count_quantile(0.0, 5.0, 0.99), 0);
}

TEST(Forecast, OrderUpToIsMeanAndSafety) {
  EXPECT_EQ(order_up_to(rule(1.5), 100'000000, 20'000000, 3 * day), 300 + 30);
  EXPECT_EQ(order_up_to(rule(0.0), 100'000000, 20'000000, 3 * day), 300);
  EXPECT_EQ(order_up_to(rule(1.64), 1'000000, 0, 3 * day), count_quantile(3.0, 0.0, normal_below(1.64)));  // few: counts, not normals
  for (double z : {0.0, -0.3, -1.64}) EXPECT_EQ(order_up_to(rule(z), 1'000000, 3'000000, 3 * day), count_quantile(3.0, 9.0, normal_below(z))) << z;
  EXPECT_EQ(order_up_to(rule(0.0), -100'000000, 0, 3 * day), -300);  // textbook chains may expect goods back
}

}  // namespace
}  // namespace gs::cpu
