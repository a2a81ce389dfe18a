#pragma once
//! What an ensemble will need, before it runs: measured on the first ticks of a few of its runs.
#include "host/experiments/ensemble.hpp"

namespace gs::experiments {

struct Plan {
  std::int64_t runs = 0;           //!< jobs with different keys
  std::int64_t mine = 0;           //!< of them this shard's
  std::int64_t known = 0;          //!< of those done already, by the folder's manifests
  std::int64_t left = 0;           //!< runs to do here
  int at_a_time = 1, threads = 1;  //!< in this process
  int ranks = 1;
  std::int64_t members = 0, ticks = 0;                       //!< of one run, the largest
  double run_seconds = 0.0;                                  //!< one run on `threads` threads, mean of those probed
  double seconds = 0.0;                                      //!< all that is left, on all ranks
  std::int64_t run_memory = 0, memory = 0, memory_here = 0;  //!< a run, all at a time on this machine, what is free [bytes]
  std::int64_t run_disk = 0, disk = 0, disk_here = -1;       //!< a file, all that is left, what is free [bytes]; -1 = not known
  bool fits() const { return memory <= memory_here && (disk_here < 0 || disk <= disk_here); }
};

//! Probes up to `probes` runs for `seconds_each` of wall clock each: their world is built and their first ticks are done. Writes nothing.
//! Throws ConfigError as run() would.
Plan plan(std::vector<Job> const& jobs, Options const& options, int probes = 3, double seconds_each = 0.4);

}  // namespace gs::experiments
