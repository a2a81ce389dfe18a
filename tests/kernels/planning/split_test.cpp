//! Hours that an order can be split over, as planners know them.
#include "kernels/planning/split.hpp"
#include <gtest/gtest.h>

namespace gs::cpu {
namespace {

//! A plant with its own and rented lines, and a region's workshops: each lever's hours come with its own ramp.
TEST(DailyHours, CountWhatIsThere) {
  PoolTable<HostColumn> pools;
  pools.layer = {LayerKind::core, LayerKind::satellite, LayerKind::micro, LayerKind::micro};
  pools.market = {0, 0, 0, 1};
  SupplierTable<HostColumn> suppliers;
  for (std::uint32_t p : {0u, 1u, 2u, 3u}) {
    suppliers.pool.push_back(PoolId(p));
    suppliers.lines.push_back(2), suppliers.shift_hours.push_back(8), suppliers.outside_load.push_back(p == 0 ? 0 : 500);
  }
  std::int64_t const own = 16 * hour, half = 8 * hour;
  EXPECT_EQ(daily_hours(suppliers, pools, 2), (std::vector<std::int64_t>{own + 2 * half, half}));
  EXPECT_EQ(daily_hours(suppliers, pools, 2, {0.5, 1.0}), (std::vector<std::int64_t>{own + half, half}));
  EXPECT_EQ(daily_hours(suppliers, pools, 2, {1.0, 0.25}), (std::vector<std::int64_t>{own + 2 * half, 2 * hour}));
}

TEST(DailyHours, AreLookedUpOnceADay) {
  DesignParams d;
  d.micro_making_cost.ramp = 4 * day;
  EXPECT_EQ(arrived_by(d, 9 * day, 10 * day), (Arrived{1.0, 0.0}));
  EXPECT_EQ(arrived_by(d, 12 * day, 10 * day), (Arrived{1.0, 0.5}));
  EXPECT_EQ(arrived_by(d, 12 * day + 23 * hour, 10 * day), (Arrived{1.0, 0.5}));
  EXPECT_EQ(arrived_by(d, 14 * day, 10 * day), (Arrived{1.0, 1.0}));
}

}  // namespace
}  // namespace gs::cpu
