#include "host/experiments/run_job.hpp"
#include <chrono>
#include <new>

namespace gs::experiments {
namespace {

void fill(Outcome& out, run::RunResult&& r) {
  bool const cut_short = r.stop == run::Stop::signal || r.stop == run::Stop::time_limit;
  out.state = cut_short ? State::waiting : r.broken_law.empty() ? State::done : State::failed;
  if (!r.broken_law.empty()) out.error = "a law is broken: " + r.broken_law;
  out.metrics = std::move(r.metrics);
  out.state_hash = r.state_hash;
  out.ticks = r.ticks, out.members = r.members;
  out.memory = r.memory.total();
  out.file = r.file;
  if (!cut_short) return;
  std::error_code none;
  std::filesystem::remove(r.file, none);
  out.file.clear();
}

run::RunRequest request_of(Prepared const& job, RunHow const& how) {
  run::RunRequest q = job.request;
  q.params.threads = how.threads;
  q.backend = how.backend;
  q.output = how.file;
  q.force = true;  // the folder is this ensemble's: what stands there was left by a kill
  q.swmr = how.swmr;
  q.time_limit = how.time_limit;
  q.checkpoint_on_stop = false;  // a small run is sooner done again
  if (how.on_part)
    q.on_progress = [&how](run::Progress const& p) { how.on_part(p.ticks > 0 ? static_cast<double>(p.tick) / static_cast<double>(p.ticks) : 0.0); };
  return q;
}

std::string what_happened(std::exception const& x) {
  if (dynamic_cast<std::bad_alloc const*>(&x) != nullptr) return "not enough memory: fewer runs at a time (--parallel) or fewer --members";
  return x.what();
}
}  // namespace

Outcome outcome_of(Prepared const& job) {
  Outcome out;
  out.key = job.key;
  out.config_sha256 = job.request.labels.config_sha256;
  out.scenario = job.request.labels.scenario, out.design = job.request.labels.design, out.world = job.request.labels.world;
  out.seed = job.request.params.seed;
  return out;
}

Outcome run_job(Prepared const& job, RunHow const& how) {
  auto const start = std::chrono::steady_clock::now();
  Outcome out = outcome_of(job);
  try {
    fill(out, run::run(request_of(job, how)));
  } catch (std::exception const& x) {
    out.state = State::failed;
    out.error = what_happened(x);
  }
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

}  // namespace gs::experiments
