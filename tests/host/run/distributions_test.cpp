#include "host/run/distributions.hpp"
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include "host/output/run_reader.hpp"
#include "kernels/state/order_flags.hpp"
#include "tests/support/small_run.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

Totals spread() {
  Totals t;
  t.wait_hist.assign(static_cast<std::size_t>(count_of<Cohort> * wait_hours), 0);
  t.censored_hist = t.wait_hist;
  t.promise_hist.assign(static_cast<std::size_t>(count_of<Cohort> * promise_bins), 0);
  t.backorder_hist.assign(static_cast<std::size_t>(wait_hours), 0);
  t.wait_hist[5] = 3, t.wait_hist[static_cast<std::size_t>(wait_hours + 7)] = 2;
  t.censored_hist[9] = 1;
  t.promise_hist[static_cast<std::size_t>(promise_before - 2)] = 4, t.promise_hist[static_cast<std::size_t>(promise_bins + promise_before)] = 6;
  t.backorder_hist[24] = 10;
  return t;
}

TEST(Distributions, KeepTheBinsThatCountedAndWhereTheyBegin) {
  auto const list = distributions(spread());
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list[0].name, "door_count");
  EXPECT_EQ(list[0].axes[1].from, (std::vector<std::int64_t>{5, 6, 7, 8, 9}));
  ASSERT_EQ(list[0].counts.size(), 5u * count_of<Cohort>);
  EXPECT_EQ(list[0].counts[0], 3);
  EXPECT_EQ(list[0].counts[5 + 2], 2) << "wave, seven hours";
  EXPECT_EQ(list[1].counts[4], 1);
  EXPECT_EQ(list[2].axes[1].from, (std::vector<std::int64_t>{-2, -1, 0}));
  EXPECT_EQ(list[2].counts[0], 4);
  EXPECT_EQ(list[2].counts[3 + 2], 6);
  EXPECT_EQ(list[3].axes[0].from, std::vector<std::int64_t>{24});
}

TEST(Distributions, NothingCountedIsNotWritten) { EXPECT_TRUE(distributions(Totals()).empty()); }

//! A small drill: its file holds them, every name stands in FORMAT.md, and they agree with what else is counted.
TEST(Distributions, StandInTheFileAndAgreeWithItsCounters) {
  fs::path const folder = fs::temp_directory_path() / ("groundswell_spread_" + std::to_string(getpid()));
  fs::create_directories(folder);
  std::vector<Metric> const metrics = run(test::small_run("rigid", folder / "run.h5")).metrics;
  output::RunReader const file(folder / "run.h5");
  auto const sum = [&](char const* name) {
    auto const cells = file.integers(name);
    return std::accumulate(cells.begin(), cells.end(), std::int64_t{0});
  };
  std::ifstream page(GS_SOURCE_DIR "/host/output/FORMAT.md");
  std::stringstream text;
  text << page.rdbuf();
  for (char const* name : {"door_count", "unresolved_count", "promise_error_count", "backorder_age_count", "cohort", "door_hour",
                           "promise_error_hour", "backorder_age_hour"}) {
    EXPECT_TRUE(file.has(name)) << name;
    EXPECT_NE(text.str().find("`" + std::string(name) + "`"), std::string::npos) << name;
  }
  EXPECT_GT(sum("door_count"), 0);
  EXPECT_EQ(sum("promise_error_count"), sum("door_count")) << "a parcel that came has both";
  // which planner was asked in vain: shops at all, and less than everybody
  double const cycles = value_of(metrics, "cycle_service");
  EXPECT_GT(cycles, 0.3);
  EXPECT_LT(cycles, 1.0);
  auto const ended = file.integers("echelon_cycles"), ran_short = file.integers("echelon_cycles_short");
  for (std::size_t i = 0; i < ended.size(); ++i) EXPECT_LE(ran_short[i], ended[i]);
  auto const waiting = file.integers("waiting_orders"), backorders = file.integers("backorders"), age = file.integers("backorder_age");
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    EXPECT_LE(backorders[i], waiting[i]) << "what is made to order waits, but is no backorder";
    EXPECT_EQ(backorders[i] == 0, age[i] == 0);
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace gs::run
