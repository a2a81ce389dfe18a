#include "host/world/scale.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

Scale at(std::int64_t members) { return scale_of(market(members)); }

TEST(Scale, HasTheReferenceWorldAtOneMillion) {
  Scale const s = at(1'000'000);
  EXPECT_DOUBLE_EQ(s.size, 1.0);
  EXPECT_EQ(s.skus(), 2000u);
  EXPECT_EQ(s.lines, 10u);
  EXPECT_EQ(s.families(), 40u);
  EXPECT_EQ(s.modules(), 190u);
  EXPECT_EQ(s.zones, 256u);
  EXPECT_EQ(s.assortment, 320u);
  EXPECT_EQ(s.suppliers(), 20000u);
}

TEST(Scale, GrowsAndShrinksWithDemand) {
  EXPECT_EQ(at(20'000).skus(), 40u);
  EXPECT_EQ(at(10'000'000).skus(), 20000u);
  EXPECT_EQ(at(10'000'000).families_per_line, 4u);
  Params twice = market(1'000'000);
  twice.members.orders_per_year *= 2;
  EXPECT_EQ(scale_of(twice).skus(), 4000u);
  EXPECT_EQ(scale_of(twice).zones, 256u);
  EXPECT_NEAR(at(200'000).skus(), 400.0, 40.0);
}

TEST(Scale, KeepsAFloor) {
  for (std::int64_t const n : {0, 1, 1023}) {
    Scale const s = at(n);
    EXPECT_GE(s.skus(), 4u);
    EXPECT_EQ(s.zones, 1u);
    EXPECT_EQ(s.regions, 1u);
    EXPECT_GE(s.core, 2 * s.families() + 2 * s.lines);
  }
  EXPECT_EQ(at(0).blocks, 0);
  EXPECT_EQ(at(1).blocks, 1);
  EXPECT_EQ(at(1025).blocks, 2);
}

TEST(Scale, MicroSitesCoverTheSameShareOfDemand) {
  double const z = market(1).world.zipf, reference = zipf_sum(320, z) / zipf_sum(2000, z);
  for (std::int64_t const n : {20'000, 200'000, 10'000'000}) {
    Scale const s = at(n);
    double const share = zipf_sum(s.assortment, z) / zipf_sum(s.skus(), z);
    EXPECT_GE(share, reference);
    EXPECT_LE(share - 1.0 / s.skus() - reference, 0.03);
  }
}

TEST(Scale, RefusesMoreFamiliesThanFit) { EXPECT_SAYS(at(4'000'000'000), "at most 65534"); }

}  // namespace
}  // namespace gs::world
