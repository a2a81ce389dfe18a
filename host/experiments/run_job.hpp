#pragma once
//! One prepared job, run to its outcome. Whatever goes wrong is in the outcome.
#include <functional>
#include "host/experiments/prepare.hpp"

namespace gs::experiments {

//! How to run, not what.
struct RunHow {
  run::Backend backend = run::Backend::automatic;
  int threads = 1;
  std::filesystem::path file;  //!< empty = none
  bool swmr = true;
  double time_limit = 0.0;                   //!< wall-clock seconds; 0 = none
  std::function<void(double part)> on_part;  //!< how much of it is done, 0…1
};

//! What is known of a job before it runs: its key and its names.
Outcome outcome_of(Prepared const& job);
//! Never throws. A run that was stopped is State::waiting, and leaves nothing.
Outcome run_job(Prepared const& job, RunHow const& how);

}  // namespace gs::experiments
