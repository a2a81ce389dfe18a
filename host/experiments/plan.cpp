#include "host/experiments/plan.hpp"
#include <algorithm>
#include <chrono>
#include <set>
#include "host/experiments/manifest.hpp"
#include "host/experiments/prepare.hpp"
#include "host/experiments/ranks.hpp"
#include "host/experiments/slots.hpp"
#include "host/output/files.hpp"
#include "host/output/run_writer.hpp"
#include "host/run/backend.hpp"
#include "host/run/recorder.hpp"
#include "host/world/world.hpp"

namespace gs::experiments {
namespace {
using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }
constexpr double compression = 5.0;        //!< shuffle + deflate on such series (measured: 4-8)
constexpr std::int64_t sampled = 64;       //!< members whose trajectories are kept
constexpr double world_over_engine = 1.5;  //!< the world it was built from stays beside the engine

struct Probe {
  double seconds = 0.0;
  std::int64_t memory = 0, disk = 0, ticks = 0, members = 0;
};

Probe probe(Prepared const& job, Options const& o, int threads, double limit) {
  run::RunRequest request = job.request;
  request.params.threads = threads;
  auto const start = Clock::now();
  WorldData const world = world::make_world(request.params);
  Params const p = run::fitted(request.params, world);
  std::int64_t const held = run::held_bytes(o.backend);
  auto const engine = run::make_engine(o.backend, p, world);
  double const build = since(start);
  Probe out;
  out.ticks = engine->ticks_left();
  if (request.ticks > 0) out.ticks = std::min(out.ticks, request.ticks);
  auto const first = Clock::now();
  while (!engine->finished() && engine->tick() < out.ticks && since(first) < limit) engine->step();
  double const pace = since(first) / static_cast<double>(std::max<std::int64_t>(1, engine->tick()));
  out.seconds = build + pace * static_cast<double>(out.ticks);
  out.memory = static_cast<std::int64_t>(world_over_engine * static_cast<double>(run::held_bytes(o.backend) - held)) + (std::int64_t{16} << 20);
  out.members = p.members.count;
  std::int64_t const days = (p.clock.warmup + p.clock.length) / day;
  auto const axes = output::axes_of(world, run::sample_members(p.members.count, sampled), {}, {}, output::channel_names(p));
  out.disk = static_cast<std::int64_t>(static_cast<double>(output::raw_bytes(axes, out.ticks, days)) / compression);
  return out;
}

//! Jobs to do, one of each key, and what is known of the others.
std::vector<std::size_t> left(std::vector<Prepared> const& prepared, Options const& o, Plan& plan) {
  Options reading = o;
  reading.resume = o.resume && std::filesystem::is_directory(o.folder);
  Manifest const manifest = reading.resume ? Manifest(reading, false) : Manifest();
  std::vector<std::size_t> out;
  std::set<std::string> seen;
  for (std::size_t j = 0; j < prepared.size(); ++j) {
    if (!seen.insert(prepared[j].key).second) continue;
    ++plan.runs;
    if (static_cast<std::int64_t>(j) % o.shard.count != o.shard.index - 1) continue;
    ++plan.mine;
    if (manifest.find(prepared[j].key) != nullptr)
      ++plan.known;
    else
      out.push_back(j);
  }
  plan.left = std::ssize(out);
  return out;
}

void add(Plan& out, std::vector<Probe> const& probes, Options const& o) {
  double const count = static_cast<double>(probes.size());
  for (Probe const& p : probes) {
    out.members = std::max(out.members, p.members), out.ticks = std::max(out.ticks, p.ticks);
    out.run_seconds += p.seconds / count;
    out.run_memory = std::max(out.run_memory, p.memory), out.run_disk = std::max(out.run_disk, p.disk);
  }
  out.seconds = out.run_seconds * static_cast<double>(out.left) /
                static_cast<double>(std::min<std::int64_t>(std::max<std::int64_t>(1, out.left), out.at_a_time * out.ranks));
  out.memory = out.run_memory * std::min<std::int64_t>(out.at_a_time, out.left) * world_ranks().local_size();
  bool const files = o.files && !o.folder.empty();
  out.run_disk *= files, out.disk = out.run_disk * out.left;
  if (files) out.disk_here = output::free_bytes(std::filesystem::absolute(o.folder).parent_path());
}
}  // namespace

Plan plan(std::vector<Job> const& jobs, Options const& o, int probes, double seconds_each) {
  Plan out;
  int const cores = cores_here(world_ranks().local_size());
  auto const prepared = prepare(jobs, o.command_line, cores);
  auto const todo = left(prepared, o, out);
  Slots const slots = slots_for(prepared, o.parallel, o.threads, run::choose(o.backend), cores);
  out.at_a_time = slots.runs, out.threads = slots.threads, out.ranks = world_ranks().size();
  out.memory_here = memory_here();
  std::vector<Probe> probed;
  auto const many = std::min<std::size_t>(static_cast<std::size_t>(probes), todo.size());
  for (std::size_t k = 0; k < many; ++k)  // the first, the last and what lies between
    probed.push_back(probe(prepared[todo[k * (todo.size() - 1) / std::max<std::size_t>(1, many - 1)]], o, slots.threads, seconds_each));
  add(out, probed, o);
  return out;
}

}  // namespace gs::experiments
