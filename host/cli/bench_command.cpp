#include <fmt/format.h>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/experiments/ensemble_bench.hpp"
#include "host/run/bench.hpp"
#include "kernels/core/errors.hpp"

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

struct BenchOptions {
  ScenarioOptions scenario;
  bool ensemble = false;
  std::int64_t runs = 64, parallel = 0;
};

//! 64 small runs: 20,000 members, 14 days, the show inside.
std::vector<experiments::Job> ensemble_jobs(BenchOptions const& o) {
  config::Request request = finished_request(o.scenario);
  if (request.scenario.empty()) request.scenario = "livestream_pulse";
  if (!request.members) request.members = 20'000;
  if (!request.days) request.days = 11.0;
  request.sets.insert(request.sets.begin(), {"clock.warmup=3 d", "wave.show.start=5 d 20 h"});
  request.threads.reset();
  std::uint64_t const seed = config::load(request).params.seed;
  std::vector<experiments::Job> jobs;
  for (std::int64_t r = 0; r < o.runs; ++r) {
    jobs.push_back({request, {{"replication", std::to_string(r)}}, {}, {}, 0});
    jobs.back().request.seed = experiments::replication_seed(seed, r);
  }
  return jobs;
}

int bench_ensemble(Context const& context, BenchOptions const& o) {
  GS_VALIDATE(o.runs >= 1 && o.parallel >= 0, "--runs must be at least 1, --parallel at least 0");
  if (!context.json) note(fmt::format("{} runs as an ensemble; then each of them alone, one after the other …", o.runs));
  auto const b = experiments::bench_ensemble(ensemble_jobs(o), static_cast<int>(o.parallel), run::parse_backend(o.scenario.backend));
  bool const same = b.hash_alone == b.hash_ensemble;
  if (context.json) {
    JsonLine out("result");
    out.add("benchmark", "ensemble").add("runs", b.runs).add("members", b.members).add("days", b.days).add("at_a_time", b.at_a_time);
    out.add("alone_seconds", b.alone_seconds).add("ensemble_seconds", b.ensemble_seconds).add("prepare_seconds", b.prepare_seconds);
    out.add("in_runs_seconds", b.in_runs_seconds).add("ratio", b.ratio()).add("overhead_seconds_a_run", b.overhead()).add("same_bits", same);
    out.add("alone_cpu_seconds", b.alone_cpu).add("ensemble_cpu_seconds", b.ensemble_cpu).print();
    return same ? ok : failed;
  }
  fmt::print("  {:<40}{:>10.3f} s   {} runs of {} members x {:.0f} d, one thread each\n", "alone, summed", b.alone_seconds, b.runs,
             with_commas(b.members), b.days);
  fmt::print("  {:<40}{:>10.3f} s   {} at a time, files and manifest included\n", "as an ensemble", b.ensemble_seconds, b.at_a_time);
  fmt::print("  {:<40}{:>10.3f}     goal: at most 1.1\n", "ensemble / (alone / runs at a time)", b.ratio());
  fmt::print("  {:<40}{:>10.3f} ms  goal: below 10 (configs: {:.2f} ms)\n", "a run costs beside itself", 1e3 * b.overhead(),
             1e3 * b.prepare_seconds / static_cast<double>(b.runs));
  fmt::print("  {:<40}{:>10.3f}     {:.2f} s of processor time each alone, {:.2f} s in the ensemble\n", "the same in processor time",
             b.ensemble_cpu / b.alone_cpu, b.alone_cpu, b.ensemble_cpu);
  fmt::print("  {:<40}{:>10}\n", "same bits", same ? "yes" : "NO");
  return same ? ok : failed;
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
  auto o = keep<BenchOptions>();
  Command c{"bench", "how fast this build is on this machine", scenario_options(o->scenario, false),
            [o](Context const& context) { return o->ensemble ? bench_ensemble(context, *o) : bench(context, o->scenario); }};
  std::vector<Option> const own = {{"--ensemble", "many small runs at a time against each alone, instead", &o->ensemble},
                                   {"--runs", "how many (default 64)", &o->runs},
                                   {"--parallel", "at a time; 0 = one a core", &o->parallel}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  return c;
}

}  // namespace gs::cli
