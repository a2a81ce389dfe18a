#pragma once
//! Grows a stress until an acceptance rule breaks, for several designs on the same seeds; says how far each got, how it broke and what broke first.
#include <functional>
#include <optional>
#include "host/experiments/breaking_point.hpp"
#include "host/experiments/ensemble.hpp"
#include "host/experiments/hidden.hpp"
#include "host/experiments/rule.hpp"
#include "host/experiments/stressor.hpp"

namespace gs::experiments {

struct StressRequest {
  config::Request base;  //!< scenario, world, …; `base.seed` = the first seed, else the scenario's
  std::vector<std::string> designs;
  std::vector<std::string> grow;  //!< one direction each; "a,b" grows both
  int rays = 1;                   //!< directions between a and b
  Rule until{"service", Rule::Sign::less, 0.95};
  std::vector<Rule> require;  //!< "wave.peak>=500": must hold at the lower end of the breaking point's interval
  BisectionSettings bisection;
  OutagePlan outage;
};

//! A place of the chain that ran short, and when.
struct Broken {
  std::string place;   //!< "featured", "echelon.plant", "hours.core"
  double days = 0.0;   //!< after the start of the first wave or event, mean over the seeds in which it did
  double share = 0.0;  //!< of the seeds in which it did
};

//! How far one design got in one direction.
struct Frontier {
  std::string design;
  Ray ray;
  BreakingPoint point;
  std::vector<double> samples;                   //!< bootstrap sample of the breaking level
  std::vector<std::pair<double, double>> curve;  //!< (level, mean of the rule's metric)
  //! At the lowest level that broke (the highest there is when none did): means over seeds.
  double metric = 0.0, survive = 0.0, recover = 0.0, worst_day = 0.0, yearly_cost = 0.0;
  double calm = 0.0;          //!< the rule's metric at level 0
  double share_back = 1.0;    //!< of the seeds that recovered within the window
  std::vector<Broken> first;  //!< in the order of breaking; only places that broke in half of the seeds or more
  std::optional<config::Tuned> tuned;
  std::vector<Hidden> hidden;
  int runs = 0;
};

//! Whether a required rule holds for a design.
struct Gate {
  std::string design, why;
  Rule rule;
  bool holds = false;
};

struct StressResult {
  std::vector<Frontier> frontiers;  //!< by ray, then design
  std::vector<Gate> gates;
  std::vector<Job> jobs;
  std::vector<Outcome> outcomes;
  std::int64_t members = 0;
  std::uint64_t first_seed = 0;
  bool all_hold() const;
};

//! (revenue - margin) a year [CNY]: every cost, less what went into stock, more what stock lost.
double yearly_cost(Outcome const& outcome, double measured_days);

//! Throws ConfigError.
StressResult stress(Ensemble& ensemble, StressRequest const& request);
//! The jobs that are known beforehand: both ends and the first midpoint of every direction, as many as the bisection will need (for a dry run).
std::vector<Job> stress_jobs(StressRequest const& request);

//! Ratio of the breaking values of two frontiers over common seeds: mean and 95 % interval. Only for one stressor.
struct Ratio {
  double at = 0.0, low = 0.0, high = 0.0;
};
std::optional<Ratio> ratio_of(Frontier const& a, Frontier const& b);

}  // namespace gs::experiments
