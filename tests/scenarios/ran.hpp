#pragma once
//! A run of a drill in a small world with some keys set, and its metrics by name.
#include <gtest/gtest.h>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"

namespace gs::test {

using Sets = std::vector<std::string>;
inline Sets operator+(Sets a, Sets const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

class Ran {
 public:
  Ran(char const* design, Sets sets, std::int64_t members = 10'000, char const* drill = "livestream_pulse") {
    config::Request ask;
    ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
    ask.scenario = drill, ask.design = design, ask.world = "small", ask.members = members, ask.sets = std::move(sets);
    run::RunRequest q;
    q.params = config::load(ask).params;
    q.backend = run::Backend::cpu;
    result_ = run::run(q);
    EXPECT_EQ(result_.broken_law, "");
  }
  double operator[](char const* metric) const { return run::value_of(result_.metrics, metric); }

 private:
  run::RunResult result_;
};

}  // namespace gs::test
