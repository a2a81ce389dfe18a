#pragma once
//! The processes of one ensemble: this one alone, or the ranks of an MPI job. Only ranks_mpi.cpp knows MPI.
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>
#include "host/experiments/desk.hpp"

namespace gs::experiments {

//! What the clerk of rank 0 is asked to do; other ranks only serve.
struct Work {
  std::vector<std::int64_t> todo;                                   //!< jobs, in the order in which they are handed out
  std::function<void(std::int64_t job, Outcome outcome)> finished;  //!< called on rank 0 only
  std::function<bool()> stop;                                       //!< hand out no more
  std::function<void(std::int64_t running)> look;                   //!< every now and then, on rank 0
};

class Ranks {
 public:
  virtual ~Ranks() = default;
  virtual int rank() const { return 0; }
  virtual int size() const { return 1; }
  //! How many ranks share this machine, and which of them this one is.
  virtual int local_size() const { return 1; }
  virtual int local_rank() const { return 0; }
  //! Whether this process may fork: MPI's transports do not like it.
  virtual bool may_fork() const { return true; }
  //! Hands rank 0's `todo` out to the workers of all ranks and waits for the last. Called by every rank, each with its own desk.
  virtual void hand_out(Desk& desk, Work const& work);
  //! Rank 0's text, on every rank.
  virtual std::string everywhere(std::string text) { return text; }
  //! Whether any rank says so.
  virtual bool any(bool here) { return here; }
};

//! The ranks this process was started with; the same object always. Without MPI, or when not started by mpirun or srun: just this one.
Ranks& world_ranks();
//! Whether this process is the one that prints; from the launcher's environment, without starting MPI.
bool prints();
//! Whether this binary was built with MPI.
bool has_mpi();

}  // namespace gs::experiments
