#pragma once
//! Many runs, on one machine or many. The one way in which compare, sweep, stress, tune and claims run anything.
//!
//!   experiments::Options options;                     // all defaults: as many at a time as the machine carries, nothing on disk
//!   options.folder = "out/my-sweep";                  // a file per run and a manifest: what was done survives a kill
//!   experiments::Ensemble ensemble(options);
//!   std::vector<experiments::Job> jobs;               // what to run, on which seed; see job.hpp
//!   auto outcomes = ensemble.run(jobs);               // by job, in the order of the jobs
//!   double service = outcomes[0].value("service");    // NaN when that job failed or was not run
//!   return ensemble.exit_code();                      // 0, 4 when some failed, 75 when it was stopped (run it again: it goes on)
//!
//! * run() may be called again and again: bisections, sequential replications, several stages. A job with a key that was run before in this
//!   Ensemble, or in its folder with `resume`, is not run again.
//! * Outcomes are the same bits however many run at a time, on however many threads, ranks or shards.
//! * A job that fails (an exception, a broken law, no memory) is an outcome with State::failed and a message; the rest goes on. A config that
//!   is wrong is told before anything runs: run() throws ConfigError.
//! * SIGINT and SIGTERM stop it: finished jobs are kept, the ones cut short are State::waiting, stopped() is true.
//! * Under MPI every rank calls run() with the same jobs; jobs are handed out one by one, and every rank gets all outcomes. Whatever is
//!   decided from them is then decided alike everywhere. Only the rank with is_main() should print or write.
#include <functional>
#include <memory>
#include <span>
#include "host/experiments/job.hpp"
#include "host/run/backend.hpp"

namespace gs::experiments {

//! Part i of n: jobs whose number is i-1 modulo n. Shards share a folder; each has its own manifest there.
struct Shard {
  std::int64_t index = 1, count = 1;
};
//! "2/8". Throws ConfigError.
Shard parse_shard(std::string const& text);

//! How far an ensemble is.
struct EnsembleProgress {
  std::int64_t total = 0, done = 0, running = 0, failed = 0, reused = 0;  //!< jobs of all calls of run() so far; `done` counts `reused`
  double part = 0.0;                                                      //!< running jobs, summed as parts of a whole
  double wall = 0.0, eta = 0.0;                                           //!< seconds since the start and left; eta < 0 = not known yet
};

//! Where runs are done. One process, however many threads, has one HDF5 lock and one heap: two runs at a time then take half as long again.
enum class Workers {
  automatic,  //!< processes for several runs at a time on the CPU, if this process has no second thread; else threads
  threads,
  processes
};

struct Options {
  std::filesystem::path folder;  //!< for run files, manifest and results; empty = nothing is written
  bool files = true;             //!< with a folder: an HDF5 file per run
  bool resume = false;           //!< take what the folder has; without it a folder with a manifest is refused, unless `force`
  bool force = false;            //!< start anew in a folder that has a manifest
  bool swmr = true;              //!< false on NFS
  int parallel = 0;              //!< runs at a time in this process; 0 = by cores, memory and the size of the runs
  int threads = 0;               //!< a run; 0 = cores / runs at a time. Never changes a result
  run::Backend backend = run::Backend::automatic;
  Workers workers = Workers::automatic;  //!< never changes a result
  Shard shard;
  double time_limit = 0.0;  //!< wall-clock seconds, then as on SIGTERM; 0 = none
  std::string command_line;
  std::function<void(EnsembleProgress const&)> on_progress;  //!< at most five times a second; from one thread at a time
};

class Ensemble {
 public:
  //! Throws ConfigError when the folder cannot be used.
  explicit Ensemble(Options options);
  ~Ensemble();

  //! Runs what is not known yet. One outcome a job, in their order. Throws ConfigError (all configs are checked first).
  std::vector<Outcome> run(std::vector<Job> const& jobs);

  bool stopped() const;  //!< by a signal or the time limit, in any call so far
  std::int64_t failed() const;
  int exit_code() const;  //!< 0, 4 = some failed, 75 = stopped: run again with `resume`
  bool is_main() const;   //!< true but on MPI ranks above 0
  Options const& options() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

//! One hash over keys, final states and metrics of all jobs, in their order: equal hashes, equal results, however they were run.
std::string results_hash(std::span<Outcome const> outcomes);

}  // namespace gs::experiments
