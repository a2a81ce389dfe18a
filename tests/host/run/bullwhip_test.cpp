#include "host/run/bullwhip.hpp"
#include <gtest/gtest.h>
#include <cmath>

namespace gs::run {
namespace {

//! One product line; orders(d) leave the plant and wants(d) are wanted on day d. No warm-up.
template <class Orders, class Wants>
Collected series(std::int64_t days, Orders&& orders, Wants&& wants) {
  Collected s;
  s.lines = 1;
  s.chain.assign(static_cast<std::size_t>(days * count_of<Echelon> * count_of<ChainCounter>), 0);
  for (std::int64_t d = 0; d < days; ++d) {
    s.day.push_back((d + 1) * day);
    s.chain[static_cast<std::size_t>((d * count_of<Echelon> + at(Echelon::plant)) * count_of<ChainCounter> + at(ChainCounter::orders))] = orders(d);
    s.line_wants.push_back(wants(d));
  }
  return s;
}
std::int64_t wobble(std::int64_t d) { return 100 + (d * 37 % 11) - 5; }

TEST(Bullwhip, OrdersThatFollowWantsGiveOne) {
  Bullwhip const b = bullwhip(series(60, wobble, wobble), Echelon::plant, 1, {});
  EXPECT_NEAR(b.ratio, 1.0, 1e-12);
  EXPECT_EQ(b.samples, 60);
}

TEST(Bullwhip, TwiceTheSwingGivesFour) {
  auto const twice = [](std::int64_t d) { return 2 * wobble(d) - 100; };
  EXPECT_NEAR(bullwhip(series(60, twice, wobble), Echelon::plant, 1, {}).ratio, 4.0, 0.05);
}

//! Wants 90, 110, 90, 110 and orders 80, 120, 100, 130: leave one out, by hand in logarithms.
TEST(Bullwhip, FewSamplesAreFarApartAndItSaysSo) {
  std::int64_t const wants[] = {90, 110, 90, 110}, orders[] = {80, 120, 100, 130};
  auto const cv2 = [](std::vector<double> const& x) {
    double const m = (x[0] + x[1] + x[2]) / 3.0;
    return ((x[0] - m) * (x[0] - m) + (x[1] - m) * (x[1] - m) + (x[2] - m) * (x[2] - m)) / 2.0 / m / m;
  };
  double logs[4], mean = 0.0, off = 0.0;
  for (int out = 0; out < 4; ++out) {
    std::vector<double> w, o;
    for (int k = 0; k < 4; ++k)
      if (k != out) w.push_back(static_cast<double>(wants[k])), o.push_back(static_cast<double>(orders[k]));
    logs[out] = std::log(cv2(o) / cv2(w)), mean += logs[out] / 4.0;
  }
  for (double const x : logs) off += (x - mean) * (x - mean);
  Bullwhip const b = bullwhip(series(
                                  4, [&](std::int64_t d) { return orders[d]; }, [&](std::int64_t d) { return wants[d]; }),
                              Echelon::plant, 1, {});
  EXPECT_NEAR(b.spread, std::exp(std::sqrt(0.75 * off)), 1e-9);
  EXPECT_GT(b.spread, 1.3);
  EXPECT_NEAR(bullwhip(series(60, wobble, wobble), Echelon::plant, 1, {}).spread, 1.0, 1e-6) << "orders that follow wants always do";
}

TEST(Bullwhip, MonthlyOrdersSwingAtDailyGrainOnly) {
  auto const monthly = [](std::int64_t d) {
    std::int64_t sum = 0;
    if (d % 30 == 29)
      for (std::int64_t k = d - 29; k <= d; ++k) sum += wobble(k);
    return sum;
  };
  Collected const s = series(300, monthly, wobble);
  EXPECT_GT(bullwhip(s, Echelon::plant, 1, {}).ratio, 1000.0);
  EXPECT_NEAR(bullwhip(s, Echelon::plant, 30, {}).ratio, 1.0, 1e-9);
}

TEST(Bullwhip, FewSamplesGiveNoFigureButAReason) {
  Bullwhip const b = bullwhip(series(90, wobble, wobble), Echelon::plant, 30, {});
  EXPECT_TRUE(std::isnan(b.ratio));
  EXPECT_EQ(b.samples, 3);
  EXPECT_NE(b.why.find("3 quiet samples of 30 d"), std::string::npos);
}

TEST(Bullwhip, DaysWithShowsAndTheWarmUpAreLeftOut) {
  auto const spiky = [](std::int64_t d) { return d == 20 ? 100000 : wobble(d); };
  Collected s = series(60, spiky, wobble);
  EXPECT_GT(bullwhip(s, Echelon::plant, 1, {}).ratio, 10.0);
  Windows const show = {{20 * day + 20 * hour, 20 * day + 22 * hour}};
  Bullwhip const b = bullwhip(s, Echelon::plant, 1, show);
  EXPECT_NEAR(b.ratio, 1.0, 1e-9);
  EXPECT_EQ(b.samples, 59);
  s.measured_from = 30 * day;
  EXPECT_EQ(bullwhip(s, Echelon::plant, 1, {}).samples, 30);
}

TEST(Bullwhip, EchelonWithoutOrdersSaysSo) {
  EXPECT_EQ(bullwhip(series(60, wobble, wobble), Echelon::micro, 1, {}).why, "no orders leave this echelon");
}

TEST(CommonGrain, IsAWholeNumberOfDaysThatEveryReviewDivides) {
  EXPECT_EQ(common_grain_days({12 * hour, day}), 1);
  EXPECT_EQ(common_grain_days({7 * day, 30 * day}), 210);
  EXPECT_EQ(common_grain_days({36 * hour}), 3);
  EXPECT_EQ(common_grain_days({}), 1);
}

// 100 a day; a show on day 40 brings 50 more wants; the plant orders 120 more five days later.
TEST(Amplification, IsPeakExcessOrdersOverExcessWants) {
  auto const wants = [](std::int64_t d) { return d == 40 ? 150 : 100; };
  auto const orders = [](std::int64_t d) { return d == 45 ? 220 : 100; };
  Amplification const a = amplification(series(80, orders, wants), Echelon::plant, 1, {{40 * day + hour, 40 * day + 3 * hour}});
  EXPECT_NEAR(a.ratio, 120.0 / 50.0, 1e-9);
  EXPECT_EQ(a.lag, 5.0);
}

TEST(Amplification, ComponentsAreCountedInEndItems) {
  auto const wants = [](std::int64_t d) { return d == 40 ? 150 : 100; };
  auto const orders = [](std::int64_t d) { return d == 45 ? 600 : 400; };  // four components an end item
  Amplification const a = amplification(series(80, orders, wants), Echelon::plant, 1, {{40 * day + hour, 40 * day + 3 * hour}});
  EXPECT_NEAR(a.ratio, 1.0, 1e-9);
}

}  // namespace
}  // namespace gs::run
