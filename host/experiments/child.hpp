#pragma once
//! A process of its own that does one job after the other for this one. Runs in one process wait for each other: HDF5 takes a lock around
//! every call, and the threads share one heap. Made by fork, so that the child has the jobs already: only a number goes over, and a line
//! of JSON comes back.
#include <cstdint>
#include <functional>
#include "host/experiments/job.hpp"

namespace gs::experiments {

class Child {
 public:
  using OnPart = std::function<void(double part)>;
  //! What the child does with a job's number; must not throw.
  using Run = std::function<Outcome(std::int64_t job, OnPart const& on_part)>;

  explicit Child(Run run) : run_(std::move(run)) {}
  ~Child();
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;

  //! Forks unless the child is there. Only while no other thread holds a lock that the job needs: see one_thread(). False: no process to be had.
  bool start();
  //! Has it done and waits. A stop asked of this process is passed on. A child that dies is a failed job; the next call starts another one.
  Outcome run(std::int64_t job, OnPart const& on_part);

 private:
  [[noreturn]] void serve(int socket) const;
  Outcome ended();
  Run run_;
  int socket_ = -1;
  pid_t pid_ = -1;
};

//! Whether this process has no second thread, so that a fork leaves no lock taken for ever.
bool one_thread();

}  // namespace gs::experiments
