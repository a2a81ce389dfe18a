#pragma once
//! What an experiment is made of: jobs (one run each, with its place in the experiment) and their outcomes.
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>
#include "host/config/config.hpp"
#include "host/run/metric.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::experiments {

//! Where a job stands on one axis of its experiment: {"design", "rigid"}, {"wave.peak", "20"}, {"replication", "3"}.
struct Coordinate {
  std::string axis, value;
  bool operator==(Coordinate const&) const = default;
};

//! One run of an experiment. Everything that can change its result is in here; nothing else may.
struct Job {
  config::Request request;          //!< what to run; `request.seed` says on which luck (see replication_seed)
  std::vector<Coordinate> at;       //!< its place in the experiment: names its file and its rows; does not change the result
  std::vector<std::string> beside;  //!< other designs it is compared with: their swings are measured at one grain
  std::vector<Event> events;        //!< injected, each at its time
  std::int64_t ticks = 0;           //!< stop after so many; 0 = to the end of the scenario
};

//! The seed of replication r = 0, 1, …: base + r, so that `groundswell run --seed` repeats any of them. Philox makes the streams of any two
//! seeds independent. Jobs of one replication share the seed: common random numbers.
inline std::uint64_t replication_seed(std::uint64_t base, std::int64_t r) { return base + static_cast<std::uint64_t>(r); }

enum class State {
  waiting,  //!< not run: another shard's, or the ensemble was stopped before
  done,
  failed  //!< `error` says why; the other jobs go on
};
inline constexpr char const* state_names[] = {"waiting", "done", "failed"};

//! What came of a job.
struct Outcome {
  State state = State::waiting;
  std::string error;  //!< of a failed job
  std::string key;    //!< hash of all that can change the result: equal keys, equal bits
  std::string config_sha256, scenario, design, world;
  std::uint64_t seed = 0;
  std::vector<run::Metric> metrics;  //!< NaN = could not be measured, see `note`
  std::uint64_t state_hash = 0;      //!< of the whole state at the end
  std::int64_t ticks = 0, members = 0;
  std::int64_t memory = 0;     //!< [bytes]
  double seconds = 0.0;        //!< wall clock, world included; how long it took is no result
  std::filesystem::path file;  //!< its HDF5 file; empty = none was written
  bool reused = false;         //!< taken from the folder of an earlier, stopped or sharded ensemble

  //! A metric by full name; NaN if it was not measured.
  double value(std::string_view metric) const {
    return state == State::done ? run::value_of(metrics, metric) : std::numeric_limits<double>::quiet_NaN();
  }
};

//! "design=rigid wave.peak=20 replication=3"; for messages.
std::string to_string(std::vector<Coordinate> const& at);
//! Value on an axis, "" if the job has no such axis.
std::string coordinate(Job const& job, std::string_view axis);

}  // namespace gs::experiments
