#pragma once
//! A scenario run over values of any config keys: a grid, a Latin hypercube or Sobol points, each with replications.
#include "host/experiments/ensemble.hpp"
#include "host/experiments/vary.hpp"
#include "host/output/master.hpp"

namespace gs::experiments {

enum class Pattern { grid, latin_hypercube, sobol };

struct SweepRequest {
  config::Request base;  //!< everything that does not vary; `base.seed` = the first seed, else the scenario's
  std::vector<Vary> vary;
  Pattern pattern = Pattern::grid;
  std::int64_t points = 0;  //!< of a hypercube or of Sobol's sequence
  std::int64_t replications = 1;
};

//! Point by point, the replications of a point together. Each job has a coordinate for every key that varies, `point` unless it is a grid,
//! and `replication`. Throws ConfigError.
std::vector<Job> sweep_jobs(SweepRequest const& request);

//! What the axes of the results are: of a grid every key and `replication`; else `point`, along which the keys lie, and `replication`.
output::MasterAxes sweep_axes(SweepRequest const& request, std::vector<Job> const& jobs);

//! Writes FOLDER/results.csv and FOLDER/results.h5 (the master: its datasets are views on the files of the runs). What is missing is NaN there.
//! Throws SimulationError when the disk is full.
struct SweepFiles {
  std::filesystem::path csv, master;
  std::string note;  //!< what the master could not join, and why; "" = nothing
};
SweepFiles write_results(SweepRequest const& request, std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes, Options const& options);

//! A tidy table: one row a run, a column for every axis, the seed, the state, then every metric as `name [unit]`.
std::string results_csv(std::vector<Job> const& jobs, std::vector<Outcome> const& outcomes);

}  // namespace gs::experiments
