#include <numeric>
#include "host/world/goods.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

TEST(Items, QuietRatesAddUpToTheOrdersOfAllMembers) {
  for (std::int64_t const n : {1'000, 20'000, 1'000'000}) {
    Params const p = market(n);
    WorldData const w = make_world(p);
    double const sum = from_micro(std::accumulate(w.items.quiet_rate.begin(), w.items.quiet_rate.end(), std::int64_t{0}));
    EXPECT_NEAR(sum, static_cast<double>(n) * p.members.orders_per_year / 8760.0, 0.002) << n;
  }
}

TEST(Items, PopularityIsZipfAndAddsUpExactly) {
  WorldData const w = make_world(market(200'000));
  std::vector<std::uint32_t> sorted(w.items.popularity.begin(), w.items.popularity.begin() + w.skus);
  EXPECT_EQ(std::accumulate(sorted.begin(), sorted.end(), std::uint64_t{0}), std::uint64_t{1} << 32);
  std::sort(sorted.rbegin(), sorted.rend());
  EXPECT_NEAR(static_cast<double>(sorted[0]) / sorted[9], exact_pow(10.0, 0.9), 1e-4);
  EXPECT_NEAR(static_cast<double>(sorted[9]) / sorted[99], exact_pow(10.0, 0.9), 1e-4);
}

//! All of 2^32 does not fit into 32 bits: what a conversion makes of it depends on the processor.
TEST(Items, ALoneSkuHasAllThePopularityThatFits) {
  Params p = market(1'000);
  p.world.lines = p.world.families = p.world.module_options_a = p.world.module_options_b = p.world.skus = 1;
  EXPECT_EQ(make_world(p).items.popularity[0], ~0u);
}

TEST(Items, CheapAndTastyGoodsSellBetterThanTheyAreShown) {
  WorldData const w = make_world(market(200'000));
  double cheap = 0, dear = 0;
  int n_cheap = 0, n_dear = 0;
  for (std::uint32_t i = 0; i < w.skus; ++i) {
    double const ratio = from_micro(w.items.quiet_rate[i]) / w.items.popularity[i];
    if (w.items.price[i] < 9000) cheap += ratio, ++n_cheap;
    if (w.items.price[i] > 18000) dear += ratio, ++n_dear;
  }
  ASSERT_GT(n_cheap, 5);
  ASSERT_GT(n_dear, 5);
  EXPECT_GT(cheap / n_cheap, 1.5 * dear / n_dear);
}

TEST(Items, PricesAreLognormalAboutTheMedian) {
  WorldData const w = make_world(market(1'000'000));
  double sum = 0, square = 0;
  for (std::uint32_t i = 0; i < w.skus; ++i) {
    double const x = exact_log(static_cast<double>(w.items.price[i]) / 12900.0);
    sum += x, square += x * x;
  }
  double const mean = sum / w.skus;
  EXPECT_NEAR(mean, 0.0, 4 * 0.4 / 6.3);  // 40 families carry most of the variance
  EXPECT_NEAR(exact_sqrt(square / w.skus - mean * mean), 0.5, 0.15);
}

TEST(Items, WorldsOfAllSizesAndSeedsAreAboutAsDear) {
  auto const price_sold = [](std::int64_t members, std::uint64_t seed) {
    Params p = market(members);
    p.seed += seed;
    WorldData const w = make_world(p);
    double money = 0, sold = 0;
    for (std::uint32_t i = 0; i < w.skus; ++i) {
      sold += from_micro(w.items.quiet_rate[i]);
      money += from_micro(w.items.quiet_rate[i]) * static_cast<double>(w.items.price[i]);
    }
    return money / sold;
  };
  double const reference = price_sold(1'000'000, 0);
  for (std::uint64_t seed = 0; seed < 4; ++seed) EXPECT_NEAR(price_sold(20'000, seed) / reference, 1.0, 0.12) << seed;  // 0.68…1.03 unanchored
}

TEST(Items, HitsAreTheShareAskedFor) {
  Params p = market(1'000'000);
  WorldData const w = make_world(p);
  int hits = 0;
  for (std::uint32_t i = 0; i < w.skus; ++i) {
    hits += w.items.half_life[i] == p.world.hit_half_life;
    EXPECT_LE(w.items.launch[i], 0);
    EXPECT_GE(w.items.launch[i], -4 * w.items.half_life[i]);
  }
  EXPECT_NEAR(hits, 500, 80);
}

TEST(Items, ModulesAndMaterialsAreWorthWhatTheyContribute) {
  Params const p = flexible(20'000), q = rigid(20'000);
  WorldData const w = make_world(p), one_piece = make_world(q);
  Goods const g(scale_of(p), p.design);
  double whole = 0, made = 0, modules = 0, materials = 0;  // over all that is sold
  for (std::uint32_t i = 0; i < w.skus; ++i) {
    double const sold = from_micro(w.items.quiet_rate[i]);
    whole += sold * static_cast<double>(one_piece.items.value[i]), made += sold * static_cast<double>(w.items.value[i]);
    for (int part = 0; part < parts; ++part) {
      modules += sold * static_cast<double>(w.items.value[g.item_of_module(g.module(i, part)).v]);
      for (std::uint32_t const k : g.materials_of_module(g.module(i, part)))
        materials += sold * static_cast<double>(w.items.value[g.item_of_material(k).v]);
    }
  }
  EXPECT_NEAR(made / whole, 1.03, 0.003);  // design.modular_cost_share
  EXPECT_NEAR(modules / made, 1.0 - assembly_value, 0.003);
  EXPECT_NEAR(materials / modules, 0.5, 0.01);
}

TEST(Goods, IdsOfASku) {
  Params const p = flexible(1'000'000);
  Scale const s = scale_of(p);
  Goods const g(s, p.design);
  EXPECT_EQ(g.family_of(0), 0u);
  EXPECT_EQ(g.family_of(49), 0u);
  EXPECT_EQ(g.family_of(50), 1u);
  EXPECT_EQ(g.line_of(199), 0u);
  EXPECT_EQ(g.line_of(200), 1u);
  EXPECT_EQ(g.module_base(50), 1u);
  EXPECT_EQ(g.module_a(7), 4u + 1u);         // option A 1 of line 0
  EXPECT_EQ(g.module_b(7), 4u + 10u + 2u);   // option B 2
  EXPECT_EQ(g.module_a(57), g.module_a(7));  // families of a line share options
  EXPECT_EQ(g.line_of_module(19), 1u);
  EXPECT_EQ(g.part_of_module(3), 0);
  EXPECT_EQ(g.part_of_module(4), 1);
  EXPECT_EQ(g.part_of_module(18), 2);
}

}  // namespace
}  // namespace gs::world
