//! Gamma, Poisson and negative binomial against their moments and probabilities.
#include "kernels/core/distributions.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <vector>

namespace gs::cpu {
namespace {

struct Moments {
  double mean, variance;
};
template <class Draw>
Moments moments(int n, Draw draw) {
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    Words words{7, Stream::test, static_cast<std::uint64_t>(i), 3};
    double const x = static_cast<double>(draw(words));
    sum += x;
    squares += x * x;
  }
  return {sum / n, squares / n - sum / n * (sum / n)};
}

TEST(Distributions, WordsNeverRepeatWithinACall) {
  Words a{1, Stream::test, 2, 3};
  Draws const first = draw4(1, Stream::test, 2, 3, 0), second = draw4(1, Stream::test, 2, 3, 1);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(a.next(), first.v[i]);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(a.next(), second.v[i]);
}

TEST(Distributions, FloorIntGoesDown) {
  EXPECT_EQ(floor_int(2.9), 2);
  EXPECT_EQ(floor_int(-2.1), -3);
  EXPECT_EQ(floor_int(-2.0), -2);
}

TEST(Distributions, LogFactorialIsLogGamma) {
  for (std::int64_t k : {0, 1, 2, 5, 9, 10, 11, 40, 1000, 1000000}) {
    double const truth = static_cast<double>(lgammal(static_cast<long double>(k) + 1));
    EXPECT_NEAR(log_factorial(k), truth, 1e-10 + 1e-14 * truth) << k;
  }
}

class GammaOf : public testing::TestWithParam<double> {};
TEST_P(GammaOf, HasMeanAndVarianceOfItsShape) {
  double const shape = GetParam();
  int const n = 100000;
  Moments const m = moments(n, [shape](Words& w) { return draw_gamma(w, shape); });
  double const kurtosis = 3.0 + 6.0 / shape;
  EXPECT_NEAR(m.mean, shape, 4 * std::sqrt(shape / n));
  EXPECT_NEAR(m.variance, shape, 4 * shape * std::sqrt((kurtosis - 1) / n));
}
INSTANTIATE_TEST_SUITE_P(Shapes, GammaOf, testing::Values(0.27, 0.9, 1.0, 2.5, 30.0, 900.0));

class PoissonOf : public testing::TestWithParam<double> {};
TEST_P(PoissonOf, HasMeanAndVarianceOfItsRate) {
  double const rate = GetParam();
  int const n = 100000;
  Moments const m = moments(n, [rate](Words& w) { return draw_poisson(w, rate); });
  EXPECT_NEAR(m.mean, rate, 4 * std::sqrt(rate / n));
  EXPECT_NEAR(m.variance, rate, 4 * rate * std::sqrt((2.0 + 1.0 / rate) / n));
}
INSTANTIATE_TEST_SUITE_P(Rates, PoissonOf, testing::Values(0.02, 1.0, 9.9, 10.1, 60.0, 5000.0, 1e6));

//! Pearson's chi-square against the exact probabilities, on both sides of the switch between the two methods.
class PoissonShape : public testing::TestWithParam<double> {};
TEST_P(PoissonShape, MatchesItsProbabilities) {
  double const rate = GetParam();
  int const n = 200000, most = 64;
  std::vector<double> seen(most + 1, 0.0);
  for (int i = 0; i < n; ++i) {
    Words words{11, Stream::test, static_cast<std::uint64_t>(i), 5};
    seen[static_cast<std::size_t>(std::min<std::int64_t>(most, draw_poisson(words, rate)))] += 1;
  }
  double chi2 = 0;
  int cells = 0;
  for (int k = 0; k < most; ++k) {
    double const expected = n * std::exp(-rate + k * std::log(rate) - std::lgamma(k + 1.0));
    if (expected < 10) continue;
    chi2 += (seen[static_cast<std::size_t>(k)] - expected) * (seen[static_cast<std::size_t>(k)] - expected) / expected;
    ++cells;
  }
  ASSERT_GT(cells, 8);
  EXPECT_LT(chi2, cells + 4 * std::sqrt(2.0 * cells));
}
INSTANTIATE_TEST_SUITE_P(Rates, PoissonShape, testing::Values(4.0, 9.5, 10.5, 25.0));

TEST(Distributions, NegativeBinomialHasItsMeanAndVariance) {
  int const n = 200000;
  Moments const m = moments(n, [](Words& w) { return draw_negative_binomial(w, 6.0, 24.0); });
  EXPECT_NEAR(m.mean, 6.0, 4 * std::sqrt(24.0 / n));
  EXPECT_NEAR(m.variance, 24.0, 4 * 24.0 * std::sqrt(5.0 / n));
  Moments const poisson = moments(n, [](Words& w) { return draw_negative_binomial(w, 6.0, 3.0); });  // cannot be tighter than Poisson
  EXPECT_NEAR(poisson.variance, 6.0, 0.15);
}

TEST(Distributions, NothingComesFromNothing) {
  Words words{1, Stream::test, 1, 1};
  EXPECT_EQ(draw_poisson(words, 0.0), 0);
  EXPECT_EQ(draw_poisson(words, -3.0), 0);
  EXPECT_EQ(draw_negative_binomial(words, 0.0, 5.0), 0);
}

}  // namespace
}  // namespace gs::cpu
