//! Estimators on members and goods whose law is known.
#include <numeric>
#include "host/fit/patterns.hpp"
#include "host/fit/simplex.hpp"
#include "tests/host/fit/scratch.hpp"

namespace gs::fit {
namespace {

TEST(Simplex, FindsTheMinimumOfRosenbrocksValley) {
  Minimum const m = minimise([](std::vector<double> const& x) { return 100.0 * std::pow(x[1] - x[0] * x[0], 2) + std::pow(1.0 - x[0], 2); },
                             {-1.2, 1.0}, 0.5, 1e-14, 2000);
  EXPECT_TRUE(m.converged);
  EXPECT_NEAR(m.at[0], 1.0, 1e-5);
  EXPECT_NEAR(m.at[1], 1.0, 1e-5);
}

//! -ln L of n normal values around their mean: errors sd/sqrt(n) and sd/sqrt(2n).
TEST(Simplex, StandardErrorsAreThoseOfANormalSample) {
  double const n = 400.0, sd = 2.0;
  auto const cost = [&](std::vector<double> const& p) { return n * std::log(p[1]) + n * (sd * sd + p[0] * p[0]) / (2.0 * p[1] * p[1]); };
  std::vector<double> const e = standard_errors(cost, {0.0, sd}, 1e-3);
  EXPECT_NEAR(e[0], sd / 20.0, 1e-5);
  EXPECT_NEAR(e[1], sd / std::sqrt(800.0), 1e-5);
  EXPECT_TRUE(std::isnan(standard_errors([](auto const& p) { return -p[0] * p[0]; }, {0.0}, 1e-3)[0])) << "a maximum is no minimum";
}

//! The likelihood by brute force: over the time of leaving, as the model says it in words.
double by_quadrature(ParetoNbd const& p, Record const& m) {
  double const shared = std::lgamma(p.r + m.x) - std::lgamma(p.r) + p.r * std::log(p.alpha);
  auto const bought = [&](double until) { return std::exp(shared - (p.r + m.x) * std::log(p.alpha + until)); };
  int const steps = 20000;
  double sum = 0.0;
  double const width = (m.T - m.tx) / steps;
  for (int i = 0; i < steps; ++i) {
    double const t = m.tx + (i + 0.5) * width;
    sum += bought(t) * p.s / p.beta * std::pow(p.beta / (p.beta + t), p.s + 1.0) * width;
  }
  return std::log(bought(m.T) * std::pow(p.beta / (p.beta + m.T), p.s) + sum);
}

TEST(ParetoNbd, LikelihoodIsThatOfTheModelInWords) {
  for (ParetoNbd const p : {ParetoNbd{0.55, 74.0, 0.6, 82.0}, ParetoNbd{0.61, 95.0, 0.31, 44.0}, ParetoNbd{1.5, 20.0, 2.0, 400.0}})
    for (Record const m : {Record{0, 0, 270, 1}, Record{1, 3, 200, 1}, Record{7, 210, 273, 1}, Record{40, 500, 520.5, 1}})
      EXPECT_NEAR(log_likelihood(p, m), by_quadrature(p, m), 2e-6) << p.r << ' ' << m.x;
}

TEST(ParetoNbd, WithoutLeavingItIsNegativeBinomial) {
  ParetoNbd const p{0.7, 50.0, 0.0, 1.0}, nearly{0.7, 50.0, 1e-9, 1.0};
  Record const m{3, 100, 200, 1};
  EXPECT_NEAR(log_likelihood(p, m), log_likelihood(nearly, m), 1e-6);
  double const q = 200.0 / 250.0;  // Gamma(r+x)/(Gamma(r) x!) (1-q)^r q^x
  EXPECT_NEAR(repeats(p, 200.0, 6)[3], std::tgamma(3.7) / std::tgamma(0.7) / 6.0 * std::pow(1.0 - q, 0.7) * std::pow(q, 3.0), 1e-12);
}

TEST(ParetoNbd, RepeatsAreThoseOfSimulatedMembers) {
  ParetoNbd const p{0.6, 60.0, 0.5, 50.0};
  OrderLog const log = test::simulated(p, 40000, 1, 301, 11);
  std::vector<double> seen(7, 0.0);
  std::vector<int> orders(40000, -1);
  for (Order const& o : log.orders) ++orders[o.member];
  for (int const n : orders) ++seen[static_cast<std::size_t>(std::min(n, 6))];
  std::vector<double> const chance = repeats(p, 300.5, 6);
  EXPECT_NEAR(std::accumulate(chance.begin(), chance.end(), 0.0), 1.0, 1e-9);
  for (std::size_t k = 0; k < 7; ++k)
    EXPECT_NEAR(seen[k] / 40000.0, chance[k], 4.0 * std::sqrt(chance[k] * (1.0 - chance[k]) / 40000.0) + 0.001) << k;
}

//! Days merge what comes on one day, so gaps are at least a day: rates of a few a year hardly feel it.
TEST(ParetoNbd, IsRecoveredWithinItsStandardErrors) {
  ParetoNbd const p{0.6, 100.0, 0.5, 80.0};
  ParetoNbdFit const fit = fit_pareto_nbd(records_of(histories_of(test::simulated(p, 8000, 80, 700, 5))));
  EXPECT_TRUE(fit.converged);
  EXPECT_NEAR(fit.at.r, p.r, 3.5 * fit.error.r);
  EXPECT_NEAR(fit.at.alpha, p.alpha, 3.5 * fit.error.alpha);
  EXPECT_NEAR(fit.at.s, p.s, 3.5 * fit.error.s);
  EXPECT_NEAR(fit.at.beta, p.beta, 3.5 * fit.error.beta);
  EXPECT_LT(fit.error.r, 0.1);
  EXPECT_GT(fit.log_likelihood, fit.nbd_log_likelihood + 50.0) << "that members leave is seen";
}

TEST(ParetoNbd, SeesThatNobodyLeaves) {
  ParetoNbdFit const fit = fit_pareto_nbd(records_of(histories_of(test::simulated({1.2, 120.0, 0.0, 1.0}, 3000, 30, 400, 8))));
  EXPECT_LT(fit.log_likelihood - fit.nbd_log_likelihood, 5.0);
  EXPECT_GT(repeats({1.0, 1e9, fit.at.s, fit.at.beta}, 1.0, 1)[0], 0.9);
  EXPECT_GT(std::pow(fit.at.beta / (fit.at.beta + 400.0), fit.at.s), 0.9) << "nine in ten are still there at the end";
  EXPECT_NEAR(fit.nbd.r / fit.nbd.alpha, 0.01, 0.001);
}

TEST(Zipf, ExponentIsRecovered) {
  std::mt19937_64 random(3);
  for (double const exponent : {0.5, 0.9, 1.3}) {
    std::vector<double> weight, units(400, 0.0);
    for (int k = 1; k <= 400; ++k) weight.push_back(std::pow(k, -exponent));
    std::discrete_distribution<std::size_t> pick(weight.begin(), weight.end());
    for (int i = 0; i < 200000; ++i) ++units[pick(random)];
    Zipf const z = fit_zipf(units);
    EXPECT_NEAR(z.exponent, exponent, 5.0 * z.error + 0.005) << "ranking by what was seen adds a little";
    EXPECT_LT(z.error, 0.01);
  }
  EXPECT_EQ(fit_zipf({5.0}).exponent, 0.0);
  EXPECT_NEAR(fit_zipf({3.0, 3.0, 3.0}).exponent, 0.0, 1e-9);
}

TEST(Spend, SplitsChanceFromWhoSpendsMore) {
  std::mt19937_64 random(17);
  std::normal_distribution<double> z;
  OrderLog log;
  log.members = 4000, log.has_value = true;
  for (std::uint32_t m = 0; m < 4000; ++m) {
    double const own = 0.4 * z(random);
    for (int k = 0; k < 3; ++k) log.orders.push_back({m, (20000 + 10 * k) * day, 1.0, std::exp(3.0 + own + 0.5 * z(random)), -1});
  }
  Spend const s = fit_spend(histories_of(log));
  EXPECT_NEAR(s.ln_mean, 3.0, 0.03);
  EXPECT_NEAR(s.ln_sd, std::sqrt(0.41), 0.02);
  EXPECT_NEAR(s.between_sd, 0.4, 0.03);
  EXPECT_LT(s.ks, 0.015);
}

TEST(Lead, IsLognormal) {
  std::mt19937_64 random(23);
  std::lognormal_distribution<double> days(2.305, 0.678);  // Olist
  OrderLog log;
  log.members = 1, log.has_delivered = true;
  for (int i = 0; i < 20000; ++i) log.orders.push_back({0, 20000 * day, 1.0, 0.0, 20000 * day + static_cast<Seconds>(86400.0 * days(random))});
  log.orders.push_back({0, 20000 * day, 1.0, 0.0, -1});
  Lead const l = fit_lead(log);
  EXPECT_EQ(l.orders, 20000);
  EXPECT_NEAR(l.ln_mean, 2.305, 0.02);
  EXPECT_NEAR(l.ln_sd, 0.678, 0.02);
  EXPECT_NEAR(l.median, std::exp(2.305), 0.2);
  EXPECT_NEAR(l.p95, std::exp(2.305 + 1.645 * 0.678), 1.0);
}

//! Ten members a day for ten weeks who buy once; twice as many on Saturdays and Sundays, thirty on one Thursday, all at noon.
OrderLog calendar_log() {
  OrderLog log;
  log.has_clock = true;
  for (int d = 0; d < 70; ++d) {
    int const n = d == 38 ? 60 : (weekday(20458 + d) >= 5 ? 20 : 10);
    for (int k = 0; k < n; ++k) log.orders.push_back({static_cast<std::uint32_t>(log.members++), (20458 + d) * day + 12 * hour, 1.0, 1.0, -1});
  }
  return log;
}

TEST(Rhythm, KnowsTheWeekAndTheDay) {
  OrderLog const log = calendar_log();
  Rhythm const r = fit_rhythm(log, histories_of(log));
  EXPECT_NEAR(r.weekend, 20.0 / 11.0 - 1.0, 1e-9) << "the spike is a weekday's";
  EXPECT_NEAR(r.hour[12], 24.0, 1e-9);
  EXPECT_NEAR(r.depth, 0.99, 1e-9);
}

TEST(Calendar, FindsArrivalsAndSpikes) {
  OrderLog const log = calendar_log();
  Histories const h = histories_of(log);
  Calendar const c = fit_calendar(h, {1.0, 1000.0, 0.0, 1.0}, fit_rhythm(log, h));
  ASSERT_EQ(c.arrivals.size(), 70u);
  EXPECT_DOUBLE_EQ(c.arrivals[38], 60.0);
  ASSERT_EQ(c.spikes.size(), 1u);
  EXPECT_EQ(c.spikes[0].day, 38);
  EXPECT_NEAR(c.spikes[0].times, 6.0, 1e-9);
  EXPECT_NEAR(c.busiest, (28 * 90.0 / 7.0 + 50.0) / 28.0, 1e-9);
}

//! Attention of week 20 doubled in a log that is otherwise the model: the calendar finds it.
TEST(Calendar, AttentionIsWhatTheModelDoesNotExpect) {
  ParetoNbd const p{1.0, 50.0, 0.0, 1.0};
  OrderLog log = test::simulated(p, 3000, 1, 280, 9);
  std::size_t const n = log.orders.size();
  std::uint32_t before = ~0u;
  for (std::size_t i = 0; i < n; ++i) {
    Order o = log.orders[i];
    std::int64_t const week = (o.time / day - 10000) / 7;
    if (week == 20 && o.member == before) o.time += 12 * hour, o.member = (o.member + 1500) % 3000, log.orders.push_back(o);
    before = log.orders[i].member;
  }
  std::stable_sort(log.orders.begin(), log.orders.end(),
                   [](Order const& a, Order const& b) { return a.member != b.member ? a.member < b.member : a.time < b.time; });
  Histories const h = histories_of(log);
  Calendar const c = fit_calendar(h, p, {});
  EXPECT_NEAR(c.attention[20 * 7 + 3], 2.0, 0.2);
  EXPECT_NEAR(c.attention[10 * 7 + 3], 1.0, 0.12);
}

TEST(Facts, OfALogThatCanBeCountedByHand) {
  OrderLog log;
  log.members = 5, log.has_value = true;
  auto const buy = [&](std::uint32_t m, int d, double v) { log.orders.push_back({m, (20000 + d) * day, 1.0, v, -1}); };
  buy(0, 0, 10), buy(0, 0, 5), buy(0, 10, 65), buy(1, 2, 5), buy(2, 3, 5), buy(3, 4, 5), buy(4, 5, 5), buy(4, 25, 0), buy(4, 35, 0);
  Facts const f = facts_of(histories_of(log));
  EXPECT_EQ(f.purchases, 8) << "two orders on one day are one purchase";
  EXPECT_DOUBLE_EQ(f.one_time, 0.6);
  EXPECT_DOUBLE_EQ(f.gap_median, 10.0);
  EXPECT_DOUBLE_EQ(f.gap_mean, 40.0 / 3.0);
  EXPECT_DOUBLE_EQ(f.top_fifth, 0.8);
  EXPECT_DOUBLE_EQ(f.top_fifth_purchases, 3.0 / 8.0);
  EXPECT_DOUBLE_EQ(f.mean_value, 12.5);
}

TEST(Facts, OfALogOfCenturiesAreRefused) {
  OrderLog log;
  log.members = 1;
  log.orders = {{0, 0, 1.0, 1.0, -1}, {0, 30 * 365 * day, 1.0, 1.0, -1}};
  EXPECT_NE(test::complaint([&] { histories_of(log); }).find("twenty years"), std::string::npos);
}

}  // namespace
}  // namespace gs::fit
