//! Early warning: evidence, threshold, false alarms, and what the crowd does.
#include "kernels/planning/early_warning.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "kernels/core/distributions.hpp"

namespace gs::cpu {
namespace {

TEST(Warning, EvidenceIsALogLikelihoodRatioThatNeverFallsBelowZero) {
  EXPECT_NEAR(cusum_step(1.0, 4.0, 2.0, 3.0, std::log(3.0)), 1.0 + 4.0 * std::log(3.0) - 4.0, 1e-12);
  EXPECT_EQ(cusum_step(1.0, 0.0, 2.0, 3.0, std::log(3.0)), 0.0);
  EXPECT_NEAR(cusum_threshold(1.0), std::log(720.0), 1e-12);  // hours of a month
}

Grains poisson(double mean, std::uint64_t id, std::int64_t hour_number) {
  Words words{7, Stream::test, id, static_cast<std::uint32_t>(hour_number)};
  return draw_poisson(words, mean);
}

//! 400 quiet SKUs for a month with one false alarm a month allowed: fewer than allowed, but not none (the bound is not far).
TEST(Warning, FalseAlarmsStayBelowWhatIsAllowed) {
  double const h = cusum_threshold(1.0), rise = 3.0;
  int alarms = 0;
  for (std::uint64_t sku = 0; sku < 400; ++sku) {
    double w = 0.0;
    for (int t = 0; t < 720; ++t) {
      w = cusum_step(w, static_cast<double>(poisson(0.5, sku, t)), 0.5, rise, std::log(rise));
      if (w > h) ++alarms, w = 0.0;
    }
  }
  EXPECT_LT(alarms, 400);
  EXPECT_GT(alarms, 10);
}

//! After a threefold rise evidence grows by λ (3 ln 3 - 2) an hour: it takes about h over that.
TEST(Warning, ARiseIsFoundAfterThresholdOverInformation) {
  double const h = cusum_threshold(0.1), information = 0.5 * (3.0 * std::log(3.0) - 2.0);
  double hours = 0.0;
  for (std::uint64_t sku = 0; sku < 300; ++sku) {
    double w = 0.0;
    for (int t = 0; w <= h; ++t, hours += 1.0 / 300) w = cusum_step(w, static_cast<double>(poisson(1.5, sku, t)), 0.5, 3.0, std::log(3.0));
  }
  EXPECT_NEAR(hours, h / information, 0.25 * h / information);
}

//! One hour of 100 SKUs that usually fill 2 carts an hour each.
struct Market {
  Rows<SignalTable, ItemId> signals;
  Rows<WarningTable, ItemId> warnings;
  Buffer<std::int64_t> cells{3};
  Buffer<std::uint8_t> alarm{100};

  explicit Market(std::vector<std::int64_t> carts) {
    SignalTable<HostColumn> s;
    resize_rows(s, 100);
    s.carts = std::move(carts);
    s.cart_rate.assign(100, 2'000000);
    signals.upload(s);
    warnings.resize(100);
    for_each_heavy({}, 1, CountCrowd{signals.view(), warnings.view(), cells.data(), 100});
    for_each({}, 100, WatchCarts{signals.view(), warnings.view(), cells.data(), cells.data() + 2, alarm.data(), 3.0, std::log(3.0), 9.0});
  }
};

TEST(Warning, OnlyTheOneThatRisesRaisesAlarm) {
  std::vector<std::int64_t> carts(100, 2);
  carts[7] = 20;
  Market m(carts);
  EXPECT_EQ(m.cells.data()[2], 1);
  EXPECT_EQ(m.alarm.data()[7], 1);
  EXPECT_EQ(m.warnings.view().cusum[ItemId(7)], 0);  // starts anew
  EXPECT_EQ(m.warnings.view().seen[ItemId(7)], 20);
}

//! At eight in the evening everybody fills ten times as many carts: no SKU stands out.
TEST(Warning, TheRhythmOfTheCrowdIsNoAlarm) {
  Market m(std::vector<std::int64_t>(100, 20));
  EXPECT_EQ(m.cells.data()[2], 0);
}

}  // namespace
}  // namespace gs::cpu
