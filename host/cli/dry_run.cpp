#include "host/cli/dry_run.hpp"
#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/output/run_writer.hpp"
#include "host/run/recorder.hpp"
#include "host/world/world.hpp"

namespace gs::cli {
namespace {
constexpr double member_ticks_per_s = 1e8;  //!< a quiet day on two ordinary cores (see `groundswell bench`)
constexpr double point_ticks_per_s = 3e8;   //!< stock points swept a second
constexpr double compression = 5.0;         //!< shuffle + deflate on such series
constexpr std::int64_t member_bytes = 40;   //!< row, wake bits, open orders and reminders, by member
constexpr std::int64_t point_bytes = 1400;  //!< by stock point: 300 in the engine, the rest in the world it was made from

std::int64_t memory_here() { return static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE); }
}  // namespace

std::int64_t ticks_of(Params const& p, WorldData const& world) {
  Seconds fine = 0;
  Seconds const end = p.clock.warmup + p.clock.length;
  for (auto const& [from, to] : world.fine) fine += std::max<Seconds>(0, std::min(to, end) - std::min(from, end));
  return (end - fine) / p.clock.tick + fine / p.clock.fine_tick;
}

void dry_run(Context const& context, run::RunRequest const& request) {
  run::Backend const backend = run::choose(request.backend);
  WorldData const world = world::make_world(request.params);
  Params const p = run::fitted(request.params, world);
  auto const points = static_cast<std::int64_t>(rows(world.points));
  std::int64_t const ticks = ticks_of(p, world), days = (p.clock.warmup + p.clock.length) / day;
  std::int64_t const memory = p.members.count * member_bytes + points * point_bytes + (std::int64_t{8} << 20);
  double const seconds =
      static_cast<double>(ticks) * (static_cast<double>(p.members.count) / member_ticks_per_s + static_cast<double>(points) / point_ticks_per_s);
  output::Axes axes = output::axes_of(world, run::sample_members(p.members.count, request.sampled_members), {}, {}, output::channel_names(p));
  if (request.sampled_members > 0) axes.tables = run::day_tables(world);
  auto const file = static_cast<std::int64_t>(static_cast<double>(output::raw_bytes(axes, ticks, days)) / compression);
  bool const fits = backend != run::Backend::cpu || memory < memory_here();
  if (context.json) {
    JsonLine out("result");
    out.add("dry_run", true)
        .add("members", p.members.count)
        .add("stock_points", points)
        .add("ticks", ticks)
        .add("memory_bytes", memory)
        .add("fits", fits);
    return out.add("expected_seconds", seconds).add("file_bytes", file).add("backend", run::backend_names[static_cast<int>(backend)]).print();
  }
  fmt::print("{} members, {} stock points, {} ticks\n", with_commas(p.members.count), with_commas(points), with_commas(ticks));
  fmt::print("memory   about {} MiB ({}: {})\n", memory >> 20, run::backend_names[static_cast<int>(backend)],
             backend == run::Backend::cpu ? fmt::format("{} MiB here, {}", memory_here() >> 20, fits ? "fits" : "does not fit")
                                          : "see the device's own memory");
  fmt::print("time     about {} on two ordinary cores\n", short_duration(seconds));
  fmt::print("file     about {} MiB: {}\n", std::max<std::int64_t>(1, file >> 20), request.output.string());
}

}  // namespace gs::cli
