#pragma once
//! How fast this build is on this machine, every figure with what it depends on. Never a test: machines differ.
#include <functional>
#include <string>
#include <vector>
#include "host/run/backend.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! One stretch of ticks that was timed.
struct Lap {
  std::string what;  //!< "quiet day", "pulse peak"
  std::int64_t members = 0, ticks = 0;
  double seconds = 0.0;
  double awake = 0.0;  //!< members awake / members, mean over the ticks
  double member_ticks_per_s = 0.0;
  std::vector<StageTime> stages;
  //! Nanoseconds per thing that a stage handled; 0 if it handled none.
  double ns_each(std::string const& stage) const;
  double share(StageTime const& stage) const;  //!< of the time of all stages
};

struct BenchResult {
  Backend backend = Backend::cpu;
  std::string device;
  double copy_bytes_per_s = 0.0;
  Lap quiet, peak;
  double bytes_per_member = 0.0;  //!< everything the engine holds, at the quiet lap's members
  MemoryUse memory;
  double twice_ratio = 0.0;        //!< tick time with twice the members at equal activity / tick time
  std::int64_t twice_members = 0;  //!< the larger of the two
};

struct BenchRequest {
  Params params;  //!< scenario and design to time; its members are the count of the quiet lap
  Backend backend = Backend::automatic;
  std::function<void(std::string const&)> say;
};

BenchResult bench(BenchRequest const& request);

}  // namespace gs::run
