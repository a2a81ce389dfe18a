#pragma once
//! From a job to a run that is checked and ready: its config loaded, its key known.
#include <span>
#include "host/experiments/job.hpp"
#include "host/run/runner.hpp"

namespace gs::experiments {

struct Prepared {
  run::RunRequest request;  //!< without output, backend and threads
  std::string key;          //!< see Outcome::key
};

//! What a run's file tells of where it came from.
run::Labels labels_of(config::Resolved const& resolved, std::string const& command_line);

//! Loads the configs of all jobs on so many threads. Throws ConfigError: the first job whose config is wrong, and which job that is.
std::vector<Prepared> prepare(std::span<Job const> jobs, std::string const& command_line, int threads);

}  // namespace gs::experiments
