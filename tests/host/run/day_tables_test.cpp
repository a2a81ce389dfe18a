//! What a file keeps of sites, SKUs, stock points and cover at the end of a day is what the engine held then.
#include "host/run/day_tables.hpp"
#include <gtest/gtest.h>
#include <filesystem>
#include <set>
#include "host/config/config.hpp"
#include "host/output/run_reader.hpp"
#include "host/run/runner.hpp"
#include "host/world/world.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

RunRequest three_days(fs::path const& file) {
  config::Request r;
  r.root = fs::path(GS_SOURCE_DIR) / "configs";
  r.scenario = "livestream_pulse", r.design = "flexible", r.members = 20000, r.days = 2.0;
  r.sets = {"clock.warmup=1 d", "wave.show.start=20 h"};
  RunRequest q;
  q.params = config::load(r).params, q.backend = Backend::cpu, q.output = file, q.force = true;
  return q;
}

TEST(DayTables, HoldWhatTheEngineHeldAtTheEndOfTheDay) {
  fs::path const path = fs::temp_directory_path() / "gs_day_tables.h5";
  RunRequest const q = three_days(path);
  WorldData const world = world::make_world(q.params);
  run(q);
  output::RunReader const file(path);
  ASSERT_EQ(file.samples(), 3);
  Params const params = fitted(q.params, world);
  auto const engine = make_engine(Backend::cpu, params, world);
  while (engine->now() < 3 * day) engine->step();
  Snapshot const seen = engine->snapshot();
  auto const points = file.integers("stock_point"), held = file.integers("point_on_hand", 2, 1), target = file.integers("point_target", 2, 1);
  ASSERT_GT(points.size(), 50u);
  std::set<std::int64_t> different;
  for (std::size_t k = 0; k < points.size(); ++k) {
    auto const p = static_cast<std::size_t>(points[k]);
    EXPECT_EQ(held[k], seen.stock.on_hand[p]) << "point " << p;
    EXPECT_EQ(target[k], seen.forecast.target[p]) << "point " << p;
    different.insert(held[k]);
  }
  EXPECT_GT(different.size(), 10u) << "else the comparison tells nothing";
  std::int64_t by_site = 0, all = 0;
  for (std::int64_t const g : file.integers("site_stock", 2, 1)) by_site += g;
  for (std::int64_t const g : seen.stock.on_hand) all += g;
  EXPECT_EQ(by_site, all);
  auto const skus = file.integers("sku"), wants = file.integers("sku_wants", 2, 1);
  for (std::size_t k = 0; k < skus.size(); ++k) EXPECT_EQ(wants[k], seen.attention.wants[static_cast<std::size_t>(skus[k])]);
  auto const cover = file.integers("zone_cover", 2, 1);
  ASSERT_EQ(cover.size(), rows(world.zones));
  EXPECT_GT(*std::max_element(cover.begin(), cover.end()), 0);
  EXPECT_EQ(file.strings("site_kind").size(), rows(world.sites));
  fs::remove(path);
}

TEST(DayTables, FollowTheSkusOfShowsAndTheirStockPoints) {
  WorldData const world = world::make_world(three_days({}).params);
  std::set<std::uint32_t> shown;
  for (Burst const& b : world.bursts)
    if (b.shown) shown.insert(static_cast<std::uint32_t>(b.sku.v));
  ASSERT_FALSE(shown.empty());
  auto const tables = day_tables(world);
  for (output::TraceTable const& t : tables) {
    EXPECT_TRUE(std::is_sorted(t.ids.begin(), t.ids.end())) << t.axis;
    EXPECT_EQ(std::set<std::uint32_t>(t.ids.begin(), t.ids.end()).size(), t.ids.size()) << t.axis;
    if (t.axis == "sku") { EXPECT_TRUE(std::includes(t.ids.begin(), t.ids.end(), shown.begin(), shown.end())); }
    if (t.axis != "stock_point") continue;
    bool there = false;
    for (std::uint32_t const p : t.ids) there = there || world.points.item[p].v == *shown.begin();
    EXPECT_TRUE(there);
  }
}

TEST(DayTables, AWorldWithoutAnythingHasNone) { EXPECT_TRUE(day_tables(WorldData{}).empty()); }

TEST(DayTables, AResumedRunHasThemAll) {
  fs::path const path = fs::temp_directory_path() / "gs_day_tables_resumed.h5";
  fs::remove(path);
  RunRequest q = three_days(path);
  run(q);
  auto const whole = output::RunReader(path).integers("sku_carts");
  fs::remove(path);
  q.checkpoint_every = 30 * hour, q.ticks = 31;
  run(q);
  q.resume = checkpoint_path(path), q.ticks = 0, q.checkpoint_every = 0;
  run(q);
  EXPECT_EQ(output::RunReader(path).integers("sku_carts"), whole);
  fs::remove(q.resume);
  fs::remove(path);
}

}  // namespace
}  // namespace gs::run
