#pragma once
//! Between the clerk (one thread: hands jobs out, records what comes back, talks to other ranks) and the workers (one run each).
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>
#include "host/experiments/job.hpp"

namespace gs::experiments {

class Desk {
 public:
  explicit Desk(int workers) : part_(static_cast<std::size_t>(workers)) {}

  // The clerk.
  void give(std::int64_t job);
  void close();                                                        //!< nothing more will be given
  std::vector<std::pair<std::int64_t, Outcome>> collect(int wait_ms);  //!< what has come back; waits so long for something to happen
  int idle() const;     //!< workers without a job: one that has put its last one is idle, whether it has come back to take() or not
  double part() const;  //!< running jobs, summed as parts of a whole

  // A worker.
  std::int64_t take();  //!< waits; -1 = closed, and nothing left
  void put(std::int64_t job, Outcome outcome);
  void report(int worker, double part) { part_[static_cast<std::size_t>(worker)] = part; }

 private:
  mutable std::mutex mutex_;
  std::condition_variable for_workers_, for_clerk_;
  std::deque<std::int64_t> given_;
  std::vector<std::pair<std::int64_t, Outcome>> back_;
  std::vector<std::atomic<double>> part_;
  int out_ = 0;  //!< jobs given and not back
  bool closed_ = false;
};

}  // namespace gs::experiments
