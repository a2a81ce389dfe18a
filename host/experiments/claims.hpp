#pragma once
//! Claims from practice (MODEL §9), each as a paired experiment: claimed, measured, interval, verdict. Nothing here is built into the engine.
#include <optional>
#include <string>
#include <vector>
#include "host/experiments/ensemble.hpp"
#include "host/experiments/paired.hpp"

namespace gs::experiments {

//! One side of a claim: a design and keys put over it.
struct ClaimSide {
  std::string design;
  std::vector<std::string> sets;
};

struct Claim {
  std::string name;     //!< "utilisation"
  std::string claimed;  //!< as practice says it
  enum class Kind { emergent, input } kind = Kind::emergent;
  std::string metric;  //!< of emergent claims; of input claims what is watched beside the margin
  enum class Effect { difference, ratio } effect = Effect::difference;
  double effect_claimed = 0.0;  //!< after - before, or after / before
  std::string scenario;
  ClaimSide before, after;
  std::string remark;  //!< what the experiment stands for
};

//! All of MODEL §9, in its order.
std::vector<Claim> const& claims_from_practice();

enum class ClaimVerdict { holds, refuted, undecided, input, not_built, failed };
inline constexpr char const* claim_verdict_names[] = {"emergent, holds", "emergent, refuted", "undecided", "input: consequence and break-even only",
                                                      "not built",       "runs failed"};

struct ClaimResult {
  Claim const* claim = nullptr;
  ClaimVerdict verdict = ClaimVerdict::not_built;
  double before = 0.0, after = 0.0;  //!< means of the metric
  double effect = 0.0;               //!< in the claim's own terms
  Interval interval;                 //!< 95 %, of the effect
  Paired margin;                     //!< of the scenario's window [CNY]; for inputs: what the change may cost at most
  std::int64_t pairs = 0;
  std::string why;  //!< one sentence
};

/*!
 * Holds: the interval excludes no effect and reaches the claimed one. Refuted: it excludes the claimed effect from below (or the effect goes the
 * other way). Undecided: it holds both no effect and the claimed one.
 */
ClaimVerdict judge_effect(double no_effect, double claimed, Interval const& measured);

struct ClaimsRequest {
  config::Request base;           //!< world, members, seed, sets; scenario and design are the claim's
  std::vector<std::string> only;  //!< names; empty = all
  std::int64_t replications = 4;
};
struct ClaimsResult {
  std::vector<ClaimResult> results;
  std::vector<Job> jobs;
  std::vector<Outcome> outcomes;
};

std::vector<Job> claim_jobs(ClaimsRequest const& request);
//! Throws ConfigError: unknown claims, configs.
ClaimsResult test_claims(Ensemble& ensemble, ClaimsRequest const& request);
//! One claim from its pairs, in the order before, after, before, after, …
ClaimResult judge_claim(Claim const& claim, std::span<Outcome const> outcomes);

}  // namespace gs::experiments
