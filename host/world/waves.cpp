//! Waves that a scenario declares.
#include <algorithm>
#include "host/world/bursts.hpp"
#include "host/world/pull.hpp"
#include "host/world/tables.hpp"
#include "kernels/core/errors.hpp"

namespace gs::world {
namespace {

//! One occurrence of a wave, and what every burst of it needs.
struct Show {
  WorldData& world;
  Params const& params;
  WaveParams const& wave;
  Seconds start;
  std::uint32_t event;  //!< permanent key: wave number and occurrence
};

//! ln appeal = pre + live, mean of appeal 1. Only `pre` shows before the event; it holds the share rho² of the variance.
struct Appeal {
  double seen_before, total;
};
Appeal appeal_of(Show const& s, std::uint32_t sku) {
  Draws const luck = world_draw(s.params, Stream::world_burst, sku, s.event);
  double const rho2 = clamp(s.wave.preheat_visibility, 0.0, 1.0), sigma = s.wave.appeal_sigma;
  double const pre = sigma * exact_sqrt(rho2) * normal(luck.v[0]), live = sigma * exact_sqrt(1.0 - rho2) * normal(luck.v[1]);
  return {exact_exp(pre - 0.5 * sigma * sigma * rho2), exact_exp(pre + live - 0.5 * sigma * sigma)};
}

double quiet_rate(Show const& s, std::uint32_t sku) { return from_micro(s.world.items.quiet_rate[sku]); }

Burst burst_of(Show const& s, WaveKind kind, std::uint32_t sku, Seconds start, Seconds end) {
  Burst b;
  b.kind = kind, b.channel = s.wave.channel, b.start = start, b.end = b.gone = end, b.sku = ItemId(sku);
  return b;
}
void set_tail(Burst& b, Tail const& tail, double left, Seconds longest) {
  b.decay = tail.decay, b.power = tail.power;
  b.gone = b.end + std::min(longest, to_int(until(tail, left)));
}

//! What can be seen before: content that grows towards the event, as strong as its visibility.
void add_preheat(Show const& s, std::uint32_t sku, double seen_before) {
  if (s.wave.preheat <= 0) return;
  Burst b = burst_of(s, WaveKind::content, sku, s.start - s.wave.preheat, s.start);
  b.looks_per_hour = clamp(s.wave.preheat_visibility, 0.0, 1.0) * seen_before * quiet_rate(s, sku) * post_looks_per_order;
  b.rise = 0.5 * static_cast<double>(s.wave.preheat);
  s.world.bursts.push_back(b);
}

//! Links open one after another; arrivals rise in seconds and the excess dies in minutes after the link closes.
void add_livestream(Show const& s, std::vector<std::uint32_t> const& skus) {
  Seconds const links = std::max<Seconds>(1, s.wave.skus);  // of the reference world; larger ones show several at once in rooms side by side
  for (std::size_t i = 0; i < skus.size(); ++i) {
    std::uint32_t const sku = skus[i];
    Seconds const k = static_cast<Seconds>(i) % links;
    Appeal const appeal = appeal_of(s, sku);
    add_preheat(s, sku, appeal.seen_before);
    Burst b = burst_of(s, WaveKind::livestream, sku, s.start + s.wave.duration * k / links, s.start + s.wave.duration * (k + 1) / links);
    b.looks_per_hour = s.wave.peak * appeal.total * quiet_rate(s, sku) * live_looks_per_order;
    b.rise = s.wave.rise;
    set_tail(b, {s.wave.decay_minutes * 60.0, s.wave.decay_power}, 0.005, day);
    b.live_bonus = s.params.choice.live_bonus, b.discount = s.wave.discount, b.shown = true;
    s.world.bursts.push_back(b);
  }
}

//! Everything at once, at a cut price, after a preheat.
void add_festival(Show const& s, std::vector<std::uint32_t> const& skus) {
  for (std::uint32_t const sku : skus) {
    Appeal const appeal = appeal_of(s, sku);
    add_preheat(s, sku, appeal.seen_before);
    Burst b = burst_of(s, WaveKind::festival, sku, s.start, s.start + s.wave.duration);
    b.looks_per_hour = s.wave.peak * appeal.total * quiet_rate(s, sku) * live_looks_per_order;
    b.rise = s.wave.rise;
    set_tail(b, {s.wave.decay_minutes * 60.0, s.wave.decay_power}, 0.005, day);
    b.discount = s.wave.discount, b.deposit = s.wave.deposit, b.shown = true;
    s.world.bursts.push_back(b);
  }
}

//! Word of mouth is made likelier, people are asked to share, and content follows. The engine halves the boost four times until `gone`.
void add_cascade(Show const& s, std::vector<std::uint32_t> const& skus) {
  CascadeParams const& c = s.params.cascade;
  double const usual = static_cast<double>(c.contacts) * c.see * c.share;
  for (std::uint32_t const sku : skus) {
    Burst b = burst_of(s, s.wave.kind, sku, s.start, s.start + s.wave.duration);
    b.looks_per_hour = s.wave.peak * appeal_of(s, sku).total * quiet_rate(s, sku) * post_looks_per_order;
    b.rise = s.wave.rise;
    set_tail(b, halving(s.wave.half_life), 0.02, 365 * day);
    b.gone = std::max(b.end, s.start + 4 * s.wave.half_life);
    b.seeds = round_near(static_cast<double>(s.wave.seeds) * world_size(s.params)), b.discount = s.wave.discount;
    b.share_boost = s.wave.r0 > 0.0 && usual > 0.0 ? s.wave.r0 / usual : 1.0;
    s.world.bursts.push_back(b);
  }
}

void add_content(Show const& s, std::vector<std::uint32_t> const& skus) {
  for (std::uint32_t const sku : skus) {
    Burst b = burst_of(s, WaveKind::content, sku, s.start, s.start + s.wave.duration);
    b.looks_per_hour = s.wave.peak * appeal_of(s, sku).total * quiet_rate(s, sku) * post_looks_per_order;
    b.rise = s.wave.rise, b.discount = s.wave.discount;
    set_tail(b, halving(s.params.channels[s.wave.channel].post_life), 0.02, 365 * day);
    s.world.bursts.push_back(b);
  }
}

//! Fake carts and no wants.
void add_noise(Show const& s, std::vector<std::uint32_t> const& skus) {
  for (std::uint32_t const sku : skus) {
    Burst b = burst_of(s, WaveKind::noise, sku, s.start, s.start + s.wave.duration);
    b.bots_per_hour = s.wave.bots * quiet_rate(s, sku) / orders_per_cart;
    s.world.bursts.push_back(b);
  }
}

//! `skus` neighbours in popularity, beginning at the quantile `first_rank`. A show features the same share of any catalogue: its number
//! grows with the world beyond the reference and shrinks below it, but never under one.
std::vector<std::uint32_t> featured(WaveParams const& wave, std::vector<std::uint32_t> const& by_rank, double size) {
  std::size_t const scaled = static_cast<std::size_t>(round_near(static_cast<double>(wave.skus) * size));
  std::size_t const n = std::clamp<std::size_t>(scaled, 1, by_rank.size());
  std::size_t const first = static_cast<std::size_t>(round_near(clamp(wave.first_rank, 0.0, 1.0) * static_cast<double>(by_rank.size() - n)));
  return {by_rank.begin() + static_cast<std::ptrdiff_t>(first), by_rank.begin() + static_cast<std::ptrdiff_t>(first + n)};
}

void add_occurrence(Show const& s, std::vector<std::uint32_t> const& skus) {
  switch (s.wave.kind) {
    case WaveKind::livestream:
      return add_livestream(s, skus);
    case WaveKind::festival:
      return add_festival(s, skus);
    case WaveKind::cascade:
    case WaveKind::longtail:
      return add_cascade(s, skus);
    case WaveKind::content:
      return add_content(s, skus);
    case WaveKind::noise:
      return add_noise(s, skus);
    default:
      return;  // a trace is no burst: see channel_traces
  }
}

}  // namespace

void add_waves(WorldData& world, Params const& params, std::vector<std::uint32_t> const& by_rank) {
  for (std::size_t i = 0; i < params.waves.size(); ++i) {
    WaveParams const& wave = params.waves[i];
    GS_VALIDATE(wave.channel < params.channels.size(), "wave '" + wave.name + "' comes on channel " + std::to_string(wave.channel) +
                                                           ", but there are " + std::to_string(params.channels.size()) +
                                                           "; declare that channel or name another");
    if (by_rank.empty()) continue;
    std::vector<std::uint32_t> const skus = featured(wave, by_rank, world_size(params));
    if (wave.design_time > 0)
      for (std::uint32_t const sku : skus) world.items.launch[sku] = params.clock.warmup + wave.start + wave.design_time;
    std::int64_t const times = wave.repeat > 0 ? std::max<std::int64_t>(1, wave.times) : 1;
    for (std::int64_t k = 0; k < times; ++k) {
      Seconds const start = params.clock.warmup + wave.start + k * wave.repeat;
      if (start >= run_length(params) || start + wave.duration <= 0) continue;
      add_occurrence({world, params, wave, start, static_cast<std::uint32_t>(i << 16 | static_cast<std::size_t>(k))}, skus);
    }
  }
}

}  // namespace gs::world
