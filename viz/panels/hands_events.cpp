#include <algorithm>
#include "kernels/state/member_traits.hpp"
#include "viz/panels/hands.hpp"

namespace gs::viz {
namespace {

//! Looks that a want takes on a quiet day: all looks over all wants.
double looks_a_want(WorldData const& world) {
  double looks = 0.0, wants = 0.0;
  for (std::uint16_t const c : world.block_class) looks += world.class_rate[c] * static_cast<double>(block_members);
  for (std::int64_t const rate : world.items.quiet_rate) wants += static_cast<double>(rate) * 1e-6;
  return wants > 0.0 ? looks / wants : 1.0;
}

//! Looks an hour that multiply a SKU's quiet rate of wants by `peak`.
double looks_for(Facts const& facts, std::int64_t sku, double peak) {
  if (facts.world == nullptr || sku < 0 || sku >= std::ssize(facts.world->items.quiet_rate)) return 0.0;
  double const wants_an_hour = static_cast<double>(facts.world->items.quiet_rate[static_cast<std::size_t>(sku)]) * 1e-6;
  return std::max(1.0, wants_an_hour * looks_a_want(*facts.world) * peak);
}

}  // namespace

Event livestream(Facts const& facts, std::int64_t sku, std::uint32_t channel, std::int64_t minutes, double peak) {
  Event e;
  e.kind = Event::Kind::burst;
  e.burst.kind = WaveKind::livestream;
  e.burst.sku = ItemId(static_cast<std::uint32_t>(sku));
  e.burst.channel = channel;
  e.burst.end = minutes * minute;
  e.burst.gone = e.burst.end + 2 * day;
  e.burst.looks_per_hour = looks_for(facts, sku, peak);
  e.burst.rise = 30.0, e.burst.decay = 234.0, e.burst.power = 1.05;
  e.burst.live_bonus = 0.8;
  e.burst.shown = true;
  return e;
}

Event ignite(Facts const& facts, std::int64_t sku, std::int64_t seeds) {
  Event e;
  e.kind = Event::Kind::burst;
  e.burst.kind = WaveKind::longtail;
  e.burst.sku = ItemId(static_cast<std::uint32_t>(sku));
  e.burst.end = 3 * day;
  e.burst.gone = 6 * day;
  e.burst.looks_per_hour = looks_for(facts, sku, 5.0);
  e.burst.rise = 3600.0, e.burst.decay = 86400.0, e.burst.power = 1.05;
  e.burst.share_boost = 1.5;
  e.burst.seeds = seeds;
  return e;
}

std::vector<Event> region_events(Facts const& facts, std::uint32_t region, bool close) {
  std::vector<Event> all;
  if (facts.world == nullptr) return all;
  auto const& sites = facts.world->sites;
  for (std::uint32_t i = 0; i < sites.region.size(); ++i) {
    bool const local = sites.kind[i] == SiteKind::regional || sites.kind[i] == SiteKind::micro;
    if (!local || sites.region[i] != region) continue;
    Event e;
    e.kind = close ? Event::Kind::close_site : Event::Kind::open_site;
    e.what = i;
    all.push_back(e);
  }
  return all;
}

Event supplier_event(std::int64_t supplier, bool down) {
  Event e;
  e.kind = down ? Event::Kind::supplier_down : Event::Kind::supplier_up;
  e.what = static_cast<std::uint32_t>(supplier);
  return e;
}

Event hours_event(std::int64_t pool, std::int64_t hours_a_day) {
  Event e;
  e.kind = Event::Kind::add_hours;
  e.what = static_cast<std::uint32_t>(pool);
  e.value = hours_a_day;
  return e;
}

}  // namespace gs::viz
