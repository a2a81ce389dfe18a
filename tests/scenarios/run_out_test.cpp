//! MODEL §2: when a hit runs out does not hang on how finely time is cut, to one coarse tick. Four seeds, hours with ticks of 60 / 15 / 5 minutes:
//! 5.0 / 4.75 / 4.5, 5.0 / 3.5 / 4.0, 4.0 / 3.5 / 3.4, 5.0 / 4.5 / 4.4; it is seen at the end of the tick in which it happens.
#include <gtest/gtest.h>
#include <algorithm>
#include "host/config/config.hpp"
#include "host/run/backend.hpp"
#include "host/world/world.hpp"

namespace gs {
namespace {

constexpr Seconds begins = 14 * day + 9 * hour;

//! Ten hours in which a best seller is shown to as many as come.
Event pull_of(ItemId sku, double looks_per_hour) {
  Event e;
  e.at = begins, e.kind = Event::Kind::burst;
  Burst& b = e.burst;
  b.kind = WaveKind::livestream, b.start = begins, b.end = begins + 14 * hour, b.gone = b.end + day, b.sku = sku;
  b.looks_per_hour = looks_per_hour, b.rise = 60.0, b.decay = 234.0, b.power = 1.05, b.live_bonus = 0.8;
  return e;
}

//! What shops can still promise of a SKU [grains].
Grains free_in_shops(Engine& engine, WorldData const& world, ItemId sku) {
  auto const stock = engine.snapshot().stock;
  Grains sum = 0;
  for (std::size_t p = 0; p < world.points.item.size(); ++p)
    if (world.points.item[p] == sku && world.points.level[p] == 0) sum += std::max<Grains>(0, stock.on_hand[p] - stock.reserved[p]);
  return sum;
}

//! Hours from the start of the pull until nine tenths of what shops had then are gone.
double hours_to_run_out(std::uint64_t seed, std::string const& tick) {
  config::Request ask;
  ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  ask.scenario = "livestream_pulse", ask.design = "pooled", ask.world = "small", ask.members = 20'000, ask.seed = seed;
  ask.sets = {"clock.warmup=14 d", "clock.length=1 d", "wave.start=20 h", "wave.peak=0", "clock.tick=" + tick, "clock.fine_tick=" + tick};
  Params const p = config::load(ask).params;
  WorldData const world = world::make_world(p);
  auto const& rate = world.items.quiet_rate;
  ItemId const sku(static_cast<std::uint32_t>(std::max_element(rate.begin(), rate.begin() + world.skus) - rate.begin()));
  auto const engine = run::make_engine(run::Backend::cpu, p, world);
  engine->inject(pull_of(sku, 2000.0));
  while (engine->now() < begins) engine->step();
  Grains const had = free_in_shops(*engine, world, sku);
  while (!engine->finished() && 10 * free_in_shops(*engine, world, sku) > had) engine->step();
  return static_cast<double>(engine->now() - begins) / static_cast<double>(hour);
}

TEST(RunOut, ComesAtTheSameHourWhateverTheTick) {
  constexpr int seeds = 4;
  double apart = 0.0;
  for (int seed = 1; seed <= seeds; ++seed) {
    double const coarse = hours_to_run_out(seed, "60 min"), middle = hours_to_run_out(seed, "15 min"), fine = hours_to_run_out(seed, "5 min");
    EXPECT_GT(fine, 2.0) << "a hit gone within a tick or two tells nothing";
    EXPECT_LT(fine, 13.0) << "it did not run out";
    EXPECT_NEAR(middle, fine, 1.0) << seed;
    EXPECT_NEAR(coarse, fine, 1.75) << seed;  // an hour, and the luck of some two hundred orders; carriers or none make no difference
    apart += (coarse - fine) / seeds;
  }
  EXPECT_NEAR(apart, 0.0, 1.0);
}

}  // namespace
}  // namespace gs
