#include "host/output/layout.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "host/output/files.hpp"
#include "host/output/run_reader.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

TEST(Layout, EveryCounterHasADatasetOfItsOwnName) {
  std::set<std::string> names;
  for (auto const& dataset : growing_datasets(small_axes())) EXPECT_TRUE(names.insert(dataset.name).second) << dataset.name << " twice";
  for (auto const& counter : counter_info) EXPECT_TRUE(names.contains(counter.name)) << counter.name;
  for (auto const& counter : zone_counter_info) EXPECT_TRUE(names.contains(std::string("zone_") + counter.name)) << counter.name;
  for (auto const& counter : pool_counter_info) EXPECT_TRUE(names.contains(std::string("pool_") + counter.name)) << counter.name;
  for (auto const& counter : channel_counter_info) EXPECT_TRUE(names.contains(std::string("channel_") + counter.name)) << counter.name;
  for (auto const& counter : chain_counter_info) EXPECT_TRUE(names.contains(std::string("chain_") + counter.name)) << counter.name;
  for (auto const& counter : echelon_counter_info) EXPECT_TRUE(names.contains(std::string("echelon_") + counter.name)) << counter.name;
}

TEST(Layout, TheAxisStandsLastSoThatItsRowsAreCommitted) {
  std::string last[3];
  for (auto const& dataset : growing_datasets(small_axes())) last[static_cast<int>(dataset.grows)] = dataset.name;
  EXPECT_EQ(last[0], "time");
  EXPECT_EQ(last[1], "day");
  EXPECT_EQ(last[2], "sample");
}

TEST(Layout, LevelsAndFlowsAreToldApart) {
  std::set<std::string> levels;
  for (auto const& dataset : growing_datasets(small_axes()))
    if (dataset.source == Source::totals && dataset.cell_methods == "time: point") levels.insert(dataset.name);
  EXPECT_EQ(levels, (std::set<std::string>{"open_orders", "waiting_orders", "open_jobs", "stock_units", "stock_value", "benches_waiting", "outages",
                                           "backorders", "backorder_age"}));
}

TEST(Layout, NoDurationWearsAUnitThatXarrayTurnsIntoATimedelta) {
  for (auto const& dataset : growing_datasets(small_axes()))
    for (char const* unit : {"days", "hours", "minutes", "seconds"}) EXPECT_NE(dataset.unit, unit) << dataset.name;
}

//! Every dataset and every attribute of a finished file stands in FORMAT.md, in `code` letters.
TEST(Layout, FormatPageNamesEveryDatasetAndAttribute) {
  std::ifstream page(GS_SOURCE_DIR "/host/output/FORMAT.md");
  std::stringstream text;
  text << page.rdbuf();
  Folder const folder;
  auto info = small_info();
  info.world = info.build_type = info.compiler = info.resumed_from = "x";
  RunWriter writer(folder / "run.h5", small_axes(), info);
  append_ticks(writer, small_axes(), 0, 30);
  writer.finish(small_summary(), {false, 1.0, 30, "[]", "signal"});
  RunReader const file(folder / "run.h5");
  for (auto const& variable : file.variables()) {
    if (variable.name == "supplier_worked" || variable.name == "supplier_cash") continue;  // the caller's own columns
    EXPECT_NE(text.str().find("`" + variable.name + "`"), std::string::npos) << "dataset " << variable.name;
  }
  auto const handle = h5::open_to_read(file.path());
  for (auto const& name : h5::attribute_names(handle)) EXPECT_NE(text.str().find("`" + name + "`"), std::string::npos) << "attribute " << name;
}

TEST(Files, PublishRefusesToReplaceUnasked) {
  Folder const folder;
  std::ofstream(folder / "new") << "new";
  std::ofstream(folder / "name") << "old";
  EXPECT_THROW(publish(folder / "new", folder / "name", false), SimulationError);
  EXPECT_EQ(folder.files(), 2u);
  publish(folder / "new", folder / "name", true);
  EXPECT_EQ(folder.files(), 1u);
  std::string content;
  std::ifstream(folder / "name") >> content;
  EXPECT_EQ(content, "new");
}

TEST(Files, BytesReadWell) {
  EXPECT_EQ(human_bytes(0), "0 B");
  EXPECT_EQ(human_bytes(999), "999 B");
  EXPECT_EQ(human_bytes(1000), "1 kB");
  EXPECT_EQ(human_bytes(999'600), "1 MB");
  EXPECT_EQ(human_bytes(141'000'000'000), "141 GB");
  EXPECT_EQ(human_bytes(-1), "unknown");
}

}  // namespace
}  // namespace gs::output
