#include <algorithm>
#include "viz/panels/hands.hpp"

namespace gs::viz {
namespace {

//! Looks an hour that multiply a SKU's quiet rate of wants by `peak`, at thirteen looks a want (members.wakes_per_order).
double looks_for(Facts const& facts, std::int64_t sku, double peak) {
  if (facts.world == nullptr || sku < 0 || sku >= std::ssize(facts.world->items.quiet_rate)) return 0.0;
  double const wants_an_hour = static_cast<double>(facts.world->items.quiet_rate[static_cast<std::size_t>(sku)]) * 1e-6;
  return std::max(1.0, wants_an_hour * 13.0 * peak);
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
