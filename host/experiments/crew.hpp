#pragma once
//! The workers of this process: each takes jobs from the desk until it is closed, and does them itself or in a process of its own.
#include <memory>
#include <thread>
#include <vector>
#include "host/experiments/child.hpp"
#include "host/experiments/desk.hpp"

namespace gs::experiments {

class Crew {
 public:
  //! `run` does a job; with `processes` in children, which are forked here, before there is a second thread.
  Crew(Desk& desk, int workers, bool processes, Child::Run run);

 private:
  void work(Desk& desk, int worker) const;
  Child::Run run_;
  std::vector<std::unique_ptr<Child>> children_;
  std::vector<std::jthread> threads_;  //!< last: they end before what they use
};

}  // namespace gs::experiments
