//! Every textbook case of configs/textbook in its short form, and the theory in it against numbers computed elsewhere.
#include <gtest/gtest.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include "host/theory/run_case.hpp"

namespace gs::theory {
namespace {
namespace fs = std::filesystem;

std::vector<Case> all_cases() { return read_cases(config::textbook_files(fs::path(GS_SOURCE_DIR) / "configs")); }

//! One family after another: the short form of all takes well under a minute.
TEST(Theory, QuickCasesAgree) {
  for (Case const& c : all_cases()) {
    if (!c.cannot.empty() || !c.quick) continue;
    Outcome const o = run_case(c, true, 20260101, 1);
    EXPECT_EQ(o.broken_law, "") << c.id;
    for (Measured const& m : o.measured)
      EXPECT_TRUE(m.passed) << c.id << ", " << m.quantity.name << ": " << m.mean << " ± " << m.error << ", theory "
                            << m.quantity.expect.value_or(m.quantity.above.value_or(m.quantity.below.value_or(0.0)));
  }
}

void flatten(nlohmann::json const& node, std::vector<double>& numbers) {
  if (node.is_number()) numbers.push_back(node.get<double>());
  for (auto const& child : node.is_structured() ? node : nlohmann::json::array()) flatten(child, numbers);
}

//! Numbers of the oracle file by case, when it lies beside the tree.
std::map<std::string, std::vector<double>> oracles() {
  std::map<std::string, std::vector<double>> out;
  for (fs::path at = fs::path(GS_SOURCE_DIR).parent_path(); at != at.parent_path(); at = at.parent_path()) {
    std::ifstream in(at / "shared" / "oracles" / "oracles.json");
    if (!in) continue;
    for (auto const& entry : nlohmann::json::parse(in)) flatten(entry["expected"], out[entry["name"]]);
    return out;
  }
  return out;
}

bool is_among(double x, std::vector<double> const& numbers) {
  for (double const y : numbers)
    if (std::fabs(x - y) <= 1e-4 * std::fabs(y) + 1e-9) return true;
  return false;
}

TEST(Theory, FormulasGiveTheOraclesNumbers) {
  auto const known = oracles();
  if (known.empty()) GTEST_SKIP() << "no shared/oracles/oracles.json above the tree";
  std::map<std::string, int> matched;
  for (Case const& c : all_cases()) {
    auto const at = known.find(c.id);
    if (at == known.end()) continue;  // a case of our own
    matched[c.id] += c.cannot.empty() ? 0 : 1;
    if (!c.cannot.empty()) continue;
    for (Quantity const& q : quantities_of(c, false)) {
      if (!q.expect || q.own) continue;
      EXPECT_TRUE(is_among(*q.expect, at->second)) << c.id << ", " << q.name << ": " << *q.expect << " is none of the oracle's numbers";
      ++matched[c.id];
    }
  }
  for (auto const& [id, numbers] : known) EXPECT_GT(matched[id], 0) << id << " is neither run nor named as one that cannot be";
}

}  // namespace
}  // namespace gs::theory
