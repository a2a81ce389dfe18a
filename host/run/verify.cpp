#include "host/run/verify.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cstring>
#include <thread>
#include "host/run/runner.hpp"
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
struct Runner {
  std::string name;
  std::unique_ptr<Engine> engine;
};

std::string first_difference(Engine& a, Engine& b) {
  auto const left = a.table_hashes(), right = b.table_hashes();
  for (std::size_t k = 0; k < std::min(left.size(), right.size()); ++k)
    if (left[k].hash != right[k].hash) return left[k].table;
  return left.size() == right.size() ? "" : "the lists of tables";
}

//! Hashes of the one tick just done.
std::vector<std::uint64_t> tick_hashes(Engine& engine) { return engine.take_series().state_hash; }

std::vector<Runner> start(std::vector<Way> const& ways) {
  std::vector<Runner> runners;
  for (Way const& w : ways) runners.push_back({w.name, w.make()});
  return runners;
}

Way way(std::string name, Backend backend, Params params, WorldData const& world) {
  params.hash_every = 1;
  return {std::move(name), [backend, params, &world] { return make_engine(backend, params, world); }};
}
}  // namespace

std::vector<Way> ways_of(Params const& params, WorldData const& world) {
  int const all = params.threads > 1 ? params.threads : std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
  Params one = params, many = params, shuffled = params;
  one.threads = 1;
  many.threads = shuffled.threads = all;
  shuffled.shuffle = 0x9e3779b97f4a7c15u;
  std::vector<Way> ways = {way("cpu, 1 thread", Backend::cpu, one, world), way(fmt::format("cpu, {} threads", all), Backend::cpu, many, world),
                           way(fmt::format("cpu, {} threads, shuffled", all), Backend::cpu, shuffled, world)};
  for (BackendState const& b : backends())
    if (b.available && b.backend != Backend::cpu) ways.push_back(way(backend_names[static_cast<int>(b.backend)], b.backend, many, world));
  return ways;
}

Verdict verify(std::vector<Way> const& ways, std::int64_t ticks, std::function<void(Engine const&)> const& on_tick) {
  GS_VALIDATE(!ways.empty(), "nothing to verify: give at least one way to run");
  std::vector<Runner> runners = start(ways);
  Verdict out;
  for (Runner const& r : runners) out.ways.push_back(r.name);
  Engine& first = *runners.front().engine;
  while (!first.finished() && (ticks == 0 || out.ticks < ticks)) {
    for (Runner& r : runners) r.engine->step();
    ++out.ticks;
    auto const expected = tick_hashes(first);
    for (std::size_t k = runners.size() - 1; k > 0; --k) {
      if (tick_hashes(*runners[k].engine) == expected) continue;
      out.differences.push_back({runners[k].name, first.tick(), first.now(), first_difference(first, *runners[k].engine)});
      runners.erase(runners.begin() + static_cast<std::ptrdiff_t>(k));
    }
    if (on_tick) on_tick(first);
  }
  out.state_hash = first.state_hash();
  for (Runner& r : runners)
    if (out.broken_law.empty()) out.broken_law = broken_law(r.engine->audit());
  return out;
}

}  // namespace gs::run
