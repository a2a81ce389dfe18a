#pragma once
//! Where a file comes from (INTERFACES §4): enough to run it again and to know what was run.
#include <cstdint>
#include <string>
#include <vector>

namespace gs::output {

//! Known when a run starts. Empty strings are allowed and written as such.
struct RunInfo {
  std::string title = "Groundswell run";
  std::string scenario, design, world;
  std::string industry;  //!< laid over them; "" = none
  std::string version;   //!< of Groundswell
  std::string git_commit;
  bool git_dirty = false;  //!< built from a tree with uncommitted changes
  std::string build_type, compiler;
  std::string backend, device;  //!< "cpu" | "cuda"; Engine::device()
  std::string command_line;
  std::string config_text;    //!< the resolved config, all of it; may be long
  std::string config_sha256;  //!< of config_text
  std::uint64_t seed = 0;
  std::string rng = "Philox4x32-10";
  std::string started;  //!< ISO 8601; now (UTC) when empty
  std::int64_t members = 0;
  std::int64_t warmup_seconds = 0;  //!< rows before this are not measured [s]
  std::int64_t first_tick = 0;      //!< ticks done before the first row: > 0 when resumed from a checkpoint
  std::string resumed_from;         //!< hash of the checkpoint's state; empty = started at 0
  std::string events_json = "[]";   //!< events known at the start, as JSON text: a killed run's file names them too
};

//! An axis of a distribution: labels, or numbers that are the lower ends of its bins.
struct BinAxis {
  std::string name, unit, long_name;
  std::vector<std::string> labels;
  std::vector<std::int64_t> from;  //!< instead of `labels`
};

//! How something was spread over the measured window: counts over one or two axes, row-major.
struct Distribution {
  std::string name, unit, long_name;
  std::vector<BinAxis> axes;
  std::vector<std::int64_t> counts;
};

//! Known when it ends.
struct RunEnd {
  bool complete = true;  //!< false: stopped early (signal, time limit, a broken law)
  double wall_seconds = 0.0;
  std::int64_t ticks_done = 0;
  std::string events_json = "[]";  //!< injected events as JSON text
  std::string reason = {};         //!< why it stopped early
  std::vector<Distribution> distributions = {};
};

//! One line of the closing table (MODEL §6): values that cannot be measured are NaN.
struct Metric {
  std::string name, unit;
  double value = 0.0;
  std::string meaning;
  std::string note{};  //!< how sure it is, or why there is none
};

}  // namespace gs::output
