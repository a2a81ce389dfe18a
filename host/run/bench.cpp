#include "host/run/bench.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include "host/run/bullwhip.hpp"
#include "host/world/world.hpp"

namespace gs::run {
namespace {
using Clock = std::chrono::steady_clock;

//! A short calendar: half a day to fill caches and inboxes, a quiet day, then the show.
Params short_calendar(Params p) {
  p.clock.warmup = day;
  p.clock.length = 3 * day;
  p.hash_every = 24;
  for (WaveParams& w : p.waves) {
    w.start = day + 20 * hour;  // from the end of the warm-up: 20:00 of the third day
    w.repeat = 0;
    w.times = 1;
    w.preheat = std::min<Seconds>(w.preheat, 12 * hour);
  }
  return p;
}

std::int64_t wakes(SeriesBlock const& block) {
  std::int64_t sum = 0;
  for (std::size_t at = static_cast<std::size_t>(gs::at(Counter::wakes)); at < block.totals.size(); at += static_cast<std::size_t>(count_of<Counter>))
    sum += block.totals[at];
  return sum;
}

void run_until(Engine& engine, Seconds until) {
  while (engine.now() < until && !engine.finished()) engine.step();
  engine.take_series();
}

Lap time_until(Engine& engine, std::string what, std::int64_t members, Seconds until) {
  engine.reset_stage_times();
  std::int64_t const first = engine.tick();
  auto const start = Clock::now();
  while (engine.now() < until && !engine.finished()) engine.step();
  Lap lap;
  lap.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  lap.what = std::move(what);
  lap.members = members;
  lap.ticks = engine.tick() - first;
  lap.stages = engine.stage_times();
  double const member_ticks = static_cast<double>(lap.ticks) * static_cast<double>(members);
  lap.awake = member_ticks > 0.0 ? static_cast<double>(wakes(engine.take_series())) / member_ticks : 0.0;
  lap.member_ticks_per_s = lap.seconds > 0.0 ? member_ticks / lap.seconds : 0.0;
  return lap;
}

//! Seconds a tick on a quiet day with so many members and so much activity.
double quiet_tick(BenchRequest const& request, std::int64_t members, double orders_per_year) {
  Params p = short_calendar(request.params);
  p.members.count = members;
  p.members.orders_per_year = orders_per_year;
  p.waves.clear();
  WorldData const world = world::make_world(p);
  auto const engine = make_engine(request.backend, p, world);
  run_until(*engine, day);
  Lap const lap = time_until(*engine, "", members, 2 * day);
  return lap.seconds / static_cast<double>(lap.ticks);
}
}  // namespace

double Lap::ns_each(std::string const& stage) const {
  for (StageTime const& s : stages)
    if (stage == s.stage && s.handled > 0) return 1e9 * s.seconds / static_cast<double>(s.handled);
  return 0.0;
}

double Lap::share(StageTime const& stage) const {
  double all = 0.0;
  for (StageTime const& s : stages) all += s.seconds;
  return all > 0.0 ? stage.seconds / all : 0.0;
}

BenchResult bench(BenchRequest const& request) {
  BenchResult out;
  out.backend = choose(request.backend);
  auto const say = [&request](std::string const& text) {
    if (request.say) request.say(text);
  };
  say("copy bandwidth …");
  out.copy_bytes_per_s = copy_bandwidth(out.backend);
  Params const p = short_calendar(request.params);
  std::int64_t const members = p.members.count;
  {
    say(fmt::format("{} members: building the world …", members));
    WorldData const world = world::make_world(p);
    auto const engine = make_engine(out.backend, p, world);
    out.device = engine->device();
    run_until(*engine, day);  // from here on everything is counted
    say("a quiet day …");
    out.quiet = time_until(*engine, "quiet day", members, 2 * day);
    out.memory = engine->memory();
    out.memory.other += held_bytes(out.backend) - out.memory.total();  // scratch of all stages, counters, series
    out.bytes_per_member = static_cast<double>(out.memory.total()) / static_cast<double>(members);
    Windows const shows = show_windows(world);
    if (!shows.empty()) {
      say("the pulse …");
      run_until(*engine, shows.front().first + 10 * minute);  // links are open and arrivals have risen
      out.peak = time_until(*engine, "pulse peak", members, std::min(shows.front().second, shows.front().first + 70 * minute));
    }
  }
  say("twice the members at equal activity …");
  double const activity = p.members.orders_per_year;
  double half = 1e9, whole = 1e9;
  for (int turn = 0; turn < 2; ++turn) {  // in turns, the best of two: others may be using the machine
    half = std::min(half, quiet_tick(request, members / 2, activity));
    whole = std::min(whole, quiet_tick(request, members, activity / 2.0));
  }
  out.twice_ratio = whole / half;
  out.twice_members = members;
  return out;
}

}  // namespace gs::run
