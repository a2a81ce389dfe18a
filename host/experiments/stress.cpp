#include "host/experiments/stress.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include "host/experiments/student.hpp"
#include "host/run/metric.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

//! One design as it is asked for.
struct Side {
  std::string name;
  config::Resolved resolved;
  std::unique_ptr<WorldData> world;  //!< only when outages need it
};

//! One design in one direction, and the outcomes of each level.
struct Climb {
  Side const* side;
  Ray ray;
  Bisection bisection;
  std::map<double, std::vector<Outcome>> outcomes;
};

std::vector<Side> sides_of(StressRequest const& q, std::vector<Ray> const& rays) {
  bool const outages = std::any_of(rays.begin(), rays.end(), needs_world);
  std::vector<Side> sides;
  for (std::string const& design : q.designs) {
    config::Request r = q.base;
    r.design = design;
    Side side{design, config::load(r), nullptr};
    if (outages) side.world = std::make_unique<WorldData>(world::make_world(side.resolved.params));
    sides.push_back(std::move(side));
  }
  return sides;
}

std::vector<Ray> rays_of(StressRequest const& q) {
  config::Request r = q.base;
  r.design = q.designs.front();
  Params const base = config::load(r).params;
  std::vector<Ray> rays;
  for (std::string const& grow : q.grow)
    for (Ray const& ray : parse_rays(grow, base, q.rays)) rays.push_back(ray);
  return rays;
}

void check(StressRequest const& q) {
  GS_VALIDATE(!q.designs.empty(), "stress needs designs: give --designs A,B");
  GS_VALIDATE(!q.grow.empty(), "stress needs something to grow: give --grow wave.peak");
  GS_VALIDATE(run::find_metric(q.until.name) != nullptr,
              fmt::format("--until: there is no metric '{}' (see: groundswell list metrics)", q.until.name));
  GS_VALIDATE(q.bisection.replications >= 1 && q.bisection.replications <= 1000, "--replications must be between 1 and 1000");
  GS_VALIDATE(q.bisection.steps >= 1 && q.bisection.steps <= 20, "--steps must be between 1 and 20");
  std::set<std::string> names;
  for (std::string const& g : q.grow)
    for (std::string const& part : split_list(g)) names.insert(part.substr(0, part.find('=')));
  for (Rule const& r : q.require)
    GS_VALIDATE(names.contains(r.name) || run::find_metric(r.name) != nullptr,
                fmt::format("--require '{}': '{}' is neither grown here nor a metric", to_string(r), r.name));
}

Job job_of(StressRequest const& q, Climb const& climb, double level, std::int64_t replication) {
  Job job;
  job.request = q.base;
  job.request.design = climb.side->name;
  job.request.seed = replication_seed(climb.side->resolved.params.seed, replication);
  job.beside = q.designs;
  apply(climb.ray, level, q.outage, climb.side->resolved.params, climb.side->world.get(), job);
  job.at = {{"design", climb.side->name}, {"grown", climb.ray.text(level)}, {"replication", std::to_string(replication)}};
  return job;
}

std::vector<Climb> climbs_of(StressRequest const& q, std::vector<Ray> const& rays, std::vector<Side> const& sides) {
  std::vector<Climb> climbs;
  for (Ray const& ray : rays)
    for (Side const& side : sides) climbs.push_back({&side, ray, Bisection(q.bisection), {}});
  return climbs;
}

//! One round: what every climb wants next, run together. False when none wants anything.
bool climb_on(Ensemble& ensemble, StressRequest const& q, std::vector<Climb>& climbs, StressResult& out) {
  struct Wanted {
    std::size_t climb;
    Ask ask;
  };
  std::vector<Wanted> wanted;
  std::vector<Job> jobs;
  for (std::size_t c = 0; c < climbs.size(); ++c)
    for (Ask const& ask : climbs[c].bisection.next()) {
      wanted.push_back({c, ask});
      for (std::int64_t r = ask.first; r < ask.first + ask.count; ++r) jobs.push_back(job_of(q, climbs[c], ask.level, r));
    }
  if (jobs.empty()) return false;
  std::vector<Outcome> const outcomes = ensemble.run(jobs);
  std::size_t at = 0;
  for (Wanted const& w : wanted) {
    std::vector<double> distances;
    for (std::int64_t r = 0; r < w.ask.count; ++r, ++at) {
      distances.push_back(q.until.distance(outcomes[at].value(q.until.name)));
      climbs[w.climb].outcomes[w.ask.level].push_back(outcomes[at]);
    }
    climbs[w.climb].bisection.tell(w.ask, distances);
  }
  out.jobs.insert(out.jobs.end(), jobs.begin(), jobs.end());
  out.outcomes.insert(out.outcomes.end(), outcomes.begin(), outcomes.end());
  return !ensemble.stopped();
}

double mean_of(std::vector<Outcome> const& outcomes, std::function<double(Outcome const&)> const& value) {
  double sum = 0.0, n = 0.0;
  for (Outcome const& o : outcomes)
    if (double const x = value(o); !std::isnan(x)) sum += x, n += 1.0;
  return n > 0.0 ? sum / n : nothing;
}
double mean_metric(std::vector<Outcome> const& outcomes, std::string const& metric) {
  return mean_of(outcomes, [&](Outcome const& o) { return o.value(metric); });
}

//! Places by the day on which they broke.
std::vector<Broken> broken_places(std::vector<Outcome> const& outcomes) {
  constexpr std::string_view family = "days_to_break.";
  std::map<std::string, std::pair<double, double>> sums;
  double done = 0.0;
  for (Outcome const& o : outcomes) {
    done += o.state == State::done;
    for (run::Metric const& m : o.metrics)
      if (m.name.starts_with(family) && !std::isnan(m.value)) {
        auto& [sum, n] = sums[m.name.substr(family.size())];
        sum += m.value, n += 1.0;
      }
  }
  std::vector<Broken> out;
  for (auto const& [place, sum] : sums)
    if (2.0 * sum.second >= done) out.push_back({place, sum.first / sum.second, sum.second / done});
  std::stable_sort(out.begin(), out.end(), [](Broken const& a, Broken const& b) { return a.days < b.days; });
  return out;
}

double days_of(Params const& p) { return static_cast<double>(p.clock.length) / static_cast<double>(day); }

void add_state(Climb const& climb, StressRequest const& q, double level, Frontier& f) {
  auto const found = climb.outcomes.find(level);
  if (found == climb.outcomes.end()) return;
  std::vector<Outcome> const& there = found->second;
  f.metric = mean_metric(there, q.until.name);
  f.survive = mean_metric(there, "time_to_survive");
  f.recover = mean_metric(there, "time_to_recover");
  f.worst_day = mean_metric(there, "service_worst_day");
  double const days = days_of(climb.side->resolved.params);
  f.yearly_cost = mean_of(there, [&](Outcome const& o) { return yearly_cost(o, days); });
  f.share_back = mean_of(there, [](Outcome const& o) {
    for (run::Metric const& m : o.metrics)
      if (m.name == "time_to_recover") return m.note.empty() ? 1.0 : 0.0;
    return nothing;
  });
  f.first = broken_places(there);
}

Frontier frontier_of(Climb const& climb, StressRequest const& q) {
  Frontier f;
  f.design = climb.side->name;
  f.ray = climb.ray;
  f.point = climb.bisection.result();
  f.samples = climb.bisection.samples();
  for (auto const& [level, outcomes] : climb.outcomes) f.curve.emplace_back(level, mean_metric(outcomes, q.until.name));
  f.calm = f.curve.empty() ? nothing : f.curve.front().second;
  f.tuned = climb.side->resolved.tuned;
  f.hidden = hidden_parameters(climb.side->resolved.params);
  f.runs = climb.bisection.runs();
  add_state(climb, q, f.point.kind == BreakingPoint::Kind::already_broken ? 0.0 : f.point.broke, f);
  return f;
}

//! Stressors: the lower end of the breaking point must satisfy the rule. Metrics: the mean at rest (level 0) must.
Gate gate_of(Frontier const& f, Rule const& rule, std::vector<Outcome> const& calm) {
  Gate g{f.design, "", rule, false};
  for (std::size_t k = 0; k < f.ray.stressors.size(); ++k) {
    Stressor const& s = f.ray.stressors[k];
    if (s.name != rule.name) continue;
    double const low = f.point.kind == BreakingPoint::Kind::already_broken ? -HUGE_VAL : s.value(f.point.low * f.ray.weights[k]);
    g.holds = rule.is(low);
    g.why = f.point.kind == BreakingPoint::Kind::already_broken ? "the rule is broken before anything is grown"
                                                                : fmt::format("95 % sure up to {}", s.text(f.point.low * f.ray.weights[k]));
    return g;
  }
  double const x = mean_metric(calm, rule.name);
  g.holds = rule.is(x);
  g.why = fmt::format("{:.4g} before anything is grown", x);
  return g;
}

bool concerns(Frontier const& f, Rule const& rule) {
  bool const here = std::any_of(f.ray.stressors.begin(), f.ray.stressors.end(), [&](Stressor const& s) { return s.name == rule.name; });
  return here || run::find_metric(rule.name) != nullptr;
}

}  // namespace

bool StressResult::all_hold() const {
  return std::all_of(gates.begin(), gates.end(), [](Gate const& g) { return g.holds; });
}

double yearly_cost(Outcome const& o, double measured_days) {
  return measured_days > 0.0 ? (o.value("revenue") - o.value("margin")) * 365.0 / measured_days : nothing;
}

StressResult stress(Ensemble& ensemble, StressRequest const& q) {
  check(q);
  std::vector<Ray> const rays = rays_of(q);
  std::vector<Side> const sides = sides_of(q, rays);
  std::vector<Climb> climbs = climbs_of(q, rays, sides);
  StressResult out;
  out.members = sides.front().resolved.params.members.count;
  out.first_seed = sides.front().resolved.params.seed;
  while (climb_on(ensemble, q, climbs, out)) {}
  for (Climb& climb : climbs) {
    out.frontiers.push_back(frontier_of(climb, q));
    for (Rule const& rule : q.require)
      if (concerns(out.frontiers.back(), rule)) out.gates.push_back(gate_of(out.frontiers.back(), rule, climb.outcomes[0.0]));
  }
  return out;
}

std::vector<Job> stress_jobs(StressRequest const& q) {
  check(q);
  std::vector<Ray> const rays = rays_of(q);
  std::vector<Side> const sides = sides_of(q, rays);
  std::vector<Job> jobs;
  for (Climb const& climb : climbs_of(q, rays, sides))
    for (int k = 0; k < q.bisection.steps + 2; ++k)
      for (std::int64_t r = 0; r < q.bisection.replications; ++r)
        jobs.push_back(job_of(q, climb, static_cast<double>(k) / (q.bisection.steps + 1), r));
  return jobs;
}

std::optional<Ratio> ratio_of(Frontier const& a, Frontier const& b) {
  bool const both = a.point.kind == BreakingPoint::Kind::found && b.point.kind == BreakingPoint::Kind::found;
  if (!both || a.ray.stressors.size() != 1 || a.point.replications != b.point.replications || a.point.replications < 2) return std::nullopt;
  Stressor const& s = a.ray.stressors.front();
  if (s.value(a.point.at) <= 0.0) return std::nullopt;
  double sum = 0.0, square = 0.0, n = static_cast<double>(a.point.replications);
  for (std::size_t k = 0; k < a.samples.size(); ++k) sum += std::log(s.value(b.samples[k]) / s.value(a.samples[k]));
  double const mean = sum / static_cast<double>(a.samples.size());
  for (std::size_t k = 0; k < a.samples.size(); ++k) square += std::pow(std::log(s.value(b.samples[k]) / s.value(a.samples[k])) - mean, 2);
  double const at = s.value(b.point.at) / s.value(a.point.at);
  double const half = student_quantile(0.975, n - 1.0) * std::sqrt(square / static_cast<double>(a.samples.size()) * n / (n - 1.0));
  return Ratio{at, at * std::exp(-half), at * std::exp(half)};
}

}  // namespace gs::experiments
