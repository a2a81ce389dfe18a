//! Arrows run only down: viz -> host/{run,output} -> kernels/engine -> the eight stages -> state -> core. A wrong arrow would not fail to link.
#include <gtest/gtest.h>
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include "tests/architecture/sources.hpp"

namespace gs::architecture {
namespace {
using Rooms = std::set<std::string>;

Rooms const ground = {"kernels/core", "kernels/state"};
std::vector<std::string> const stages = {"traffic", "members", "orders", "network", "planning", "production", "suppliers", "ledger"};

Rooms with(Rooms base, Rooms const& more) {
  base.insert(more.begin(), more.end());
  return base;
}

//! Rooms a room may include, itself apart.
std::map<std::string, Rooms> allowed() {
  std::map<std::string, Rooms> may = {{"kernels/core", {}}, {"kernels/state", {"kernels/core"}}};
  Rooms all = ground;
  for (std::string const& stage : stages) {
    may["kernels/" + stage] = ground;
    all.insert("kernels/" + stage);
  }
  may["kernels/engine"] = all;
  Rooms const seen = with(ground, {"kernels/engine"});  // of kernels/engine: engine.hpp only, see below
  may["host/config"] = ground;
  may["host/world"] = ground;
  may["host/output"] = seen;
  may["host/run"] = with(seen, {"host/world", "host/output"});
  may["host/fit"] = with(ground, {"host/config", "host/world"});
  may["host/experiments"] = with(seen, {"host/config", "host/world", "host/output", "host/run"});
  may["host/theory"] = with(seen, {"host/config", "host/world"});
  may["host/report"] = with(seen, {"host/config", "host/output", "host/run"});
  may["host/cli"] =
      with(seen, {"host/config", "host/world", "host/output", "host/run", "host/experiments", "host/fit", "host/theory", "host/report"});
  may["viz/source"] = with(seen, {"host/run", "host/output"});
  may["viz/draw"] = ground;
  may["viz/panels"] = with(seen, {"viz/source", "viz/draw"});
  may["viz/app"] = with(seen, {"host/config", "host/world", "host/output", "host/run", "host/cli", "viz/source", "viz/draw", "viz/panels"});
  return may;
}

//! Why this include is wrong; nothing if it is allowed.
std::optional<std::string> wrong(std::string const& file, std::string const& include) {
  static auto const may = allowed();
  std::string const from = room_of(file), to = room_of(include);
  auto const rule = may.find(from);
  if (rule == may.end()) return "no rule for room " + from;
  if (to == from) return std::nullopt;
  if (file == "kernels/core/columns.hpp" && include == "kernels/state/table.hpp") return std::nullopt;  // how a table is declared, no table
  if (!rule->second.contains(to)) return from + " must not include " + to;
  if (to == "kernels/engine" && include != "kernels/engine/engine.hpp") return from + " may see kernels/engine/engine.hpp only";
  return std::nullopt;
}

TEST(Arrows, EveryIncludeRunsDown) {
  auto const files = sources({"kernels", "host", "viz"});
  ASSERT_GT(files.size(), 50u);
  for (std::string const& file : files)
    for (std::string const& include : includes(lines_of(file), true)) {
      auto const why = wrong(file, include);
      EXPECT_FALSE(why) << file << " includes " << include << ": " << why.value_or("");
      EXPECT_TRUE(fs::exists(root() / include)) << file << " includes " << include << ": write it from the root of the tree";
    }
}

TEST(Arrows, TheRuleSeesAWrongOne) {
  EXPECT_TRUE(wrong("kernels/planning/plan.hpp", "kernels/members/choice.hpp"));
  EXPECT_TRUE(wrong("kernels/core/a.hpp", "kernels/state/params.hpp"));
  EXPECT_TRUE(wrong("viz/panels/a.cpp", "kernels/engine/world.hpp"));
  EXPECT_TRUE(wrong("viz/draw/a.cpp", "viz/source/rows.hpp"));
  EXPECT_TRUE(wrong("host/cli/a.cpp", "viz/app/shell.hpp"));
  EXPECT_TRUE(wrong("host/world/a.cpp", "host/config/config.hpp"));
  EXPECT_FALSE(wrong("kernels/planning/plan.hpp", "kernels/state/params.hpp"));
  EXPECT_FALSE(wrong("host/run/a.cpp", "kernels/engine/engine.hpp"));
}

TEST(Includes, AreFoundWithAnySpacing) {
  std::vector<std::string> const lines = {"#include \"a/b.hpp\"", "  #  include <tbb/x.h>", "// #include nothing", "int include;"};
  EXPECT_EQ(includes(lines, true), std::vector<std::string>{"a/b.hpp"});
  EXPECT_EQ(includes(lines, false), std::vector<std::string>{"tbb/x.h"});
}

//! Libraries by the only place that may know them.
TEST(Libraries, StayInTheirRooms) {
  auto const starts = [](std::string const& name, std::vector<std::string> const& with) {
    return std::any_of(with.begin(), with.end(), [&name](std::string const& w) { return name.starts_with(w); });
  };
  for (std::string const& file : sources({"kernels", "host", "viz"}))
    for (std::string const& name : includes(lines_of(file), false)) {
      EXPECT_FALSE(room_of(file) != "kernels/core" && starts(name, {"thrust/", "cub/", "tbb/", "cuda", "Random123/"})) << file << ": " << name;
      EXPECT_FALSE(file.starts_with("kernels/") && starts(name, {"toml", "hdf5", "H5", "fmt/", "spdlog/", "imgui", "nlohmann/", "CLI/"}))
          << file << ": " << name;
      EXPECT_FALSE(room_of(file) != "host/output" && starts(name, {"hdf5", "H5"})) << file << ": " << name;
      EXPECT_FALSE(room_of(file) != "host/config" && file != "viz/app/layout.cpp" && starts(name, {"toml"})) << file << ": " << name;
      EXPECT_FALSE(file != "host/cli/parse.cpp" && starts(name, {"CLI/"})) << file << ": " << name;
      EXPECT_FALSE(file != "host/experiments/ranks_mpi.cpp" && starts(name, {"mpi.h"})) << file << ": " << name;
    }
}

//! The state of a run is integers, and what feeds it is exact maths: no libm, no library distributions, no library shuffles.
TEST(ExactMaths, NoLibraryMathsFeedsTheState) {
  std::regex const banned(
      "\\bstd::(exp|log|pow|sin|cos|tan|tgamma|lgamma|erf|shuffle|[a-z_]+_distribution|mt19937)\\b|#\\s*include\\s*<random>|-ffast-math");
  for (std::string const& file : sources({"kernels", "host/world", "host/config"})) {
    int number = 0;
    for (std::string const& line : lines_of(file)) {
      ++number;
      std::string const code = line.substr(0, line.find("//"));
      EXPECT_FALSE(std::regex_search(code, banned)) << file << ":" << number << ": " << line;
    }
  }
}

TEST(Files, StaySmall) {
  for (std::string const& file : sources({"kernels", "host", "viz", "tests"})) EXPECT_LE(lines_of(file).size(), 400u) << file << ": split it";
}

TEST(Files, NameNoMachinePaths) {
  std::regex const machine("/(work|home|root|tmp/build)[/-]|\\.library");
  for (std::string const& file : sources({"kernels", "host", "viz"}))
    for (std::string const& line : lines_of(file)) EXPECT_FALSE(std::regex_search(line, machine)) << file << ": " << line;
}

}  // namespace
}  // namespace gs::architecture
