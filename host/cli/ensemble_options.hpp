#pragma once
//! The options of every command that runs many: where to, how many at a time, which part, how far it is.
#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/experiments/ensemble.hpp"
#include "host/experiments/plan.hpp"

namespace gs::cli {

struct EnsembleOptions {
  std::string folder, shard, time_limit, experiment;
  std::int64_t parallel = 0;
  bool resume = false, force = false, no_files = false, no_swmr = false, dry = false;
};

//! --experiment, -o, --parallel, --shard, --resume, --force, --no-files, --no-swmr, --time-limit, --dry-run
std::vector<Option> ensemble_options(EnsembleOptions& options);

//! One updating line on a terminal, a plain line every 30 s otherwise, a JSON object a second with --json.
class EnsembleLine {
 public:
  EnsembleLine(std::string title, bool json);
  ~EnsembleLine();
  void operator()(experiments::EnsembleProgress const& progress);

 private:
  std::string title_;
  bool json_, terminal_, drawn_ = false;
  double last_ = 0.0;
};

//! What the options mean; `backend` and `threads` as in ScenarioOptions. Progress goes to `line`, which must outlive the ensemble.
experiments::Options finished_options(EnsembleOptions const& options, std::string const& backend, std::int64_t threads, Context const& context,
                                      EnsembleLine& line);

//! Runs done, failed, not run; failures by name. To stderr, or one JSON object.
void say_ensemble(Context const& context, experiments::Ensemble const& ensemble, std::vector<experiments::Job> const& jobs,
                  std::vector<experiments::Outcome> const& outcomes);

//! {"type":"experiment",…}: the command, program, scenario and runs behind the results; more is added by the caller.
JsonLine experiment_json(Context const& context, std::string const& name, std::string const& scenario,
                         std::vector<experiments::Outcome> const& outcomes);

//! The lines of an experiment: printed with --json, and kept as FOLDER/results.jsonl where there is a folder, for `groundswell report`.
void keep_results(Context const& context, experiments::Options const& options, std::vector<JsonLine> const& lines);

//! What the first run's config warns of, once. To stderr.
void say_warnings(Context const& context, std::vector<experiments::Job> const& jobs);

//! Number of runs, expected time, memory and disk. To stdout.
void say_plan(Context const& context, experiments::Plan const& plan, std::string const& folder);

}  // namespace gs::cli
