#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "host/output/run_reader.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

namespace fs = std::filesystem;

fs::path written(Folder const& folder, std::int64_t ticks, WriterOptions const& options = {}) {
  auto const path = folder / "run.h5";
  RunWriter writer(path, small_axes(), small_info(), options);
  append_ticks(writer, small_axes(), 0, ticks);
  writer.finish(small_summary(), {true, 12.5, ticks, "[{\"at\": 3}]", ""});
  return path;
}

void expect_rows(RunReader const& file, std::int64_t ticks) {
  auto const expected = small_block(small_axes(), 0, ticks);
  ASSERT_EQ(file.rows(), ticks);
  ASSERT_EQ(file.days(), ticks / 24);
  auto const series = file.series(0, ticks), daily = file.daily(0, ticks / 24);
  EXPECT_EQ(series.time, expected.time);
  EXPECT_EQ(series.span, expected.span);
  EXPECT_EQ(series.state_hash, expected.state_hash);
  EXPECT_EQ(series.totals, expected.totals);
  EXPECT_EQ(series.zones, expected.zones);
  EXPECT_EQ(series.channels, expected.channels);
  EXPECT_EQ(series.pools, expected.pools);
  EXPECT_EQ(daily.day, expected.day);
  EXPECT_EQ(daily.chain, expected.chain);
  EXPECT_EQ(daily.money, expected.money);
  EXPECT_EQ(daily.stockouts, expected.stockouts);
}

TEST(RunFile, ReturnsEverythingThatWasWritten) {
  Folder const folder;
  RunReader const file(written(folder, 100));
  expect_rows(file, 100);
  EXPECT_EQ(file.samples(), 4);
  EXPECT_EQ(file.integers("member_spend"), (std::vector<std::int64_t>{10, 11, 20, 21, 30, 31, 40, 41}));
  EXPECT_EQ(file.integers("member_loyalty", 3), (std::vector<std::int64_t>{60'004, 60'004}));
  EXPECT_EQ(file.integers("supplier_cash"), (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(folder.files(), 1u) << "partial and temporary files are gone";
}

TEST(RunFile, ReturnsProvenanceAxesAndSummary) {
  Folder const folder;
  RunReader const file(written(folder, 30));
  auto const info = file.info(), wrote = small_info();
  EXPECT_EQ(info.config_text, wrote.config_text);
  EXPECT_EQ(info.seed, wrote.seed);
  EXPECT_EQ(info.git_dirty, true);
  EXPECT_EQ(info.command_line, wrote.command_line);
  EXPECT_EQ(info.config_sha256.size(), 64u);
  EXPECT_EQ(info.started.size(), 20u);
  auto const axes = file.axes();
  EXPECT_EQ(axes.zones[2].x, 2000);
  EXPECT_EQ(axes.zones[2].region, 1u);
  EXPECT_EQ(axes.pools[2].family, "flexible");
  EXPECT_EQ(axes.lines, small_axes().lines);
  EXPECT_EQ(axes.echelons, small_axes().echelons);
  EXPECT_EQ(axes.members, small_axes().members);
  EXPECT_EQ(axes.supplier_columns[1].unit, "cent");
  EXPECT_EQ(file.strings("pool")[2], "core/assembly/flexible #2");
  auto const summary = file.summary();
  ASSERT_EQ(summary.size(), 2u);
  EXPECT_EQ(summary[0].value, 0.953);
  EXPECT_EQ(summary[0].meaning, small_summary()[0].meaning);
  EXPECT_EQ(summary[0].note, "");
  EXPECT_EQ(summary[1].note, "two samples");
  EXPECT_TRUE(std::isnan(summary[1].value));
  auto const end = file.end();
  EXPECT_TRUE(end.complete);
  EXPECT_EQ(end.wall_seconds, 12.5);
  EXPECT_EQ(end.events_json, "[{\"at\": 3}]");
  EXPECT_FALSE(file.partial());
}

TEST(RunFile, MarksTheMeasuredWindow) {
  Folder const folder;
  RunReader const file(written(folder, 8));
  EXPECT_EQ(file.integers("measured"), (std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 1, 1}));
}

TEST(RunFile, HoldsAnyNumberOfTicks) {
  for (std::int64_t const ticks : {0, 1, 15, 16, 17, 32, 33, 24 * 5}) {
    for (bool const swmr : {true, false}) {
      Folder const folder;
      RunReader const file(written(folder, ticks, {false, swmr, 16, 2}));
      SCOPED_TRACE(ticks);
      expect_rows(file, ticks);
    }
  }
}

TEST(RunFile, LeavesOutDatasetsOfEmptyAxes) {
  Folder const folder;
  auto const path = folder / "run.h5";
  Axes axes;
  RunWriter writer(path, axes, small_info());
  append_ticks(writer, axes, 0, 30);
  writer.finish({}, {});
  RunReader const file(path);
  EXPECT_EQ(file.rows(), 30);
  EXPECT_FALSE(file.has("zone_wants") || file.has("pool_worked") || file.has("chain_orders") || file.has("member"));
  EXPECT_TRUE(file.has("money"));
  EXPECT_EQ(file.series(0, 30).totals, small_block(axes, 0, 30).totals);
}

TEST(RunFile, CanBeFlushedInsideABlock) {
  Folder const folder;
  auto const path = folder / "run.h5";
  RunWriter writer(path, small_axes(), small_info(), {false, true, 16, 2});
  append_ticks(writer, small_axes(), 0, 5);
  writer.flush();
  append_ticks(writer, small_axes(), 5, 50);
  writer.finish(small_summary(), {});
  expect_rows(RunReader(path), 50);
}

TEST(RunFile, IsReadableWhileItIsWritten) {
  Folder const folder;
  auto const path = folder / "run.h5";
  RunWriter writer(path, small_axes(), small_info(), {false, true, 16, 2});
  append_ticks(writer, small_axes(), 0, 40);
  EXPECT_FALSE(fs::exists(path));
  RunReader file(path);
  EXPECT_TRUE(file.partial());
  EXPECT_EQ(file.rows(), 32) << "whole blocks only";
  EXPECT_EQ(file.series(0, 32).zones, small_block(small_axes(), 0, 32).zones);
  EXPECT_FALSE(file.end().complete);
  append_ticks(writer, small_axes(), 40, 60);
  file.refresh();
  EXPECT_EQ(file.rows(), 48);
  EXPECT_EQ(file.series(32, 16).pools, small_block(small_axes(), 32, 16).pools);
}

TEST(RunFile, NeverReplacesAFileUnasked) {
  Folder const folder;
  auto const path = written(folder, 30);
  EXPECT_THROW(RunWriter(path, small_axes(), small_info()), ConfigError);
  EXPECT_EQ(RunReader(path).rows(), 30);
  {
    RunWriter writer(path, small_axes(), small_info(), {true});
    append_ticks(writer, small_axes(), 0, 10);
    EXPECT_EQ(RunReader(path).rows(), 30) << "the old file stays until the new one is whole";
    writer.finish({}, {});
  }
  EXPECT_EQ(RunReader(path).rows(), 10);
}

TEST(RunFile, RefusesAPartialFileOfAnotherRun) {
  Folder const folder;
  RunWriter writer(folder / "run.h5", small_axes(), small_info());
  EXPECT_THROW(RunWriter(folder / "run.h5", small_axes(), small_info()), ConfigError);
  EXPECT_EQ(folder.files(), 1u);
}

TEST(RunFile, LeavesNothingWhenItCannotStart) {
  Folder const folder;
  EXPECT_THROW(RunWriter(folder / "absent/run.h5", small_axes(), small_info()), ConfigError);
  EXPECT_THROW(RunWriter(folder / ".", small_axes(), small_info()), ConfigError);
  EXPECT_EQ(folder.files(), 0u);
}

TEST(RunFile, KeepsRowsOfARunThatBreaks) {
  Folder const folder;
  {
    RunWriter none(folder / "none.h5", small_axes(), small_info());
    RunWriter some(folder / "some.h5", small_axes(), small_info());
    append_ticks(some, small_axes(), 0, 7);
  }
  EXPECT_EQ(folder.files(), 1u);
  RunReader const file(folder / "some.h5");
  EXPECT_TRUE(file.partial());
  EXPECT_EQ(file.rows(), 7);
}

TEST(RunFile, RefusesNumbersThatDoNotFit) {
  Folder const folder;
  RunWriter writer(folder / "run.h5", small_axes(), small_info());
  auto block = small_block(small_axes(), 0, 3);
  block.zones[5] = std::int64_t{1} << 31;
  EXPECT_THROW(writer.append(block), SimulationError);
  block = small_block(small_axes(), 0, 3);
  block.pools.pop_back();
  RunWriter other(folder / "other.h5", small_axes(), small_info());
  EXPECT_THROW(other.append(block), SimulationError);
}

}  // namespace
}  // namespace gs::output
