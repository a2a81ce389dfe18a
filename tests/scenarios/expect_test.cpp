//! Every scenario in configs/ runs short with every design that its [[expect]] blocks name, keeps the laws, and shows what it claims.
#include <gtest/gtest.h>
#include <map>
#include <set>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"

namespace gs {
namespace {

std::filesystem::path configs() { return std::filesystem::path(GS_SOURCE_DIR) / "configs"; }

config::Request request_of(std::string const& scenario, std::string const& design) {
  config::Request request;
  request.root = configs(), request.scenario = scenario, request.design = design;
  return request;
}

//! Scenarios that run no design by name run with their default one.
std::set<std::string> designs_of(config::Resolved const& scenario) {
  std::set<std::string> designs;
  for (config::Expect const& expect : scenario.expects) {
    designs.insert(expect.design);
    if (!expect.against.empty()) designs.insert(expect.against);
  }
  return designs;
}

std::vector<run::Metric> ran(std::string const& scenario, std::string const& design) {
  config::Request const request = request_of(scenario, design);
  run::RunRequest ask;
  ask.params = config::load(config::short_run(request, config::load(request))).params;
  ask.backend = run::Backend::cpu;
  run::RunResult const result = run::run(ask);
  EXPECT_EQ(result.broken_law, "") << design;
  return result.metrics;
}

class Scenario : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenario, ShowsWhatItClaims) {
  config::Resolved const scenario = config::load(request_of(GetParam(), ""));
  std::map<std::string, std::vector<run::Metric>> metrics;
  for (std::string const& design : designs_of(scenario)) metrics[design] = ran(GetParam(), design);
  for (config::Expect const& expect : scenario.expects) {
    ASSERT_NE(run::find_metric(expect.metric), nullptr) << config::to_string(expect.origin) << ": there is no metric '" << expect.metric << "'";
    double const reached = run::value_of(metrics[expect.design], expect.metric);
    double const value = expect.against.empty() ? reached : reached / run::value_of(metrics[expect.against], expect.metric);
    EXPECT_TRUE(expect.holds(value)) << config::to_string(expect.origin) << ": " << expect.metric << " of " << expect.design
                                     << (expect.against.empty() ? "" : " over that of " + expect.against) << " = " << value << ", expected "
                                     << expect.low << " … " << expect.high << " (" << expect.why << ")";
  }
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (config::Entry const& entry : config::list(config::Folder::scenarios, configs())) out.push_back(entry.name);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Scenario, ::testing::ValuesIn(names()), [](auto const& info) { return info.param; });

}  // namespace
}  // namespace gs
