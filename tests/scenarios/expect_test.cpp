//! Every scenario in configs/ runs short with every design that its [[expect]] blocks name, keeps the laws, and shows what it claims.
#include <gtest/gtest.h>
#include <set>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"

namespace gs {
namespace {

struct Case {
  std::string scenario, design;
};

std::filesystem::path configs() { return std::filesystem::path(GS_SOURCE_DIR) / "configs"; }

config::Request request_of(Case const& c) {
  config::Request request;
  request.root = configs(), request.scenario = c.scenario, request.design = c.design;
  return request;
}

//! A scenario whose facts name no design runs with its default one.
std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (config::Entry const& entry : config::list(config::Folder::scenarios, configs())) {
    std::set<std::string> designs;
    for (config::Expect const& expect : config::load(request_of({entry.name, ""})).expects) designs.insert(expect.design);
    for (std::string const& design : designs) cases.push_back({entry.name, design});
  }
  return cases;
}

class Scenario : public ::testing::TestWithParam<Case> {};

TEST_P(Scenario, ShowsWhatItClaims) {
  config::Request const request = request_of(GetParam());
  config::Resolved const brief = config::load(config::short_run(request, config::load(request)));
  run::RunRequest ask;
  ask.params = brief.params;
  ask.backend = run::Backend::cpu;
  run::RunResult const result = run::run(ask);
  EXPECT_EQ(result.broken_law, "");
  for (config::Expect const& expect : brief.expects) {
    if (!expect.design.empty() && expect.design != GetParam().design) continue;
    ASSERT_NE(run::find_metric(expect.metric), nullptr) << config::to_string(expect.origin) << ": there is no metric '" << expect.metric << "'";
    double const value = run::value_of(result.metrics, expect.metric);
    EXPECT_TRUE(expect.holds(value)) << config::to_string(expect.origin) << ": " << expect.metric << " = " << value << ", expected " << expect.low
                                     << " … " << expect.high << " (" << expect.why << ")";
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, Scenario, ::testing::ValuesIn(all_cases()),
                         [](auto const& info) { return info.param.scenario + "_" + (info.param.design.empty() ? "default" : info.param.design); });

}  // namespace
}  // namespace gs
