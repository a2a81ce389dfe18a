#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <sstream>
#include "host/cli/closing_table.hpp"
#include "host/cli/console.hpp"
#include "host/cli/dry_run.hpp"
#include "host/cli/result_json.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/cli/split.hpp"
#include "host/experiments/prepare.hpp"
#include "host/output/join.hpp"
#include "host/run/events.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
namespace fs = std::filesystem;

struct RunOptions {
  ScenarioOptions scenario;
  std::string designs, output, checkpoint_every, resume, events, time_limit, order_log, order_log_members = "20k", shown;
  bool force = false, no_swmr = false, dry = false, expect = false;
};

//! out/SCENARIO-DESIGN.h5, with -2, -3, … when taken.
fs::path default_output(config::Resolved const& r, bool force) {
  auto const stem = [](std::string const& name) { return fs::path(name).stem().string(); };
  std::string const base = fmt::format("{}-{}", stem(r.scenario.empty() ? "run" : r.scenario), stem(r.design.empty() ? "default" : r.design));
  fs::create_directories("out");
  fs::path path = fs::path("out") / (base + ".h5");
  for (int k = 2; !force && (fs::exists(path) || fs::exists(path.string() + ".partial")); ++k)
    path = fs::path("out") / fmt::format("{}-{}.h5", base, k);
  return path;
}

//! -o OUT.h5 for one design; OUT-DESIGN.h5 for each of several.
fs::path output_of(RunOptions const& o, config::Resolved const& r, bool several) {
  if (o.output.empty() && !o.resume.empty() && !output::run_file_of(o.resume).empty()) return output::run_file_of(o.resume);
  if (o.output.empty()) return default_output(r, o.force);
  fs::path path = o.output;
  if (!several) return path;
  return path.replace_filename(fmt::format("{}-{}{}", path.stem().string(), fs::path(r.design).stem().string(), path.extension().string()));
}

run::RunRequest request_of(Context const& context, RunOptions const& o, config::Resolved const& r, bool several) {
  run::RunRequest q;
  q.params = r.params;
  q.labels = experiments::labels_of(r, context.command_line);
  q.backend = run::parse_backend(o.scenario.backend);
  q.output = output_of(o, r, several);
  q.force = o.force;
  q.swmr = !o.no_swmr;
  if (!o.checkpoint_every.empty()) q.checkpoint_every = read_time(o.checkpoint_every, "--checkpoint-every");
  q.resume = o.resume;
  if (!o.events.empty()) q.events = run::read_events(o.events);
  if (!o.time_limit.empty()) q.time_limit = static_cast<double>(read_time(o.time_limit, "--time-limit"));
  q.ticks = o.scenario.ticks;
  q.order_log = o.order_log;
  q.order_log_members = read_count(o.order_log_members, "--order-log-members");
  return q;
}

//! What a fact is about: the metric, or its multiple of another design's if that one was run beside it.
std::optional<double> value_for(config::Expect const& e, std::vector<run::Metric> const& metrics,
                                std::map<std::string, std::vector<run::Metric>> const& all) {
  double const value = run::value_of(metrics, e.metric);
  if (e.against.empty()) return value;
  auto const other = all.find(e.against);
  if (other == all.end()) return std::nullopt;
  return value / run::value_of(other->second, e.metric);
}

//! The facts a scenario claims about itself; returns how many do not hold.
int broken_expects(std::vector<config::Resolved> const& resolved, std::map<std::string, std::vector<run::Metric>> const& metrics) {
  int broken = 0;
  for (config::Resolved const& r : resolved) {
    for (config::Expect const& e : r.expects) {
      if (!metrics.count(r.design) || (!e.design.empty() && e.design != r.design)) continue;
      auto const value = value_for(e, metrics.at(r.design), metrics);
      std::string const what = e.against.empty() ? e.metric : e.metric + " over " + e.against + "'s";
      if (!value) {
        note(fmt::format("expectation not checked: {} (add --designs {},{})", what, e.against, r.design));
      } else if (!e.holds(*value)) {
        ++broken;
        note(fmt::format("expectation broken: {} = {:.4g}, expected {} {:.4g} … {:.4g} ({}: {})", what, *value, e.inclusive ? "within" : "between",
                         e.low, e.high, config::to_string(e.origin), e.why));
      }
    }
  }
  return broken;
}

void say_heading(config::Resolved const& r, run::RunRequest const& q) {
  Params const& p = r.params;
  std::string const who = p.network.file.empty() || p.network.members ? with_commas(p.members.count) + " members" : "network " + p.network.file;
  std::string const industry = r.industry.empty() ? "" : " · industry " + r.industry;
  note(fmt::format("{} · design {}{} · {} · {} d warm-up + {} d · seed {}", q.labels.scenario, q.labels.design, industry, who, p.clock.warmup / day,
                   p.clock.length / day, p.seed));
  for (std::string const& w : r.warnings) note("warning: " + w);
}

//! Whether the warm-up was long enough, in one line: a table of the deciding figures leaves the series out.
void say_warmup(run::RunResult const& r, run::RunRequest const& q) {
  run::Metric const* longest = nullptr;
  for (run::Metric const& m : r.metrics)
    if (m.name.starts_with("mser5.") && !std::isnan(m.value) && (longest == nullptr || m.value > longest->value)) longest = &m;
  if (longest == nullptr) return;
  Seconds const warmup = q.params.clock.warmup / day;
  bool const enough = longest->value <= static_cast<double>(warmup);
  note(fmt::format("{}MSER-5 would cut {:.0f} d at most ({}); the warm-up is {} d", enough ? "" : "warning: ", longest->value,
                   longest->name.substr(6), warmup));
}

void say_outcome(run::RunResult const& r, run::RunRequest const& q) {
  double const ticks = r.run_seconds > 0.0 ? static_cast<double>(r.ticks) / r.run_seconds : 0.0;
  std::string const pace =
      r.members == 0 ? fmt::format("{:.0f} tick/s", ticks) : short_count(ticks * static_cast<double>(r.members)) + " member-ticks/s";
  note(fmt::format("{}: {} ticks in {} ({}) + {} to build, {} MiB of tables, {}", q.labels.design, with_commas(r.ticks),
                   short_duration(r.run_seconds), pace, short_duration(r.build_seconds), r.memory.total() >> 20, r.device));
  say_warmup(r, q);
  if (r.taken_over > 0) note(fmt::format("its file begins with the {} ticks of the run it went on with", with_commas(r.taken_over)));
  if (!r.not_taken_over.empty())
    note(fmt::format("its file begins at the checkpoint: the rows before it were not taken over from {}: {}", output::run_file_of(q.resume).string(),
                     r.not_taken_over));
  if (!r.broken_law.empty()) report_error(false, failed, "a law is broken: " + r.broken_law);
  if (r.exit_code() == stopped_early)
    note(fmt::format("stopped early ({}); go on with: groundswell run … --resume {}", r.stop == run::Stop::signal ? "signal" : "time limit",
                     r.checkpoint.string()));
}

void say_next(std::vector<run::RunResult> const& results) {
  for (run::RunResult const& r : results) note("file: " + r.file.string());
  std::string const file = results.front().file.string();
  note(fmt::format("next: groundswell info {0} · groundswell report {0} · groundswell export {0} --csv · python3: xarray.open_dataset(\"{0}\")",
                   file));
}

//! The table on stdout; how to see more of it on stderr.
void say_table(std::vector<Column> const& columns, Shown const& shown) {
  ClosingTable const table = closing_table(columns, stdout_width(), shown);
  fmt::print("\n{}\n", table.text);
  std::fflush(stdout);
  note(how_to_see_more(table.shown, table.all));
}

int run_all(Context const& context, RunOptions const& o) {
  Shown const shown(o.shown);
  GS_VALIDATE(o.designs.empty() || o.scenario.request.design.empty(), "give --design or --designs, not both");
  std::vector<std::string> const designs = o.designs.empty() ? std::vector{o.scenario.request.design} : split(o.designs);
  GS_VALIDATE(o.order_log.empty() || designs.size() == 1, "--order-log is of one design: give --design instead of --designs");
  GS_VALIDATE(o.resume.empty() || designs.size() == 1, "--resume goes on with one design: give --design instead of --designs");
  std::vector<config::Resolved> resolved;
  for (std::string const& design : designs) {  // all configs are checked before the first run starts
    config::Request request = finished_request(o.scenario);
    request.design = design;
    resolved.push_back(config::load(request));
  }
  std::vector<run::RunResult> results;
  std::vector<Column> columns;
  std::map<std::string, std::vector<run::Metric>> of_design;
  int code = ok;
  for (config::Resolved const& r : resolved) {
    run::RunRequest q = request_of(context, o, r, resolved.size() > 1);
    for (config::Resolved const& other : resolved)
      if (&other != &r) q.beside.push_back(other.params.design);
    if (!context.json) say_heading(r, q);
    if (o.dry) {
      dry_run(context, q);
      continue;
    }
    {
      ProgressLine progress(q.labels.design, context.json);
      q.on_progress = [&progress](run::Progress const& p) { progress(p); };
      results.push_back(run::run(q));
    }
    run::RunResult const& result = results.back();
    columns.push_back({q.labels.design, result.metrics});
    if (context.json)
      result_json(r, result).print();
    else
      say_outcome(result, q);
    of_design[r.design] = result.metrics;
    code = std::max(code, result.exit_code());
    if (code != ok) break;
  }
  if (o.dry || results.empty()) return code;
  int const broken = o.expect ? broken_expects(resolved, of_design) : 0;
  if (!context.json) say_table(columns, shown), say_next(results);
  std::fflush(stdout);
  return code == ok && broken > 0 ? acceptance : code;
}
}  // namespace

Command run_command() {
  auto o = keep<RunOptions>();
  Command c{"run", "simulate a scenario and write its file", scenario_options(o->scenario),
            [o](Context const& context) { return run_all(context, *o); }};
  std::vector<Option> const own = {{"--designs", "several designs on the same seed, side by side: A,B", &o->designs},
                                   {"-o,--output", "OUT.h5 (several designs: OUT-DESIGN.h5); default out/SCENARIO-DESIGN.h5", &o->output},
                                   {"--checkpoint-every", "simulated time between checkpoints, such as \"30 d\"", &o->checkpoint_every},
                                   {"--resume", "checkpoint (OUT.ckpt.h5) to go on from", &o->resume},
                                   {"--events", "event log: JSON lines, applied at their time", &o->events},
                                   {"--time-limit", "stop with a checkpoint after so much wall-clock time (exit code 75)", &o->time_limit},
                                   {"--show", Shown::help, &o->shown},
                                   {"--order-log", "orders of a sample of members as CSV, a row a member and day; `fit` reads it", &o->order_log},
                                   {"--order-log-members", "how many members that is, evenly spread over all (default 20k)", &o->order_log_members},
                                   {"--force", "replace outputs that exist", &o->force},
                                   {"--no-swmr", "plain HDF5 writing, for NFS", &o->no_swmr},
                                   {"--dry-run", "say what it would need, and stop", &o->dry},
                                   {"--expect", "check the scenario's [[expect]] facts; exit code 3 when one breaks", &o->expect}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  return c;
}

}  // namespace gs::cli
