#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <sstream>
#include "host/cli/closing_table.hpp"
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/cli/split.hpp"
#include "host/experiments/paired.hpp"
#include "host/experiments/sweep.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
using experiments::Job;
using experiments::Outcome;

struct SweepOptions {
  ScenarioOptions scenario;
  EnsembleOptions ensemble;
  std::vector<std::string> vary;
  std::string metrics = "service,margin";
  bool grid = false;
  std::int64_t lhs = 0, sobol = 0, replications = 1;
};

constexpr std::size_t shown_points = 40;  //!< rows of the table on the screen; all of them are in results.csv

experiments::SweepRequest request_of(SweepOptions const& o) {
  GS_VALIDATE(o.grid + (o.lhs > 0) + (o.sobol > 0) <= 1, "give one of --grid, --lhs N and --sobol N");
  GS_VALIDATE(o.lhs >= 0 && o.sobol >= 0, "the number of points must be above 0");
  experiments::SweepRequest q;
  q.base = finished_request(o.scenario);
  q.base.threads.reset();  // how to run is the ensemble's
  for (std::string const& text : o.vary) q.vary.push_back(experiments::parse_vary(text));
  q.pattern = o.lhs > 0 ? experiments::Pattern::latin_hypercube : o.sobol > 0 ? experiments::Pattern::sobol : experiments::Pattern::grid;
  q.points = std::max(o.lhs, o.sobol);
  q.replications = o.replications;
  return q;
}

//! Mean of a metric over the replications of a point, with the half width of its 95 % interval where there is one.
std::string mean_text(std::vector<Outcome> const& outcomes, std::size_t first, std::size_t replications, std::string const& metric) {
  std::vector<double> values, zeros(replications, 0.0);
  for (std::size_t r = 0; r < replications; ++r) values.push_back(outcomes[first + r].value(metric));
  experiments::Paired const p = experiments::paired(zeros, values);
  if (p.n == 0) return "n/a";
  run::MetricInfo const* const info = run::find_metric(metric);
  std::string const mean = show_value({metric, info, p.b, ""});
  return std::isnan(p.sd) ? mean : fmt::format("{} ± {}", mean, show_value({metric, info, p.half_width(), ""}));
}

//! The axes of a point; replications are put together.
std::string point_text(Job const& job) {
  std::string out;
  for (experiments::Coordinate const& c : job.at)
    if (c.axis != "replication") out += fmt::format("{}{}={}", out.empty() ? "" : "  ", c.axis, c.value);
  return out;
}

std::string table(std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes, SweepOptions const& o) {
  auto const metrics = split(o.metrics);
  auto const replications = static_cast<std::size_t>(o.replications);
  std::size_t const points = jobs.size() / replications, shown = std::min(points, shown_points);
  std::size_t wide = 5;
  for (std::size_t p = 0; p < shown; ++p) wide = std::max(wide, point_text(jobs[p * replications]).size());
  std::string out = fmt::format("  {:<{}}", "point", wide);
  for (std::string const& m : metrics) out += fmt::format("{:>30}", fmt::format("{} [{}]", m, run::find_metric(m)->unit));
  out += "\n";
  for (std::size_t p = 0; p < shown; ++p) {
    out += fmt::format("  {:<{}}", point_text(jobs[p * replications]), wide);
    for (std::string const& m : metrics) out += fmt::format("{:>30}", mean_text(outcomes, p * replications, replications, m));
    out += "\n";
  }
  if (points > shown) out += fmt::format("  … and {} more points\n", points - shown);
  return out;
}

void print_json(std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes) {
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    Outcome const& o = outcomes[j];
    JsonLine at, metrics;
    for (experiments::Coordinate const& c : jobs[j].at) at.add(c.axis, c.value);
    for (run::Metric const& m : o.metrics) metrics.add(m.name, m.value);
    JsonLine("result")
        .add("experiment", "sweep")
        .add("at", at)
        .add("state", experiments::state_names[static_cast<int>(o.state)])
        .add("seed", o.seed)
        .add("state_hash", fmt::format("{:016x}", o.state_hash))
        .add("file", o.file.string())
        .add("metrics", metrics)
        .print();
  }
}

void say_files(experiments::SweepFiles const& files) {
  note(fmt::format("a page of it: groundswell report {}", files.master.parent_path().string()));
  note(fmt::format("table: {}\nmaster: {} · python3: xarray.open_dataset(\"{}\").summary", files.csv.string(), files.master.string(),
                   files.master.string()));
  if (!files.note.empty()) note("note: " + files.note);
}

int sweep(Context const& context, SweepOptions const& o) {
  for (std::string const& metric : split(o.metrics))
    GS_VALIDATE(run::find_metric(metric) != nullptr, fmt::format("there is no metric '{}' (see: groundswell list metrics)", metric));
  experiments::SweepRequest const request = request_of(o);
  EnsembleLine line("sweep", context.json);
  experiments::Options const options = finished_options(o.ensemble, o.scenario.backend, o.scenario.threads, context, line);
  auto const jobs = sweep_jobs(request);
  if (o.ensemble.dry) return say_plan(context, plan(jobs, options), o.ensemble.folder), ok;
  say_warnings(context, jobs);
  experiments::Ensemble ensemble(options);
  auto const outcomes = ensemble.run(jobs);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (context.json)
    print_json(jobs, outcomes);
  else
    fmt::print("{}", table(jobs, outcomes, o));
  std::fflush(stdout);
  say_ensemble(context, ensemble, jobs, outcomes);
  if (options.folder.empty()) return ensemble.exit_code();
  if (options.shard.count == 1)
    say_files(write_results(request, jobs, outcomes, options));
  else if (!context.json)
    note("when all shards are done, the same command with --resume and without --shard joins them into results.csv and results.h5");
  return ensemble.exit_code();
}
}  // namespace

Command sweep_command() {
  auto o = keep<SweepOptions>();
  Command c{"sweep", "a scenario over values of any config keys: grid, Latin hypercube or Sobol points", scenario_options(o->scenario),
            [o](Context const& context) { return sweep(context, *o); }};
  std::vector<Option> const own = {
      {"--vary", "key=a,b,c or key=lin(a,b,n) or key=log(a,b,n); may be repeated. Keys: any config key, design, world, members, …", &o->vary},
      {"--grid", "every value with every other (default)", &o->grid},
      {"--lhs", "so many points of a Latin hypercube over lin(a,b), log(a,b) and lists", &o->lhs},
      {"--sobol", "so many Sobol points (best: a power of two)", &o->sobol},
      {"-r,--replications", "replications of every point, on common seeds (default 1)", &o->replications},
      {"--metrics", "what the table on the screen shows (default service,margin); the files have all", &o->metrics}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  auto const common = ensemble_options(o->ensemble);
  c.options.insert(c.options.end(), common.begin(), common.end());
  return c;
}

}  // namespace gs::cli
