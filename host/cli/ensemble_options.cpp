#include "host/cli/ensemble_options.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <fstream>
#include "host/cli/console.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/experiments/ranks.hpp"
#include "host/output/files.hpp"
#include "host/run/build_info.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
using experiments::State;

std::vector<Option> ensemble_options(EnsembleOptions& o) {
  return {{"--experiment", "name in configs/experiments or path: these options from a file; the command line goes over it", &o.experiment},
          {"-o,--output", "folder for a file per run, the manifest and the results; without it nothing is kept", &o.folder},
          {"--parallel", "runs at a time; 0 = by cores, memory and size. Never changes a result", &o.parallel},
          {"--shard", "only part i of n: i/n, such as 2/8; shards share the folder", &o.shard},
          {"--resume", "go on in that folder: runs that are done are not done again", &o.resume},
          {"--force", "start anew in a folder that holds an ensemble", &o.force},
          {"--no-files", "metrics only, no HDF5 file per run", &o.no_files},
          {"--no-swmr", "plain HDF5 writing, for NFS", &o.no_swmr},
          {"--time-limit", "stop after so much wall-clock time (exit code 75); --resume goes on", &o.time_limit},
          {"--dry-run", "say how many runs, how long, how much memory and disk, and stop", &o.dry}};
}

EnsembleLine::EnsembleLine(std::string title, bool json) : title_(std::move(title)), json_(json), terminal_(!json && stderr_is_terminal()) {}
EnsembleLine::~EnsembleLine() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void EnsembleLine::operator()(experiments::EnsembleProgress const& p) {
  if (p.wall < last_ + (json_ ? 1.0 : terminal_ ? 0.2 : 30.0)) return;
  last_ = p.wall;
  if (json_)
    return JsonLine("progress")
        .add("experiment", title_)
        .add("runs", p.total)
        .add("done", p.done)
        .add("running", p.running)
        .add("failed", p.failed)
        .add("reused", p.reused)
        .add("wall_s", p.wall)
        .raw("eta_s", p.eta < 0.0 ? "null" : json_number(p.eta))
        .print();
  std::string const figures = fmt::format("{}: {} of {} runs done, {} running, {} failed, {}", title_, p.done, p.total, p.running, p.failed,
                                          p.eta < 0.0 ? "time left not known yet" : short_duration(p.eta) + " left");
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", figures, terminal_ ? "" : "\n");
  std::fflush(stderr);
  drawn_ = terminal_;
}

experiments::Options finished_options(EnsembleOptions const& o, std::string const& backend, std::int64_t threads, Context const& context,
                                      EnsembleLine& line) {
  GS_VALIDATE(o.parallel >= 0 && o.parallel <= 4096, "--parallel must be between 0 (by itself) and 4096");
  GS_VALIDATE(o.folder.size() || (o.shard.empty() && !o.resume), "--shard and --resume need the folder that they share: give -o FOLDER");
  experiments::Options out;
  out.folder = o.folder;
  out.files = !o.no_files;
  out.resume = o.resume, out.force = o.force, out.swmr = !o.no_swmr;
  out.parallel = static_cast<int>(o.parallel);
  out.threads = threads == unset ? 0 : static_cast<int>(threads);
  out.backend = run::parse_backend(backend);
  if (!o.shard.empty()) out.shard = experiments::parse_shard(o.shard);
  if (!o.time_limit.empty()) out.time_limit = static_cast<double>(read_time(o.time_limit, "--time-limit"));
  out.command_line = context.command_line;
  out.on_progress = [&line](experiments::EnsembleProgress const& p) { line(p); };
  return out;
}

void say_ensemble(Context const& context, experiments::Ensemble const& ensemble, std::vector<experiments::Job> const& jobs,
                  std::vector<experiments::Outcome> const& outcomes) {
  std::int64_t done = 0, waiting = 0, reused = 0;
  double seconds = 0.0;
  for (std::size_t j = 0; j < outcomes.size(); ++j) {
    experiments::Outcome const& o = outcomes[j];
    done += o.state == State::done, waiting += o.state == State::waiting, reused += o.reused;
    seconds += o.reused ? 0.0 : o.seconds;
    if (o.state != State::failed) continue;
    if (context.json)
      JsonLine("error").add("exit_code", some_failed).add("run", to_string(jobs[j].at)).add("seed", o.seed).add("message", o.error).print();
    else
      report_error(false, some_failed, fmt::format("failed: {} (seed {}): {}", to_string(jobs[j].at), o.seed, o.error));
  }
  std::string const hash = experiments::results_hash(outcomes);
  if (context.json)
    return JsonLine("ensemble")
        .add("runs", std::ssize(outcomes))
        .add("done", done)
        .add("failed", std::ssize(outcomes) - done - waiting)
        .add("not_run", waiting)
        .add("reused", reused)
        .add("run_seconds", seconds)
        .add("results_hash", hash)
        .add("folder", ensemble.options().folder.string())
        .add("exit_code", ensemble.exit_code())
        .print();
  note(fmt::format("{} runs: {} done ({} of them before), {} failed, {} not run · results hash {}", outcomes.size(), done, reused,
                   std::ssize(outcomes) - done - waiting, waiting, hash.substr(0, 16)));
  if (ensemble.stopped()) note("stopped early; the same command with --resume goes on");
}

JsonLine experiment_json(Context const& context, std::string const& name, std::string const& scenario,
                         std::vector<experiments::Outcome> const& outcomes) {
  run::BuildInfo const& b = run::build_info();
  JsonLine out("experiment");
  out.add("experiment", name).add("scenario", scenario).add("command_line", context.command_line);
  out.add("version", b.version).add("git_commit", b.git_commit).add("git_dirty", b.git_dirty);
  auto const done = std::count_if(outcomes.begin(), outcomes.end(), [](experiments::Outcome const& o) { return o.state == State::done; });
  return out.add("runs", std::ssize(outcomes)).add("done", done).add("results_hash", experiments::results_hash(outcomes));
}

void keep_results(Context const& context, experiments::Options const& options, std::vector<JsonLine> const& lines) {
  std::string text;
  for (JsonLine const& line : lines) {
    if (context.json) line.print();
    text += line.str() + "\n";
  }
  if (options.folder.empty()) return;
  auto const path = options.folder / "results.jsonl", beside = options.folder / "results.jsonl.tmp";
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw SimulationError(fmt::format("cannot write '{}': is the disk full?", path.string()));
  output::publish(beside, path, true);
  if (!context.json) note(fmt::format("results: {} · a page of them: groundswell report {}", path.string(), options.folder.string()));
}

void say_warnings(Context const& context, std::vector<experiments::Job> const& jobs) {
  if (context.json || !experiments::prints() || jobs.empty()) return;
  for (std::string const& warning : config::load(jobs.front().request).warnings) note("warning: " + warning);
}

void say_plan(Context const& context, experiments::Plan const& p, std::string const& folder) {
  if (!experiments::prints()) return;
  if (context.json)
    return JsonLine("result")
        .add("dry_run", true)
        .add("runs", p.runs)
        .add("of_this_shard", p.mine)
        .add("done_before", p.known)
        .add("left", p.left)
        .add("ranks", p.ranks)
        .add("at_a_time", p.at_a_time)
        .add("threads", p.threads)
        .add("members", p.members)
        .add("ticks", p.ticks)
        .add("run_seconds", p.run_seconds)
        .add("expected_seconds", p.seconds)
        .add("memory_bytes", p.memory)
        .add("disk_bytes", p.disk)
        .add("fits", p.fits())
        .print();
  std::string const part = p.mine == p.runs ? "" : fmt::format(", {} of this shard", with_commas(p.mine));
  fmt::print("{} runs{}, {} done before, {} left · up to {} members x {} ticks\n", with_commas(p.runs), part, with_commas(p.known),
             with_commas(p.left), with_commas(p.members), with_commas(p.ticks));
  fmt::print("time     about {}: {:.2g} s a run (probed), {} at a time on {} thread{} each{}\n", short_duration(p.seconds), p.run_seconds,
             p.at_a_time, p.threads, p.threads == 1 ? "" : "s", p.ranks > 1 ? fmt::format(", {} ranks", p.ranks) : "");
  fmt::print("memory   about {} ({} free)\n", output::human_bytes(p.memory), output::human_bytes(p.memory_here));
  if (p.disk > 0) fmt::print("disk     about {} in {} ({} free)\n", output::human_bytes(p.disk), folder, output::human_bytes(p.disk_here));
  if (!p.fits()) fmt::print("does not fit: fewer runs at a time (--parallel), --no-files, or fewer --members\n");
}

}  // namespace gs::cli
