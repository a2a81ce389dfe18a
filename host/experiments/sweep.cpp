#include "host/experiments/sweep.hpp"
#include <fmt/format.h>
#include <algorithm>
#include "host/config/quantity.hpp"
#include "host/experiments/sampling.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/random.hpp"

namespace gs::experiments {
namespace {

//! One value a key, in the order of the keys.
using Point = std::vector<std::string>;

std::vector<Point> grid(std::vector<Vary> const& vary) {
  std::vector<Point> out(1);
  for (Vary const& v : vary) {
    GS_VALIDATE(!v.values.empty(),
                fmt::format("--vary {}: a grid needs the number of values: {}(…, …, n)", v.key, v.scale == Scale::linear ? "lin" : "log"));
    std::vector<Point> next;
    for (Point const& p : out)
      for (std::string const& value : v.values) next.push_back(p), next.back().push_back(value);
    out = std::move(next);
  }
  return out;
}

std::vector<Point> spread(SweepRequest const& q, std::uint64_t seed) {
  GS_VALIDATE(q.points >= 1, "give the number of points: --lhs N or --sobol N");
  auto const dimensions = static_cast<int>(q.vary.size());
  Points const u = q.pattern == Pattern::sobol ? sobol(q.points, dimensions, mix64(seed)) : latin_hypercube(q.points, dimensions, mix64(seed));
  std::vector<Point> out;
  for (auto const& place : u) {
    Point& p = out.emplace_back();
    for (std::size_t d = 0; d < q.vary.size(); ++d) p.push_back(value_at(q.vary[d], place[d]));
  }
  return out;
}

void check(SweepRequest const& q) {
  GS_VALIDATE(!q.vary.empty(), "nothing varies: give --vary key=a,b,c (see: groundswell sweep --help)");
  GS_VALIDATE(q.replications >= 1, "-r must be at least 1");
  for (std::size_t k = 0; k < q.vary.size(); ++k) {
    std::string const& key = q.vary[k].key;
    GS_VALIDATE(key != "run.seed" && key != "seed", "the seed varies by itself: give -r REPLICATIONS");
    for (std::size_t before = 0; before < k; ++before) GS_VALIDATE(q.vary[before].key != key, fmt::format("'{}' varies twice", key));
  }
}

//! The first seed: what was asked for, else the scenario's.
std::uint64_t first_seed(SweepRequest const& q) {
  if (q.base.seed) return *q.base.seed;
  config::Request one = q.base;
  for (Vary const& v : q.vary) put(one, v.key, value_at(v, 0.0));
  return config::load(one).params.seed;
}

//! Values as numbers of one unit; time in days where the units differ; else as text.
output::MasterAxis axis_of(std::string const& name, std::vector<std::string> const& values) {
  output::MasterAxis out{name, "", name == "replication" ? "replication, on common seeds" : "config key " + name, {}, {}};
  std::string unit, first;
  if (name == "members") {
    for (std::string const& value : values) out.numbers.push_back(static_cast<double>(members_of(value)));
    return out.unit = "1", out;
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    double number = 0.0;
    if (!number_of(values[k], number, unit) || (k > 0 && unit != first)) break;
    first = unit, out.numbers.push_back(number);
  }
  if (out.numbers.size() == values.size()) return out.unit = first.empty() ? "1" : first, out;
  out.numbers.clear();
  for (std::string const& value : values) {
    Seconds seconds = 0;
    if (config::read_duration(value, seconds)) break;  // a fault: no duration
    out.numbers.push_back(static_cast<double>(seconds) / static_cast<double>(day));
  }
  if (out.numbers.size() == values.size()) return out.unit = "d", out;
  out.numbers.clear(), out.texts = values;
  return out;
}

//! Values of an axis of the jobs, one in `stride`.
std::vector<std::string> values_on(std::vector<Job> const& jobs, std::string const& axis, std::size_t stride) {
  std::vector<std::string> out;
  for (std::size_t j = 0; j < jobs.size(); j += stride) out.push_back(coordinate(jobs[j], axis));
  return out;
}

std::vector<std::string> numbered(std::int64_t n) {
  std::vector<std::string> out;
  for (std::int64_t k = 0; k < n; ++k) out.push_back(std::to_string(k));
  return out;
}
}  // namespace

std::vector<Job> sweep_jobs(SweepRequest const& q) {
  check(q);
  std::uint64_t const seed = first_seed(q);
  auto const points = q.pattern == Pattern::grid ? grid(q.vary) : spread(q, seed);
  std::vector<Job> jobs;
  for (std::size_t p = 0; p < points.size(); ++p)
    for (std::int64_t r = 0; r < q.replications; ++r) {
      Job& job = jobs.emplace_back();
      job.request = q.base;
      job.request.seed = replication_seed(seed, r);
      if (q.pattern != Pattern::grid) job.at.push_back({"point", std::to_string(p)});
      for (std::size_t k = 0; k < q.vary.size(); ++k) {
        put(job.request, q.vary[k].key, points[p][k]);
        job.at.push_back({q.vary[k].key, points[p][k]});
      }
      job.at.push_back({"replication", std::to_string(r)});
    }
  return jobs;
}

output::MasterAxes sweep_axes(SweepRequest const& q, std::vector<Job> const& jobs) {
  output::MasterAxes out;
  if (q.pattern == Pattern::grid) {
    for (Vary const& v : q.vary) out.axes.push_back(axis_of(v.key, v.values));
  } else {
    auto const r = static_cast<std::size_t>(q.replications);
    out.axes.push_back(axis_of("point", numbered(std::ssize(jobs) / q.replications)));
    out.axes.back().long_name = "point of the design of the experiment";
    for (Vary const& v : q.vary) out.along.push_back(axis_of(v.key, values_on(jobs, v.key, r)));
  }
  out.axes.push_back(axis_of("replication", numbered(q.replications)));
  return out;
}

}  // namespace gs::experiments
