//! The simulation's thread: play, step, exact rewinds, events that survive them, conditions, errors.
#include <gtest/gtest.h>
#include <chrono>
#include "kernels/core/errors.hpp"
#include "tests/viz/made_up.hpp"
#include "viz/source/live_source.hpp"

namespace gs::viz {
namespace {

//! An engine whose state is a running hash of ticks and events: any difference in what happened shows for ever after.
class Chained final : public Engine {
 public:
  explicit Chained(std::int64_t breaks_at = -1) : breaks_at_(breaks_at) {}
  void step() override {
    if (state_[0] == breaks_at_) throw SimulationError("a law broke");
    for (Event const& e : ahead_)
      if (e.at <= now()) state_[1] = state_[1] * 31 + 7 + e.value;
    std::erase_if(ahead_, [this](Event const& e) { return e.at <= now(); });
    ++state_[0];
    state_[1] = state_[1] * 6364136223846793005 + state_[0];
    made_up::add_hour(block_, made_up::facts(), made_up::State::wave, now());
    block_.state_hash.back() = static_cast<std::uint64_t>(state_[1]);
    if (now() % day == 0) made_up::add_day(block_, made_up::facts(), made_up::State::wave, now());
  }
  Seconds now() const override { return state_[0] * hour; }
  std::int64_t tick() const override { return state_[0]; }
  bool finished() const override { return state_[0] >= 240; }
  std::int64_t ticks_left() const override { return 240 - state_[0]; }
  SeriesBlock take_series() override { return std::exchange(block_, {}); }
  Snapshot snapshot() override { return {}; }
  Totals totals() override { return {}; }
  MemberRow member(std::uint64_t) override { return {}; }
  SupplierView supplier(std::uint32_t) override { return {}; }
  Audit audit() override { return {}; }
  std::uint64_t state_hash() override { return static_cast<std::uint64_t>(state_[1]); }
  std::vector<TableHash> table_hashes() override { return {}; }
  void inject(Event const& e) override {
    if (e.at < now()) throw ConfigError("too late");
    ahead_.push_back(e);
  }
  void save(StateSink& sink) override { sink.column("state", "1", state_, 2, 8); }
  void save_table(StateSink&, std::string const&) override {}
  void load(StateSource& source) override { source.column("state", state_, 2, 8), ahead_.clear(), block_ = {}; }
  MemoryUse memory() const override { return {}; }
  std::vector<StageTime> stage_times() const override { return {}; }
  void reset_stage_times() override {}
  std::string device() const override { return "chained"; }

 private:
  std::int64_t breaks_at_, state_[2] = {0, 1};
  std::vector<Event> ahead_;
  SeriesBlock block_;
};

std::unique_ptr<LiveSource> live(std::int64_t breaks_at = -1, SimulationOptions options = {}) {
  return std::make_unique<LiveSource>(
      made_up::facts(), [breaks_at] { return std::make_unique<Chained>(breaks_at); }, options);
}
void settle(LiveSource& s) {
  s.simulation().wait_idle();
  s.update();
}
Event hours(std::int64_t value) {
  Event e;
  e.kind = Event::Kind::add_hours;
  e.value = value;
  return e;
}
std::uint64_t last_hash(LiveSource const& s) { return s.rows().hash(s.rows().count() - 1); }

TEST(Simulation, PlaysToTheEndAndEveryTickArrives) {
  auto s = live();
  s->simulation().play(true);
  settle(*s);
  EXPECT_EQ(s->rows().count(), 240);
  EXPECT_EQ(s->rows().days(), 10);
  EXPECT_TRUE(s->status().finished);
  EXPECT_FALSE(s->status().playing);
}

TEST(Simulation, StepsOnAndBack) {
  auto s = live();
  s->simulation().step(30);
  settle(*s);
  ASSERT_EQ(s->rows().count(), 30);
  std::uint64_t const before = s->rows().hash(28);
  s->simulation().step(-1);
  settle(*s);
  ASSERT_EQ(s->rows().count(), 29);
  EXPECT_EQ(last_hash(*s), before);
}

TEST(Simulation, ARewindIsExact) {
  for (std::int64_t const budget : {std::int64_t{1} << 20, std::int64_t{40}}) {  // plenty, and so little that only two states are kept
    auto s = live(-1, {budget, 1.0, 6 * hour});
    s->simulation().play(true);
    settle(*s);
    std::vector<std::uint64_t> once;
    for (std::int64_t r = 0; r < s->rows().count(); ++r) once.push_back(s->rows().hash(r));
    s->simulation().go_to(100 * hour);
    settle(*s);
    ASSERT_EQ(s->rows().count(), 100);
    EXPECT_EQ(last_hash(*s), once[99]);
    s->simulation().play(true);
    settle(*s);
    ASSERT_EQ(s->rows().count(), 240);
    for (std::size_t r = 0; r < once.size(); ++r) ASSERT_EQ(s->rows().hash(static_cast<std::int64_t>(r)), once[r]) << "row " << r;
  }
}

TEST(Simulation, WhatARewindLeavesBehindIsKept) {
  auto s = live();
  s->simulation().go_to(120 * hour);
  settle(*s);
  std::uint64_t const end = last_hash(*s);
  s->simulation().go_to(50 * hour);
  settle(*s);
  auto const left = s->take_left_behind();
  ASSERT_NE(left, nullptr);
  EXPECT_EQ(left->rows().count(), 120);
  EXPECT_EQ(left->rows().hash(119), end);
  EXPECT_EQ(s->rows().count(), 50);
}

TEST(Simulation, AnInjectionComesAgainAfterARewindPastItAndCanBeTakenBack) {
  auto plain = live(), changed = live();
  for (auto* s : {plain.get(), changed.get()}) s->simulation().go_to(60 * hour);
  changed->simulation().inject(hours(5), true);
  for (auto* s : {plain.get(), changed.get()}) s->simulation().go_to(120 * hour), settle(*s);
  EXPECT_NE(last_hash(*plain), last_hash(*changed));
  std::uint64_t const with = last_hash(*changed);
  changed->simulation().go_to(30 * hour);
  settle(*changed);
  ASSERT_EQ(changed->status().log.size(), 1u);
  EXPECT_EQ(changed->status().log[0].applied, -1) << "it lies ahead again";
  changed->simulation().go_to(120 * hour);
  settle(*changed);
  EXPECT_EQ(last_hash(*changed), with) << "the same event at the same time: the same future";
  changed->simulation().remove_event(0);
  settle(*changed);
  EXPECT_EQ(changed->rows().last_time(), 60 * hour) << "back to before it acted";
  changed->simulation().go_to(120 * hour);
  settle(*changed);
  EXPECT_EQ(last_hash(*changed), last_hash(*plain)) << "as if it had never been";
}

TEST(Simulation, ALogFromAFileActsAtItsTime) {
  auto by_hand = live(), by_log = live();
  by_hand->simulation().go_to(60 * hour);
  by_hand->simulation().inject(hours(5), true);
  Event later = hours(5);
  later.at = 60 * hour - 1800;  // between two ticks: acts at the next boundary
  by_log->simulation().inject(later, false);
  for (auto* s : {by_hand.get(), by_log.get()}) s->simulation().go_to(100 * hour), settle(*s);
  EXPECT_EQ(last_hash(*by_hand), last_hash(*by_log));
}

TEST(Simulation, PausesWhenAConditionComesTrue) {
  auto s = live();
  std::string why;
  s->simulation().break_when(read_condition("stockout_rate > 0.05", signals_of(s->facts()), why));
  s->simulation().play(true);
  settle(*s);
  EXPECT_FALSE(s->status().playing);
  EXPECT_EQ(s->status().stopped, "stockout_rate > 0.05");
  EXPECT_GT(s->rows().last_time(), s->facts().shows[0].from);
  EXPECT_LE(s->rows().last_time(), s->facts().shows[0].to);
}

//! Eight hours around a show at 40 h/s take a fifth of a second at least; without that pace they take a few milliseconds.
TEST(Simulation, IsSlowAroundAShowWhenAskedTo) {
  auto s = live();
  Show const show = s->facts().shows[0];
  s->simulation().pace({Pace::Unit::fastest, 0.0, 40.0});
  s->simulation().go_to(show.from - 4 * hour);
  s->simulation().wait_idle();
  auto const start = std::chrono::steady_clock::now();
  s->simulation().play(true);
  settle(*s);
  EXPECT_GE(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 7.0 / 40.0);
  EXPECT_EQ(s->rows().count(), 240) << "and goes on to the end";
}

TEST(Simulation, ABrokenRunSaysWhyAndCanBeRewound) {
  auto s = live(80);
  s->simulation().play(true);
  settle(*s);
  EXPECT_EQ(s->trouble(), "a law broke");
  EXPECT_EQ(s->rows().count(), 80);
}

TEST(Simulation, AWorldThatCannotBeBuiltSaysWhy) {
  LiveSource s(made_up::facts(), []() -> std::unique_ptr<Engine> { throw ConfigError("no such network"); });
  settle(s);
  s.simulation().play(true);
  settle(s);
  EXPECT_EQ(s.trouble(), "no such network");
}

TEST(Checkpoints, ThinOutWithinTheBudgetButKeepBothEnds) {
  Checkpoints states(100);
  for (int k = 0; k < 50; ++k) {
    auto state = std::make_unique<MemoryState>();
    std::int64_t const x[2] = {k, k};
    static_cast<StateSink&>(*state).column("x", "1", x, 2, 8);
    states.add(k * hour, std::move(state));
  }
  EXPECT_LE(states.bytes(), 100);
  auto const times = states.times();
  EXPECT_EQ(times.front(), 0);
  EXPECT_EQ(times.back(), 49 * hour);
  Seconds at = -1;
  ASSERT_NE(states.before(48 * hour, &at), nullptr);
  EXPECT_LE(at, 48 * hour);
  EXPECT_EQ(states.before(-1), nullptr);
}

}  // namespace
}  // namespace gs::viz
