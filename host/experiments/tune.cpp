#include "host/experiments/tune.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include "host/experiments/stress.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double budget_tolerance = 0.005;

//! A scenario without what makes it one: no pull, no discount, no seeds, no fake carts. Content that the channels always post stays.
config::Request quiet_request(TuneRequest const& q) {
  config::Request r = q.base;
  if (!r.scenario.empty() && !config::load(r).params.waves.empty())
    for (char const* const silence : {"wave.peak=0", "wave.discount=0", "wave.seeds=0", "wave.bots=0"}) r.sets.push_back(silence);
  r.sets.push_back(fmt::format("clock.warmup={:.0f} d", q.warmup_days));
  r.sets.push_back(fmt::format("clock.length={:.0f} d", q.days));
  r.days.reset();
  return r;
}

void check(TuneRequest const& q) {
  GS_VALIDATE(!q.base.design.empty(), "tune needs a design");
  GS_VALIDATE(q.service > 0.0 && q.service < 1.0, "--service must be between 0 and 1");
  GS_VALIDATE(!q.budget || *q.budget > 0.0, "--budget must be above 0");
  GS_VALIDATE(!q.z.empty() && !q.capacity.empty(), "tune needs at least one z and one capacity");
  GS_VALIDATE(q.replications >= 1 && q.replications <= 1000, "--replications must be between 1 and 1000");
}

//! Runs settings on a stretch of seeds and takes means.
class Bench {
 public:
  Bench(Ensemble& ensemble, TuneRequest const& q, TuneResult& out) : ensemble_(ensemble), q_(q), quiet_(quiet_request(q)), out_(out) {
    config::Resolved const resolved = config::load(quiet_);
    out_.params = resolved.params;
    out_.members = resolved.params.members.count;
  }

  Job job(double capacity, double z, std::int64_t replication) const {
    Job job;
    job.request = quiet_;
    for (std::string const& knob : knobs_of(out_.params, capacity, z)) job.request.sets.push_back(knob);
    job.request.seed = replication_seed(out_.params.seed, replication);
    job.at = {{"capacity", fmt::format("{:.3f}", capacity)}, {"z", fmt::format("{:+.3f}", z)}, {"replication", std::to_string(replication)}};
    return job;
  }
  std::vector<Job> jobs(std::vector<std::pair<double, double>> const& settings, std::int64_t first) const {
    std::vector<Job> all;
    for (auto const& [capacity, z] : settings)
      for (std::int64_t r = first; r < first + q_.replications; ++r) all.push_back(job(capacity, z, r));
    return all;
  }
  //! One mean a setting, NaN when a setting's runs all failed.
  std::vector<Measured> measure(std::vector<std::pair<double, double>> const& settings, std::int64_t first) {
    std::vector<Job> const all = jobs(settings, first);
    last_ = ensemble_.run(all);
    out_.jobs.insert(out_.jobs.end(), all.begin(), all.end());
    out_.outcomes.insert(out_.outcomes.end(), last_.begin(), last_.end());
    std::vector<Measured> means;
    auto const n = static_cast<std::size_t>(q_.replications);
    for (std::size_t k = 0; k < settings.size(); ++k)
      means.push_back(mean_of({settings[k].first, settings[k].second, 0.0, 0.0}, std::span(last_).subspan(k * n, n)));
    return means;
  }
  std::vector<Outcome> const& last() const { return last_; }

 private:
  Measured mean_of(Measured m, std::span<Outcome const> outcomes) const {
    double n = 0.0;
    for (Outcome const& o : outcomes) {
      double const service = o.value("service_quiet"), cost = yearly_cost(o, q_.days);
      if (std::isnan(service) || std::isnan(cost)) continue;
      m.service += service, m.cost += cost, n += 1.0;
    }
    return {m.capacity, m.z, n > 0.0 ? m.service / n : nothing, n > 0.0 ? m.cost / n : nothing};
  }

  Ensemble& ensemble_;
  TuneRequest const& q_;
  config::Request quiet_;
  TuneResult& out_;
  std::vector<Outcome> last_;
};

std::vector<std::pair<double, double>> grid_of(TuneRequest const& q) {
  std::vector<std::pair<double, double>> settings;
  for (double const c : q.capacity)
    for (double const z : q.z) settings.emplace_back(c, z);
  return settings;
}

//! Corrects z until service is within the tolerance: the secant through the last point and the grid's slope, kept inside the grid.
void correct_z(Bench& bench, TuneRequest const& q, TuneResult& out) {
  auto const [lowest, highest] = std::minmax_element(q.z.begin(), q.z.end());
  double slope = 0.02;  // service a unit of z, until two points tell better
  Measured before{};
  out.tuned = bench.measure({{out.chosen.capacity, out.chosen.z}}, 0).front();
  for (int k = 0; k < q.secants; ++k) {
    double const miss = q.service - out.tuned.service;
    bool const at_an_end = (miss > 0.0 && out.chosen.z >= *highest) || (miss < 0.0 && out.chosen.z <= *lowest);
    if (std::isnan(miss) || std::fabs(miss) <= q.tolerance || at_an_end) return;
    if (k > 0 && std::fabs(out.tuned.z - before.z) > 1e-6) slope = std::max(0.005, (out.tuned.service - before.service) / (out.tuned.z - before.z));
    before = out.tuned;
    out.chosen.z = std::clamp(out.chosen.z + miss / slope, std::max(*lowest, before.z - 1.0), std::min(*highest, before.z + 1.0));
    Measured const now = bench.measure({{out.chosen.capacity, out.chosen.z}}, 0).front();
    if (std::fabs(q.service - now.service) > std::fabs(miss))
      out.chosen.z = before.z;  // worse than before: noise, or a plateau
    else
      out.tuned = now;
  }
}

//! By how many tolerances a setting misses the farther of its two goals.
double miss_of(TuneRequest const& q, Measured const& m) {
  double const miss = std::max(std::fabs(m.service - q.service) / q.tolerance, std::fabs(m.cost / *q.budget - 1.0) / budget_tolerance);
  return std::isnan(miss) ? std::numeric_limits<double>::infinity() : miss;
}

//! Corrects hours and z together until service and cost are both within their tolerances; keeps the best that was measured.
void correct_both(Bench& bench, TuneRequest const& q, Slopes slopes, TuneResult& out) {
  Measured now = bench.measure({{out.chosen.capacity, out.chosen.z}}, 0).front();
  out.tuned = now;
  for (int k = 0; k < 2 * q.secants && miss_of(q, out.tuned) > 1.0 && !std::isnan(now.cost); ++k) {
    Measured const to = slopes.step(now, q.service, *q.budget);
    Measured const next = bench.measure({{to.capacity, to.z}}, 0).front();
    slopes.learn(now, next);
    if (miss_of(q, next) < miss_of(q, out.tuned)) out.tuned = next;
    now = next;
  }
  out.chosen.capacity = out.tuned.capacity, out.chosen.z = out.tuned.z;
}

//! Three standard errors of a mean; 0 for fewer than two values.
double three_errors(std::vector<double> const& values) {
  if (values.size() < 2) return 0.0;
  double sum = 0.0, squares = 0.0;
  for (double const v : values) sum += v, squares += v * v;
  double const n = static_cast<double>(values.size());
  return 3.0 * std::sqrt(std::max(0.0, squares - sum * sum / n) / (n - 1.0) / n);
}

void say_unmet(TuneRequest const& q, TuneResult& out) {
  Measured const& m = out.verified;
  double const tolerance = std::max(2.0 * q.tolerance, three_errors(out.verified_service));
  if (!out.chosen.service_reached)
    out.unmet.push_back(
        fmt::format("service {:.3f} is out of reach with these knobs: the best on the grid is {:.3f}", q.service, out.chosen.service));
  else if (!(std::fabs(m.service - q.service) <= tolerance))
    out.unmet.push_back(fmt::format("on fresh seeds service is {:.4f}, {:+.4f} off the goal (tolerance {:.4f}): more replications or a longer window",
                                    m.service, m.service - q.service, tolerance));
  double const cost = out.tuned.cost;  // on the tuning seeds: worlds of other seeds cost more or less in every design
  if (q.budget && cost > *q.budget * (1.0 + budget_tolerance))
    out.unmet.push_back(fmt::format("the budget is not kept: {:.4g} CNY a year, {:.1f} % over", cost, 100.0 * (cost / *q.budget - 1.0)));
  if (q.budget && cost < *q.budget * (1.0 - budget_tolerance))
    out.unmet.push_back(
        fmt::format("{:.1f} % of the budget is left: the largest capacity on the grid does not cost more", 100.0 * (1.0 - cost / *q.budget)));
  bool const edge =
      out.chosen.service_reached && !out.lines.empty() && std::all_of(out.lines.begin(), out.lines.end(), [](AtGoal const& a) { return a.above; });
  if (edge) out.unmet.push_back("every setting of the grid serves better than asked for: a wider --z would be cheaper");
}

std::string money(double cny) { return fmt::format("\"{:.0f} CNY\"", cny); }

}  // namespace

std::vector<std::string> knobs_of(Params const& p, double capacity, double z) {
  std::vector<std::string> sets;
  DesignParams const& d = p.design;
  auto const policy = [&](char const* echelon, PolicyParams const& as_is) {
    sets.push_back(fmt::format("policy.{}.z={:.4f}", echelon, std::clamp(as_is.z + z, -5.0, 10.0)));
  };
  if (d.network) policy("micro", d.micro);
  policy("regional", d.regional), policy("central", d.central), policy("plant", d.plant), policy("material", d.material);
  sets.push_back(fmt::format("design.core_share={:.4f}", d.core_share * capacity));
  if (d.elastic) sets.push_back(fmt::format("lever.elastic.reserve={:.4f}", d.elastic_reserve * capacity));
  return sets;
}

std::vector<Job> tune_jobs(TuneRequest const& q) {
  check(q);
  Ensemble none{Options{}};
  TuneResult out;
  Bench const bench(none, q, out);
  std::vector<Job> all = bench.jobs(grid_of(q), 0);
  for (Job const& job : bench.jobs({{1.0, 0.0}, {1.0, 0.1}, {1.0, 0.2}}, q.replications)) all.push_back(job);
  return all;
}

TuneResult tune(Ensemble& ensemble, TuneRequest const& q) {
  check(q);
  TuneResult out;
  Bench bench(ensemble, q, out);
  out.grid = bench.measure(grid_of(q), 0);
  if (ensemble.stopped()) return out;
  out.lines = by_capacity(out.grid, q.service);
  out.chosen = choose_setting(out.lines, q.budget);
  Slopes const slopes(out.grid);
  if (q.budget && slopes.known() && out.chosen.service_reached)
    correct_both(bench, q, slopes, out);
  else
    correct_z(bench, q, out);
  auto const fresh = bench.measure({{out.chosen.capacity, out.chosen.z}, {1.0, 0.0}}, q.replications);
  out.verified = fresh.front(), out.untuned = fresh.back();
  for (std::size_t r = 0; r < static_cast<std::size_t>(q.replications) && r < bench.last().size(); ++r) {
    out.verified_service.push_back(bench.last()[r].value("service_quiet"));
    out.verified_cost.push_back(yearly_cost(bench.last()[r], q.days));
  }
  out.runs = std::ssize(out.jobs);
  say_unmet(q, out);
  return out;
}

std::string tuned_design_text(TuneRequest const& q, TuneResult const& r, std::string const& include, std::string const& name,
                              std::string const& command_line) {
  std::string out = "schema_version = 1\n";
  out += fmt::format("description = \"{}, tuned to quiet service {:.3f} at {:.1f} M CNY a year ({} members)\"\n", q.base.design, r.tuned.service,
                     r.tuned.cost / 1e6, r.members);
  out += fmt::format("include = [\"{}\"]\n\n", include);
  out += fmt::format("# Safety factors {:+.3f}, hours x {:.3f}; found by `groundswell tune`, checked on seeds that were not tuned on.\n", r.chosen.z,
                     r.chosen.capacity);
  out += fmt::format("# On those: service {:.4f} at {:.1f} M CNY.\n", r.verified.service, r.verified.cost / 1e6);
  for (std::string const& unmet : r.unmet) out += "# Not met: " + unmet + "\n";
  out += fmt::format("\n[design]\nname = \"{}\"\n", name);
  std::string policies, levers;
  for (std::string const& knob : knobs_of(r.params, r.chosen.capacity, r.chosen.z)) {
    std::size_t const equal = knob.find('='), dot = knob.rfind('.', equal);
    std::string const table = knob.substr(0, dot), line = knob.substr(dot + 1, equal - dot - 1) + " = " + knob.substr(equal + 1) + "\n";
    if (table == "design")
      out += line;
    else if (table.starts_with("policy"))
      policies += fmt::format("\n[{}]\n{}", table, line);
    else
      levers += fmt::format("\n[{}]\n{}", table, line);
  }
  out += levers + policies;
  out += fmt::format("\n[tuned]\nservice = {:.4f}\nbudget = {}\nworld = \"{}\"\nscenario = \"{}\"\nmembers = {}\nruns = {}\nby = \"{}\"\n",
                     r.tuned.service, money(r.tuned.cost), q.base.world, q.base.scenario.empty() ? "quiet" : q.base.scenario + ", waves silenced",
                     r.members, r.runs, command_line);
  return out;
}

}  // namespace gs::experiments
