//! What panels show, without a window.
#include <gtest/gtest.h>
#include "tests/viz/made_up.hpp"
#include "viz/draw/plot.hpp"
#include "viz/panels/capacity.hpp"
#include "viz/panels/chain.hpp"
#include "viz/panels/compare.hpp"
#include "viz/panels/describe.hpp"
#include "viz/panels/figures.hpp"
#include "viz/panels/hands.hpp"
#include "viz/panels/map.hpp"
#include "viz/panels/money.hpp"
#include "viz/panels/waves.hpp"

namespace gs::viz {
namespace {
using made_up::State;

Session session(State state, std::int64_t hours = 240) {
  Session s(made_up::source(state, hours));
  s.follow = false;
  s.update(0.0);
  return s;
}

TEST(Map, OverlaysAreWhatTheRowsSay) {
  Session s = session(State::failing);
  auto const demand = overlay_values(*s.a, Overlay::demand, 3 * day, 6 * hour), out = overlay_values(*s.a, Overlay::stockouts, 3 * day, 6 * hour);
  EXPECT_NEAR(demand[2], 12.0, 1e-9) << "wants an hour in zone 2";
  EXPECT_NEAR(out[2], 1.0, 1e-9) << "every want met nothing";
  EXPECT_TRUE(std::isnan(overlay_values(*s.a, Overlay::door, 3 * day, 6 * hour)[2])) << "nothing was delivered";
  std::string note;
  overlay_values(*s.a, Overlay::cover, 3 * day, 6 * hour, &note);
  EXPECT_NE(note, "") << "a history has no stock tables and says so";
}

TEST(Map, TheScaleStandsStillWhileTimeGoesOn) {
  Session s = session(State::wave);
  s.overlay = Overlay::demand, s.window = 0;
  s.cursor = 3 * day;
  double const quiet = map_model(s).scale.high;
  s.cursor = s.facts().shows[0].to;
  EXPECT_EQ(map_model(s).scale.high, quiet) << "else a wave would not be seen to come";
}

TEST(Map, DifferencesAreSymmetricAndInPercentToo) {
  Session s(made_up::source(State::wave), made_up::source(State::quiet));
  s.follow = false, s.cursor = s.facts().shows[0].to, s.window = 0, s.overlay = Overlay::demand;
  s.difference = Difference::absolute;
  MapModel const absolute = map_model(s);
  EXPECT_EQ(absolute.scale.map, ColourMap::diverging);
  EXPECT_EQ(absolute.scale.low, -absolute.scale.high);
  EXPECT_NEAR(absolute.values[0], 36.0, 1e-9);
  s.difference = Difference::percent;
  EXPECT_NEAR(map_model(s).values[0], 9.0, 1e-9);
}

TEST(Waves, AShowOfTwoHoursIsSeenOverTenDays) {
  Session s = session(State::wave);
  WaveStrip const w = wave_strip(s, 0, 10 * day, 40);
  double most = 0;
  for (int k = 0; k < w.columns; ++k) most = std::max(most, w.at(0, k));
  EXPECT_EQ(most, 3000.0);
  EXPECT_LT(w.at(1, 0), 100.0);
}

TEST(Capacity, PartsAddUpAndAFullLayerIsMarked) {
  Session s = session(State::wave);
  auto const rows = layer_rows(s);
  ASSERT_EQ(rows.size(), 2u);
  for (LayerRow const& r : rows) EXPECT_NEAR(r.worked + r.changeover + r.idle + r.others + r.down, 1.0, 1e-9) << r.layer;
  EXPECT_EQ(rows[0].layer, "core");
  EXPECT_NEAR(rows[0].used, (36'000 + 9'000 + 1'800) / 72'000.0, 1e-9);
  EXPECT_FALSE(rows[0].full());
  EXPECT_NEAR(rows[1].price, 75.0, 1e-9);
  EXPECT_TRUE(layer_rows(session(State::failing)).empty()) << "no calendar, no row";
}

TEST(Money, CashIsSalesLessWhatWasPaid) {
  Session s = session(State::wave);
  MoneyModel const m = money_model(s);
  double const paid = 20'000.0 * (count_of<Account> - 1);
  EXPECT_NEAR(m.cash.back(), 10 * (1'000'000 - paid) * 0.01, 1e-6);
  EXPECT_EQ(m.lines.front().account, "sales");
  EXPECT_TRUE(m.lines.front().income);
  EXPECT_NEAR(m.lines.front().week, 7 * 10'000.0, 1e-6);
}

TEST(Chain, OrdersAreInMultiplesOfTheirMean) {
  Session s = session(State::wave, 24 * 60);
  s.cursor = 60 * day;
  for (EchelonRow const& row : echelon_rows(s)) {
    double sum = 0;
    for (double const v : row.orders) sum += v;
    EXPECT_NEAR(sum / static_cast<double>(row.orders.size()), 1.0, 1e-9) << row.name;
  }
}

TEST(Figures, ChangeAgainstADayAgoOrB) {
  Session alone = session(State::wave);
  alone.cursor = 7 * day;
  for (Figure const& f : figures(alone))
    if (f.title == "wants an hour") { EXPECT_NEAR(f.value - f.before, 0.0, 1e-9); }
  Session two(made_up::source(State::wave), made_up::source(State::failing));
  two.cursor = 7 * day;
  for (Figure const& f : figures(two))
    if (f.title == "stock at cost") { EXPECT_NEAR(f.value - f.before, 50'000.0, 1e-6); }
}

TEST(Compare, EverySeriesHasItsDifference) {
  Session s(made_up::source(State::wave), made_up::source(State::quiet));
  s.follow = false, s.cursor = s.facts().shows[0].to, s.visible = 0;
  auto const rows = compare_rows(s);
  EXPECT_EQ(rows.size(), s.signals.size());
  for (CompareRow const& r : rows)
    if (r.signal->name == "wants") {
      EXPECT_NEAR(r.difference(), 360.0, 1e-9);
      EXPECT_NEAR(r.share(), 9.0, 1e-9);
    }
  Series const d = difference_of(s, *find_signal(s.signals, "wants"));
  EXPECT_NEAR(d.y[10], 0.0, 1e-9) << "equal before the wave";
  EXPECT_NEAR(*std::max_element(d.y.begin(), d.y.end()), 360.0, 1e-9);
}

//! Another design has other pools: its own definition of a signal is asked, not that of A.
TEST(Compare, BMayHaveFewerPools) {
  Facts f = made_up::facts();
  f.axes.pools.resize(1);
  Session s(made_up::source(State::wave), std::make_shared<HistorySource>(f, made_up::rows(f, State::wave, 240)));
  s.follow = false, s.cursor = 4 * day;
  for (CompareRow const& r : compare_rows(s))
    if (r.signal->name == "utilisation") { EXPECT_NEAR(r.b, 0.9, 1e-9); }
  for (Figure const& x : figures(s))
    if (x.title == "hours used, 24 h") { EXPECT_NEAR(x.before, 0.9, 1e-9); }
}

TEST(Search, ReadsWhatPeopleType) {
  EXPECT_EQ(read_selection("member 1234"), (Selection{Thing::member, 1234}));
  EXPECT_EQ(read_selection("SKU 12"), (Selection{Thing::sku, 12}));
  EXPECT_EQ(read_selection("12"), (Selection{Thing::sku, 12}));
  EXPECT_EQ(read_selection("stock point 7"), (Selection{Thing::point, 7}));
  EXPECT_EQ(read_selection("nonsense 3").what, Thing::none);
  EXPECT_EQ(read_selection("zone").what, Thing::none);
  Facts const f = made_up::facts();
  EXPECT_TRUE(exists(f, {Thing::zone, 13}));
  EXPECT_FALSE(exists(f, {Thing::zone, 14}));
  EXPECT_FALSE(exists(f, {Thing::member, 20'000}));
}

//! Kept as a sum of minutes over parcels; a person is told of a parcel.
TEST(Inspect, AZonesTimeToTheDoorIsAMean) {
  for (bool const delivers : {true, false}) {
    Session s = session(delivers ? State::quiet : State::failing);
    auto const in = describe(s, {Thing::zone, 2}, std::make_shared<Answer>());
    auto const door = std::find_if(in->fields.begin(), in->fields.end(), [](Field const& f) { return f.name.starts_with("to the door"); });
    ASSERT_NE(door, in->fields.end());
    EXPECT_EQ(door->unit, "h, mean");
    if (delivers) {
      EXPECT_NEAR(door->number, 24.0, 1e-9) << "1,440 minutes a parcel";
    } else {
      EXPECT_TRUE(std::isnan(door->number));
    }
    for (Field const& f : in->fields) EXPECT_NE(f.name, "door, 24 h");
  }
}

TEST(Inspect, AZoneTellsItsDayWithUnits) {
  Session s = session(State::wave);
  s.cursor = 4 * day;
  auto const in = describe(s, {Thing::zone, 2}, std::make_shared<Answer>());
  bool wants = false;
  for (Field const& f : in->fields)
    if (f.name == "wants, 24 h") {
      wants = true;
      EXPECT_NEAR(f.number, 24 * 12.0, 1e-9);
    }
  EXPECT_TRUE(wants);
  EXPECT_NE(describe(s, {Thing::member, 5}, std::make_shared<Answer>())->note, "") << "a history says what it does not know";
}

TEST(Session, TheCursorIsOneForAll) {
  Session s = session(State::wave);
  s.go(4 * day);
  EXPECT_EQ(s.row(), 95);
  s.step(-1);
  EXPECT_EQ(s.cursor, 4 * day - hour);
  s.go(never);
  EXPECT_EQ(s.cursor, 10 * day);
  s.play(true);
  EXPECT_EQ(s.cursor, 0) << "play at the end starts over";
  s.hours_per_s = 24;
  s.update(2.0);
  EXPECT_EQ(s.cursor, 2 * day);
  s.looping = true, s.loop_from = day, s.loop_to = 3 * day;
  s.update(2.0);
  EXPECT_EQ(s.cursor, day);
}

TEST(Hands, ARegionIsAllItsWarehouses) {
  Facts f = made_up::facts();
  auto world = std::make_shared<WorldData>();
  resize_rows(world->sites, 5);
  world->sites.kind = {SiteKind::central, SiteKind::regional, SiteKind::micro, SiteKind::micro, SiteKind::regional};
  world->sites.region = {1, 1, 1, 0, 0};
  f.world = world;
  auto const closed = region_events(f, 1, true);
  ASSERT_EQ(closed.size(), 2u);
  EXPECT_EQ(closed[0].what, 1u);
  EXPECT_EQ(closed[1].what, 2u);
  EXPECT_EQ(closed[0].kind, Event::Kind::close_site);
}

TEST(Compare, WaitsUntilBHasGotToTheCursor) {
  Session s(made_up::source(State::wave, 240), made_up::source(State::quiet, 100));
  s.follow = false, s.overlay = Overlay::demand, s.difference = Difference::absolute;
  s.go(200 * hour);
  EXPECT_EQ(s.row_of_b(), -1);
  for (CompareRow const& r : compare_rows(s)) EXPECT_TRUE(std::isnan(r.b)) << r.signal->name << ": another time is no comparison";
  for (Figure const& f : figures(s)) EXPECT_TRUE(std::isnan(f.before)) << f.title;
  MapModel const alone = map_model(s);
  EXPECT_NE(alone.note.find("B has not got"), std::string::npos);
  EXPECT_EQ(alone.values, overlay_values(*s.a, Overlay::demand, s.cursor, s.window));
  s.go(90 * hour);
  EXPECT_GE(s.row_of_b(), 0);
  EXPECT_NE(map_model(s).values, overlay_values(*s.a, Overlay::demand, s.cursor, s.window));
}

}  // namespace
}  // namespace gs::viz
