#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/run/verify.hpp"
#include "host/world/world.hpp"

namespace gs::cli {
namespace {

constexpr std::int64_t default_members = 20'000;  //!< enough for every stage to have work; --members overrides

void say(run::Verdict const& v) {
  for (std::string const& way : v.ways) {
    auto const at = std::find_if(v.differences.begin(), v.differences.end(), [&way](run::Difference const& d) { return d.way == way; });
    if (at == v.differences.end())
      fmt::print("  same    {}\n", way);
    else
      fmt::print("  DIFFERS {}: first at tick {} ({}), table '{}'\n", way, at->tick, simulated(at->time, 0), at->table);
  }
  fmt::print("{} ticks compared, state hash {:016x}\n", with_commas(v.ticks), v.state_hash);
  if (!v.broken_law.empty()) fmt::print("broken law: {}\n", v.broken_law);
}

void print_json(run::Verdict const& v, bool good) {
  std::string ways, differences;
  for (std::string const& way : v.ways) ways += (ways.empty() ? "" : ",") + json_text(way);
  for (run::Difference const& d : v.differences)
    differences +=
        (differences.empty() ? "" : ",") + JsonLine().add("way", d.way).add("tick", d.tick).add("time_s", d.time).add("table", d.table).str();
  JsonLine out("result");
  out.raw("ways", "[" + ways + "]").add("ticks", v.ticks).add("same", v.differences.empty()).add("state_hash", fmt::format("{:016x}", v.state_hash));
  out.raw("differences", "[" + differences + "]").raw("broken_law", v.broken_law.empty() ? "null" : json_text(v.broken_law));
  out.add("exit_code", good ? ok : failed).print();
}

int verify(Context const& context, ScenarioOptions const& o) {
  config::Request request = finished_request(o);
  if (!request.members) request.members = default_members;
  config::Resolved const resolved = config::load(request);
  run::choose(run::parse_backend(o.backend));  // a missing device is an error when it was asked for
  WorldData const world = world::make_world(resolved.params);
  auto ways = run::ways_of(resolved.params, world);
  if (o.backend == "cpu") std::erase_if(ways, [](run::Way const& w) { return w.name == "cuda"; });
  if (!context.json)
    note(fmt::format("{} · {} members · {} ways in lockstep", resolved.scenario, with_commas(resolved.params.members.count), ways.size()));
  run::Verdict v;
  {
    ProgressLine progress("verify", context.json);
    auto const start = std::chrono::steady_clock::now();
    std::int64_t const members = resolved.params.members.count;
    v = run::verify(ways, o.ticks, [&](Engine const& engine) {
      double const wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      std::int64_t const all = o.ticks > 0 ? o.ticks : engine.tick() + engine.ticks_left();
      double const pace = wall > 0.0 ? static_cast<double>(engine.tick()) / wall : 0.0;
      progress({engine.tick(), all, engine.now(), resolved.params.clock.warmup, members, wall, pace,
                pace > 0.0 ? static_cast<double>(all - engine.tick()) / pace : 0.0});
    });
  }
  bool const good = v.differences.empty() && v.broken_law.empty();
  if (context.json)
    print_json(v, good);
  else
    say(v);
  return good ? ok : failed;
}
}  // namespace

Command verify_command() {
  auto o = keep<ScenarioOptions>();
  return {"verify", "the same run on 1 and N threads and every backend present: state hashes compared tick by tick", scenario_options(*o),
          [o](Context const& context) { return verify(context, *o); }};
}

}  // namespace gs::cli
