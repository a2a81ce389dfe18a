#include "host/experiments/stress.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <fstream>
#include <set>
#include "host/experiments/lever_gain.hpp"
#include "host/experiments/tune.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/experiments/small.hpp"

namespace gs::experiments {
namespace {
using testing::small_request;

Params small_params() { return config::load(small_request()).params; }

TEST(Stressor, GrowsByFactorsOrBySteps) {
  Stressor const peak = parse_stressor("wave.peak=100:10000", small_params());
  EXPECT_TRUE(peak.geometric);
  EXPECT_DOUBLE_EQ(peak.value(0.0), 100.0);
  EXPECT_NEAR(peak.value(0.5), 1000.0, 1e-9);
  EXPECT_NEAR(peak.value(2.0), 10000.0, 1e-6);
  Stressor const closed = parse_stressor("region_closed=0 d:30 d", small_params());
  EXPECT_DOUBLE_EQ(closed.value(0.5), 15.0);
  EXPECT_EQ(closed.text(0.5), "15 d");
  EXPECT_TRUE(parse_stressor("wave.skus", small_params()).whole);
}

//! Levels between the ends are rarely whole days; a config takes whole seconds.
TEST(Stressor, GrowsDurations) {
  auto const rays = parse_rays("world.material_lead=20 d:90 d", small_params(), 1);
  for (double const level : {0.0, 0.13, 0.5, 1.0}) {
    Job job;
    job.request = small_request();
    apply(rays.front(), level, {}, small_params(), nullptr, job);
    EXPECT_NEAR(static_cast<double>(config::load(job.request).params.world.material_lead), rays.front().stressors[0].value(level) * 86400.0, 1.0);
  }
}

TEST(Stressor, SaysWhatItCannotGrow) {
  EXPECT_THROW(parse_stressor("world.setup", small_params()), ConfigError);
  EXPECT_THROW(parse_stressor("wave.peak=5", small_params()), ConfigError);
  EXPECT_THROW(parse_stressor("wave.peak=900:100", small_params()), ConfigError);
  EXPECT_THROW(parse_rays("wave.peak", small_params(), 3), ConfigError);
}

TEST(Stressor, RaysGoFromOneAloneToTheOtherAlone) {
  auto const rays = parse_rays("wave.peak,region_closed", small_params(), 3);
  ASSERT_EQ(rays.size(), 3u);
  EXPECT_EQ(rays[0].weights, (std::vector<double>{1.0, 0.0}));
  EXPECT_NEAR(rays[1].weights[0], 1.0, 1e-9);
  EXPECT_NEAR(rays[1].weights[1], 1.0, 1e-9);
  EXPECT_EQ(rays[2].weights[0], 0.0);
}

TEST(Stressor, MoreSuppliersDownAreAllOfTheFewerAndSome) {
  WorldData const world = world::make_world(small_params());
  auto const down = [&](double share) {
    std::set<std::uint32_t> ids;
    for (Event const& e : suppliers_down(world, share, day, 2 * day))
      if (e.kind == Event::Kind::supplier_down) ids.insert(e.what);
    return ids;
  };
  auto const few = down(0.3), many = down(0.6);
  EXPECT_GT(few.size(), 0u);
  EXPECT_GT(many.size(), few.size());
  EXPECT_TRUE(std::includes(many.begin(), many.end(), few.begin(), few.end()));
  EXPECT_TRUE(down(0.0).empty());
  EXPECT_EQ(down(1.0).size(), rows(world.suppliers));
}

TEST(Stressor, AClosedRegionOpensAgain) {
  WorldData const world = world::make_world(small_params());
  auto const events = region_closed(world, 0, day, 3 * day);
  ASSERT_FALSE(events.empty());
  int open = 0;
  for (Event const& e : events) open += e.kind == Event::Kind::close_site ? -1 : 1;
  EXPECT_EQ(open, 0);
  EXPECT_TRUE(region_closed(world, 0, day, day).empty()) << "closed for no time is not closed";
}

StressRequest small_stress() {
  StressRequest q;
  q.base = small_request("");
  q.base.days = 12.0;
  q.base.sets = {"clock.warmup=20d", "wave.show.start=2d"};
  q.designs = {"rigid", "flexible"};
  q.grow = {"wave.peak=2:100000"};
  q.until = parse_rule("service_wave<0.7", "--until");  // two seeds of a small world: 0.8 would be luck
  q.bisection = {2, 2, 2, 0.05};
  return q;
}

TEST(Stress, FindsWhereEachDesignBreaksAndWhatBrokeFirst) {
  Ensemble ensemble{Options{}};
  StressRequest q = small_stress();
  q.require = {parse_rule("wave.peak>=1", "--require"), parse_rule("wave.peak>=90000", "--require")};
  StressResult const r = stress(ensemble, q);
  ASSERT_EQ(r.frontiers.size(), 2u);
  for (Frontier const& f : r.frontiers) {
    EXPECT_EQ(f.point.kind, BreakingPoint::Kind::found) << f.design << " at rest " << f.calm << ", at the top " << f.curve.back().second;
    EXPECT_GT(f.calm, 0.7);
    EXPECT_LT(f.metric, 0.7);
    EXPECT_LE(f.point.low, f.point.at);
    EXPECT_GE(f.point.high, f.point.at);
    EXPECT_FALSE(f.first.empty()) << "a hundred thousand times the quiet rate leaves no place in its quiet band";
  }
  ASSERT_EQ(r.gates.size(), 4u);
  EXPECT_TRUE(r.gates[0].holds) << r.gates[0].why;
  EXPECT_FALSE(r.gates[1].holds) << r.gates[1].why;
  EXPECT_FALSE(r.all_hold());
}

TEST(Stress, RefusesWhatItCannotMeasure) {
  Ensemble ensemble{Options{}};
  StressRequest q = small_stress();
  q.until.name = "servic";
  EXPECT_THROW(stress(ensemble, q), ConfigError);
  q = small_stress();
  q.require = {parse_rule("wave.pek>=3", "--require")};
  EXPECT_THROW(stress(ensemble, q), ConfigError);
}

TEST(Levers, AreTakenOutOneByOneAndLeaveARunnableDesign) {
  config::Request base = small_request("flexible");
  base.sets.push_back("lever.organisation.usual_delay=24 h");  // plans of its own clock, with two hours to decide
  base.sets.push_back("policy.plant.decision_delay=2 h");
  Params const p = config::load(base).params;
  EXPECT_GE(levers_on(p.design).size(), 6u);
  for (std::string const& lever : levers_on(p.design)) {
    config::Request without = base;
    for (std::string const& set : without_lever(p, lever)) without.sets.push_back(set);
    EXPECT_EQ(levers_on(config::load(without).params.design).size() + 1, levers_on(p.design).size()) << lever;
  }
}

//! Over a key of the lever itself the runs without it are made once.
TEST(Levers, BreakEvenMayBeLookedForOverAnyKey) {
  LeversRequest q;
  q.base = small_request();
  q.base.design = "flexible", q.replications = 3, q.levers = {"network"};
  q.vary = parse_vary("lever.network.per_day=lin(0, 100000, 5)");
  EXPECT_EQ(lever_jobs(q).size(), 3u * 2 + 5 * 3);
  q.vary = parse_vary("world.micro_assortment=40,160");
  EXPECT_EQ(lever_jobs(q).size(), 3u * 2 + 2 * 3 * 2);
  q.levers = {"grades"};
  EXPECT_THROW(lever_jobs(q), ConfigError) << "the design does not have it on";
}

TEST(Levers, BreakEvenIsWhereTheGainCrossesNothing) {
  EXPECT_EQ(zero_crossings({{0.0, 4.0}, {1.0, 2.0}, {2.0, -2.0}}), std::vector{1.5});
  EXPECT_EQ(zero_crossings({{0.0, -1.0}, {1.0, 1.0}, {2.0, 1.0}, {4.0, -1.0}}), (std::vector{0.5, 3.0})) << "pays between the two";
  EXPECT_TRUE(zero_crossings({{0.0, 4.0}, {1.0, 2.0}}).empty());
  EXPECT_TRUE(zero_crossings({}).empty());
}

TEST(Tune, MovesItsKnobsAndWritesADesignThatLoadsAsTuned) {
  TuneRequest q;
  q.base = small_request("flexible");
  q.base.scenario.clear(), q.base.days.reset(), q.base.sets.clear();
  q.service = 0.9, q.z = {-1.0, 1.0}, q.capacity = {1.0}, q.replications = 1, q.secants = 1;
  q.warmup_days = 7.0, q.days = 14.0;
  Ensemble ensemble{Options{}};
  TuneResult const r = tune(ensemble, q);
  ASSERT_EQ(r.grid.size(), 2u);
  EXPECT_NE(r.grid[0].service, r.grid[1].service);
  EXPECT_GT(r.verified.cost, 0.0);
  testing::TemporaryFolder folder;
  auto const file = folder.path() / "mine_tuned.toml";
  std::ofstream(file) << tuned_design_text(q, r, "designs/flexible.toml", "mine_tuned", "groundswell tune flexible");
  config::Request again = small_request(file.string());
  config::Resolved const resolved = config::load(again);
  ASSERT_TRUE(resolved.tuned.has_value());
  EXPECT_NEAR(resolved.tuned->service, r.tuned.service, 1e-4);
  EXPECT_EQ(resolved.params.design.name, "mine_tuned");
  EXPECT_NEAR(resolved.params.design.plant.z, r.params.design.plant.z + r.chosen.z, 1e-3);
}

}  // namespace
}  // namespace gs::experiments
