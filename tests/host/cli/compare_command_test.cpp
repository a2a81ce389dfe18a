//! compare on the command line: what it prints, and what it refuses.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>
#include "tests/support/command.hpp"

namespace gs::cli {
namespace {
using test::run, test::Said;

Said compare(std::vector<std::string> const& more) {
  std::vector<std::string> words = {
      "compare", "livestream_pulse",   "--world",  "small", "--members", "2k", "--days", "4", "--set", "clock.warmup=1d",
      "--set",   "wave.show.start=2d", "--designs"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

TEST(CompareCommand, SaysTheDifferenceInWords) {
  Said const said = compare({"rigid,flexible", "-r", "3"});
  EXPECT_EQ(said.code, ok) << said.err;
  for (char const* part :
       {"flexible against rigid", "95 % paired t", "95 % bootstrap", "not tuned: rigid, flexible", "world.outside_load", "better: lower"})
    EXPECT_NE(said.out.find(part), std::string::npos) << part << "\n" << said.out;
}

TEST(CompareCommand, GivesJsonALine) {
  Said const said = compare({"rigid,flexible", "-r", "3", "--json"});
  EXPECT_EQ(said.code, ok);
  std::istringstream lines(said.out);
  int results = 0;
  for (std::string line; std::getline(lines, line);) {
    auto const json = nlohmann::json::parse(line);
    if (json["type"] != "result") continue;
    ++results;
    auto const& service = json["metrics"]["service"];
    EXPECT_EQ(service["pairs"], 3);
    EXPECT_LE(service["paired_t_95"][0], service["difference"]);
    EXPECT_EQ(json["designs"]["flexible"]["tuned"], false);
  }
  EXPECT_EQ(results, 1);
}

TEST(CompareCommand, TellsWhatItWouldNeed) {
  Said const said = compare({"rigid,flexible", "-r", "5", "--dry-run"});
  EXPECT_EQ(said.code, ok);
  EXPECT_NE(said.out.find("10 runs"), std::string::npos) << said.out;
  EXPECT_NE(said.out.find("memory"), std::string::npos);
}

TEST(CompareCommand, RefusesWhatItCannotDo) {
  EXPECT_EQ(compare({"rigid", "-r", "3"}).code, usage);
  EXPECT_EQ(compare({"rigid,flexibel", "-r", "3"}).code, usage);
  EXPECT_EQ(compare({"rigid,flexible", "--until-precision", "0"}).code, usage);
  EXPECT_EQ(compare({"rigid,flexible", "--until-precision", "2 potatoes"}).code, usage);
  EXPECT_EQ(compare({"rigid,flexible", "--shard", "1/2"}).code, usage) << "shards need a folder";
}

}  // namespace
}  // namespace gs::cli
