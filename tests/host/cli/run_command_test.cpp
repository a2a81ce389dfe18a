//! run on the command line: what a person sees at its end, what --json has.
#include <gtest/gtest.h>
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>
#include "host/run/metric.hpp"
#include "tests/support/command.hpp"

namespace gs::cli {
namespace {
using test::run, test::Said;
namespace fs = std::filesystem;

struct RunCommand : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("gs_run_command_" + std::to_string(::getpid()));
  RunCommand() { fs::create_directories(folder); }
  ~RunCommand() override { fs::remove_all(folder); }
  Said small(std::vector<std::string> const& more) const {
    std::vector<std::string> words = {"run",
                                      "livestream_pulse",
                                      "--world",
                                      "small",
                                      "--members",
                                      "2k",
                                      "--days",
                                      "4",
                                      "--set",
                                      "clock.warmup=1d",
                                      "--set",
                                      "wave.show.start=2d",
                                      "--designs",
                                      "rigid,flexible",
                                      "--force",
                                      "-o",
                                      (folder / "out.h5").string()};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  }
};

TEST_F(RunCommand, EndsWithATableThatFitsAScreen) {
  Said const said = small({});
  EXPECT_EQ(said.code, ok) << said.err;
  EXPECT_LT(std::count(said.out.begin(), said.out.end(), '\n'), 30) << said.out;
  for (char const* part : {"  service ", "  lost_sales ", "  margin ", "  score.quality "})
    EXPECT_NE(said.out.find(part), std::string::npos) << said.out;
  EXPECT_EQ(said.out.find("promise_error"), std::string::npos);
  EXPECT_NE(said.err.find("--show all"), std::string::npos) << said.err;
  EXPECT_NE(said.err.find("warning: clock.warmup"), std::string::npos) << said.err;
}

TEST_F(RunCommand, ShowsMoreWhenAsked) {
  EXPECT_NE(small({"--show", "all"}).out.find("promise_error"), std::string::npos);
  Said const money = small({"--show", "money"});
  EXPECT_NE(money.out.find("cost.transport"), std::string::npos) << money.out;
  EXPECT_EQ(money.out.find("  service "), std::string::npos);
  EXPECT_EQ(small({"--show", "monney"}).code, usage);
}

//! Programs get every metric whatever the table shows.
TEST_F(RunCommand, JsonHoldsEveryMetric) {
  std::istringstream lines(small({"--json", "--show", "money"}).out);
  int results = 0;
  for (std::string line; std::getline(lines, line);) {
    auto const json = nlohmann::json::parse(line);
    if (json["type"] != "result") continue;
    ++results;
    for (char const* name : {"service", "promise_error", "cost.transport", "score.cost"}) EXPECT_TRUE(json["metrics"].contains(name)) << name;
  }
  EXPECT_EQ(results, 2);
}

//! What was laid over the world is named in the result and in the file.
TEST_F(RunCommand, TellsTheIndustry) {
  EXPECT_NE(small({"--industry", "fresh", "--json"}).out.find(R"("industry":"fresh")"), std::string::npos);
  EXPECT_NE(run({"info", (folder / "out-rigid.h5").string()}).out.find("  industry   fresh"), std::string::npos);
}

}  // namespace
}  // namespace gs::cli
