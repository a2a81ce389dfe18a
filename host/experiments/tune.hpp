#pragma once
//! Brings a design to a stated quiet service within a stated yearly budget by its tuning knobs, so that designs can be set against each other.
//!
//! Knobs: `z` is added to the safety factors of all its echelons; `capacity` scales the hours it buys (design.core_share and, where the
//! elastic pool is on, lever.elastic.reserve). Measured on the quiet media of a world: its channels and posts, no waves. Three steps:
//!   1. a grid of capacity x z on common seeds;
//!   2. on every line of capacity the z that gives the service, by interpolation; of those lines the cheapest, or as many hours as the budget
//!      pays for;
//!   3. secant steps on z at that capacity, with a budget on hours and z together, then a check on seeds that were not used before.
#include <optional>
#include "host/experiments/ensemble.hpp"
#include "host/experiments/tune_surface.hpp"

namespace gs::experiments {

struct TuneRequest {
  config::Request base;  //!< design, world, members, seed; a scenario's waves are silenced
  double service = 0.95;
  std::optional<double> budget;  //!< a year, in this world [CNY]
  std::vector<double> z = {-1.5, -0.75, 0.0, 0.75, 1.5};
  std::vector<double> capacity = {0.75, 0.9, 1.0, 1.2, 1.5};
  std::int64_t replications = 2;
  int secants = 3;
  double warmup_days = 133.0, days = 84.0;
  double tolerance = 0.003;  //!< of service; the budget's is 0.5 %
};

struct TuneResult {
  std::vector<Measured> grid;
  std::vector<AtGoal> lines;
  Setting chosen;                                       //!< as the grid says, z as the secants corrected it
  Measured tuned;                                       //!< measured at the chosen setting, on the tuning seeds
  Measured verified;                                    //!< on fresh seeds
  Measured untuned;                                     //!< the design as it was
  std::vector<double> verified_service, verified_cost;  //!< by fresh seed
  std::vector<std::string> unmet;                       //!< what was asked for and could not be had, in words; empty = all well
  Params params;                                        //!< of the design as it was
  std::int64_t runs = 0, members = 0;
  std::vector<Job> jobs;
  std::vector<Outcome> outcomes;
};

//! Throws ConfigError.
TuneResult tune(Ensemble& ensemble, TuneRequest const& request);
std::vector<Job> tune_jobs(TuneRequest const& request);

//! "policy.plant.z=1.9", …: what a setting changes in a design.
std::vector<std::string> knobs_of(Params const& design, double capacity, double z);

//! A design file that includes the one that was tuned, with the new values and a [tuned] table. `include`: as it will stand in the file.
std::string tuned_design_text(TuneRequest const& request, TuneResult const& result, std::string const& include, std::string const& name,
                              std::string const& command_line);

}  // namespace gs::experiments
