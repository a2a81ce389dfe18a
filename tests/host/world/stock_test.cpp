//! Opening stock and pipelines: as if the policies had always been at work.
#include "host/world/protection.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

//! Total over the points of a level, in days of their demand.
struct Level {
  double mean = 0, target = 0, on_hand = 0, on_order = 0;
};
Level level_of(WorldData const& w, std::uint32_t l) {
  Level s;
  for (std::size_t i = w.level_first[l]; i < w.level_first[l + 1]; ++i) {
    s.mean += from_micro(w.points.mean[i]), s.target += static_cast<double>(w.forecast.target[i]);
    s.on_hand += static_cast<double>(w.stock.on_hand[i]), s.on_order += static_cast<double>(w.stock.on_order[i]);
  }
  return s;
}

TEST(Stock, PositionIsTheTargetWhenAllReviewTogether) {
  // Every review falls on the end of a period, so at time 0 everybody has just ordered up to the target.
  WorldData const w = make_world(no_returns(rigid(1'000'000)));
  for (std::uint32_t const l : {0u, 1u, 3u}) {
    Level const s = level_of(w, l);
    EXPECT_NEAR((s.on_hand + s.on_order) / s.target, 1.0, 0.002) << "level " << l;
  }
  Level const plant = level_of(w, 2);  // its month is asked for in four weekly lumps: two days of 30 will not be missing at its review
  EXPECT_NEAR((plant.target - plant.on_hand - plant.on_order) / plant.mean, 2.0, 0.05);
}

TEST(Stock, PhaseMovesThePosition) {
  Params p = no_returns(rigid(200'000));
  p.design.regional.phase = 3 * day;
  WorldData const w = make_world(p);
  Level const s = level_of(w, 0);
  EXPECT_NEAR((s.target - s.on_hand - s.on_order) / s.mean, 4.0, 0.1);  // four of seven days have gone by since the last order
}

TEST(Stock, PipelineHoldsWhatWasOrderedWithinTheLeadTime) {
  WorldData const w = make_world(no_returns(rigid(200'000)));
  for (std::size_t s = 0; s < rows(w.shipments); ++s) {
    EXPECT_GT(w.shipments.arrives[s], 0);
    EXPECT_LE(w.shipments.arrives[s], w.points.lead[w.shipments.to[s].v]);
  }
  Level const material = level_of(w, 3);
  EXPECT_NEAR(material.on_order / material.mean, 60.0, 0.1);  // 36 d with monthly orders: those of 0 and 30 d ago
  Level const plant = level_of(w, 2);
  EXPECT_NEAR(plant.on_order / plant.mean, 30.0, 0.1);
}

TEST(Stock, SlowMoversHaveFairPipelines) {
  WorldData const w = make_world(no_returns(flexible(1'000'000)));
  Level const micro = level_of(w, 0);
  EXPECT_NEAR(micro.on_order / micro.mean, 0.5, 0.02);  // L < R = half a day: one order under way, most of them of 0 or 1 units
}

TEST(Stock, ReturnsOfTheTimeBeforeAreUnderWay) {
  Params p = rigid(200'000);
  p.world.return_shelf = p.world.return_live = 0.2;
  WorldData const w = make_world(p);
  double coming = 0, asked = 0;
  for (std::size_t s = 0; s < rows(w.shipments); ++s) {
    if (w.shipments.ordered[s] != 0) continue;
    coming += static_cast<double>(w.shipments.quantity[s]);
    EXPECT_EQ(w.points.level[w.shipments.to[s].v], 0);
  }
  for (std::size_t i = 0; i < w.level_first[1]; ++i) asked += from_micro(w.points.mean[i]);
  EXPECT_NEAR(coming / asked, 0.2 * 0.85 * (1.5 + 3 + 4 + 2), 0.2);  // delivery, at home, on the way back, inspection
}

TEST(Stock, ZeroDemandMeansZeroStock) {
  WorldData const w = make_world(rigid(0));
  for (std::size_t i = 0; i < rows(w.points); ++i) EXPECT_EQ(w.stock.on_hand[i] + w.stock.on_order[i] + w.forecast.target[i], 0);
  EXPECT_EQ(rows(w.shipments), 0u);
}

//! sigma_ahead of plain demand.
double ahead(double mean, double sigma, double days, double over, double lump_days) {
  Flow flow;
  flow.mean = mean, flow.variance = sigma * sigma;
  return Swings(0).sigma_ahead(flow, days, over, lump_days);
}

TEST(Protection, SigmaAheadHasTheForecastsOwnError) {
  EXPECT_DOUBLE_EQ(ahead(10, 3, 4, 0, 0), 6.0);
  EXPECT_NEAR(ahead(10, 1, 30, 14, 0), exact_sqrt(30 + 900.0 / 14), 1e-12);  // MODEL §5: 1.7 times sqrt(L)
  EXPECT_NEAR(ahead(10, 0, 10.5, 0, 7), 70 * 0.5, 1e-9);                     // one lump of 70 or two
  EXPECT_NEAR(ahead(10, 0, 14, 0, 7), 0.0, 1e-9);
}

TEST(Protection, HitsRiseAndFall) {
  Swings swings(14 * day);
  EXPECT_NEAR(swings.life_error(56.0, 56.0), 0.0, 1e-9);  // a whole life ahead, a whole life behind
  EXPECT_NEAR(swings.life_error(112.0, 0.0), 0.0, 1e-9);
  // A moment ahead against the exact mean 1: appeal is 4 ln2/(15/16) 2^-a on [0, 4], mean square (4 ln2/(15/16))² (1 - 2^-8)/(8 ln2).
  double const top = 4 * 0.6931471805599453 / (15.0 / 16.0);
  EXPECT_NEAR(swings.life_error(1e-6, 0.0), exact_sqrt(top * top * (255.0 / 256.0) / (8 * 0.6931471805599453) - 1.0), 1e-3);
  Flow hit;
  hit.mean = 10.0, hit.life = 100.0;
  EXPECT_GT(swings.sigma_ahead(hit, 28.0, 28.0, 0.0), 100.0);
  EXPECT_EQ(Swings(365 * day).life_error(28.0, 28.0), 0.0);  // a core item has no age
}

TEST(Protection, NormalLawAgreesWithTables) {
  EXPECT_NEAR(normal_cdf(1.6448536), 0.95, 2e-7);
  EXPECT_NEAR(normal_cdf(-1.0), 0.1586553, 2e-7);
  EXPECT_NEAR(normal_loss(1.0), 0.0833155, 1e-6);
  EXPECT_NEAR(normal_loss(-1.0), 1.0833155, 1e-6);
}

TEST(Protection, SmallCountsGetAQuantile) {
  EXPECT_DOUBLE_EQ(order_up_to(2.0, exact_sqrt(2.0), 1.2815516), 4.0);  // Poisson(2): P(X <= 3) = 0.857, P(X <= 4) = 0.947
  EXPECT_DOUBLE_EQ(order_up_to(100.0, 10.0, 1.5), 115.0);
  EXPECT_DOUBLE_EQ(order_up_to(2.0, 1.0, 0.0), 2.0);         // Poisson(2): P(X <= 1) = 0.406, P(X <= 2) = 0.677
  EXPECT_DOUBLE_EQ(order_up_to(6.0, 6.0, -0.2533471), 3.0);  // 40 % of a negative binomial: P(X <= 2) = 0.340, P(X <= 3) = 0.435; normal 4.5
  EXPECT_DOUBLE_EQ(order_up_to(6.0, 6.0, -1.0), 1.0);        // 16 %: P(X <= 0) = 0.116, P(X <= 1) = 0.233; normal 0
  EXPECT_DOUBLE_EQ(order_up_to(0.0, 0.0, 1.5), 0.0);
}

TEST(Protection, IntervalAndFirstOrder) {
  PolicyParams p;
  p.review = 7 * day;
  EXPECT_EQ(protection(p, 2 * day, hour), 9 * day - hour);
  p.after_demand = false;
  EXPECT_EQ(protection(p, 2 * day, hour), 9 * day);
  EXPECT_EQ(order_rhythm(p, hour).first, 7 * day - hour);
  p.phase = -2 * day;
  EXPECT_EQ(order_rhythm(p, hour).first, 5 * day - hour);
}

}  // namespace
}  // namespace gs::world
