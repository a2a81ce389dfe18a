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
  std::string lever, key, text;
  double value = 0.0;
  bool present = false;  //!< the world as it is: no key is set
  std::string where() const { return present ? "as it is" : key + "=" + text; }
};

//! Values of the key that was asked for, else of the lever's hidden parameter.
void add_scan(LeversRequest const& q, Params const& p, std::string const& lever, std::vector<Point>& points) {
  if (!q.vary) {
    auto const [key, values] = hidden_scan(p, lever);
    for (double const v : values) points.push_back({lever, key, fmt::format("{:g}", v), v, false});
    return;
  }
  for (std::string const& text : q.vary->values) {
    double value = 0.0;
    std::string unit;
    GS_VALIDATE(number_of(text, value, unit),
                fmt::format("--vary {}: '{}' is not a number: there is nothing to break even between", q.vary->key, text));
    points.push_back({lever, q.vary->key, text, value, false});
  }
}

std::vector<std::string> levers_asked(LeversRequest const& q, DesignParams const& design) {
  std::vector<std::string> const on = levers_on(design);
  for (std::string const& lever : q.levers)
    GS_VALIDATE(std::find(on.begin(), on.end(), lever) != on.end(), fmt::format("--lever {}: the design does not have it on", lever));
  return q.levers.empty() ? on : q.levers;
}

std::vector<Point> points_of(LeversRequest const& q, Params const& p) {
  std::vector<Point> points;
  for (std::string const& lever : levers_asked(q, p.design)) {
    points.push_back({lever, "", "", 0.0, true});
    if (q.break_even) add_scan(q, p, lever, points);
  }
  return points;
}

Job job_of(LeversRequest const& q, Params const& p, Point const& point, bool with, std::int64_t replication) {
  Job job;
  job.request = q.base;
  job.request.seed = replication_seed(p.seed, replication);
  if (!point.present) put(job.request, point.key, point.text);
  if (!with)
    for (std::string const& set : without_lever(p, point.lever)) job.request.sets.push_back(set);
  job.at = {{"lever", point.lever}, {"hidden", point.where()}, {"with", with ? "yes" : "no"}, {"replication", std::to_string(replication)}};
  return job;
}

//! A key of the lever itself says nothing without it: those runs are the ones of the world as it is.
bool only_with(Point const& point) { return !point.present && point.key.starts_with("lever." + point.lever + "."); }

std::vector<Job> jobs_of(LeversRequest const& q, Params const& p) {
  std::vector<Job> jobs;
  for (Point const& point : points_of(q, p))
    for (std::int64_t r = 0; r < q.replications; ++r)
      for (bool const with : {false, true})
        if (with || !only_with(point)) jobs.push_back(job_of(q, p, point, with, r));
  return jobs;
}

//! Outcomes of a point, without and with in turn; `at` goes on behind them. `bare`: of the lever's first point, without.
std::vector<Outcome> outcomes_of(LeversRequest const& q, Point const& point, std::span<Outcome const> all, std::size_t& at,
                                 std::vector<Outcome>& bare) {
  std::vector<Outcome> out;
  if (point.present) bare.clear();
  for (std::size_t r = 0; r < static_cast<std::size_t>(q.replications); ++r) {
    out.push_back(only_with(point) ? bare[r] : all[at++]);
    if (point.present) bare.push_back(out.back());
    out.push_back(all[at++]);
  }
  return out;
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
  bool const sharing = lever == "sharing", organisation = lever == "organisation";  // no switch: they are what policies are told, and when
  std::vector<std::string> sets;
  if (!sharing && !organisation) sets.push_back("lever." + lever + ".on=false");
  if (lever != "sensing" && !sharing && !organisation) return sets;
  DesignParams const& d = p.design;
  std::pair<char const*, PolicyParams const*> const policies[] = {
      {"micro", &d.micro}, {"regional", &d.regional}, {"central", &d.central}, {"plant", &d.plant}, {"material", &d.material}};
  for (auto const& [echelon, policy] : policies) {
    if (lever == "sensing" && policy->forecast == ForecastKind::sensed) sets.push_back(fmt::format("policy.{}.forecast=moving_average", echelon));
    if (sharing && policy->sharing != SharingKind::orders) sets.push_back(fmt::format("policy.{}.sharing=orders", echelon));
    if (organisation && static_cast<double>(delay_of(*policy)) < d.usual_delay_hours * static_cast<double>(hour))
      sets.push_back(fmt::format("policy.{}.information_delay={:g} h", echelon, d.usual_delay_hours - policy->decision_delay_hours));
  }
  return sets;
}

std::pair<std::string, std::vector<double>> hidden_scan(Params const& p, std::string const& lever) {
  double const assortment = static_cast<double>(p.world.micro_assortment);
  if (lever == "sensing" && !p.waves.empty()) return {"wave.preheat_visibility", {0.0, 0.33, 0.67, 1.0}};
  if (lever == "warning" && !p.waves.empty()) return {"wave.peak", {10.0, 100.0, 1000.0}};
  if (lever == "elastic" || lever == "tiers") return {"world.outside_load", {0.2, 0.5, 0.8, 0.95}};
  if (lever == "express") return {"world.site_capacity", {0.8, 1.0, 1.5, 2.0}};
  if (lever == "resourcing" && !p.disruptions.empty()) return {"disruption.share", {0.1, 0.25, 0.5, 1.0}};
  if (lever == "sharing") return {"policy.regional.batch", {0.0, 1.0, 7.0, 14.0}};
  if (lever == "micro") return {"world.zipf", {0.5, 0.7, 0.9, 1.1}};
  if (lever == "returns") return {"world.return_shelf", {0.05, 0.1, 0.2, 0.4}};
  if (lever == "grades") return {"members.seek_deep", {0.05, 0.15, 0.3, 0.5}};
  if (lever == "network")
    return {"world.micro_assortment",
            {std::max(1.0, std::round(assortment / 8.0)), std::max(1.0, std::round(assortment / 2.0)), assortment * 2.0, assortment * 4.0}};
  return {"", {}};
}

std::vector<double> zero_crossings(std::vector<std::pair<double, double>> const& curve) {
  std::vector<double> out;
  for (std::size_t k = 1; k < curve.size(); ++k) {
    auto const& [x0, y0] = curve[k - 1];
    auto const& [x1, y1] = curve[k];
    if ((y0 <= 0.0) != (y1 <= 0.0)) out.push_back(x0 + (x1 - x0) * y0 / (y0 - y1));
  }
  return out;
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
  std::vector<Outcome> bare;
  for (Point const& point : points_of(q, p)) {
    std::vector<Outcome> const here = outcomes_of(q, point, out.outcomes, at, bare);
    if (point.present) {
      out.levers.push_back(begin(q, p, point, here, scale));
      continue;
    }
    LeverGain& g = out.levers.back();
    g.key = point.key;
    g.along.push_back(pairs_of(here, "margin", scale));
    g.curve.emplace_back(point.value, g.along.back().difference);
  }
  for (LeverGain& g : out.levers) g.break_even = zero_crossings(g.curve);
  return out;
}

}  // namespace gs::experiments
