//! Outages (lever 21) in small chains run through the whole engine: what each kind stops, theory, injected ones, alternates, resume.
#include <gtest/gtest.h>
#include <algorithm>
#include <map>
#include <string>
#include "tests/support/chains.hpp"
#include "tests/support/memory_store.hpp"

namespace gs {
namespace {

using namespace testing_chains;
using test::MemoryStore;

Outage outage_of(OutageKind pauses, Seconds from, Seconds to) {
  Outage o;
  o.what = OutageOf::material, o.pauses = pauses, o.id = 0;
  o.from = o.known_from = from, o.to = o.known_to = to;
  return o;
}

//! One stock point that lacks 100 at time 0, bought with a lead time of five days; nobody asks for anything.
WorldData waiting_for_goods() {
  Link link{base_stock(ForecastKind::constant, 1), 5 * day, 100, 200};
  return serial_chain({link}, {DemandLaw::fixed, 0.0, 0.0}, 1);
}

struct Seen {
  std::int64_t there = -1;      //!< day on which the goods come in
  Grains ordered_on_day_1 = 0;  //!< on order at the end of day 1
};
Seen watch(WorldData const& world) {
  auto const engine = cpu::make_engine(chain_params(day, 20, 1), world);
  Seen seen;
  while (!engine->finished()) {
    engine->step();
    Snapshot const s = engine->snapshot();
    if (engine->now() == 2 * day) seen.ordered_on_day_1 = s.stock.on_order[0];
    if (seen.there < 0 && s.stock.on_hand[0] == 200) seen.there = engine->now() / day - 1;
  }
  EXPECT_TRUE(engine->audit().holds());
  return seen;
}
Seen watch(Outage const& o) {
  WorldData world = waiting_for_goods();
  world.outages = {o};
  return watch(world);
}

TEST(Outages, GoodsComeWhenNothingIsDown) { EXPECT_EQ(watch(waiting_for_goods()).there, 5); }

TEST(Outages, OrderPausingPlacesNothingUntilItIsOver) {
  Seen const s = watch(outage_of(OutageKind::orders, 0, 3 * day));
  EXPECT_EQ(s.ordered_on_day_1, 0);
  EXPECT_EQ(s.there, 3 + 5);
}

TEST(Outages, ShipmentPausingOrdersButSendsNothingUntilItIsOver) {
  Seen const s = watch(outage_of(OutageKind::shipments, 0, 3 * day));
  EXPECT_EQ(s.ordered_on_day_1, 100);
  EXPECT_EQ(s.there, 3 + 5);
}

TEST(Outages, TransitPausingStopsTheClockOfWhatIsOnItsWay) {
  EXPECT_EQ(watch(outage_of(OutageKind::transit, 2 * day, 4 * day)).there, 5 + 2);
  EXPECT_EQ(watch(outage_of(OutageKind::transit, 0, 4 * day)).there, 4 + 5);    // sent into it: the clock starts when it is over
  EXPECT_EQ(watch(outage_of(OutageKind::transit, 6 * day, 9 * day)).there, 5);  // too late to matter
}

TEST(Outages, ReceiptPausingKeepsArrivalsAtTheGate) {
  EXPECT_EQ(watch(outage_of(OutageKind::receipts, 4 * day, 9 * day)).there, 9);
  EXPECT_EQ(watch(outage_of(OutageKind::receipts, 1 * day, 3 * day)).there, 5);  // the clock of transit runs on
}

//! TTS = I / d, lost = d (TTR - TTS): 450 in the pipeline, 90 a day, 12 days without supply.
TEST(Outages, TimeToSurviveOfASingleChain) {
  Link link{base_stock(ForecastKind::constant, 1), 0, 450, 450};
  WorldData world = serial_chain({link}, {DemandLaw::fixed, 90.0, 0.0}, 1);
  world.outages = {outage_of(OutageKind::shipments, 10 * day, 22 * day)};
  auto const engine = cpu::make_engine(chain_params(day, 40, 1), world);
  std::int64_t survived = 0, missed = 0;
  while (!engine->finished()) {
    engine->step();
    SeriesBlock const b = engine->take_series();
    std::int64_t const short_by = b.totals[static_cast<std::size_t>(Counter::demanded)] - b.totals[static_cast<std::size_t>(Counter::demand_at_once)];
    missed += short_by;
    if (engine->now() > 10 * day && missed == 0) ++survived;
  }
  EXPECT_EQ(survived, 5);
  EXPECT_EQ(missed, 630);
  EXPECT_EQ(engine->snapshot().stock.owed[0], 0);
  EXPECT_TRUE(engine->audit().holds());
}

//! Backlog (outage x d - I) = 400 clears at c - d = 20 a day: 6 + 20 days until nobody waits (fluid).
TEST(Outages, TimeToRecoverOfABacklog) {
  Link const shop{base_stock(ForecastKind::constant, 1), 0, 200, 200}, depot{base_stock(ForecastKind::constant, 1), 0, 1000000, 1000000};
  WorldData world = serial_chain({shop, depot}, {DemandLaw::fixed, 100.0, 0.0}, 1);
  world.lanes.capacity[0] = 5;  // 120 a day
  Outage o;
  o.what = OutageOf::lane, o.id = 0;
  o.from = o.known_from = 10 * day, o.to = o.known_to = 16 * day;
  world.outages = {o};
  auto const engine = cpu::make_engine(chain_params(day, 60, 1), world);
  Grains peak = 0;
  std::int64_t clear = -1;
  while (!engine->finished()) {
    engine->step();
    Grains const owed = engine->snapshot().stock.owed[0];
    if (owed > peak) peak = owed;
    if (peak > 0 && owed == 0 && clear < 0) clear = engine->now() / day - 10;
  }
  EXPECT_EQ(peak, 400);
  EXPECT_EQ(clear, 26);
  EXPECT_TRUE(engine->audit().holds());
}

TEST(Outages, ASlowLaneTakesAsMuchLonger) {
  Link const shop{base_stock(ForecastKind::constant, 1), 4 * day, 100, 200}, depot{base_stock(ForecastKind::constant, 1), 0, 1000, 1000};
  WorldData world = serial_chain({shop, depot}, {DemandLaw::fixed, 0.0, 0.0}, 1);
  Outage o;
  o.what = OutageOf::lane, o.left = 100, o.slow = 250;
  world.outages = {o};
  EXPECT_EQ(watch(world).there, 10);
}

//! A second source twice as dear: turned to once the outage is known, and only then.
WorldData two_sources() {
  Link link{base_stock(ForecastKind::constant, 1), day, 100, 100};
  WorldData w;
  w.skus = 1;
  add_item(w, ItemKind::sku);
  PointId const p = add_point(w, ItemId(0), 0, Echelon::micro, link, 20.0);
  for (Cents const cost : {100, 200}) {
    RecipeId const buy = add_recipe(w, RecipeKind::buy, p, {});
    w.recipes.lead[buy.v] = day;
    w.recipes.cost[buy.v] = cost;
    set_recipe(w, p, buy);
  }
  add_demand(w, p, {DemandLaw::fixed, 20.0, 0.0}, 1);
  close_levels(w);
  Outage o = outage_of(OutageKind::closed, 10 * day, 30 * day);
  o.known_from = 12 * day;
  o.known_to = 32 * day;
  w.outages = {o};
  return w;
}

struct Bought {
  std::int64_t missed = 0;
  Cents paid = 0;
};
Bought run_sources(bool resourcing, Seconds ramp = 0) {
  Params params = chain_params(day, 40, 1);
  params.design.resourcing.on = resourcing;
  params.design.resourcing.cost.ramp = ramp;
  auto const engine = cpu::make_engine(params, two_sources());
  while (!engine->finished()) engine->step();
  Ran ran;
  collect(engine->take_series(), ran);
  EXPECT_TRUE(engine->audit().holds());
  Bought b;
  b.missed = ran.of(Counter::demanded) - ran.of(Counter::demand_at_once);
  Totals const t = engine->totals();
  b.paid = t.ledger[static_cast<std::size_t>((at(Party::brand) * count_of<Party> + at(Party::outside)) * count_of<Account> + at(Account::material))];
  return b;
}

TEST(Outages, AlternatesAreUsedWhileTheOutageIsKnown) {
  Bought const without = run_sources(false), with = run_sources(true);
  EXPECT_GT(without.missed, 200);
  EXPECT_LT(with.missed, 40);          // two days unknown, then another source
  EXPECT_GT(with.paid, without.paid);  // which is dearer
  EXPECT_LE(with.paid, 40 * 20 * 200);
}

//! The second source is there once its ramp has passed: before it was known that the first is down, or after.
TEST(Outages, AlternatesWaitForTheirRamp) {
  Bought const without = run_sources(false), with = run_sources(true), soon = run_sources(true, 5 * day), late = run_sources(true, 35 * day);
  EXPECT_EQ(soon.missed, with.missed);
  EXPECT_EQ(soon.paid, with.paid);
  EXPECT_EQ(late.missed, without.missed);
  EXPECT_EQ(late.paid, without.paid);
}

TEST(Outages, AnInjectedOneEndsWhenItIsPutRight) {
  auto const run = [](std::vector<Event> const& events) {
    auto const engine = cpu::make_engine(chain_params(day, 20, 1), waiting_for_goods());
    for (Event const& e : events) engine->inject(e);
    std::int64_t there = -1;
    while (!engine->finished()) {
      engine->step();
      if (there < 0 && engine->snapshot().stock.on_hand[0] == 200) there = engine->now() / day - 1;
    }
    return there;
  };
  Event down, up;
  down.kind = Event::Kind::material_down, up.kind = Event::Kind::material_up;
  up.at = 3 * day;
  EXPECT_EQ(run({down, up}), 8);
  EXPECT_EQ(run({down}), -1);
  down.kind = Event::Kind::close_region, up.kind = Event::Kind::open_region;
  up.at = 9 * day;
  EXPECT_EQ(run({down, up}), 9);  // it arrives at a closed gate
}

TEST(Outages, AThingThatIsNotThereIsRefused) {
  auto const engine = cpu::make_engine(chain_params(day, 5, 1), waiting_for_goods());
  Event e;
  e.kind = Event::Kind::lane_down;
  e.what = 7;
  EXPECT_ANY_THROW(engine->inject(e));
  e.kind = Event::Kind::close_region;
  e.what = 1;
  EXPECT_ANY_THROW(engine->inject(e));
}

TEST(Outages, ARunResumedInsideAnOutageGoesOnAsIfNothingHadHappened) {
  Params params = chain_params(day, 40, 1);
  params.hash_every = 1;
  params.design.resourcing.on = true;
  WorldData const world = two_sources();
  auto const whole = cpu::make_engine(params, world);
  MemoryStore store;
  while (!whole->finished()) {
    whole->step();
    if (whole->tick() == 14) whole->save(store);
  }
  auto const resumed = cpu::make_engine(params, world);
  resumed->load(store);
  while (!resumed->finished()) resumed->step();
  EXPECT_EQ(resumed->state_hash(), whole->state_hash());
}

}  // namespace
}  // namespace gs
