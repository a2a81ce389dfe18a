//! Points of an experiment: what a Latin hypercube and a Sobol sequence promise.
#include "host/experiments/sampling.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {

//! Number of points of a dimension in each of n strata.
std::vector<int> strata(Points const& points, std::size_t dimension, std::size_t n) {
  std::vector<int> out(n, 0);
  for (auto const& p : points) ++out.at(static_cast<std::size_t>(p[dimension] * static_cast<double>(n)));
  return out;
}

TEST(LatinHypercube, HasOnePointInEveryStratumOfEveryDimension) {
  for (std::int64_t const n : {1, 7, 64}) {
    Points const points = latin_hypercube(n, 12, 3);
    for (std::size_t d = 0; d < 12; ++d)
      EXPECT_EQ(strata(points, d, static_cast<std::size_t>(n)), std::vector<int>(static_cast<std::size_t>(n), 1)) << n << " " << d;
  }
}

TEST(LatinHypercube, DependsOnTheSeedOnly) {
  EXPECT_EQ(latin_hypercube(20, 3, 1), latin_hypercube(20, 3, 1));
  EXPECT_NE(latin_hypercube(20, 3, 1), latin_hypercube(20, 3, 2));
}

TEST(LatinHypercube, DimensionsAreNotCorrelated) {
  Points const points = latin_hypercube(400, 5, 9);
  for (std::size_t a = 0; a < 5; ++a)
    for (std::size_t b = 0; b < a; ++b) {
      double sum = 0.0;
      for (auto const& p : points) sum += (p[a] - 0.5) * (p[b] - 0.5);
      EXPECT_LT(std::abs(12.0 * sum / 400.0), 0.2) << a << " " << b;  // 4 standard errors of 1 / sqrt(400)
    }
}

TEST(Sobol, StartsLikeTheSequenceOfJoeAndKuo) {
  Points const first = sobol(8, 3, 0);
  Points const known = {{0, 0, 0},
                        {0.5, 0.5, 0.5},
                        {0.75, 0.25, 0.25},
                        {0.25, 0.75, 0.75},
                        {0.375, 0.375, 0.625},
                        {0.875, 0.875, 0.125},
                        {0.625, 0.125, 0.875},
                        {0.125, 0.625, 0.375}};
  EXPECT_EQ(first, known);
}

//! In base 2, the first 2^m points have one in each of 2^m strata of every dimension, shifted or not; a wrong direction number breaks it.
TEST(Sobol, HasOnePointInEveryBinaryStratumOfEveryDimension) {
  for (std::uint64_t const shift : {0u, 17u})
    for (std::size_t const n : {2u, 16u, 128u, 1024u}) {
      Points const points = sobol(static_cast<std::int64_t>(n), sobol_dimensions, shift);
      for (std::size_t d = 0; d < sobol_dimensions; ++d) EXPECT_EQ(strata(points, d, n), std::vector<int>(n, 1)) << n << " " << d;
    }
}

TEST(Sobol, FirstTwoDimensionsAreANet) {  // t = 0: every elementary box of area 1/64 holds one of 64 points
  Points const points = sobol(64, 2, 5);
  for (int a = 0; a <= 6; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (auto const& p : points) boxes.insert({static_cast<int>(p[0] * (1 << a)), static_cast<int>(p[1] * (1 << (6 - a)))});
    EXPECT_EQ(boxes.size(), 64u) << a;
  }
}

//! The integral of a product that needs all dimensions spread evenly together: far better than chance (standard error 0.0166 at 1,024 points).
TEST(Sobol, IntegratesBetterThanChance) {
  Points const points = sobol(1024, 8, 3);
  double sum = 0.0;
  for (auto const& p : points) {
    double product = 1.0;
    for (double const u : p) product *= 1.0 + 0.5 * (u - 0.5);
    sum += product;
  }
  EXPECT_NEAR(sum / 1024.0, 1.0, 0.002);
}

TEST(Sobol, RefusesMoreDimensionsThanItsTableHas) { EXPECT_THROW(sobol(4, sobol_dimensions + 1, 0), ConfigError); }

}  // namespace
}  // namespace gs::experiments
