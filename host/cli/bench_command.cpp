#include <fmt/format.h>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/run/bench.hpp"

namespace gs::cli {
namespace {
constexpr std::int64_t default_members = 10'000'000;

JsonLine stages_json(run::Lap const& lap) {
  JsonLine out;
  for (StageTime const& s : lap.stages) out.add(s.stage, JsonLine().add("seconds", s.seconds).add("handled", s.handled).add("share", lap.share(s)));
  return out;
}

void print_json(run::BenchResult const& b) {
  JsonLine out("result");
  out.add("backend", run::backend_names[static_cast<int>(b.backend)]).add("device", b.device).add("copy_bytes_per_s", b.copy_bytes_per_s);
  out.add("members", b.quiet.members).add("member_ticks_per_s", b.quiet.member_ticks_per_s).add("quiet_awake_share", b.quiet.awake);
  out.add("peak_member_ticks_per_s", b.peak.member_ticks_per_s).add("peak_awake_share", b.peak.awake);
  out.add("ticks_per_s", b.quiet.seconds > 0.0 ? static_cast<double>(b.quiet.ticks) / b.quiet.seconds : 0.0);
  out.add("ns_per_woken_member", b.quiet.ns_each("members")).add("ns_per_order_event", b.quiet.ns_each("orders"));
  out.add("ns_per_planned_point", b.quiet.ns_each("planning")).add("bytes_per_member", b.bytes_per_member).add("twice_members_ratio", b.twice_ratio);
  out.add("quiet_stages", stages_json(b.quiet)).add("peak_stages", stages_json(b.peak)).print();
}

void print_lap(run::Lap const& lap) {
  if (lap.ticks == 0) return;
  fmt::print("  {:<26}{:>12} member-ticks/s   {} members x {} ticks in {:.2f} s, {:.3f} % of members awake a tick\n", lap.what,
             short_count(lap.member_ticks_per_s), short_count(static_cast<double>(lap.members)), lap.ticks, lap.seconds, 100.0 * lap.awake);
}

void print_stages(run::Lap const& quiet, run::Lap const& peak) {
  fmt::print("\n  {:<26}{:>12}{:>16}{:>12}\n", "stage", "quiet share", "quiet ns each", "peak share");
  for (StageTime const& s : quiet.stages) {
    double at_peak = 0.0;
    for (StageTime const& p : peak.stages)
      if (std::string_view(p.stage) == s.stage) at_peak = peak.share(p);
    fmt::print("  {:<26}{:>10.1f} %{:>16.1f}{:>10.1f} %\n", s.stage, 100.0 * quiet.share(s), quiet.ns_each(s.stage), 100.0 * at_peak);
  }
}

void print_text(run::BenchResult const& b) {
  fmt::print("{} ({})\n", run::backend_names[static_cast<int>(b.backend)], b.device);
  fmt::print("  {:<26}{:>12} B/s\n", "copy bandwidth", short_count(b.copy_bytes_per_s));
  print_lap(b.quiet);
  print_lap(b.peak);
  fmt::print("  {:<26}{:>12.1f} ns\n", "a woken member", b.quiet.ns_each("members"));
  fmt::print("  {:<26}{:>12.1f} ns\n", "an order event", b.quiet.ns_each("orders"));
  fmt::print("  {:<26}{:>12.1f} ns\n", "a planned stock point", b.quiet.ns_each("planning"));
  fmt::print("  {:<26}{:>12.1f} B   (members {:.1f}, orders {:.1f}, stock {:.1f}, other {:.1f})\n", "memory a member", b.bytes_per_member,
             static_cast<double>(b.memory.members) / static_cast<double>(b.quiet.members),
             static_cast<double>(b.memory.orders) / static_cast<double>(b.quiet.members),
             static_cast<double>(b.memory.stock) / static_cast<double>(b.quiet.members),
             static_cast<double>(b.memory.other) / static_cast<double>(b.quiet.members));
  fmt::print("  {:<26}{:>12.2f} x   a tick with {} members against {} at equal activity\n", "twice the members", b.twice_ratio,
             short_count(static_cast<double>(b.twice_members)), short_count(static_cast<double>(b.twice_members) / 2.0));
  print_stages(b.quiet, b.peak);
}

int bench(Context const& context, ScenarioOptions const& o) {
  config::Request request = finished_request(o);
  if (request.scenario.empty()) request.scenario = "livestream_pulse";
  if (request.design.empty()) request.design = "flexible";  // every stage has work every day
  if (!request.members) request.members = default_members;
  config::Resolved const resolved = config::load(request);
  run::BenchRequest ask{resolved.params, run::parse_backend(o.backend), {}};
  if (!context.json) ask.say = note;
  run::BenchResult const result = run::bench(ask);
  if (context.json)
    print_json(result);
  else
    print_text(result);
  return ok;
}
}  // namespace

Command bench_command() {
  auto o = keep<ScenarioOptions>();
  return {"bench", "how fast this build is on this machine", scenario_options(*o, false), [o](Context const& context) { return bench(context, *o); }};
}

}  // namespace gs::cli
