//! The CUDA backend against the CPU backend: the same bits, tick by tick, through shows, planning and outages. Skips without a device.
#include <gtest/gtest.h>
#include "host/config/config.hpp"
#include "host/run/backend.hpp"
#include "host/run/verify.hpp"
#include "host/world/world.hpp"

namespace gs {
namespace {

std::string why_no_device() {
  for (run::BackendState const& b : run::backends())
    if (b.backend == run::Backend::cuda) return b.available ? "" : b.why;
  return "this binary was built without CUDA";
}

class SameBits : public ::testing::TestWithParam<char const*> {};

TEST_P(SameBits, OnTheDeviceAsOnTheHost) {
  if (std::string const why = why_no_device(); !why.empty()) GTEST_SKIP() << why;
  config::Request ask;
  ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  ask.scenario = "livestream_pulse", ask.design = GetParam(), ask.members = 20'000;
  ask.sets = {"clock.warmup=14 d", "clock.length=14 d", "wave.show.start=5 d 20 h"};
  Params const params = config::load(ask).params;
  WorldData const world = world::make_world(params);
  std::vector<run::Way> ways;
  for (run::Backend const b : {run::Backend::cpu, run::Backend::cuda})
    ways.push_back({run::backend_names[static_cast<int>(b)], [b, &params, &world] { return run::make_engine(b, params, world); }});
  run::Verdict const verdict = run::verify(ways, 0);
  for (run::Difference const& d : verdict.differences) ADD_FAILURE() << d.way << " differs first at tick " << d.tick << " in table " << d.table;
  EXPECT_EQ(verdict.broken_law, "");
  EXPECT_GT(verdict.ticks, 600);
}

INSTANTIATE_TEST_SUITE_P(Designs, SameBits, ::testing::Values("rigid", "flexible"), [](auto const& info) { return std::string(info.param); });

}  // namespace
}  // namespace gs
