#include "host/experiments/ensemble_bench.hpp"
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
  std::vector<Outcome> alone;
  for (Prepared const& job : prepared) {
    auto const start = Clock::now();
    alone.push_back(run_job(job, {backend, 1, scratch.path() / "alone.h5", true, 0.0, {}}));
    out.alone_seconds += since(start);
  }
  Options options;
  options.folder = scratch.path() / "ensemble";
  options.backend = backend;
  options.parallel = parallel > 0 ? parallel : cores_here();
  options.threads = 1;
  auto const start = Clock::now();
  auto const together = Ensemble(options).run(jobs);
  out.ensemble_seconds = since(start);
  for (Outcome const& o : together) out.in_runs_seconds += o.seconds;
  out.at_a_time = options.parallel;
  out.hash_alone = results_hash(alone), out.hash_ensemble = results_hash(together);
  return out;
}

}  // namespace gs::experiments
