#pragma once
//! One run from a request to its metrics: world, engine, file, progress, checkpoints, stops, audit.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>
#include "host/run/backend.hpp"
#include "host/run/collected.hpp"
#include "host/run/metric.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! How far a run is.
struct Progress {
  std::int64_t tick = 0, ticks = 0;  //!< done, in all
  Seconds now = 0, warmup = 0;       //!< simulated [s since start]
  std::int64_t members = 0;
  double wall = 0.0;         //!< seconds since the first tick
  double ticks_per_s = 0.0;  //!< of the last second or so
  double eta = 0.0;          //!< seconds left at that pace
};

//! Names and texts that go into the file as they are.
struct Labels {
  std::string scenario, design, world, config_text, config_sha256, command_line;
  std::string industry = {};  //!< "" = none
};

struct RunRequest {
  Params params;
  Labels labels;
  Backend backend = Backend::automatic;
  std::filesystem::path output;  //!< empty = no file
  bool force = false, swmr = true;
  Seconds checkpoint_every = 0;  //!< simulated time between checkpoints; 0 = only when stopped
  std::filesystem::path resume;  //!< checkpoint to go on from; the rows of its run are taken over when its file is there
  std::vector<Event> events;
  double time_limit = 0.0;           //!< wall-clock seconds; 0 = none
  bool checkpoint_on_stop = true;    //!< when a signal or the time limit stops it
  std::int64_t ticks = 0;            //!< stop after so many; 0 = to the end of the scenario
  std::vector<DesignParams> beside;  //!< other designs of the same comparison
  std::int64_t sampled_members = 64;
  std::filesystem::path order_log;  //!< orders of a sample of members as CSV; empty = none
  std::int64_t order_log_members = 20'000;
  std::function<void(Progress const&)> on_progress;  //!< about five times a second, and at the end
};

enum class Stop { finished, tick_limit, time_limit, signal };

struct RunResult {
  std::vector<Metric> metrics;
  Audit audit;
  Stop stop = Stop::finished;
  int signal = 0;
  std::string broken_law;  //!< "" = all hold
  std::filesystem::path file, checkpoint;
  std::string device;
  Backend backend = Backend::cpu;
  std::uint64_t state_hash = 0;
  std::int64_t ticks = 0, members = 0;
  std::int64_t taken_over = 0;  //!< resumed: rows of the earlier run that the file begins with
  std::string not_taken_over;   //!< resumed: why there are none
  double build_seconds = 0.0, run_seconds = 0.0;
  MemoryUse memory;
  //! 0 ok, 1 a law is broken, 75 stopped early with a checkpoint.
  int exit_code() const;
};

//! Builds the world, makes the engine and runs it. Throws ConfigError, SimulationError, DeviceError.
RunResult run(RunRequest const& request);
//! The same with a world and an engine that are already there.
RunResult run(RunRequest const& request, WorldData const& world, Engine& engine);

//! Name of the first law that does not hold, with its number; "" if all do.
std::string broken_law(Audit const& audit);
//! OUT.h5 -> OUT.ckpt.h5
std::filesystem::path checkpoint_path(std::filesystem::path const& output);

}  // namespace gs::run
