//! Trajectories of sampled suppliers: who is kept, and that the file holds what they did.
#include <gtest/gtest.h>
#include <algorithm>
#include <set>
#include "host/output/run_reader.hpp"
#include "host/run/recorder.hpp"
#include "host/run/runner.hpp"
#include "host/world/world.hpp"

namespace gs::run {
namespace {

//! A small market with one channel and an elastic pool, a few days.
RunRequest elastic_run(std::filesystem::path const& output) {
  RunRequest q;
  Params& p = q.params;
  p.members.count = 3000;
  ChannelParams channel;
  channel.name = "search", channel.share = 1.0;
  p.channels.push_back(channel);
  p.design.elastic = p.design.modular = true;
  p.clock.warmup = 2 * day, p.clock.length = 10 * day;
  p.threads = 1;
  q.backend = Backend::cpu;
  q.output = output;
  return q;
}

TEST(SampledSuppliers, AreOfEveryKindAndTierInUse) {
  RunRequest const q = elastic_run({});
  WorldData const world = world::make_world(q.params);
  auto const ids = sample_suppliers(world, 32);
  auto const bound = std::count_if(world.suppliers.pool.begin(), world.suppliers.pool.end(), [](PoolId p) { return p.exists(); });
  EXPECT_EQ(static_cast<std::int64_t>(ids.size()), std::min<std::int64_t>(32, bound));
  std::set<int> used, kept;
  auto const group = [&](std::size_t s) { return at(world.suppliers.kind[s]) * count_of<TierKind> + at(world.suppliers.tier[s]); };
  for (std::size_t s = 0; s < rows(world.suppliers); ++s)
    if (world.suppliers.pool[s].exists()) used.insert(group(s));
  for (std::uint32_t const s : ids) {
    EXPECT_TRUE(world.suppliers.pool[s].exists());
    kept.insert(group(s));
  }
  EXPECT_EQ(kept, used);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
}

TEST(SampledSuppliers, AreInTheFileDayByDay) {
  std::filesystem::path const file = std::filesystem::temp_directory_path() / "gs_supplier_sample.h5";
  std::filesystem::remove(file);
  RunRequest q = elastic_run(file);
  q.sampled_members = 4;
  run(q);
  output::RunReader const out(file);
  auto const ids = out.axes().suppliers;
  ASSERT_FALSE(ids.empty());
  auto const load = out.integers("supplier_load"), calendar = out.integers("supplier_calendar"), offered = out.integers("supplier_offered");
  ASSERT_EQ(load.size(), static_cast<std::size_t>(out.samples()) * ids.size());
  std::set<std::int64_t> seen;
  for (std::size_t i = 0; i < load.size(); ++i) {
    EXPECT_GE(load[i], 0);
    EXPECT_LE(load[i], 1000);
    EXPECT_LE(offered[i], calendar[i]);
    seen.insert(load[i]);
  }
  EXPECT_GT(seen.size(), 10u);  // others' demand moves
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace gs::run
