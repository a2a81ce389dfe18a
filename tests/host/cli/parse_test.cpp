#include "host/cli/parse.hpp"
#include <gtest/gtest.h>
#include "host/cli/scenario_options.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

Parsed parsed(std::vector<Command> const& all, std::vector<char const*> words) {
  words.insert(words.begin(), "groundswell");
  return parse(all, static_cast<int>(words.size()), words.data());
}

TEST(Parse, FillsTheOptionsOfTheNamedCommand) {
  ScenarioOptions o;
  std::vector<Command> const all = {{"run", "", scenario_options(o), [](Context const&) { return ok; }}};
  Parsed const p = parsed(all, {"run", "pulse", "--set", "a=1", "--members", "200k", "--set", "b=2", "--json", "--seed", "7"});
  ASSERT_EQ(p.error, "");
  ASSERT_NE(p.command, nullptr);
  EXPECT_TRUE(p.context.json);
  EXPECT_EQ(p.context.command_line, "groundswell run pulse --set a=1 --members 200k --set b=2 --json --seed 7");
  config::Request const r = finished_request(o);
  EXPECT_EQ(r.scenario, "pulse");
  EXPECT_EQ(r.sets, (std::vector<std::string>{"a=1", "b=2"}));
  EXPECT_EQ(r.members, 200000);
  EXPECT_EQ(r.seed, 7u);
  EXPECT_FALSE(r.days);
}

TEST(Parse, SetTakesOneWordOnly) {
  ScenarioOptions o;
  std::vector<Command> const all = {{"run", "", scenario_options(o), [](Context const&) { return ok; }}};
  EXPECT_EQ(parsed(all, {"run", "--set", "a=1", "pulse"}).error, "");
  EXPECT_EQ(o.request.scenario, "pulse");
}

TEST(Parse, SuggestsCommandsAndOptions) {
  auto const all = commands();
  EXPECT_NE(parsed(all, {"rnu", "x"}).error.find("did you mean 'run'"), std::string::npos);
  EXPECT_NE(parsed(all, {"run", "x", "--memebrs", "3"}).error.find("did you mean '--members'"), std::string::npos);
  EXPECT_NE(parsed(all, {"run", "x", "--desing=rigid"}).error.find("did you mean '--design'"), std::string::npos);
}

TEST(Parse, MissingAndMistypedValuesAreErrors) {
  auto const all = commands();
  EXPECT_NE(parsed(all, {"run"}).error, "");
  EXPECT_NE(parsed(all, {"run", "x", "--seed", "soon"}).error, "");
  EXPECT_NE(parsed(all, {}).error, "");
}

TEST(Parse, EveryCommandHasAMeaningAndEveryOptionAHelp) {
  for (Command const& c : commands()) {
    EXPECT_FALSE(c.what.empty()) << c.name;
    for (Option const& o : c.options) EXPECT_FALSE(o.help.empty()) << c.name << " " << o.names;
  }
}

//! As on the README's line for pictures: a build without the viewer says how to get it, whatever else the line says.
TEST(Parse, ACommandThatIsMissingHereTakesEveryOption) {
  auto const all = without_viewer();
  Parsed const p = parsed(all, {"render", "out/a.h5", "--at", "117 d 22 h", "-o", "a.png"});
  EXPECT_EQ(p.error, "");
  ASSERT_NE(p.command, nullptr);
  EXPECT_THROW(p.command->action(p.context), DeviceError);
}

TEST(ReadCount, TakesThousandsMillionsAndBillions) {
  EXPECT_EQ(read_count("200k", "--members"), 200000);
  EXPECT_EQ(read_count("1.5M", "--members"), 1500000);
  EXPECT_EQ(read_count("1G", "--members"), 1000000000);
  EXPECT_EQ(read_count("12345", "--members"), 12345);
  for (char const* bad : {"", "many", "-5", "0", "1.5", "k"}) EXPECT_THROW(read_count(bad, "--members"), ConfigError) << bad;
}

TEST(ReadTime, TakesUnitsAndBareSeconds) {
  EXPECT_EQ(read_time("90", "--time-limit"), 90);
  EXPECT_EQ(read_time("10 min", "--time-limit"), 600);
  EXPECT_EQ(read_time("30 d", "--checkpoint-every"), 30 * day);
  for (char const* bad : {"", "soon", "-5 s", "0"}) EXPECT_THROW(read_time(bad, "--time-limit"), ConfigError) << bad;
}

}  // namespace
}  // namespace gs::cli
