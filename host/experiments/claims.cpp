#include "host/experiments/claims.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/run/metric.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {

std::vector<Claim const*> wanted(ClaimsRequest const& q) {
  std::vector<Claim const*> out;
  std::vector<std::string> names;
  for (Claim const& c : claims_from_practice()) {
    names.push_back(c.name);
    if (q.only.empty() || std::find(q.only.begin(), q.only.end(), c.name) != q.only.end()) out.push_back(&c);
  }
  for (std::string const& name : q.only)
    GS_VALIDATE(std::find(names.begin(), names.end(), name) != names.end(),
                fmt::format("there is no claim '{}': use {}. {}", name, fmt::join(names, ", "), config::did_you_mean(name, names)));
  return out;
}

Job job_of(ClaimsRequest const& q, Claim const& c, bool after, std::int64_t replication) {
  ClaimSide const& side = after ? c.after : c.before;
  Job job;
  job.request = q.base;
  job.request.scenario = c.scenario, job.request.design = side.design;
  job.request.sets.insert(job.request.sets.end(), side.sets.begin(), side.sets.end());
  std::uint64_t const seed = q.base.seed ? *q.base.seed : Params{}.seed;
  job.request.seed = replication_seed(seed, replication);
  job.at = {{"claim", c.name}, {"side", after ? "after" : "before"}, {"replication", std::to_string(replication)}};
  return job;
}

struct Sides {
  std::vector<double> before, after, margin_before, margin_after;
  bool same_bits = true, failed = false;
};

Sides sides_of(Claim const& c, std::span<Outcome const> outcomes) {
  Sides s;
  for (std::size_t k = 0; k + 1 < outcomes.size(); k += 2) {
    Outcome const &a = outcomes[k], &b = outcomes[k + 1];
    s.failed = s.failed || a.state != State::done || b.state != State::done;
    s.same_bits = s.same_bits && a.state_hash == b.state_hash;
    s.before.push_back(a.value(c.metric)), s.after.push_back(b.value(c.metric));
    s.margin_before.push_back(a.value("margin")), s.margin_after.push_back(b.value("margin"));
  }
  return s;
}

//! Ratio of means with the interval of its linearisation (residuals after - R before; Cochran 1977): zeros are allowed, pairs stay pairs.
Interval ratio_interval(Sides const& s, Paired const& p, double ratio) {
  std::vector<double> expected, after;
  for (std::size_t k = 0; k < s.before.size(); ++k) expected.push_back(ratio * s.before[k]), after.push_back(s.after[k]);
  double const half = paired(expected, after).half_width() / std::fabs(p.a);
  return {std::max(0.0, ratio - half), ratio + half};
}

void measure_effect(Claim const& c, Sides const& s, ClaimResult& out) {
  Paired const p = paired(s.before, s.after);
  out.before = p.a, out.after = p.b, out.pairs = p.n;
  bool const ratio = c.effect == Claim::Effect::ratio;
  out.effect = ratio ? p.b / p.a : p.difference;
  out.interval = ratio ? ratio_interval(s, p, out.effect) : p.student;
}

//! What an input is worth in the scenario's window, and so where it breaks even.
std::string price_of(Paired const& margin) {
  bool const gain = margin.difference >= 0.0, shown = margin.student.low > 0.0 || margin.student.high < 0.0;
  std::string const figure = fmt::format("{} {:.4g} CNY of margin in the window ({:.4g} … {:.4g})", gain ? "worth" : "costs",
                                         std::fabs(margin.difference), margin.student.low, margin.student.high);
  if (!shown) return figure + ": not told from nothing";
  return figure + (gain ? ": it may cost that at most" : ": what comes with it must bring that at least");
}

std::string sentence(Claim const& c, ClaimResult const& r) {
  switch (r.verdict) {
    case ClaimVerdict::holds:
      return c.remark;
    case ClaimVerdict::refuted:
      return c.remark + ": the claimed effect is outside the interval";
    case ClaimVerdict::undecided:
      return c.remark + fmt::format(": {} pairs cannot tell, more replications can", r.pairs);
    case ClaimVerdict::input:
      return c.remark + "; " + price_of(r.margin);
    default:
      return c.remark;
  }
}

}  // namespace

ClaimVerdict judge_effect(double no_effect, double claimed, Interval const& measured) {
  if (std::isnan(measured.low) || std::isnan(measured.high)) return ClaimVerdict::undecided;
  bool const up = claimed > no_effect;
  double const near = up ? measured.low : measured.high, far = up ? measured.high : measured.low;
  auto const beyond = [up](double x, double mark) { return up ? x >= mark : x <= mark; };
  if (!beyond(far, claimed)) return ClaimVerdict::refuted;
  return beyond(near, no_effect) && near != no_effect ? ClaimVerdict::holds : ClaimVerdict::undecided;
}

std::vector<Job> claim_jobs(ClaimsRequest const& q) {
  std::vector<Job> jobs;
  for (Claim const* c : wanted(q))
    for (std::int64_t r = 0; r < q.replications; ++r)
      for (bool const after : {false, true}) jobs.push_back(job_of(q, *c, after, r));
  return jobs;
}

ClaimResult judge_claim(Claim const& c, std::span<Outcome const> outcomes) {
  ClaimResult out;
  out.claim = &c;
  Sides const s = sides_of(c, outcomes);
  out.verdict = ClaimVerdict::failed;
  if (s.failed) return out.why = "a run failed or was stopped", out;
  measure_effect(c, s, out);
  out.margin = paired(s.margin_before, s.margin_after);
  if (s.same_bits && !s.before.empty()) {
    out.verdict = ClaimVerdict::not_built;
    return out.why = "both sides give the same bits: what the claim changes is a key that no rule reads yet", out;
  }
  out.verdict =
      c.kind == Claim::Kind::input ? ClaimVerdict::input : judge_effect(c.effect == Claim::Effect::ratio ? 1.0 : 0.0, c.effect_claimed, out.interval);
  out.why = out.pairs == 0 ? fmt::format("{} could not be measured on both sides", c.metric) : sentence(c, out);
  return out;
}

ClaimsResult test_claims(Ensemble& ensemble, ClaimsRequest const& q) {
  GS_VALIDATE(q.replications >= 2 && q.replications <= 1000, "--replications must be between 2 and 1000: an interval needs two pairs");
  ClaimsResult out;
  out.jobs = claim_jobs(q);
  out.outcomes = ensemble.run(out.jobs);
  std::size_t at = 0;
  for (Claim const* c : wanted(q)) {
    auto const n = static_cast<std::size_t>(2 * q.replications);
    out.results.push_back(judge_claim(*c, std::span(out.outcomes).subspan(at, n)));
    at += n;
  }
  return out;
}

}  // namespace gs::experiments
