//! Worlds of any size and shape, drawn at random, keep the laws, and their bits do not depend on threads or visiting order.
#include <gtest/gtest.h>
#include <cstdlib>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/lockstep.hpp"
#include "tests/support/random_keys.hpp"

namespace gs::run {
namespace {

Params market(std::string const& design) {
  config::Request ask;
  ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  ask.scenario = "livestream_pulse", ask.design = design, ask.members = 2000, ask.days = 3.0;
  ask.sets = {"clock.warmup=2 d", "wave.show.start=1 d", "wave.show.duration=1 h"};
  Params p = config::load(ask).params;
  p.hash_every = 1;
  return p;
}

using test::broken;
using test::Dice;

Params random_params(std::uint64_t seed) {
  Dice dice(seed);
  Params p = market(dice.coin() ? "rigid" : "flexible");
  p.seed = seed;
  p.members.count = dice.of<std::int64_t>({1, 2, 31, 1023, 1024, 1025, 3000, 6000});
  p.members.orders_per_year = dice.of({1.0, 20.0, 200.0});
  WorldParams& w = p.world;
  w.lines = dice.of<std::int64_t>({1, 2, 10});
  w.families = w.lines * dice.of<std::int64_t>({1, 4});
  w.module_options_a = dice.of<std::int64_t>({1, 2, 10}), w.module_options_b = dice.of<std::int64_t>({1, 5});
  w.skus = w.families * w.module_options_a * w.module_options_b * dice.of<std::int64_t>({1, 50});
  w.regions = dice.of<std::int64_t>({1, 2, 8}), w.zones = w.regions * dice.of<std::int64_t>({1, 4, 32});
  w.suppliers = dice.of<std::int64_t>({1, 200, 20000});
  w.capacity_slack = dice.of({0.01, 0.5, 1.25, 10.0}), w.site_capacity = dice.of({0.01, 1.0, 3.0}), w.lane_capacity = dice.of({0.01, 1.0, 6.0}),
  w.parcel_capacity = dice.of({0.1, 1.0, 3.0});
  w.outside_load = dice.of({0.0, 0.65, 0.99});
  w.return_shelf = dice.of({0.0, 0.12, 0.9}), w.return_live = dice.of({0.0, 0.35, 1.0});
  DesignParams& d = p.design;
  d.sensing = dice.coin(), d.modular = dice.coin(), d.elastic = dice.coin(), d.network = dice.coin(), d.pooled = dice.coin();
  d.core_share = dice.of({0.0, 0.3, 1.0});
  p.cascade.share = dice.of({0.0, 0.25, 0.9});
  p.service.return_good = dice.of({0.0, 0.85, 1.0});
  p.waves[0].peak = dice.of({0.0, 10.0, 5000.0});
  return p;
}

//! Levers, ages of goods and paid media on top, and returns quick enough to come back within a few days. Luck of its own: the worlds above stay
//! as they are.
Params with_levers(Params p, std::uint64_t seed) {
  Dice dice(seed ^ 0x6c6576657273u);
  DesignParams& d = p.design;
  d.warning = dice.coin(), d.tiers = dice.coin(), d.micro_making = dice.coin(), d.resourcing.on = dice.coin();
  d.returns.on = dice.coin(), d.express.on = dice.coin(), d.grades.on = dice.coin(), d.grades.after_hit = dice.coin();
  d.dispatch = dice.of({DispatchKind::greedy, DispatchKind::flow}), d.dispatch_period = dice.of<Seconds>({hour, day});
  for (LeverCost* cost : {&d.sensing_cost, &d.elastic_cost, &d.network_cost, &d.pooled_cost, &d.returns.cost, &d.express.cost, &d.grades.cost})
    cost->ramp = dice.of<Seconds>({0, 0, 6 * hour}), cost->rented = dice.coin(), cost->invest = dice.of<Cents>({0, 777777}), cost->per_day = 31;
  p.service.return_after = dice.of<Seconds>({hour, 3 * day}), p.service.return_transit = dice.of<Seconds>({0, 5 * hour, 4 * day});
  p.service.inspect = dice.of<Seconds>({0, 2 * day}), p.service.handling = dice.of<Seconds>({0, 4 * hour});
  d.returns.refurbish_time = dice.of<Seconds>({hour, 3 * day}), d.returns.benches = dice.of({0.1, 1.5});
  p.lifecycle.perishable_share = dice.of({0.0, 0.5}), p.lifecycle.shelf_life = dice.of<Seconds>({4 * day, 60 * day});
  p.lifecycle.markdown_step = dice.of({0.0, 0.15}), p.lifecycle.clear_cover = dice.of({0.0, 10.0}), p.lifecycle.markdown_age = 0.01;
  for (ChannelParams& c : p.channels) c.look_price = dice.of<Cents>({0, 5000}), c.slot_fee = dice.of<Cents>({0, 99999});
  return p;
}

int worlds_asked() {
  char const* asked = std::getenv("GROUNDSWELL_WORLDS");
  return asked != nullptr ? std::max(1, std::atoi(asked)) : 24;
}

//! Worlds in which an order that was refused gave its unit back while others were still looking at the shelf: who came first mattered.
TEST(RandomWorlds, ThatOnceDependedOnTheOrderDoNot) {
  for (std::uint64_t const seed : {80, 98, 115}) {
    Params const p = random_params(seed);
    EXPECT_EQ(broken(p, world::make_world(p), 60), "") << "seed " << seed;
  }
}

TEST(RandomWorlds, KeepTheLawsForAnyThreadsAndOrder) {
  int ran = 0;
  for (int k = 0; k < worlds_asked(); ++k) {
    Params p = random_params(static_cast<std::uint64_t>(k) + 1);
    if (k % 2 == 1) p = with_levers(p, static_cast<std::uint64_t>(k) + 1);
    SCOPED_TRACE(testing::Message() << "world " << k << ": " << p.members.count << " members, " << p.world.skus << " SKUs, design " << p.design.name);
    try {
      WorldData const world = world::make_world(p);
      world::validate_world(world);
      EXPECT_EQ(broken(p, world, 60), "");
      ++ran;
    } catch (ConfigError const& refused) { EXPECT_NE(std::string(refused.what()), ""); }
  }
  EXPECT_GE(ran, worlds_asked() * 3 / 4) << "too many were refused to prove anything";
}

//! The laws after every stage, as in a checks build.
TEST(RandomWorlds, KeepTheLawsInsideATick) {
  ::setenv("GROUNDSWELL_CHECKS", "1", 1);
  for (std::uint64_t seed = 501; seed < 507; ++seed) {
    Params const p = with_levers(random_params(seed), seed);
    auto const engine = cpu::make_engine(p, world::make_world(p));
    EXPECT_NO_THROW(for (int k = 0; k < 100; ++k) engine->step()) << "seed " << seed;
    EXPECT_EQ(broken_law(engine->audit()), "") << "seed " << seed;
  }
  ::unsetenv("GROUNDSWELL_CHECKS");
}

Event at_start(Event::Kind kind, std::uint32_t what) {
  Event e;
  e.kind = kind, e.what = what;
  return e;
}

TEST(RandomWorlds, EverythingClosedSellsNothingAndKeepsTheLaws) {
  for (char const* design : {"rigid", "flexible"}) {
    Params const p = market(design);
    WorldData const world = world::make_world(p);
    auto const engine = cpu::make_engine(p, world);
    for (std::uint32_t s = 0; s < rows(world.sites); ++s) engine->inject(at_start(Event::Kind::close_site, s));
    for (std::uint32_t s = 0; s < rows(world.suppliers); ++s) engine->inject(at_start(Event::Kind::supplier_down, s));
    for (int k = 0; k < 72; ++k) engine->step();
    EXPECT_EQ(broken_law(engine->audit()), "") << design;
    EXPECT_EQ(engine->totals().counters[static_cast<std::size_t>(Counter::shipped)], 0) << design;
  }
}

TEST(RandomWorlds, NobodyAndNothingIsAWorldToo) {
  Params p = market("rigid");
  p.members.count = 0;
  try {
    WorldData const world = world::make_world(p);
    EXPECT_EQ(broken(p, world, 48), "");
  } catch (ConfigError const& refused) { EXPECT_NE(std::string(refused.what()).find("members"), std::string::npos) << refused.what(); }
  Params empty;
  empty.members.count = 0;
  empty.clock.length = 2 * day, empty.clock.warmup = 0;
  WorldData const nothing;
  EXPECT_EQ(broken(empty, nothing, 48), "");
}

}  // namespace
}  // namespace gs::run
