//! What is noted for the record only, in chains small enough to be worked out on paper: cycles, backorders and their age, who is served at once.
#include <gtest/gtest.h>
#include "kernels/state/world.hpp"
#include "tests/support/chains.hpp"
#include "tests/support/memory_store.hpp"

namespace gs {
namespace {

using namespace testing_chains;

//! 5 a day are asked for, and come three days after they were ordered; a tick is a day.
WorldData five_a_day(Grains level) {
  Link link{base_stock(ForecastKind::constant, 1), 3 * day, level, level};
  return serial_chain({link}, {DemandLaw::fixed, 5.0, 0.0}, 1);
}

struct Seen {
  std::vector<std::int64_t> cycles = std::vector<std::int64_t>(count_of<EchelonCounter>, 0);  //!< of the only stock point, from day `from` on
  std::vector<std::int64_t> last;                                                             //!< [Counter] of the last tick
  std::int64_t of(EchelonCounter c) const { return cycles[static_cast<std::size_t>(at(c))]; }
  std::int64_t of(Counter c) const { return last[static_cast<std::size_t>(at(c))]; }
};
Seen watch(WorldData const& world, std::int64_t days, std::int64_t from = 0) {
  auto const engine = cpu::make_engine(chain_params(day, days, 1), world);
  Seen seen;
  for (std::int64_t d = 0; !engine->finished(); ++d) {
    engine->step();
    SeriesBlock const b = engine->take_series();
    for (std::size_t c = 0; d >= from && c < seen.cycles.size(); ++c) seen.cycles[c] += b.echelons[c];
    seen.last = b.totals;
  }
  EXPECT_TRUE(engine->audit().holds());
  return seen;
}

//! Before a receipt the net stock is the level less the demand of three days: 15 suffice, 14 do not.
TEST(Cycles, ACycleIsShortWhenItsReceiptFindsSomebodyWaiting) {
  Seen const enough = watch(five_a_day(15), 20), scarce = watch(five_a_day(14), 20);
  EXPECT_EQ(enough.of(EchelonCounter::cycles), 17);  // receipts on days 3 to 19
  EXPECT_EQ(enough.of(EchelonCounter::cycles_short), 0);
  EXPECT_EQ(scarce.of(EchelonCounter::cycles), 17);
  EXPECT_EQ(scarce.of(EchelonCounter::cycles_short), 17);
}

//! P1 of a base stock is the chance that the demand of the lead time stays within it: at mean + 1 sd 0.841 (Silver, Pyke and Thomas 2017).
TEST(Cycles, CycleServiceOfABaseStockIsTheChanceOfItsLeadTimeDemand) {
  Link const link{base_stock(ForecastKind::constant, 1), 3 * day, 335, 335};  // 300 + 20 sqrt 3
  Seen const s = watch(serial_chain({link}, {DemandLaw::normal, 100.0, 20.0}, 1), 4000, 10);
  double const cycles = static_cast<double>(s.of(EchelonCounter::cycles));
  EXPECT_EQ(cycles, 3990.0);
  EXPECT_NEAR(1.0 - static_cast<double>(s.of(EchelonCounter::cycles_short)) / cycles, 0.841, 0.03);
}

//! With a level of 5 two days' demand is always waited for: today's, a day old when it ends, and yesterday's.
TEST(Backorders, AgeIsCountedFromTheDayTheyWereAskedFor) {
  Seen const s = watch(five_a_day(5), 20, 10);
  EXPECT_EQ(s.of(Counter::backorders), 10);
  EXPECT_EQ(s.of(Counter::backorder_age), 5 * (1 + 2) * 24 * 60);
  EXPECT_EQ(s.of(EchelonCounter::waited), 10 * 5) << "nothing is served on the day it is asked for";
}

TEST(Backorders, NobodyWaitsWhereEnoughIsAtHand) {
  Seen const s = watch(five_a_day(20), 20, 10);
  EXPECT_EQ(s.of(Counter::backorders), 0);
  EXPECT_EQ(s.of(Counter::backorder_age), 0);
  EXPECT_EQ(s.of(EchelonCounter::waited), 0);
}

//! Ages at the midnights of the measured window: 5 a day old, 5 two days old.
TEST(Backorders, AgesAreSpreadOverTheirHours) {
  auto const engine = cpu::make_engine(chain_params(day, 20, 1), five_a_day(5));
  for (int d = 0; d < 20; ++d) engine->step();
  Totals const before = engine->totals();
  EXPECT_EQ(before.backorder_hist[24], 5 * 19);  // the first day's demand finds 5 at hand
  EXPECT_EQ(before.backorder_hist[48], 5 * 18);
}

//! A chain resumed half-way knows which cycles have run short, and how old backorders are.
TEST(Cycles, AResumedChainCountsAsOneThatWentOn) {
  WorldData const world = five_a_day(14);
  auto const count = [](Engine& e) {
    std::vector<std::int64_t> all;
    while (!e.finished()) {
      e.step();
      SeriesBlock const b = e.take_series();
      all.insert(all.end(), b.echelons.begin(), b.echelons.end());
      all.push_back(b.totals[static_cast<std::size_t>(at(Counter::backorder_age))]);
    }
    return all;
  };
  auto const whole = cpu::make_engine(chain_params(day, 20, 1), world), rest = cpu::make_engine(chain_params(day, 20, 1), world);
  for (int d = 0; d < 9; ++d) whole->step();
  whole->take_series();
  test::MemoryStore store;
  whole->save(store);
  rest->load(store);
  EXPECT_EQ(count(*rest), count(*whole));
}

//! Every account sums up to zero over the parties, day by day.
TEST(Parties, WhatOnePaysAnotherReceives) {
  auto const engine = cpu::make_engine(chain_params(day, 10, 1), five_a_day(15));
  while (!engine->finished()) engine->step();
  SeriesBlock const b = engine->take_series();
  std::size_t const accounts = count_of<Account>, parties = count_of<Party>;
  ASSERT_EQ(b.parties.size(), 10 * parties * accounts);
  std::int64_t paid = 0;
  for (std::size_t d = 0; d < 10; ++d)
    for (std::size_t a = 0; a < accounts; ++a) {
      std::int64_t sum = 0;
      for (std::size_t p = 0; p < parties; ++p) sum += b.parties[(d * parties + p) * accounts + a];
      EXPECT_EQ(sum, 0);
    }
  std::size_t const last = 9 * parties * accounts;
  paid = b.parties[last + static_cast<std::size_t>(at(Party::member)) * accounts];
  EXPECT_EQ(paid, 10 * 5 * 1000) << "members paid for 50 units";
  EXPECT_EQ(b.money[9 * accounts], paid) << "the brand's row is what `money` says, sales as income";
}

}  // namespace

namespace cpu {
namespace {

//! The floors that the model page quotes: WAPE 0.74 at mean 1, 0.25 at 10.
TEST(PoissonFloor, IsTheMeanDeviationOfAPoissonLaw) {
  EXPECT_NEAR(poisson_deviation(1.0), 0.7358, 1e-4);
  EXPECT_NEAR(poisson_deviation(10.0) / 10.0, 0.2502, 1e-4);
  EXPECT_NEAR(poisson_deviation(0.1), 0.2 * std::exp(-0.1), 1e-12);
  EXPECT_NEAR(poisson_deviation(64.0), poisson_deviation(63.999), 0.02) << "no step where the short form begins";
  EXPECT_EQ(poisson_deviation(0.0), 0.0);
}

//! The usual explains 12 of 10 and 0 of 3; it does not explain 100 of 10: there was a wave of about 100.
TEST(PoissonFloor, AWaveIsForeseenByWhoKnowsIt) {
  EXPECT_EQ(true_intensity(12.0, 10.0), 10.0);
  EXPECT_EQ(true_intensity(0.0, 3.0), 3.0);
  EXPECT_EQ(true_intensity(100.0, 10.0), 100.0);
}

//! Errors below half a unit count: most stock points are asked for less than a unit in an interval.
TEST(ForecastTally, SmallErrorsAreNotRoundedAway) {
  std::int64_t cells[4 * count_of<Echelon>] = {};
  ForecastTally const tally{cells, 1, 1, 31};
  auto const add = [&tally](double error, Grains came, double usual) {
    std::int64_t const truth = tally.size_of(tally.by_truth(tally.intensity(came, usual)));
    tally.add(PointId(0), Echelon::micro, ItemId(0), {tally.size_of(error), tally.size_of(usual), truth}, came);
  };
  add(-0.3, 0, -0.25);
  add(0.7, 1, 0.75);
  EXPECT_EQ(cells[0], 300 + 700);
  EXPECT_EQ(cells[1], 1000);
  EXPECT_EQ(cells[2], 250 + 750);
  EXPECT_EQ(cells[3], 2 * static_cast<std::int64_t>(1000.0 * poisson_deviation(0.25) + 0.5));
}

TEST(Bins, HoursBelowZeroAreCountedDown) {
  EXPECT_EQ(floor_div(3599, 3600), 0);
  EXPECT_EQ(floor_div(3600, 3600), 1);
  EXPECT_EQ(floor_div(-1, 3600), -1);
  EXPECT_EQ(floor_div(-3600, 3600), -1);
  EXPECT_EQ(floor_div(-3601, 3600), -2);
}

}  // namespace
}  // namespace cpu
}  // namespace gs
