#include <algorithm>
#include "host/world/attraction.hpp"
#include "host/world/gamma_classes.hpp"
#include "kernels/state/loyalty.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

//! Means of 16 slices of gamma(0.27), mean 1, by an independent script (quantile function averaged over each slice).
TEST(GammaClasses, AgreeWithQuadrature) {
  ClassMeans const m = gamma_class_means(0.27);
  double sum = 0;
  for (double const x : m) sum += x;
  EXPECT_NEAR(sum, 16.0, 1e-9);
  for (std::size_t c = 1; c < m.size(); ++c) EXPECT_GT(m[c], m[c - 1]);
  EXPECT_NEAR(m[15], 6.9673033, 1e-5);
  EXPECT_NEAR(m[8], 0.2586476, 1e-6);
  EXPECT_NEAR(gamma_class_means(1.0)[0], 16.0 * (1.0 / 16.0 + (15.0 / 16.0) * exact_log(15.0 / 16.0)), 1e-9);  // exponential: closed form
}

//! Members who are much alike: the law is nearly normal with sd 1/sqrt(shape), of which slices keep all but a percent of the variance.
TEST(GammaClasses, HoldForLargeShapes) {
  for (double const shape : {14.9, 15.1, 25.0, 50.0}) {
    ClassMeans const m = gamma_class_means(shape);
    double sum = 0, square = 0;
    for (double const x : m) sum += x, square += (x - 1.0) * (x - 1.0);
    EXPECT_NEAR(sum, 16.0, 1e-9) << shape;
    EXPECT_NEAR(exact_sqrt(square / 16.0 * shape), 0.985, 0.015) << shape;
    EXPECT_NEAR(m[15], 1.0 + 1.9678 / exact_sqrt(shape) + 0.95 / shape, 0.01) << shape;
  }
}

TEST(GammaClasses, NeedsDampenTheActive) {
  ClassMeans const looks = gamma_class_means(0.27), orders = class_orders(looks, 20.0 / 365.0, {10.0}).relative;
  double sum = 0;
  for (double const x : orders) sum += x;
  EXPECT_NEAR(sum, 16.0, 1e-9);
  EXPECT_LT(orders[15], looks[15]);
  EXPECT_GT(orders[8], looks[8]);
  ClassMeans const rare = class_orders(looks, 1e-6, {10.0}).relative;  // who hardly ever buys always needs
  for (std::size_t c = 0; c < 16; ++c) EXPECT_NEAR(rare[c], looks[c], 1e-3);
  EXPECT_EQ(class_orders(looks, 20.0 / 365.0, {}).relative, looks);
}

TEST(Members, MeanRateIsExact) {
  for (std::int64_t const n : {1, 1023, 5000, 200'000}) {
    Params p = market(n);
    p.members.wakes_per_order = 13.0;
    WorldData const w = make_world(p);
    double sum = 0;
    for (std::size_t b = 0; b < w.block_class.size(); ++b)
      sum += w.class_rate[w.block_class[b]] * static_cast<double>(std::min<std::int64_t>(1024, n - static_cast<std::int64_t>(b) * 1024));
    EXPECT_NEAR(sum / static_cast<double>(n) / (p.members.orders_per_year * p.members.wakes_per_order / 8760.0), 1.0, 1e-12) << n;
  }
}

//! More choice makes more of a look, so members of large shops need fewer of them; without needs that fade, looks x orders a look are the orders.
//! Members look as those do who are at rest.
TEST(Members, LooksAreAsManyAsTheOrdersTake) {
  std::vector<double> looks;
  for (std::int64_t const n : {16'384, 262'144}) {
    Params p = market(n);
    looks.push_back(make_world(p).class_rate[8]);
    p.members.need_days = 1e-3;  // back within minutes
    WorldData const w = make_world(p);
    double sum = 0.0;
    for (std::uint16_t const c : w.block_class) sum += w.class_rate[c] / static_cast<double>(w.block_class.size());
    EXPECT_NEAR(sum * 8760.0 * looking_of(law_of(p.members).mean()) * world::seen_more * orders_a_look(w, p) / p.members.orders_per_year, 1.0, 0.02)
        << n;
  }
  EXPECT_GT(looks[0], 1.05 * looks[1]);
}

TEST(GammaClasses, WhatWasJustBoughtTakesMoreLooks) {
  ClassMeans const looks = gamma_class_means(0.27);
  double const a_day = 20.0 / 365.0, free = class_orders(looks, a_day, {}).full_need, needs = class_orders(looks, a_day, {10.0}).full_need;
  EXPECT_EQ(free, a_day);
  EXPECT_GT(needs, 1.2 * free);
  EXPECT_GT(class_orders(looks, a_day, {10.0, 0.3, 3.0}).full_need, 1.05 * needs);
  EXPECT_NEAR(class_orders(looks, a_day, {10.0, 1e-9, 3.0}).full_need, needs, 1e-6 * needs);
  // Members who all look alike often, in a shop of one family that nobody wants again for three weeks: 60 days a purchase take a rate above 1/40.
  ClassMeans same;
  same.fill(1.0);
  EXPECT_GT(class_orders(same, 1.0 / 60.0, {10.0, 1.0, 8.0}).full_need, 1.0 / 40.0);
}

TEST(Members, EveryoneLivesSomewhere) {
  for (std::int64_t const n : {0, 1, 1024, 1025, 999'999}) {
    WorldData const w = make_world(market(n));
    std::uint64_t members = 0;
    for (std::uint64_t const m : w.zones.members) members += m;
    EXPECT_EQ(members, static_cast<std::uint64_t>(n));
  }
}

TEST(Members, RegionsHaveTheSameMixOfClassesAndSegments) {
  WorldData const w = make_world(market(1'000'000));
  std::vector<std::vector<int>> classes(8, std::vector<int>(16, 0)), segments(8, std::vector<int>(8, 0));
  for (std::size_t b = 0; b < w.block_zone.size(); ++b) {
    std::uint32_t const region = w.zones.region[w.block_zone[b]];
    ++classes[region][w.block_class[b]], ++segments[region][w.block_segment[b]];
  }
  for (auto const& mix : classes) EXPECT_LE(*std::max_element(mix.begin(), mix.end()) - *std::min_element(mix.begin(), mix.end()), 1);
  for (auto const& mix : segments) EXPECT_LE(*std::max_element(mix.begin(), mix.end()) - *std::min_element(mix.begin(), mix.end()), 4);
}

}  // namespace
}  // namespace gs::world
