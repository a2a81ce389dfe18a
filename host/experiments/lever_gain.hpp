#pragma once
//! What each lever of a design gains, what that gain hangs on, and where it is gone (MODEL §4): the design with and without the lever, on the
//! same seeds, at several values of the lever's hidden parameter.
#include <optional>
#include "host/experiments/ensemble.hpp"
#include "host/experiments/hidden.hpp"
#include "host/experiments/paired.hpp"
#include "host/experiments/vary.hpp"

namespace gs::experiments {

struct LeverGain {
  std::string lever;
  Paired margin;                  //!< yearly, without -> with [CNY]
  Paired service;                 //!< of the watched metric, without -> with
  double own_cost = 0.0;          //!< of the lever a year: running, and investment over ledger.invest_life [CNY]
  double worth = 0.0;             //!< gain + own cost: what it may cost a year at most [CNY]
  std::optional<double> payback;  //!< investment / what it earns before that is written off [years]; nothing: never, or nothing invested
  std::optional<Hidden> hidden;
  std::string key;                               //!< that was varied; empty = no single key moves the hidden parameter
  std::vector<std::pair<double, double>> curve;  //!< (value of the key, mean yearly gain)
  std::vector<Paired> along;                     //!< the same with intervals
  std::vector<double> break_even;                //!< values of the key at which the gain is 0, interpolated
};

struct LeversRequest {
  config::Request base;  //!< scenario, design, world, …
  std::int64_t replications = 4;
  std::string watched = "service";
  bool break_even = true;           //!< false: only the gain at the world as it is
  std::vector<std::string> levers;  //!< only these; empty = all that are on
  std::optional<Vary> vary;         //!< over these values of any key rather than the hidden parameter's own scan
};
struct LeversResult {
  std::vector<LeverGain> levers;
  std::optional<config::Tuned> tuned;
  std::vector<Job> jobs;
  std::vector<Outcome> outcomes;
};

//! Names of the levers a design switches on.
std::vector<std::string> levers_on(DesignParams const& design);
//! Keys that take one lever out and leave the rest runnable (a forecast that reads carts falls back to sales).
std::vector<std::string> without_lever(Params const& params, std::string const& lever);
//! The key of a lever's hidden parameter and the values to try, the present one among them.
std::pair<std::string, std::vector<double>> hidden_scan(Params const& params, std::string const& lever);
//! Where a curve crosses 0, by linear interpolation.
std::vector<double> zero_crossings(std::vector<std::pair<double, double>> const& curve);

std::vector<Job> lever_jobs(LeversRequest const& request);
LeversResult lever_gains(Ensemble& ensemble, LeversRequest const& request);

}  // namespace gs::experiments
