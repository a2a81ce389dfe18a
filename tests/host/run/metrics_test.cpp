#include "host/run/metrics.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include "tests/host/run/counted.hpp"

namespace gs::run {
namespace {

using test::Counted;

TEST(Metrics, ServiceIsFirstChoicesOnTimeOverAllWants) {
  Counted c;
  c.count(Counter::wants, 200);
  c.count(Counter::first_on_time, 150);
  c.count(Counter::filled_at_once, 120);
  c.count(Counter::stockout_wants, 20);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "service"), 0.75);
  EXPECT_DOUBLE_EQ(value_of(m, "fill_rate"), 0.6);
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate"), 0.1);
}

//! SKU 0 is featured by a show; the second is what is left: head, as half of the quiet wants and more.
TEST(Metrics, WaveServiceFollowsItsCohortAndLeavesOutWhatMayStillBeInTime) {
  Counted c;
  c.world.items.quiet_rate = {1, 9};
  Burst show;
  show.shown = true, show.sku = ItemId(0), show.start = 100 * day, show.end = 100 * day + hour;
  c.world.bursts = {show};
  c.totals.sku_wants = {100, 1000}, c.totals.sku_wants_wave = {80, 20};
  c.totals.sku_in_time = {40, 900}, c.totals.sku_in_time_wave = {30, 15};
  c.totals.sku_undecided = {10, 40}, c.totals.sku_undecided_wave = {5, 0};
  c.totals.sku_stockouts_wave = {60, 0};
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "service_wave"), 45.0 / 95.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service_featured_wave"), 30.0 / 75.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service_head_wave"), 15.0 / 20.0);
  EXPECT_TRUE(std::isnan(value_of(m, "service_tail_wave")));
  EXPECT_DOUBLE_EQ(value_of(m, "service_quiet"), (940.0 - 45.0) / (1100.0 - 50.0 - 95.0));
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate_featured_wave"), 0.75);
}

TEST(Metrics, OutsideDemandCountsAsWants) {
  Counted c;
  c.params.world.grains_per_unit = 10;
  c.count(Counter::demanded, 1000);
  c.count(Counter::demand_in_time, 900);
  c.count(Counter::demand_at_once, 800);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "wants"), 100.0);
  EXPECT_DOUBLE_EQ(value_of(m, "service"), 0.9);
  EXPECT_DOUBLE_EQ(value_of(m, "fill_rate"), 0.8);
  EXPECT_TRUE(std::isnan(value_of(m, "stockout_rate")));
}

TEST(Metrics, WithoutMembersOnlyWhatOutsideDemandHasIsMeasured) {
  Counted c;
  c.params.members.count = 0;
  c.count(Counter::demanded, 10);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "wants"), 10.0);
  for (Metric const& x : m) EXPECT_NE(x.name, "churn");
}

TEST(Metrics, AZeroDenominatorGivesNoNumberAndAReason) {
  Counted c;
  for (Metric const& m : c.measured()) EXPECT_TRUE(!std::isnan(m.value) || !m.note.empty()) << m.name;
}

TEST(Metrics, RatesAreAMemberAndYear) {
  Counted c;
  c.params.members.count = 1000;
  c.count(Counter::placed, 20000);
  c.count(Counter::churned, 50);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "orders_per_member_year"), 20.0);
  EXPECT_DOUBLE_EQ(value_of(m, "churn"), 0.05);
}

//! What is made to order cannot be there at once: it is no unit asked for from stock.
TEST(Metrics, FillRateIsOfWhatIsServedFromStock) {
  Counted c;
  c.count(Counter::wants, 200);
  c.count(Counter::placed_deep, 30), c.count(Counter::placed_extreme, 10);
  c.count(Counter::filled_at_once, 120);
  EXPECT_DOUBLE_EQ(value_of(c.measured(), "fill_rate"), 0.75);
}

TEST(MetricTable, NamesAreUniqueAndEveryMeasuredOneIsDefined) {
  std::set<std::string> names;
  for (MetricInfo const& info : metric_table()) EXPECT_TRUE(names.insert(info.name).second) << info.name;
  Counted c;
  for (Metric const& m : c.measured()) EXPECT_NE(m.info, nullptr) << m.name;
  EXPECT_EQ(find_metric("bullwhip.plant"), find_metric("bullwhip.micro"));
  EXPECT_EQ(find_metric("bullwhip"), nullptr);
}

}  // namespace
}  // namespace gs::run
