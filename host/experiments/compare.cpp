#include "host/experiments/compare.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include "host/experiments/stress.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {

//! A metric of one design by replication.
std::vector<double> values_of(std::vector<Outcome> const& outcomes, std::size_t design, std::size_t designs, std::string const& metric) {
  std::vector<double> out;
  for (std::size_t j = design; j < outcomes.size(); j += designs) out.push_back(outcomes[j].value(metric));
  return out;
}

double mean_of(std::vector<double> const& values) { return paired(values, values).a; }

//! Names of all metrics measured in any outcome, in the order of the metric table.
std::vector<std::string> metric_names(std::vector<Outcome> const& outcomes) {
  std::vector<std::string> seen;
  for (Outcome const& o : outcomes)
    for (run::Metric const& m : o.metrics)
      if (std::find(seen.begin(), seen.end(), m.name) == seen.end()) seen.push_back(m.name);
  std::vector<std::string> out;
  for (run::MetricInfo const& info : run::metric_table())
    for (std::string const& name : seen)
      if (run::find_metric(name) == &info) out.push_back(name);
  return out;
}

Difference difference_of(std::string const& metric, std::vector<double> const& a, std::vector<double> const& b, double precision) {
  Difference d;
  d.metric = metric;
  d.info = run::find_metric(metric);
  d.paired = paired(a, b);
  d.direction = direction_of(d.paired, d.info->better);
  d.needed = replications_for(d.paired.sd, precision * std::abs(d.paired.a));
  return d;
}

//! One that is given by its path goes by the name of its file, as in its runs.
std::string name_of(std::string const& design) { return std::filesystem::path(design).stem().string(); }

DesignFacts facts_of(CompareRequest const& request, std::size_t k, std::vector<Outcome> const& outcomes) {
  config::Request ask = request.base;
  ask.design = request.designs[k];
  config::Resolved const r = config::load(ask);
  DesignFacts out;
  out.name = name_of(request.designs[k]);
  out.tuned = r.tuned;
  out.hidden = hidden_parameters(r.params);
  out.service = mean_of(values_of(outcomes, k, request.designs.size(), "service"));
  double const days = static_cast<double>(r.params.clock.length) / static_cast<double>(day);
  std::vector<double> costs;
  for (std::size_t j = k; j < outcomes.size(); j += request.designs.size()) costs.push_back(yearly_cost(outcomes[j], days));
  out.yearly_cost = mean_of(costs);
  return out;
}

//! Replications after which the watched metrics are precise enough by what is known so far; 0 = they are.
std::int64_t wanted(CompareRequest const& request, CompareResult const& result) {
  std::int64_t most = 0;
  for (Comparison const& c : result.comparisons)
    for (Difference const& d : c.differences) {
      if (std::find(request.watched.begin(), request.watched.end(), d.metric) == request.watched.end()) continue;
      bool const good = d.paired.n >= 3 && d.paired.half_width() <= request.precision * std::abs(d.paired.a);
      if (!good) most = std::max({most, d.needed, result.replications + 1});
    }
  return most;
}

CompareResult run_and_judge(Ensemble& ensemble, CompareRequest const& request, std::int64_t replications) {
  auto jobs = compare_jobs(request, replications);
  auto outcomes = ensemble.run(jobs);
  return judge(request, std::move(jobs), std::move(outcomes));
}
}  // namespace

void check_compare(CompareRequest const& r) {
  GS_VALIDATE(r.designs.size() >= 2, "give two or more designs: --designs A,B");
  for (std::size_t k = 0; k < r.designs.size(); ++k)
    GS_VALIDATE(std::find(r.designs.begin(), r.designs.begin() + static_cast<std::ptrdiff_t>(k), r.designs[k]) ==
                    r.designs.begin() + static_cast<std::ptrdiff_t>(k),
                fmt::format("design '{}' is named twice", r.designs[k]));
  GS_VALIDATE(r.replications >= 1, "-r must be at least 1");
  GS_VALIDATE(r.most >= r.replications, "--max-replications is below -r");
  for (std::string const& metric : r.watched)
    GS_VALIDATE(run::find_metric(metric) != nullptr, fmt::format("there is no metric '{}' (see: groundswell list metrics)", metric));
}

Direction direction_of(Paired const& p, int better) {
  if (p.n >= 2 && p.sd == 0.0 && p.difference == 0.0) return Direction::none;
  if (p.n < 3) return Direction::unclear;
  bool const up = p.student.low > 0.0 && p.bootstrap.low > 0.0, down = p.student.high < 0.0 && p.bootstrap.high < 0.0;
  if (!up && !down) return Direction::unclear;
  if (better == 0) return up ? Direction::higher : Direction::lower;
  return up == (better > 0) ? Direction::better : Direction::worse;
}

std::vector<Job> compare_jobs(CompareRequest const& request, std::int64_t replications) {
  config::Request first = request.base;
  first.design = request.designs.front();
  std::uint64_t const base = config::load(first).params.seed;
  std::vector<Job> jobs;
  for (std::int64_t r = 0; r < replications; ++r)
    for (std::string const& design : request.designs) {
      Job job{request.base, {{"design", design}, {"replication", std::to_string(r)}}, request.designs, {}, 0};
      job.request.design = design;
      job.request.seed = replication_seed(base, r);
      jobs.push_back(std::move(job));
    }
  return jobs;
}

CompareResult judge(CompareRequest const& request, std::vector<Job> jobs, std::vector<Outcome> outcomes) {
  CompareResult out;
  std::size_t const designs = request.designs.size();
  out.replications = std::ssize(jobs) / std::ssize(request.designs);
  out.precision = request.precision > 0.0 ? request.precision : default_precision;
  out.first_seed = jobs.front().request.seed.value_or(0);
  for (Outcome const& o : outcomes) out.members = std::max(out.members, o.members);
  auto const names = metric_names(outcomes);
  for (std::size_t k = 0; k < designs; ++k) out.designs.push_back(facts_of(request, k, outcomes));
  for (std::size_t k = 1; k < designs; ++k) {
    Comparison c{name_of(request.designs[k]), name_of(request.designs.front()), {}};
    for (std::string const& metric : names)
      c.differences.push_back(difference_of(metric, values_of(outcomes, 0, designs, metric), values_of(outcomes, k, designs, metric), out.precision));
    out.comparisons.push_back(std::move(c));
  }
  out.jobs = std::move(jobs), out.outcomes = std::move(outcomes);
  return out;
}

CompareResult compare(Ensemble& ensemble, CompareRequest const& request) {
  check_compare(request);
  CompareResult out = run_and_judge(ensemble, request, request.replications);
  if (request.precision <= 0.0) return out;
  while (!ensemble.stopped()) {
    std::int64_t const next = std::min(wanted(request, out), request.most);
    if (next == 0) return out;
    if (next <= out.replications) break;
    out = run_and_judge(ensemble, request, next);
  }
  out.precise_enough = wanted(request, out) == 0;
  return out;
}

std::string tuning_verdict(std::vector<DesignFacts> const& designs) {
  std::string untuned;
  for (DesignFacts const& d : designs)
    if (!d.tuned) untuned += (untuned.empty() ? "" : ", ") + d.name;
  if (!untuned.empty())
    return fmt::format(
        "not tuned: {}. Their differences show what these settings do, not what the levers are worth at equal quiet service and equal budget",
        untuned);
  config::Tuned const& first = *designs.front().tuned;
  for (DesignFacts const& d : designs) {
    bool const same = std::abs(d.tuned->service - first.service) < 0.005 && d.tuned->world == first.world && d.tuned->members == first.members &&
                      std::abs(static_cast<double>(d.tuned->budget - first.budget)) <= 0.02 * static_cast<double>(first.budget);
    if (!same) return "tuned, but not to the same: " + designs.front().name + " and " + d.name + " differ in service, budget, world or its size";
  }
  return fmt::format("all tuned to quiet service {:.3g} within {:.0f} CNY a year in {}", first.service, static_cast<double>(first.budget) / 100.0,
                     first.world);
}

}  // namespace gs::experiments
