#pragma once
//! Designs on the same seeds: the same members see the same media and draw the same luck (common random numbers), so that the difference of
//! a metric is far surer than the metric itself.
#include <optional>
#include "host/experiments/ensemble.hpp"
#include "host/experiments/hidden.hpp"
#include "host/experiments/paired.hpp"

namespace gs::experiments {

struct CompareRequest {
  config::Request base;              //!< scenario, world, …; `base.seed` = the first seed, else the scenario's
  std::vector<std::string> designs;  //!< the first one is what the others are compared with
  std::int64_t replications = 8;     //!< to begin with
  double precision = 0.0;            //!< > 0: go on until the half width of every watched metric is at most this share of the first design's mean
  std::vector<std::string> watched = {"service"};  //!< full names
  std::int64_t most = 200;                         //!< replications at most
};

//! In words, of an interval of differences.
enum class Direction { unclear, none, better, worse, higher, lower };
inline constexpr char const* direction_names[] = {"not shown", "no difference", "better", "worse", "higher", "lower"};
//! `better` of the metric's definition. Both intervals must leave 0 out on the same side; with fewer than three pairs nothing is shown.
Direction direction_of(Paired const& paired, int better);

struct Difference {
  std::string metric;
  run::MetricInfo const* info = nullptr;
  Paired paired;
  Direction direction = Direction::unclear;
  std::int64_t needed = 0;  //!< replications for the precision that was asked for (2 % if none was); 0 = cannot be told
};

struct Comparison {
  std::string design, against;
  std::vector<Difference> differences;  //!< every metric that either has, in the order of the metric table
};

struct DesignFacts {
  std::string name;
  std::optional<config::Tuned> tuned;
  double service = 0.0;      //!< mean over replications
  double yearly_cost = 0.0;  //!< revenue - margin, scaled to a year [CNY], mean
  std::vector<Hidden> hidden;
};

struct CompareResult {
  std::vector<DesignFacts> designs;
  std::vector<Comparison> comparisons;  //!< each further design against the first
  std::vector<Job> jobs;                //!< by replication, then design
  std::vector<Outcome> outcomes;
  std::int64_t replications = 0, members = 0;
  std::uint64_t first_seed = 0;
  double precision = 0.02;     //!< that `needed` is for
  bool precise_enough = true;  //!< false: `most` was reached, or it was stopped
};

inline constexpr double default_precision = 0.02;

//! Throws ConfigError: less than two designs, one named twice, unknown metrics.
void check_compare(CompareRequest const& request);
std::vector<Job> compare_jobs(CompareRequest const& request, std::int64_t replications);
//! Throws ConfigError: less than two designs, unknown metrics, a wrong config.
CompareResult compare(Ensemble& ensemble, CompareRequest const& request);
//! The same of outcomes that are there already.
CompareResult judge(CompareRequest const& request, std::vector<Job> jobs, std::vector<Outcome> outcomes);

//! Whether the designs may be set against each other, in a sentence: tuned to the same service and budget, to different ones, or not tuned.
std::string tuning_verdict(std::vector<DesignFacts> const& designs);

}  // namespace gs::experiments
