//! Exact maths against the machine's long double functions; what it claims in its comments is what is asserted.
#include "kernels/core/exact_math.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <limits>

namespace gs::cpu {
namespace {

double relative(double x, long double truth) { return static_cast<double>(std::fabs((static_cast<long double>(x) - truth) / truth)); }

TEST(ExactMath, ExpIsWithinThreePartsInTenToTheSixteen) {
  double worst = 0.0;
  for (double x = -700.0; x <= 700.0; x += 0.0137) worst = std::max(worst, relative(exact_exp(x), expl(static_cast<long double>(x))));
  EXPECT_LT(worst, 3e-16);
  EXPECT_EQ(exact_exp(0.0), 1.0);
}

TEST(ExactMath, ExpClampsItsArgument) {
  EXPECT_EQ(exact_exp(1e9), exact_exp(700.0));
  EXPECT_EQ(exact_exp(-1e9), exact_exp(-700.0));
}

TEST(ExactMath, LogIsAccurateAwayFromOneAndAbsoluteNearIt) {
  double worst = 0.0, near = 0.0;
  for (double x = 1e-300; x < 1e300; x *= 1.37) worst = std::max(worst, relative(exact_log(x), logl(static_cast<long double>(x))));
  for (double x = 0.7; x < 1.5; x += 1e-5) near = std::max(near, static_cast<double>(std::fabs(exact_log(x) - logl(static_cast<long double>(x)))));
  EXPECT_LT(worst, 3e-16);
  EXPECT_LT(near, 2e-16);
  EXPECT_EQ(exact_log(1.0), 0.0);
}

TEST(ExactMath, LogOfZeroAndBelowIsTheSmallestNormals) {
  EXPECT_EQ(exact_log(0.0), exact_log(2.2250738585072014e-308));
  EXPECT_EQ(exact_log(-5.0), exact_log(0.0));
  EXPECT_EQ(exact_log(std::numeric_limits<double>::quiet_NaN()), exact_log(0.0));
}

TEST(ExactMath, PowAndSqrt) {
  EXPECT_NEAR(exact_pow(2.0, 10.0), 1024.0, 1e-12);
  EXPECT_NEAR(exact_pow(10.0, -3.0), 1e-3, 1e-17);
  EXPECT_EQ(exact_sqrt(2.25), 1.5);
  EXPECT_EQ(exact_sqrt(-1.0), 0.0);
}

TEST(ExactMath, NormalQuantileInvertsTheNormal) {
  for (double p = 1e-6; p < 1.0; p += 0.00137) {
    double const x = normal_quantile(p);
    EXPECT_NEAR(0.5 * std::erfc(-x / std::sqrt(2.0)), p, 3e-9) << p;
  }
  EXPECT_NEAR(normal_quantile(0.975), 1.959963985, 1e-8);
  EXPECT_DOUBLE_EQ(normal_quantile(0.01), -normal_quantile(0.99));
}

TEST(ExactMath, ConversionsClamp) {
  EXPECT_EQ(to_int(1e30), INT64_C(9000000000000000000));
  EXPECT_EQ(to_int(-1e30), INT64_C(-9000000000000000000));
  EXPECT_EQ(to_micro(1.25), 1250000);
  EXPECT_EQ(to_micro(1e30), INT64_C(2000000000000000));
  EXPECT_EQ(to_chance(2.0), UINT64_C(1) << 32);
  EXPECT_EQ(to_chance(-1.0), 0u);
  EXPECT_EQ(nearest(2.5), 2.0);  // ties to even
  EXPECT_EQ(nearest(-3.5), -4.0);
}

//! One number over many results: another compiler or level must give it too.
TEST(ExactMath, BitsAreTheSameEverywhere) {
  std::uint64_t hash = 0;
  auto const add = [&hash](double x) { hash = (hash ^ __builtin_bit_cast(std::uint64_t, x)) * UINT64_C(0x9fb21c651e98df25); };
  for (int i = 1; i < 20000; ++i) {
    double const x = i * 0.0371;
    add(exact_exp(x * 0.5 - 200.0));
    add(exact_log(x));
    add(normal_quantile(i / 20000.0));
  }
  EXPECT_EQ(hash, UINT64_C(6319608664490661278));
}

}  // namespace
}  // namespace gs::cpu
