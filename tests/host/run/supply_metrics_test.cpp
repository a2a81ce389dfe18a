//! Hours, their price, and what lies around of featured items.
#include <gtest/gtest.h>
#include <cmath>
#include "host/run/metrics.hpp"
#include "tests/host/run/counted.hpp"

namespace gs::run {
namespace {

using test::Counted;

TEST(Metrics, UtilisationIsWorkedOverCalendarByLayer) {
  Counted c;
  resize_rows(c.world.pools, 3);
  c.world.pools.layer = {LayerKind::core, LayerKind::satellite, LayerKind::core};
  c.totals.pools.assign(3 * static_cast<std::size_t>(count_of<PoolCounter>), 0);
  auto const put = [&](int pool, PoolCounter k, std::int64_t v) {
    c.totals.pools[static_cast<std::size_t>(pool * count_of<PoolCounter> + at(k))] = v;
  };
  put(0, PoolCounter::calendar, 1000), put(0, PoolCounter::worked, 500), put(0, PoolCounter::changeover, 100);
  put(2, PoolCounter::calendar, 1000), put(2, PoolCounter::worked, 100);
  put(1, PoolCounter::calendar, 400), put(1, PoolCounter::worked, 100);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "utilisation.core"), 0.3);
  EXPECT_DOUBLE_EQ(value_of(m, "utilisation.satellite"), 0.25);
  EXPECT_DOUBLE_EQ(value_of(m, "changeover_share"), 100.0 / 800.0);
  EXPECT_TRUE(std::isnan(value_of(m, "utilisation.micro")));
}

//! 40 % of an hour at 50 CNY, 60 % at 100: 80 CNY an hour.
TEST(Metrics, TheCapacityPriceIsAMeanOverHoursWorked) {
  Counted c;
  resize_rows(c.world.pools, 2);
  c.world.pools.layer = {LayerKind::satellite, LayerKind::satellite};
  c.totals.pools.assign(2 * static_cast<std::size_t>(count_of<PoolCounter>), 0);
  auto const put = [&](int pool, PoolCounter k, std::int64_t v) {
    c.totals.pools[static_cast<std::size_t>(pool * count_of<PoolCounter> + at(k))] = v;
  };
  put(0, PoolCounter::calendar, 7200), put(0, PoolCounter::worked, 1440), put(0, PoolCounter::spent, 1440 * 5000);
  put(1, PoolCounter::calendar, 7200), put(1, PoolCounter::worked, 2160), put(1, PoolCounter::spent, 2160 * 10000), put(1, PoolCounter::idle, 1800);
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "capacity_price.satellite"), 80.0);
  EXPECT_DOUBLE_EQ(value_of(m, "hours_idle.satellite"), 0.5);
  EXPECT_TRUE(std::isnan(value_of(m, "capacity_price.core"))) << "no hours of it";
}

TEST(Metrics, FeaturedItemsAreTheOnesThatShowsFeature) {
  Counted c;
  Burst b;
  b.shown = true;
  b.sku = ItemId(1);
  c.world.bursts = {b};
  c.totals.sku_wants = {100, 50};
  c.totals.sku_stockouts = {0, 25};
  c.totals.stock_by_sku = {300, 10};
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "stockout_rate_featured"), 0.5);
  EXPECT_DOUBLE_EQ(value_of(m, "cover_featured"), 10.0 / 50.0 * 365.0);
  EXPECT_DOUBLE_EQ(value_of(m, "cover_rest"), 3.0 * 365.0);
}

}  // namespace
}  // namespace gs::run
