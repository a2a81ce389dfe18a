//! What a member is worth.
#include "host/run/member_value.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include "host/run/metrics.hpp"
#include "tests/host/run/counted.hpp"

namespace gs::run {
namespace {

using test::Counted;

//! 840 loyal members bring 84,000 CNY in a year, 100 fall away: 100 a member and year for 1 / (100/840 + 0.10) years.
TEST(Metrics, AMembersValueIsItsContributionWhileItStays) {
  Counted c;
  c.params.members.count = 1000;
  c.params.ledger.capital_rate = 0.10;
  c.totals.members_loyal = 800;
  c.count(Counter::churned, 100), c.count(Counter::reactivated, 20);
  auto const pay = [&](Party from, Party to, Account a, Cents n) {
    c.totals.ledger[static_cast<std::size_t>((at(from) * count_of<Party> + at(to)) * count_of<Account> + at(a))] = n;
  };
  pay(Party::member, Party::brand, Account::sales, 10'000'000);
  pay(Party::brand, Party::carrier, Account::transport, 1'600'000);
  pay(Party::brand, Party::supplier, Account::idle, 5'000'000);  // paid whether they buy or not
  auto const m = c.measured();
  EXPECT_DOUBLE_EQ(value_of(m, "loyal"), 0.8);
  EXPECT_DOUBLE_EQ(value_of(m, "contribution"), 100.0);
  EXPECT_DOUBLE_EQ(value_of(m, "retention"), std::exp(-100.0 / 840.0));
  EXPECT_DOUBLE_EQ(value_of(m, "clv"), 100.0 / (100.0 / 840.0 + 0.10));
}

//! Pareto lifetimes with s = 2, beta = 1: half of what an even law would bring is not there any more; against a fine sum by hand.
TEST(MemberValue, LifetimesOfAWorldShortenIt) {
  EXPECT_DOUBLE_EQ(still_there({0.0, 2.0, 1.0}, 1.0), 0.25);
  EXPECT_DOUBLE_EQ(years_worth({0.1, 0.0, 1.0}, 0.1), 5.0);
  double sum = 0.0;
  for (int k = 0; k < 4'000'000; ++k) {
    double const t = (k + 0.5) * 1e-4;
    sum += 1e-4 * std::exp(-0.1 * t) / ((1.0 + t) * (1.0 + t));
  }
  EXPECT_NEAR(years_worth({0.0, 2.0, 1.0}, 0.1), sum, 1e-4);
  EXPECT_TRUE(std::isinf(years_worth({}, 0.0)));
}

}  // namespace
}  // namespace gs::run
