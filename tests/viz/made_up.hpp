#pragma once
//! Made-up sources with known numbers: nothing yet, nothing happening, a wave, everything failing. No engine, no window.
#include <cmath>
#include "viz/source/source.hpp"

namespace gs::viz::made_up {

inline Facts facts(int zones = 14) {
  Facts f;
  f.identity = {"livestream_pulse", "rigid", "market", "0.1.0", "0a1b2c3d4e5f", 20260101, 20'000};
  for (int z = 0; z < zones; ++z) f.axes.zones.push_back({(z % 4) * 1000 + (z / 4 % 2) * 500, z / 4 * 866, static_cast<std::uint32_t>(z / 7)});
  f.axes.pools = {{"core", "assembly", "family 0"}, {"core", "assembly", "family 1"}, {"satellite", "assembly", "flexible"}};
  f.axes.channels = {"live_main", "search", "social_feed"};
  f.axes.lines = {"line 0", "line 1"};
  f.axes.ranks = 4;
  f.warmup = 2 * day;
  f.length = 8 * day;
  f.shows = {{5 * day + 20 * hour, 5 * day + 22 * hour}};
  return f;
}

enum class State { quiet, wave, failing, still };

//! What one hour looks like.
inline void add_hour(SeriesBlock& b, Facts const& f, State state, Seconds end) {
  bool const show = state != State::still && end > f.shows[0].from && end <= f.shows[0].to && state != State::quiet;
  bool const fails = state == State::failing;
  std::int64_t const busy = state == State::still ? 0 : show ? 40 : 4;
  b.time.push_back(end), b.span.push_back(hour), b.state_hash.push_back(static_cast<std::uint64_t>(end) * 7919);
  std::vector<std::int64_t> totals(count_of<Counter>, 0);
  auto const set = [&](Counter c, std::int64_t v) { totals[static_cast<std::size_t>(at(c))] = v; };
  set(Counter::wakes, busy * 100), set(Counter::wants, busy * 10), set(Counter::placed, fails ? 0 : busy * 9);
  set(Counter::stockout_wants, fails ? busy * 10 : show ? busy * 3 : 0), set(Counter::first_on_time, fails ? 0 : busy * 10);
  set(Counter::delivered, fails ? 0 : busy * 9), set(Counter::on_time, fails ? 0 : busy * 9), set(Counter::open_orders, busy * 30);
  set(Counter::stock_units, fails ? 0 : 5000), set(Counter::stock_value, fails ? 0 : 5'000'000), set(Counter::lost_sales, fails ? 100'000 : 0);
  b.totals.insert(b.totals.end(), totals.begin(), totals.end());
  for (std::size_t z = 0; z < f.axes.zones.size(); ++z) {
    std::int64_t const here = busy * static_cast<std::int64_t>(1 + z % 3);
    std::int64_t const values[count_of<ZoneCounter>] = {here,     fails ? 0 : here, fails ? here : 0,       here * 10,
                                                        here / 2, fails ? 0 : here, fails ? 0 : here * 1440};
    b.zones.insert(b.zones.end(), std::begin(values), std::end(values));
  }
  for (std::size_t p = 0; p < f.axes.pools.size(); ++p) {
    std::int64_t const offered = fails ? 0 : 36'000, worked = fails ? 0 : p == 0 ? 36'000 : 9'000;
    std::int64_t const values[count_of<PoolCounter>] = {offered, fails ? 0 : 40'000, worked, p == 1 ? 1'800 : 0, worked, p == 2 ? 7500 : 6000};
    b.pools.insert(b.pools.end(), std::begin(values), std::end(values));
  }
  for (std::size_t c = 0; c < f.axes.channels.size(); ++c) {
    std::int64_t const values[count_of<ChannelCounter>] = {c == 0 && show ? 3000 : busy * 20, busy};
    b.channels.insert(b.channels.end(), std::begin(values), std::end(values));
  }
}

inline void add_day(SeriesBlock& b, Facts const& f, State state, Seconds end) {
  std::int64_t const d = end / day;
  b.day.push_back(end);
  for (int e = 0; e < count_of<Echelon>; ++e)
    for (std::size_t l = 0; l < f.axes.lines.size(); ++l) {
      std::int64_t const orders = state == State::still ? 0 : d % (e + 1) == 0 ? 100 * (e + 1) : 0;  // rarer and larger upstream
      std::int64_t const values[count_of<ChainCounter>] = {orders, 100, 50'000};
      b.chain.insert(b.chain.end(), std::begin(values), std::end(values));
    }
  for (int a = 0; a < count_of<Account>; ++a)
    b.money.push_back(state == State::still ? 0 : d * (static_cast<Account>(a) == Account::sales ? 1'000'000 : 20'000));
  for (int k = 0; k < f.axes.ranks; ++k) {
    bool const out = state == State::failing || (state == State::wave && d >= 6 && k < 2);
    std::int64_t const values[] = {out ? k : -1, out ? k + 3 : -1, out ? 40 - 10 * k : 0};
    b.stockouts.insert(b.stockouts.end(), std::begin(values), std::end(values));
  }
}

inline Rows rows(Facts const& f, State state, std::int64_t hours) {
  Rows all(f.shape());
  SeriesBlock b;
  for (std::int64_t h = 1; h <= hours; ++h) {
    add_hour(b, f, state, h * hour);
    if (h % 24 == 0) add_day(b, f, state, h * hour);
  }
  all.append(b);
  return all;
}

inline std::shared_ptr<Source> source(State state, std::int64_t hours = 240) {
  Facts const f = facts();
  return std::make_shared<HistorySource>(f, rows(f, state, hours));
}

}  // namespace gs::viz::made_up
