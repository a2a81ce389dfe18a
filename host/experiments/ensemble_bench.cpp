#include "host/experiments/ensemble_bench.hpp"
#include <sys/resource.h>
#include <unistd.h>
#include <chrono>
#include "host/experiments/prepare.hpp"
#include "host/experiments/run_job.hpp"
#include "host/experiments/slots.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

//! Processor time of this process and of its children that have ended [s].
double cpu() {
  double out = 0.0;
  for (auto const who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    getrusage(who, &used);
    for (timeval const& t : {used.ru_utime, used.ru_stime}) out += static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  }
  return out;
}

class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("groundswell-bench-" + std::to_string(getpid()))) { fs::create_directories(path_); }
  ~Scratch() {
    std::error_code none;
    fs::remove_all(path_, none);
  }
  fs::path const& path() const { return path_; }

 private:
  fs::path path_;
};
}  // namespace

EnsembleBench bench_ensemble(std::vector<Job> const& jobs, int parallel, run::Backend backend) {
  EnsembleBench out;
  out.runs = std::ssize(jobs);
  auto const before = Clock::now();
  auto const prepared = prepare(jobs, "bench", cores_here());
  out.prepare_seconds = since(before);
  out.members = prepared.front().request.params.members.count;
  out.days =
      static_cast<double>(prepared.front().request.params.clock.length + prepared.front().request.params.clock.warmup) / static_cast<double>(day);
  Scratch const scratch;
  Options options;
  options.folder = scratch.path() / "ensemble";
  options.backend = backend;
  options.parallel = parallel > 0 ? parallel : cores_here();
  options.threads = 1;
  double const cpu_before = cpu();
  auto const start = Clock::now();  // first: an engine in this process would leave threads, and the ensemble takes processes only without
  auto const together = Ensemble(options).run(jobs);
  out.ensemble_seconds = since(start);
  out.ensemble_cpu = cpu() - cpu_before;
  std::vector<Outcome> alone;
  for (Prepared const& job : prepared) {
    auto const begin = Clock::now();
    alone.push_back(run_job(job, {options.backend, 1, scratch.path() / (job.key + ".h5"), true, 0.0, {}}));
    out.alone_seconds += since(begin);
  }
  out.alone_cpu = cpu() - cpu_before - out.ensemble_cpu;
  for (Outcome const& o : together) out.in_runs_seconds += o.seconds;
  out.at_a_time = options.parallel;
  out.hash_alone = results_hash(alone), out.hash_ensemble = results_hash(together);
  return out;
}

}  // namespace gs::experiments
