//! Expressions, their functions against published values, and the verdict.
#include <gtest/gtest.h>
#include <cmath>
#include "host/theory/functions.hpp"
#include "host/theory/reading.hpp"
#include "host/theory/run_case.hpp"
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

double value(std::string const& text) {
  Names names;
  names.numbers = {{"L", 4.0}, {"p", 5.0}, {"rho", 0.5}};
  return evaluate(text, scope_of(names));
}

TEST(Expression, FollowsTheUsualPrecedence) {
  EXPECT_DOUBLE_EQ(value("1 + 2*3^2 - 4/2"), 17.0);
  EXPECT_DOUBLE_EQ(value("-2^2"), -4.0);
  EXPECT_DOUBLE_EQ(value("2^-1"), 0.5);
  EXPECT_DOUBLE_EQ(value("2^3^2"), 512.0);
  EXPECT_DOUBLE_EQ(value("(1+2)*(3 - 1)"), 6.0);
  EXPECT_DOUBLE_EQ(value("1 + (2*L/p + 2*L^2/p^2) * (1-rho^p)"), 3.79);
  EXPECT_DOUBLE_EQ(value("sum(j, 1, 4, j*L)"), 40.0);
  EXPECT_DOUBLE_EQ(value("1e-3*1000"), 1.0);
}

TEST(Expression, RefusesWhatItDoesNotUnderstand) {
  for (char const* text : {"", "1 +", "(1", "1 2", "foo", "foo(1)", "sqrt()", "sqrt(1,2)", "sum(j,1)", "1..2", "L)", "pick(2, 5, 6)", "pick(-1, 5)"})
    EXPECT_THROW(value(text), ConfigError) << text;
}

TEST(Functions, GivePublishedValues) {
  EXPECT_DOUBLE_EQ(value("pick(1, 5, 6, 7)"), 6.0);
  EXPECT_NEAR(value("erlang_c(10, 8)"), 0.4091801508, 1e-9);
  EXPECT_NEAR(value("erlang_b(10, 8)"), 0.1216610643, 1e-9);
  EXPECT_NEAR(value("z(0.975)"), 1.959963985, 1e-8);
  EXPECT_NEAR(value("loss(0)"), 0.3989422804, 1e-9);
  EXPECT_NEAR(value("poisson_cdf(24, 20)"), 0.8432273782, 1e-9);
  EXPECT_NEAR(value("poisson_loss(25, 20)"), 0.3308281186, 1e-9);
  EXPECT_NEAR(value("ss_cost(4, 10, 1, 4, 5, 6, 6)"), 8.034111561, 1e-8);
  EXPECT_NEAR(value("rq_cost(3, 5, 20, 150, 100, 1.5, 2)"), 107.92358063, 1e-7);
}

TEST(Verdict, AllowsThreeStandardErrorsAndNoMore) {
  Quantity q;
  q.expect = 10.0;
  std::vector<double> const x = {9.9, 10.1, 9.9, 10.1};  // standard error 0.0577
  EXPECT_TRUE(judge(q, x).passed);
  q.expect = 10.17;
  EXPECT_TRUE(judge(q, x).passed);
  q.expect = 10.18;
  EXPECT_FALSE(judge(q, x).passed);
  q.relative = 0.02;
  EXPECT_TRUE(judge(q, x).passed);
}

TEST(Verdict, AOneSidedBoundMustBeClearlyPassed) {
  Quantity q;
  q.above = 9.9;
  std::vector<double> const x = {9.9, 10.1, 9.9, 10.1};
  EXPECT_FALSE(judge(q, x).passed);
  q.above = 9.8;
  EXPECT_TRUE(judge(q, x).passed);
  q.above.reset(), q.below = 10.05;
  EXPECT_FALSE(judge(q, x).passed);
  EXPECT_FALSE(judge(q, {std::nan(""), 1.0}).passed);
}

}  // namespace
}  // namespace gs::theory
