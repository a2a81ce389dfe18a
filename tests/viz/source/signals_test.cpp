#include <gtest/gtest.h>
#include "tests/viz/made_up.hpp"
#include "viz/source/alerts.hpp"
#include "viz/source/condition.hpp"
#include "viz/source/stockouts.hpp"

namespace gs::viz {
namespace {
using made_up::State;

double value(Source const& s, char const* name, Seconds t) {
  auto const all = signals_of(s.facts());
  Signal const* const signal = find_signal(all, name);
  EXPECT_NE(signal, nullptr) << name;
  return signal == nullptr ? 0.0 : signal->at(s.rows(), s.rows().row_at(t));
}

TEST(Signals, AreWhatTheirNamesSay) {
  auto const s = made_up::source(State::wave);
  EXPECT_NEAR(value(*s, "wants", 3 * day), 40.0, 1e-9) << "a quiet hour";
  EXPECT_NEAR(value(*s, "wants", 5 * day + 21 * hour), 400.0, 1e-9) << "the show";
  EXPECT_NEAR(value(*s, "stockout_rate", 3 * day), 0.0, 1e-12);
  double const wave = 2 * 400.0, rest = 22 * 40.0;
  EXPECT_NEAR(value(*s, "stockout_rate", 5 * day + 22 * hour), 2 * 120.0 / (wave + rest), 1e-9);
  EXPECT_NEAR(value(*s, "order_to_door", 3 * day), 1.0, 1e-9);
  EXPECT_NEAR(value(*s, "utilisation.core", 3 * day), 45.0 / 80.0, 1e-9);
  EXPECT_NEAR(value(*s, "looks.live_main", 5 * day + 21 * hour), 3000.0, 1e-9);
}

TEST(Signals, ARatioOverNothingIsNothing) {
  EXPECT_TRUE(std::isnan(value(*made_up::source(State::still), "service", 3 * day)));
  Facts const f = made_up::facts();
  Rows const rows = made_up::rows(f, State::quiet, 24);
  EXPECT_TRUE(std::isnan(layer_share(rows, f.axes.pools, "nowhere", PoolCounter::worked, 23, day)));
}

TEST(Signals, OrdersThatComeSeldomSwingMore) {
  Facts const f = made_up::facts();
  Rows const rows = made_up::rows(f, State::wave, 28 * 24);
  EXPECT_EQ(swing(rows, Echelon::micro, 7, 1), 0.0) << "the same every day";
  EXPECT_EQ(swing(rows, Echelon::regional, 7, 2), 0.0) << "every second day, seen in blocks of two";
  EXPECT_GT(swing(rows, Echelon::regional, 7, 1), 0.0) << "a careless grain";
  EXPECT_TRUE(std::isnan(swing(rows, Echelon::plant, 27, 14))) << "fewer than four blocks";
}

TEST(Conditions, AreReadOrExplained) {
  auto const known = signals_of(made_up::facts());
  std::string why;
  auto const c = read_condition("service < 95 %", known, why);
  ASSERT_TRUE(c);
  EXPECT_TRUE(c->holds(0.94));
  EXPECT_FALSE(c->holds(0.95));
  EXPECT_FALSE(c->holds(std::nan("")));
  EXPECT_TRUE(read_condition("waiting_orders>500", known, why));
  EXPECT_FALSE(read_condition("servise < 0.95", known, why));
  EXPECT_NE(why.find("did you mean 'service'"), std::string::npos) << why;
  EXPECT_FALSE(read_condition("service < much", known, why));
  EXPECT_FALSE(read_condition("service", known, why));
}

TEST(Stockouts, SpellsJoinDaysInARowAndAreRanked) {
  auto const s = made_up::source(State::wave);
  StockoutList const list = stockouts(*s, 10 * day, 14 * day);
  ASSERT_EQ(list.spells.size(), 2u);
  EXPECT_EQ(list.spells[0].sku, 0);
  EXPECT_EQ(list.spells[0].zone, 3);
  EXPECT_EQ(list.spells[0].from, 5 * day);
  EXPECT_EQ(list.spells[0].lasted(), 5 * day);
  EXPECT_EQ(list.spells[0].wants, 5 * 40);
  EXPECT_TRUE(list.spells[0].going_on);
  EXPECT_EQ(list.missed, 5 * 40 + 5 * 30);
  EXPECT_TRUE(stockouts(*s, 4 * day, 14 * day).spells.empty());
}

TEST(Alerts, TellTheCrossingTheShowAndTheReturn) {
  auto const s = made_up::source(State::wave);
  auto const all = alerts(*s, signals_of(s->facts()), alert_rules(s->facts()));
  auto const count = [&](Alert::Kind kind, std::string const& signal) {
    return std::count_if(all.begin(), all.end(), [&](Alert const& a) { return a.kind == kind && a.signal == signal; });
  };
  EXPECT_EQ(count(Alert::Kind::bad, "stockout_rate"), 1);
  EXPECT_EQ(count(Alert::Kind::better, "stockout_rate"), 1);
  EXPECT_EQ(count(Alert::Kind::show, "wants"), 1);
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i - 1].at, all[i].at);
  auto const quiet = made_up::source(State::still);
  auto const calm = alerts(*quiet, signals_of(quiet->facts()), alert_rules(quiet->facts()));
  EXPECT_TRUE(std::all_of(calm.begin(), calm.end(), [](Alert const& a) { return a.kind == Alert::Kind::show; }));
}

TEST(Alerts, AShowTellsItsChannelAndWhatItSells) {
  Facts f = made_up::facts();
  EXPECT_EQ(describe_show(f.shows[0], f), "show opens") << "the world is not known";
  auto world = std::make_shared<WorldData>();
  for (std::uint32_t const sku : {61u, 12u, 61u, 7u}) {
    Burst b;
    b.start = f.shows[0].from, b.sku = ItemId{sku}, b.channel = 0, b.shown = true;
    world->bursts.push_back(b);
  }
  world->bursts.push_back({});  // background content is no show
  f.world = world;
  EXPECT_EQ(describe_show(f.shows[0], f), "show opens on live_main: SKU 61, 12 and 1 more");
}

}  // namespace
}  // namespace gs::viz
