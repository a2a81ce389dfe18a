#include "host/experiments/lever_gain.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/run/metric.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/state/lever_costs.hpp"

namespace gs::experiments {
namespace {
constexpr double a_year = 365.0 * static_cast<double>(day);

//! What a lever takes: to have it, and to run it a year [CNY].
struct OwnCost {
  double invest = 0.0, written_off = 0.0, running = 0.0;
  double yearly() const { return written_off + running; }
};
OwnCost own_cost(Params const& p, std::string const& lever) {
  OwnCost out;
  each_lever(p.design, [&](char const* name, bool, LeverCost const& c, bool) {
    if (lever != name) return;
    double const size = world_size(p) / 100.0, invest = static_cast<double>(c.invest) * size;
    double const part = invest * a_year / static_cast<double>(p.ledger.invest_life);
    out.invest = c.rented ? 0.0 : invest;
    out.written_off = c.rented ? part * (1.0 + p.ledger.rent_premium) : part;
    out.running = 365.0 * static_cast<double>(c.per_day) * size;
  });
  return out;
}

//! One value of a hidden parameter, with and without the lever.
struct Point {
  std::string lever, key;
  double value = 0.0;
  bool present = false;  //!< the world as it is: no key is set
};

std::vector<Point> points_of(LeversRequest const& q, Params const& p) {
  std::vector<Point> points;
  for (std::string const& lever : levers_on(p.design)) {
    points.push_back({lever, "", 0.0, true});
    if (!q.break_even) continue;
    auto const [key, values] = hidden_scan(p, lever);
    for (double const v : values) points.push_back({lever, key, v, false});
  }
  return points;
}

Job job_of(LeversRequest const& q, Params const& p, Point const& point, bool with, std::int64_t replication) {
  Job job;
  job.request = q.base;
  job.request.seed = replication_seed(p.seed, replication);
  if (!point.present) job.request.sets.push_back(fmt::format("{}={:g}", point.key, point.value));
  if (!with)
    for (std::string const& set : without_lever(p, point.lever)) job.request.sets.push_back(set);
  job.at = {{"lever", point.lever},
            {"hidden", point.present ? "as it is" : fmt::format("{}={:g}", point.key, point.value)},
            {"with", with ? "yes" : "no"},
            {"replication", std::to_string(replication)}};
  return job;
}

std::vector<Job> jobs_of(LeversRequest const& q, Params const& p) {
  std::vector<Job> jobs;
  for (Point const& point : points_of(q, p))
    for (std::int64_t r = 0; r < q.replications; ++r)
      for (bool const with : {false, true}) jobs.push_back(job_of(q, p, point, with, r));
  return jobs;
}

Paired pairs_of(std::span<Outcome const> outcomes, std::string const& metric, double scale) {
  std::vector<double> without, with;
  for (std::size_t k = 0; k + 1 < outcomes.size(); k += 2) {
    without.push_back(outcomes[k].value(metric) * scale);
    with.push_back(outcomes[k + 1].value(metric) * scale);
  }
  return paired(without, with);
}

LeverGain begin(LeversRequest const& q, Params const& p, Point const& point, std::span<Outcome const> outcomes, double scale) {
  LeverGain g;
  g.lever = point.lever;
  g.margin = pairs_of(outcomes, "margin", scale);
  g.service = pairs_of(outcomes, q.watched, 1.0);
  OwnCost const own = own_cost(p, point.lever);
  g.own_cost = own.yearly();
  g.worth = g.margin.difference + g.own_cost;
  double const earned = g.margin.difference + (own.invest > 0.0 ? own.written_off : 0.0);  // before the investment is written off
  if (own.invest > 0.0 && earned > 0.0) g.payback = own.invest / earned;
  for (Hidden const& h : hidden_parameters(p))
    if (h.lever == point.lever && !g.hidden) g.hidden = h;
  return g;
}

}  // namespace

std::vector<std::string> levers_on(DesignParams const& design) {
  std::vector<std::string> out;
  each_lever(design, [&](char const* name, bool on, LeverCost const&, bool) {
    if (on) out.push_back(name);
  });
  return out;
}

std::vector<std::string> without_lever(Params const& p, std::string const& lever) {
  std::vector<std::string> sets{"lever." + lever + ".on=false"};
  if (lever != "sensing") return sets;
  DesignParams const& d = p.design;
  std::pair<char const*, PolicyParams const*> const policies[] = {
      {"micro", &d.micro}, {"regional", &d.regional}, {"central", &d.central}, {"plant", &d.plant}, {"material", &d.material}};
  for (auto const& [echelon, policy] : policies)
    if (policy->forecast == ForecastKind::sensed) sets.push_back(fmt::format("policy.{}.forecast=moving_average", echelon));
  return sets;
}

std::pair<std::string, std::vector<double>> hidden_scan(Params const& p, std::string const& lever) {
  double const assortment = static_cast<double>(p.world.micro_assortment);
  if (lever == "sensing" && !p.waves.empty()) return {"wave.preheat_visibility", {0.0, 0.33, 0.67, 1.0}};
  if (lever == "warning" && !p.waves.empty()) return {"wave.peak", {10.0, 100.0, 1000.0}};
  if (lever == "elastic" || lever == "tiers") return {"world.outside_load", {0.2, 0.5, 0.8, 0.95}};
  if (lever == "micro") return {"world.zipf", {0.5, 0.7, 0.9, 1.1}};
  if (lever == "returns") return {"world.return_shelf", {0.05, 0.1, 0.2, 0.4}};
  if (lever == "grades") return {"members.seek_deep", {0.05, 0.15, 0.3, 0.5}};
  if (lever == "network")
    return {"world.micro_assortment",
            {std::max(1.0, std::round(assortment / 8.0)), std::max(1.0, std::round(assortment / 2.0)), assortment * 2.0, assortment * 4.0}};
  return {"", {}};
}

std::optional<double> zero_crossing(std::vector<std::pair<double, double>> const& curve) {
  for (std::size_t k = 1; k < curve.size(); ++k) {
    auto const& [x0, y0] = curve[k - 1];
    auto const& [x1, y1] = curve[k];
    if ((y0 <= 0.0) != (y1 <= 0.0)) return x0 + (x1 - x0) * y0 / (y0 - y1);
  }
  return std::nullopt;
}

std::vector<Job> lever_jobs(LeversRequest const& q) { return jobs_of(q, config::load(q.base).params); }

LeversResult lever_gains(Ensemble& ensemble, LeversRequest const& q) {
  GS_VALIDATE(q.replications >= 2 && q.replications <= 1000, "--replications must be between 2 and 1000: an interval needs two pairs");
  GS_VALIDATE(run::find_metric(q.watched) != nullptr, fmt::format("there is no metric '{}' (see: groundswell list metrics)", q.watched));
  config::Resolved const resolved = config::load(q.base);
  Params const& p = resolved.params;
  GS_VALIDATE(!levers_on(p.design).empty(), fmt::format("design '{}' has no lever on: there is nothing to take out", resolved.design));
  LeversResult out;
  out.tuned = resolved.tuned;
  out.jobs = jobs_of(q, p);
  out.outcomes = ensemble.run(out.jobs);
  double const scale = a_year / static_cast<double>(p.clock.length);
  std::size_t at = 0;
  for (Point const& point : points_of(q, p)) {
    auto const here = std::span<Outcome const>(out.outcomes).subspan(at, static_cast<std::size_t>(2 * q.replications));
    at += here.size();
    if (point.present)
      out.levers.push_back(begin(q, p, point, here, scale));
    else
      out.levers.back().key = point.key, out.levers.back().curve.emplace_back(point.value, pairs_of(here, "margin", scale).difference);
  }
  for (LeverGain& g : out.levers) g.break_even = zero_crossing(g.curve);
  return out;
}

}  // namespace gs::experiments
