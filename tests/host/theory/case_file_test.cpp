//! Textbook files: what is wrong with them is said with its place; what is right becomes a world the engine accepts.
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include "host/config/config.hpp"
#include "host/theory/run_case.hpp"

namespace gs::theory {
namespace {
namespace fs = std::filesystem;

std::string const good = R"toml(
schema_version = 1
description = "a shop"
[run]
length = "50 d"
warmup = "5 d"
replications = 2
[[point]]
name = "shop"
from = "outside"
lead = "= L"
level = 300
[[demand]]
at = "shop"
law = "fixed"
mean = 100
[[measure]]
name = "stock"
value = "= net_mean(shop)"
expect = "= 300 - 100*L"
[[case]]
id = "fixed"
L = 2
)toml";

struct File {
  fs::path path;
  explicit File(std::string const& text) : path(fs::temp_directory_path() / ("textbook_" + std::to_string(::getpid()) + ".toml")) {
    std::ofstream(path) << text;
  }
  ~File() { fs::remove(path); }
};

std::string replaced(std::string text, std::string const& from, std::string const& to) { return text.replace(text.find(from), from.size(), to); }

//! What is said of a text, "" when it runs.
std::string complaint(std::string const& text) {
  File const file(text);
  try {
    for (Case const& c : read_cases({file.path})) run_case(c, false, 1, 1);
    return "";
  } catch (ConfigError const& problem) { return problem.what(); }
}

TEST(CaseFile, RunsThroughTheEngine) {
  File const file(good);
  auto const cases = read_cases({file.path});
  ASSERT_EQ(cases.size(), 1u);
  Outcome const o = run_case(cases[0], false, 1, 1);
  EXPECT_TRUE(o.passed);
  ASSERT_EQ(o.measured.size(), 1u);
  EXPECT_DOUBLE_EQ(o.measured[0].mean, 100.0);
  EXPECT_EQ(o.broken_law, "");
}

TEST(CaseFile, AWrongTheoryFails) {
  File const file(replaced(good, "= 300 - 100*L", "= 299 - 100*L"));
  EXPECT_FALSE(run_case(read_cases({file.path})[0], false, 1, 1).passed);
}

//! What cannot be ordered for three days is missing for three days, a lead time later; the spell is seen as one.
TEST(CaseFile, AnOutageStopsWhatFeedsAPoint) {
  std::string const outage = "[[outage]]\nat = \"shop\"\npauses = \"orders\"\nfrom = \"20 d\"\nuntil = \"23 d\"\n[[measure]]\n";
  std::string const text = replaced(replaced(good, "[[measure]]\n", outage), "level = 300", "level = 250");
  for (auto const& [value, expect] : {std::pair{"short_max(shop)", "250"}, {"spell_mean(shop)", "3"}, {"spell_longer(shop, 2)", "1"}}) {
    File const file(replaced(replaced(text, "net_mean(shop)", value), "300 - 100*L", expect));
    EXPECT_TRUE(run_case(read_cases({file.path})[0], false, 1, 1).passed) << value;
  }
}

TEST(CaseFile, MistakesAreNamedWithTheirPlace) {
  auto const has = [](std::string const& text, std::string const& part) {
    EXPECT_NE(complaint(text).find(part), std::string::npos) << complaint(text);
  };
  has(replaced(good, "level = 300", "levle = 300"), "did you mean 'level'");
  has(replaced(good, "at = \"shop\"", "at = \"shpo\""), "did you mean 'shop'");
  has(replaced(good, "law = \"fixed\"", "law = \"fix\""), "unknown law");
  has(replaced(good, "\"= L\"", "\"= M\""), "no number called 'M'");
  has(replaced(good, "net_mean(shop)", "net_men(shop)"), "no function or statistic 'net_men'");
  has(replaced(good, "net_mean(shop)", "net_mean(plant)"), "no stock point 'plant'");
  has(replaced(good, "[[measure]]", "[[masure]]"), "unknown table");
  has(replaced(good, "schema_version = 1", ""), "schema_version");
  has(replaced(good, "mean = 100", "mean = \"100\""), "is a number");
  has(replaced(good, "from = \"outside\"", "from = \"shop\""), "cycle");
  has(good + "[[outage]]\nat = \"shop\"\npauses = \"order\"\n", "did you mean 'orders'");
  has(replaced(good, "from = \"outside\"\nlead = \"= L\"", "none = true") + "[[outage]]\nat = \"shop\"\n", "lane or buys from outside");
  has(good + "[[link]]\nmarket = \"plant\"\n", "there is no 'plant'");
}

//! Every case that ships says where it comes from, and is either run or named with a reason.
TEST(CaseFile, ShippedCasesAreComplete) {
  auto const cases = read_cases(config::textbook_files(fs::path(GS_SOURCE_DIR) / "configs"));
  EXPECT_GE(cases.size(), 20u);
  for (Case const& c : cases) {
    EXPECT_FALSE(c.source.empty()) << c.id;
    if (!c.cannot.empty()) continue;
    EXPECT_FALSE(quantities_of(c, false).empty()) << c.id;
    EXPECT_GT(plan_of(c, true).length, 0) << c.id;
    EXPECT_LE(plan_of(c, true).length, plan_of(c, false).length) << c.id;
  }
}

}  // namespace
}  // namespace gs::theory
