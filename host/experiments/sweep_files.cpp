//! What a sweep leaves in its folder: results.csv and results.h5.
#include <fmt/format.h>
#include <cmath>
#include <fstream>
#include "host/experiments/sweep.hpp"
#include "host/output/files.hpp"
#include "host/run/build_info.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;

std::string quoted(std::string const& text) {  // RFC 4180
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (char const c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

//! Every metric that any run has, as `name [unit]` where it has a unit.
std::vector<run::Metric> metrics_of(std::vector<Outcome> const& outcomes) {
  std::vector<run::Metric> out;
  for (Outcome const& o : outcomes)
    for (run::Metric const& m : o.metrics)
      if (std::isnan(run::value_of(out, m.name))) out.push_back({m.name, m.info, 0.0, ""});
  return out;
}

std::string head(run::Metric const& m) {
  std::string const unit = m.info == nullptr ? "1" : m.info->unit;
  return quoted(unit == "1" ? m.name : fmt::format("{} [{}]", m.name, unit));
}

std::vector<output::MasterCell> cells_of(std::vector<Outcome> const& outcomes) {
  std::vector<output::MasterCell> out;
  for (Outcome const& o : outcomes) {
    output::MasterCell& cell = out.emplace_back();
    cell.state = static_cast<std::uint8_t>(o.state);
    cell.seed = o.seed, cell.state_hash = o.state_hash;
    if (o.state != State::done) continue;
    cell.file = o.file;
    for (run::Metric const& m : o.metrics)
      cell.metrics.push_back({m.name, m.info == nullptr ? "1" : m.info->unit, m.value, m.info == nullptr ? "" : m.info->meaning});
  }
  return out;
}

output::MasterInfo info_of(std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes, Options const& o) {
  run::BuildInfo const& b = run::build_info();
  config::Resolved const first = config::load(jobs.front().request);
  output::MasterInfo out;
  out.run.title = fmt::format("Groundswell: {} runs of {}", jobs.size(), first.scenario);
  out.run.scenario = first.scenario, out.run.version = b.version, out.run.git_commit = b.git_commit, out.run.git_dirty = b.git_dirty;
  out.run.build_type = b.build_type, out.run.compiler = b.compiler, out.run.command_line = o.command_line;
  out.run.config_text = first.text, out.run.config_sha256 = first.sha256, out.run.seed = first.params.seed;
  out.run.members = first.params.members.count, out.run.warmup_seconds = first.params.clock.warmup;
  out.results_hash = results_hash(outcomes);
  return out;
}

void write_text(fs::path const& path, std::string const& text) {
  fs::path const beside = output::with_suffix(path, ".tmp");
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw SimulationError(fmt::format("cannot write '{}': is the disk full?", path.string()));
  output::publish(beside, path, true);
}
}  // namespace

std::string results_csv(std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes) {
  auto const metrics = metrics_of(outcomes);
  std::string out;
  for (Coordinate const& c : jobs.front().at) out += quoted(c.axis) + ",";
  out += "seed,state,state_hash,error";
  for (run::Metric const& m : metrics) out += "," + head(m);
  out += "\n";
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    Outcome const& o = outcomes[j];
    for (Coordinate const& c : jobs[j].at) out += quoted(c.value) + ",";
    std::string const hash = o.state == State::done ? fmt::format("{:016x}", o.state_hash) : "";
    out += fmt::format("{},{},{},{}", jobs[j].request.seed.value_or(o.seed), state_names[static_cast<int>(o.state)], hash, quoted(o.error));
    for (run::Metric const& m : metrics) {
      double const value = o.value(m.name);
      out += std::isnan(value) ? "," : fmt::format(",{}", value);
    }
    out += "\n";
  }
  return out;
}

SweepFiles write_results(SweepRequest const& request, std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes, Options const& o) {
  SweepFiles out{o.folder / "results.csv", o.folder / "results.h5", ""};
  write_text(out.csv, results_csv(jobs, outcomes));
  out.note = output::write_master(out.master, sweep_axes(request, jobs), cells_of(outcomes), info_of(jobs, outcomes, o));
  return out;
}

}  // namespace gs::experiments
