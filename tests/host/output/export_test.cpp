#include "host/output/export.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

class Export : public testing::Test {
 protected:
  void SetUp() override {
    RunWriter writer(path, small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, 50);
    writer.finish({{"service", "1", 0.953, "first choices, \"in time\""}, {"bullwhip", "1", std::nan(""), "not measured", "two samples"}},
                  {true, 1.5, 50, "[]", ""});
  }
  std::vector<std::string> lines(std::string const& table) const {
    std::stringstream text;
    export_csv(RunReader(path), table, text);
    std::vector<std::string> all;
    for (std::string line; std::getline(text, line);) all.push_back(line);
    return all;
  }
  Folder folder;
  std::filesystem::path path = folder / "run.h5";
};

TEST_F(Export, ListsOneTableForEverySetOfAxes) {
  EXPECT_EQ(csv_tables(RunReader(path)), (std::vector<std::string>{"zone", "pool", "site", "time", "time_zone", "time_pool", "time_channel",
                                                                   "day_echelon_line", "day_rank", "day_echelon", "day_party_account", "day_account",
                                                                   "sample_member", "sample_supplier", "sample_site", "sample_zone", "metric"}));
}

TEST_F(Export, WritesTicksWithUnits) {
  auto const table = lines("time");
  ASSERT_EQ(table.size(), 51u);
  EXPECT_TRUE(table[0].starts_with("time [seconds since 2026-01-05 00:00:00],span [s],state_hash,measured,wakes,")) << table[0];
  EXPECT_TRUE(table[1].starts_with("3600,3600,18446744069414584320,0,100000000,100000001,")) << table[1];
  EXPECT_TRUE(table[50].starts_with("180000,3600,")) << table[50];
}

TEST_F(Export, WritesOneLineForEveryCombinationOfTheOtherAxes) {
  auto const table = lines("day_echelon_line");
  ASSERT_EQ(table.size(), 1u + 2 * 5 * 2);
  EXPECT_EQ(table[0], "day [seconds since 2026-01-05 00:00:00],echelon,line,chain_orders [grains],chain_demand [grains],chain_stock [cent]");
  EXPECT_EQ(table[1], "86400,micro,line 0,400000000,400000001,400000002");
  EXPECT_EQ(table[2], "86400,micro,line 1,400000003,400000004,400000005");
  EXPECT_EQ(table[3], "86400,regional,line 0,400000006,400000007,400000008");
  EXPECT_EQ(table[11], "172800,micro,line 0,400001000,400001001,400001002");
}

TEST_F(Export, QuotesTextThatNeedsIt) {
  auto const table = lines("metric");
  ASSERT_EQ(table.size(), 3u);
  EXPECT_EQ(table[1], "service,1,\"first choices, \"\"in time\"\"\",,0.953");
  EXPECT_EQ(table[2], "bullwhip,1,not measured,two samples,nan");
}

TEST_F(Export, RefusesAnUnknownTable) {
  std::stringstream text;
  try {
    export_csv(RunReader(path), "ticks", text);
    FAIL();
  } catch (ConfigError const& error) { EXPECT_NE(std::string(error.what()).find("time_zone"), std::string::npos) << error.what(); }
}

TEST_F(Export, WritesFilesAndNeverReplacesThemUnasked) {
  RunReader const file(path);
  auto const paths = export_csv_files(file, folder / "run");
  EXPECT_EQ(paths.size(), 17u);
  EXPECT_EQ(folder.files(), 18u);
  EXPECT_THROW(export_csv_files(file, folder / "run"), ConfigError);
  EXPECT_EQ(export_csv_files(file, folder / "run", true).size(), 17u);
  EXPECT_EQ(folder.files(), 18u);
}

TEST_F(Export, TellsWhatAFileIs) {
  RunReader const file(path);
  auto const text = info_text(file);
  for (char const* part :
       {"complete", "50 ticks, 2 days, 2 samples", "rigid", "groundswell run livestream_pulse", "service", "time 50, zone 3", "2 d 2 h"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  auto const json = nlohmann::json::parse(info_json(file));
  EXPECT_EQ(json["type"], "result");
  EXPECT_EQ(json["ticks"], 50);
  EXPECT_EQ(json["seed"], 0xfedcba9876543210ull);
  EXPECT_EQ(json["metrics"]["service"], 0.953);
  EXPECT_TRUE(json["metrics"]["bullwhip"].is_null());
}

}  // namespace
}  // namespace gs::output
