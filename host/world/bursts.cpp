//! Daily posts, fine windows and traces; and the one order in which all bursts stand.
#include "host/world/bursts.hpp"
#include <algorithm>
#include <tuple>
#include "host/world/draft.hpp"
#include "host/world/pull.hpp"
#include "host/world/scale.hpp"
#include "host/world/trace.hpp"
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

//! When posts go up, by hour of the day: breakfast, lunch, and most after work (chosen). Sums to 64.
constexpr std::uint32_t posting_hours[24] = {1, 0, 0, 0, 0, 0, 1, 3, 4, 2, 2, 3, 5, 3, 2, 2, 2, 3, 6, 7, 8, 6, 3, 1};

Seconds posting_time(std::uint32_t word) {
  std::uint32_t at = word >> 26;  // 0…63
  Seconds h = 0;
  while (at >= posting_hours[h]) at -= posting_hours[h++];
  double const part = (static_cast<double>(at) + static_cast<double>(word & 0x03ffffff) / 67108864.0) / posting_hours[h];
  return h * hour + to_int(part * static_cast<double>(hour));
}

//! Running sums of popularity, to draw SKUs from.
std::vector<std::uint64_t> running_popularity(WorldData const& world) {
  std::vector<std::uint64_t> upto;
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < world.skus; ++i) upto.push_back(sum += world.items.popularity[i]);
  return upto;
}
std::uint32_t draw_sku(std::vector<std::uint64_t> const& upto, std::uint32_t word) {
  std::uint64_t const x = static_cast<std::uint64_t>((static_cast<unsigned __int128>(upto.back()) * word) >> 32);
  return static_cast<std::uint32_t>(std::upper_bound(upto.begin(), upto.end(), x) - upto.begin());
}

//! Chance that two looks by popularity fall on the same SKU; `all`: their popularity together.
double same_sku(WorldData const& world, double all) {
  double same = 0.0;
  for (std::uint32_t const p : world.items.popularity) same += p / all * (p / all);
  return same;
}

Burst post(WorldData const& world, Params const& params, std::uint32_t channel, std::uint32_t sku, Seconds start, double quality) {
  ChannelParams const& c = params.channels[channel];
  Tail const tail = halving(std::max<Seconds>(minute, c.post_life));
  Burst b;
  b.kind = WaveKind::content, b.channel = channel, b.sku = ItemId(sku);
  b.start = start, b.end = start + post_open, b.rise = static_cast<double>(post_rise);
  b.looks_per_hour = c.post_peak * quality * from_micro(world.items.quiet_rate[sku]) * post_looks_per_order;
  b.decay = tail.decay, b.power = tail.power, b.gone = b.end + to_int(until(tail, 0.02));
  return b;
}

//! What is posted about, and how much of it.
struct Content {
  std::vector<std::uint64_t> upto;  //!< running popularity
  double scale;                     //!< of posts a day
};

void add_day(WorldData& world, Params const& params, std::uint32_t channel, std::uint32_t day_number, Content const& content) {
  std::uint64_t const id = static_cast<std::uint64_t>(channel) << 32 | 0x80000000u | day_number;  // apart from SKUs, the ids of waves' draws
  std::int64_t const n = round_by(params.channels[channel].posts_per_day * content.scale, world_draw(params, Stream::world_burst, id).v[0]);
  for (std::int64_t k = 1; k <= n; ++k) {
    Draws const luck = world_draw(params, Stream::world_burst, id, static_cast<std::uint32_t>(k));
    Seconds const start = static_cast<Seconds>(day_number) * day + posting_time(luck.v[0]);
    world.bursts.push_back(post(world, params, channel, draw_sku(content.upto, luck.v[1]), start, exact_exp(post_sigma * normal(luck.v[2]))));
  }
}

Seconds up_to_tick(Seconds t, Seconds tick) { return (t + tick - 1) / tick * tick; }

}  // namespace

void add_posts(WorldData& world, Params const& params) {
  Content content{running_popularity(world), 0.0};
  if (content.upto.empty() || content.upto.back() == 0) return;
  content.scale = posts_for_one(params.world, same_sku(world, static_cast<double>(content.upto.back())));
  auto const days = static_cast<std::uint32_t>((run_length(params) + day - 1) / day);
  for (std::uint32_t c = 0; c < params.channels.size(); ++c)
    for (std::uint32_t d = 0; params.channels[c].posts_per_day > 0.0 && d < days; ++d) add_day(world, params, c, d, content);
}

std::vector<std::pair<Seconds, Seconds>> fine_windows(std::vector<Burst> const& bursts, Params const& params) {
  ClockParams const& clock = params.clock;
  std::vector<std::pair<Seconds, Seconds>> windows;
  if (clock.fine_tick <= 0 || clock.fine_tick >= clock.tick) return windows;
  Seconds const end = up_to_tick(run_length(params), clock.tick);
  for (Burst const& b : bursts) {
    if (!b.shown) continue;
    Seconds const from = std::max<Seconds>(0, b.start - clock.fine_before) / clock.tick * clock.tick;
    Seconds const to = std::min(end, up_to_tick(std::max<Seconds>(0, b.end + clock.fine_after), clock.tick));
    if (from < to) windows.emplace_back(from, to);
  }
  std::sort(windows.begin(), windows.end());
  std::size_t kept = 0;
  for (auto const& w : windows) {
    if (kept > 0 && w.first <= windows[kept - 1].second)
      windows[kept - 1].second = std::max(windows[kept - 1].second, w.second);
    else
      windows[kept++] = w;
  }
  windows.resize(kept);
  return windows;
}

std::vector<std::vector<double>> channel_traces(Params const& params) {
  std::vector<std::vector<double>> traces;
  bool driven = false;
  for (WaveParams const& wave : params.waves) driven = driven || wave.kind == WaveKind::trace;
  GS_VALIDATE(!driven || !params.trace_file.empty(), "this scenario has a wave of kind 'trace', but no trace file; give one with --trace FILE");
  if (params.trace_file.empty()) return traces;
  std::vector<double> const trace = read_trace(params.trace_file);
  std::size_t const hours = static_cast<std::size_t>((run_length(params) + hour - 1) / hour);
  traces.resize(params.channels.size());
  auto const play = [&](std::size_t channel, Seconds start) {
    std::vector<double>& out = traces[channel];
    out.assign(hours, 1.0);
    std::size_t const first = static_cast<std::size_t>(std::max<Seconds>(0, start) / hour);
    for (std::size_t h = 0; h < trace.size() && first + h < hours; ++h) out[first + h] = trace[h];
  };
  for (WaveParams const& wave : params.waves)
    if (wave.kind == WaveKind::trace && wave.channel < traces.size()) play(wave.channel, params.clock.warmup + wave.start);
  for (std::size_t c = 0; c < traces.size() && !driven; ++c) play(c, params.clock.warmup);  // a trace without a wave drives every channel
  return traces;
}

namespace {

//! SKUs that ignite: their restock is watched.
void watch_sparks(WorldData& world, Params const& params) {
  auto& t = world.watched;
  for (Burst const& b : world.bursts) {
    if (b.kind != WaveKind::longtail || std::find(t.item.begin(), t.item.end(), b.sku) != t.item.end()) continue;
    std::size_t const i = add_row(t);
    t.item[i] = b.sku, t.spark[i] = b.start;
    t.partition[i] = world.serve.partitions > 1 ? static_cast<std::uint8_t>(params.channels[b.channel].platform) : 0;
    t.sold_out[i] = t.first_made[i] = t.in_reach[i] = t.restocked[i] = never;
  }
}

}  // namespace

void make_bursts(WorldData& world, Params const& params, std::vector<std::uint32_t> const& by_rank) {
  add_waves(world, params, by_rank);
  add_posts(world, params);
  std::stable_sort(world.bursts.begin(), world.bursts.end(),
                   [](Burst const& a, Burst const& b) { return std::tie(a.start, a.channel, a.sku.v) < std::tie(b.start, b.channel, b.sku.v); });
  watch_sparks(world, params);
  world.fine = fine_windows(world.bursts, params);
  world.trace = channel_traces(params);
}

}  // namespace gs::world
