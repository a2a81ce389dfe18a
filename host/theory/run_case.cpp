#include "host/theory/run_case.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>
#include "host/theory/crowd.hpp"
#include "host/theory/functions.hpp"
#include "host/theory/observe.hpp"
#include "kernels/core/errors.hpp"

namespace gs::theory {
namespace {

Params params_of(RunPlan const& plan, std::uint64_t seed) {
  Params p;
  p.seed = seed, p.members.count = 0, p.threads = 1, p.hash_every = 1 << 30;
  p.clock = {plan.tick, plan.tick, 0, 0, plan.warmup, plan.length};
  p.world.grains_per_unit = plan.grains;
  if (plan.flow) p.design.dispatch = DispatchKind::flow, p.design.dispatch_period = plan.tick;
  return p;
}

std::string law_broken(Audit const& a) {
  if (a.holds()) return "";
  return "goods " + std::to_string(a.goods) + ", money " + std::to_string(a.money) + ", wants " + std::to_string(a.wants) + ", orders " +
         std::to_string(a.orders) + ", stock points " + std::to_string(a.stock) + ", pools " + std::to_string(a.ledger_drift);
}

struct Replication {
  std::vector<double> values;  //!< by quantity
  std::string broken_law;
};

void watch(Engine& engine, RunPlan const& plan, Observer& observer) {
  if (plan.warmup == 0) observer.begin(engine.snapshot());
  for (int k = 1; !engine.finished(); ++k) {
    engine.step();
    if (engine.now() == plan.warmup) observer.begin(engine.snapshot());
    if (engine.now() > plan.warmup && engine.now() % plan.observe == 0) observer.note(engine.snapshot());
    if (k % 256 == 0 || engine.finished()) observer.counters(engine.take_series());
  }
}

//! A call whose first argument is a name and whose others are numbers: counter_between(placed, 0, 15*year).
std::vector<std::string> with_numbers(std::vector<std::string> arguments, Names const& names) {
  for (std::size_t k = 1; k < arguments.size(); ++k) arguments[k] = fmt::format("{:.17g}", evaluate(arguments[k], scope_of(names)));
  return arguments;
}

Scope scope_over(Observer const& observer, CrowdObserver const* crowd, Names const& names) {
  Scope scope = scope_of(names);
  auto const plain = scope.call;
  scope.call = [&observer, crowd, names, plain](std::string const& f, std::vector<std::string> const& arguments) {
    if (crowd != nullptr && f == "top_share") return crowd->top_share(evaluate(arguments.at(0), scope_of(names)));
    if (crowd != nullptr && crowd->knows(f)) return crowd->statistic(f, arguments);
    if (f == "net_at_most") return observer.at_most(arguments.at(0), evaluate(arguments.at(1), scope_of(names)));
    if (observer.knows(f)) return observer.statistic(f, f == "cov" ? arguments : with_numbers(arguments, names));
    if (f == "sum") return plain(f, arguments);
    if (!is_function(f)) throw ConfigError("there is no function or statistic '" + f + "'");
    std::vector<double> x;
    for (std::string const& a : arguments) x.push_back(evaluate(a, scope_over(observer, crowd, names)));
    return call_function(f, x);
  };
  return scope;
}

bool asked_for(std::vector<Quantity> const& quantities, char const* call) {
  return std::any_of(quantities.begin(), quantities.end(), [call](Quantity const& q) { return q.value.find(call) != std::string::npos; });
}

//! A case about stock points.
Replication run_points(Case const& c, RunPlan const& plan, std::vector<Quantity> const& quantities, std::uint64_t seed) {
  Params const params = params_of(plan, seed);
  Cast const cast = cast_of(c, plan, seed);
  world::TextbookData const data = world::make_textbook_world(cast.book, params);
  Observer observer(cast, data, plan, {asked_for(quantities, "cov(") || asked_for(quantities, "spell_"), asked_for(quantities, "net_at_most(")});
  auto const engine = cpu::make_engine(params, data.world);
  watch(*engine, plan, observer);
  Replication out;
  Scope const scope = scope_over(observer, nullptr, c.names);
  for (Quantity const& q : quantities) out.values.push_back(evaluate(q.value, scope));
  out.broken_law = law_broken(engine->audit());
  return out;
}

//! A case about members.
Replication run_crowd(Case const& c, RunPlan const& plan, std::vector<Quantity> const& quantities, std::uint64_t seed) {
  Params params = params_of(plan, seed);
  world::Crowd const crowd = crowd_of(c, params);
  WorldData const data = world::make_crowd_world(crowd, params);
  Observer observer({}, {}, plan, {});
  CrowdObserver people(crowd, data);
  std::set<std::int64_t> ticks;
  for (Quantity const& q : quantities) ticks.merge(CrowdObserver::ticks_in(q.value));
  people.keep_ticks(std::move(ticks));
  auto const engine = cpu::make_engine(params, data);
  if (plan.warmup == 0) people.begin(engine->snapshot());
  for (int k = 1; !engine->finished(); ++k) {
    engine->step();
    if (engine->now() == plan.warmup) people.begin(engine->snapshot());
    if (engine->now() > plan.warmup && (engine->now() % plan.observe == 0 || engine->finished())) people.note(engine->snapshot(), engine->tick());
    if (k % 256 == 0 || engine->finished()) observer.counters(engine->take_series());
  }
  Replication out;
  Scope const scope = scope_over(observer, &people, c.names);
  for (Quantity const& q : quantities) out.values.push_back(evaluate(q.value, scope));
  out.broken_law = law_broken(engine->audit());
  return out;
}

Replication run_variant(Case const& c, RunPlan const& plan, std::vector<Quantity> const& quantities, std::uint64_t seed) {
  return has_crowd(c) ? run_crowd(c, plan, quantities, seed) : run_points(c, plan, quantities, seed);
}

//! A variant runs as long as the case does.
Replication run_other(Case const& variant, RunPlan plan, std::vector<Quantity> const& quantities, std::uint64_t seed) {
  plan.flow = plan_of(variant, false).flow;
  return run_variant(variant, plan, quantities, seed);
}

//! The case and its variants on one seed; what is measured in a variant is its difference.
Replication replicate(Case const& c, RunPlan const& plan, std::vector<Quantity> const& quantities, std::uint64_t seed) {
  Replication out = run_variant(c, plan, quantities, seed);
  std::map<std::string, Replication> variants;
  for (Quantity const& q : quantities)
    if (!q.variant.empty() && !variants.contains(q.variant)) variants[q.variant] = run_other(variant_of(c, q.variant), plan, quantities, seed);
  for (std::size_t k = 0; k < quantities.size(); ++k)
    if (!quantities[k].variant.empty()) out.values[k] = variants[quantities[k].variant].values[k] - (quantities[k].difference ? out.values[k] : 0.0);
  for (auto const& [name, r] : variants)
    if (out.broken_law.empty()) out.broken_law = r.broken_law;
  return out;
}

//! Replications side by side; each is a pure function of its seed, so the order does not matter.
std::vector<Replication> replicate_all(Case const& c, RunPlan const& plan, std::vector<Quantity> const& quantities, std::uint64_t seed, int threads) {
  std::vector<Replication> all(static_cast<std::size_t>(plan.replications));
  std::vector<std::exception_ptr> failed(all.size());
  std::atomic<std::size_t> next{0};
  auto const work = [&] {
    for (std::size_t r = next++; r < all.size(); r = next++) {
      try {
        all[r] = replicate(c, plan, quantities, seed + r);
      } catch (...) { failed[r] = std::current_exception(); }
    }
  };
  std::vector<std::thread> pool;
  for (int t = 1; t < threads; ++t) pool.emplace_back(work);
  work();
  for (std::thread& t : pool) t.join();
  for (auto const& problem : failed)
    if (problem) std::rethrow_exception(problem);
  return all;
}

}  // namespace

Measured judge(Quantity const& q, std::vector<double> const& x) {
  double const n = static_cast<double>(x.size());
  double sum = 0.0, squares = 0.0;
  for (double const v : x) sum += v;
  Measured m{q, sum / n, 0.0, 0.0, true};
  for (double const v : x) squares += (v - m.mean) * (v - m.mean);
  m.error = n > 1 ? std::sqrt(squares / (n - 1) / n) : 0.0;
  if (q.expect) {
    m.tolerance = std::max({q.absolute, q.relative * std::fabs(*q.expect), 3.0 * m.error, 1e-9 * std::fabs(*q.expect)});
    m.passed = std::fabs(m.mean - *q.expect) <= m.tolerance;
  }
  if (q.above) m.passed = m.passed && m.mean - *q.above > 2.0 * m.error;
  if (q.below) m.passed = m.passed && *q.below - m.mean > 2.0 * m.error;
  m.passed = m.passed && std::isfinite(m.mean);
  return m;
}

Outcome run_case(Case const& c, bool quick, std::uint64_t seed, int threads) {
  auto const start = std::chrono::steady_clock::now();
  RunPlan const plan = plan_of(c, quick);
  std::vector<Quantity> const quantities = quantities_of(c, quick);
  auto const all = replicate_all(c, plan, quantities, seed, threads);
  Outcome out;
  out.passed = !quantities.empty();
  for (std::size_t k = 0; k < quantities.size(); ++k) {
    std::vector<double> x;
    for (Replication const& r : all) x.push_back(r.values[k]);
    out.measured.push_back(judge(quantities[k], x));
    out.passed = out.passed && out.measured.back().passed;
  }
  for (Replication const& r : all)
    if (out.broken_law.empty()) out.broken_law = r.broken_law;
  out.passed = out.passed && out.broken_law.empty();
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return out;
}

}  // namespace gs::theory
