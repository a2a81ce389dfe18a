#include <fmt/format.h>
#include <cmath>
#include <fstream>
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/config/quantity.hpp"
#include "host/experiments/rule.hpp"
#include "host/experiments/tune.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
namespace fs = std::filesystem;

struct TuneOptions {
  std::string design, world, scenario, members, backend = "auto", output, budget, z, capacity, time_limit, name, experiment;
  std::vector<std::string> sets;
  std::int64_t seed = unset, threads = unset, replications = 2, parallel = 0;
  double service = 0.95, warmup = 133.0, days = 84.0;
  bool force = false, dry = false;
};

std::vector<double> numbers(std::string const& list, char const* option) {
  std::vector<double> out;
  for (std::string const& part : experiments::split_list(list)) {
    auto const value = config::read_decimal(part);
    GS_VALIDATE(value.has_value(), fmt::format("{}: '{}' is not a number", option, part));
    out.push_back(config::nearest_real(*value).value_or(0.0));
  }
  return out;
}

//! "1_200_000 CNY" or a bare number of CNY.
double read_budget(std::string const& text) {
  Cents cents = 0;
  auto const fault = config::read_money(text.find_first_not_of("0123456789._") == std::string::npos ? text + " CNY" : text, "CNY", cents);
  GS_VALIDATE(!fault && cents > 0, fmt::format("--budget is '{}': give money a year, such as \"12_000_000 CNY\"", text));
  return static_cast<double>(cents) / 100.0;
}

experiments::TuneRequest request_of(TuneOptions const& o) {
  ScenarioOptions s;
  s.request.design = o.design, s.request.world = o.world.empty() ? "small" : o.world, s.request.scenario = o.scenario, s.request.sets = o.sets;
  s.members = o.members, s.seed = o.seed, s.backend = o.backend;
  experiments::TuneRequest q;
  q.base = finished_request(s);
  q.service = o.service;
  if (!o.budget.empty()) q.budget = read_budget(o.budget);
  if (!o.z.empty()) q.z = numbers(o.z, "--z");
  if (!o.capacity.empty()) q.capacity = numbers(o.capacity, "--capacity");
  q.replications = o.replications;
  GS_VALIDATE(o.warmup >= 1.0 && o.days >= 14.0, "--warmup must be at least 1 and --days at least 14");
  q.warmup_days = std::round(o.warmup), q.days = std::round(o.days);
  return q;
}

fs::path output_of(TuneOptions const& o) {
  fs::path const path = o.output.empty() ? fs::path(fs::path(o.design).stem().string() + "_tuned.toml") : fs::path(o.output);
  GS_VALIDATE(o.force || !fs::exists(path), fmt::format("'{}' exists and is not overwritten: give another -o, or --force", path.string()));
  return path;
}

//! How the tuned file names the one it includes: shipped designs by their place in configs/, others by their path from the new file.
std::string include_of(TuneOptions const& o, fs::path const& output) {
  bool const is_path = o.design.find('/') != std::string::npos || o.design.ends_with(".toml");
  if (!is_path) return fmt::format("designs/{}.toml", o.design);
  fs::path const folder = fs::absolute(output).parent_path();
  return fs::relative(fs::absolute(o.design), folder).string();
}

std::string row(std::string const& title, experiments::Measured const& m) {
  return fmt::format("  {:<24} {:>8.3f} {:>8.3f} {:>10.4f} {:>14}\n", title, m.capacity, m.z, m.service,
                     with_commas(static_cast<std::int64_t>(std::isnan(m.cost) ? 0.0 : m.cost)));
}

std::string tune_text(experiments::TuneRequest const& q, experiments::TuneResult const& r) {
  std::string out = fmt::format("tune {} · goal: service {:.3f}{} · {} members · {} replications · {} runs\n\n", q.base.design, q.service,
                                q.budget ? fmt::format(", {:.4g} CNY a year", *q.budget) : "", with_commas(r.members), q.replications, r.runs);
  out += fmt::format("  {:<24} {:>8} {:>8} {:>10} {:>14}\n", "cost-service frontier", "hours x", "z +", "service", "CNY a year");
  for (auto const& m : experiments::pareto(r.grid)) out += row("", m);
  out += "\n  at the goal, by hours bought\n";
  for (auto const& a : r.lines)
    out += row(a.reached ? (a.above ? "lowest z is above" : "") : "goal out of reach", {a.capacity, a.z, a.service, a.cost});
  out += "\n" + row("as it was (fresh seeds)", r.untuned) + row("tuned (tuning seeds)", r.tuned) + row("tuned (fresh seeds)", r.verified);
  for (std::string const& unmet : r.unmet) out += "not met: " + unmet + "\n";
  return out;
}

JsonLine json_of(experiments::Measured const& m) {
  return JsonLine().add("capacity", m.capacity).add("z", m.z).add("service_quiet", m.service).add("yearly_cost", m.cost);
}
std::string json_list(std::vector<experiments::Measured> const& all) {
  std::string out;
  for (auto const& m : all) out += (out.empty() ? "" : ",") + json_of(m).str();
  return "[" + out + "]";
}

void print_json(experiments::TuneRequest const& q, experiments::TuneResult const& r, fs::path const& file) {
  std::string unmet;
  for (std::string const& u : r.unmet) unmet += (unmet.empty() ? "" : ",") + json_text(u);
  JsonLine("result")
      .add("experiment", "tune")
      .add("design", q.base.design)
      .add("goal_service", q.service)
      .raw("goal_budget", q.budget ? json_number(*q.budget) : "null")
      .add("members", r.members)
      .add("runs", r.runs)
      .raw("frontier", json_list(experiments::pareto(r.grid)))
      .raw("grid", json_list(r.grid))
      .add("untuned", json_of(r.untuned))
      .add("tuned", json_of(r.tuned))
      .add("verified", json_of(r.verified))
      .raw("unmet", "[" + unmet + "]")
      .add("file", file.string())
      .print();
}

experiments::Options options_of(Context const& context, TuneOptions const& o, EnsembleLine& line) {
  EnsembleOptions e;
  e.parallel = o.parallel, e.time_limit = o.time_limit;
  return finished_options(e, o.backend, o.threads, context, line);
}

int tune(Context const& context, TuneOptions const& o) {
  experiments::TuneRequest const request = request_of(o);
  fs::path const file = output_of(o);
  EnsembleLine line("tune", context.json);
  experiments::Options const options = options_of(context, o, line);
  if (o.dry) return say_plan(context, plan(experiments::tune_jobs(request), options), ""), ok;
  experiments::Ensemble ensemble(options);
  experiments::TuneResult const result = experiments::tune(ensemble, request);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (ensemble.stopped()) return say_ensemble(context, ensemble, result.jobs, result.outcomes), ensemble.exit_code();
  std::string const name = o.name.empty() ? file.stem().string() : o.name;
  std::ofstream(file) << tuned_design_text(request, result, include_of(o, file), name, context.command_line);
  config::Request again = request.base;
  again.design = file.string();
  config::load(again);  // what was written is a design that loads
  if (context.json)
    print_json(request, result, file);
  else
    fmt::print("{}", tune_text(request, result));
  std::fflush(stdout);
  say_ensemble(context, ensemble, result.jobs, result.outcomes);
  note("file: " + file.string());
  if (ensemble.exit_code() != ok) return ensemble.exit_code();
  return result.unmet.empty() ? ok : acceptance;
}
}  // namespace

Command tune_command() {
  auto o = keep<TuneOptions>();
  return {"tune",
          "bring a design to equal quiet service within a yearly budget; write it as a new design",
          {{"design", "name in configs/designs or path", &o->design, true},
           {"--experiment", "name in configs/experiments or path: these options from a file; the command line goes over it", &o->experiment},
           {"--world", "name in configs/worlds or path (default small)", &o->world},
           {"--scenario", "whose channels and clock to use, its waves silenced; default none: the world's own content", &o->scenario},
           {"--service", "quiet service to reach (default 0.95)", &o->service},
           {"--budget", "yearly cost not to exceed: revenue - margin, in that world, \"12_000_000 CNY\"; none: as cheap as can be", &o->budget},
           {"-o,--output", "design file to write (default DESIGN_tuned.toml)", &o->output},
           {"--name", "its name in results (default the file's)", &o->name},
           {"--members", "how many members: 20000, 200k", &o->members},
           {"--z", "grid: what is added to the safety factors (default --z=-1.5,-0.75,0,0.75,1.5)", &o->z},
           {"--capacity", "grid: scale of the hours bought (default 0.75,0.9,1,1.2,1.5)", &o->capacity},
           {"-r,--replications", "seeds of every setting, and fresh ones for the check (default 2)", &o->replications},
           {"--warmup", "days simulated before measuring (default 133: twice the longest L + R)", &o->warmup},
           {"--days", "quiet days measured (default 84)", &o->days},
           {"--seed", "first seed", &o->seed},
           {"--set", "key=value, may be repeated", &o->sets},
           {"--backend", "auto, cpu or cuda", &o->backend},
           {"--threads", "0 = all; never changes a result", &o->threads},
           {"--parallel", "runs at a time; 0 = by itself", &o->parallel},
           {"--time-limit", "stop after so much wall-clock time (exit code 75)", &o->time_limit},
           {"--force", "replace the output if it exists", &o->force},
           {"--dry-run", "say how many runs, how long, how much memory, and stop", &o->dry}},
          [o](Context const& context) { return tune(context, *o); }};
}

}  // namespace gs::cli
