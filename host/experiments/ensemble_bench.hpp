#pragma once
//! What running many at a time costs over running each alone: the hand-out, the config, the manifest, cores that wait.
#include "host/experiments/ensemble.hpp"

namespace gs::experiments {

struct EnsembleBench {
  std::int64_t runs = 0, members = 0;
  double days = 0.0;
  int at_a_time = 1;
  double alone_seconds = 0.0;     //!< sum over the runs, each alone on one thread, file included
  double ensemble_seconds = 0.0;  //!< all of them as an ensemble: configs, hand-out, files, manifest
  double prepare_seconds = 0.0;   //!< of that, configs loaded and keys computed
  double in_runs_seconds = 0.0;   //!< sum of the runs' own times inside the ensemble: more than alone where they share caches and memory
  double alone_cpu = 0.0,
         ensemble_cpu = 0.0;  //!< processor time [s], of child processes as well: tells work from waiting where others use the machine, too
  std::string hash_alone, hash_ensemble;
  //! Ensemble / (sum of the single runs / runs at a time); the goal is 1.1.
  double ratio() const { return ensemble_seconds * at_a_time / alone_seconds; }
  //! What a run costs beside itself [s]; the goal is 0.01.
  double overhead() const { return (ensemble_seconds * at_a_time - in_runs_seconds) / static_cast<double>(runs); }
};

//! Runs every job alone, then all as an ensemble, `parallel` at a time (0 = as the machine carries). Writes to a folder that it removes.
EnsembleBench bench_ensemble(std::vector<Job> const& jobs, int parallel, run::Backend backend);

}  // namespace gs::experiments
