#include "kernels/engine/events.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr std::int64_t most_hours = 24 * 100'000;  //!< that one event may add to a pool or take from it [h/d]

std::int64_t regions_of(World const& w) {
  auto const region = w.sites.download().region;
  return region.empty() ? 0 : *std::max_element(region.begin(), region.end()) + std::int64_t{1};
}

std::int64_t supplier_lines(World const& w, PoolId pool) {
  auto const suppliers = w.suppliers.download();
  std::int64_t lines = 0;
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s) lines += suppliers.pool[s] == pool ? suppliers.lines[s] : 0;
  return lines;
}

std::int64_t limit_of(World const& w, Event::Kind kind) {
  switch (kind) {
    case Event::Kind::burst:
      return w.skus;
    case Event::Kind::close_site:
    case Event::Kind::open_site:
      return w.sites.size();
    case Event::Kind::supplier_down:
    case Event::Kind::supplier_up:
      return w.suppliers.size();
    case Event::Kind::add_hours:
      return w.pools.size();
    case Event::Kind::close_region:
    case Event::Kind::open_region:
      return regions_of(w);
    case Event::Kind::lane_down:
    case Event::Kind::lane_up:
    case Event::Kind::lane_slow:
      return w.lanes.size();
    case Event::Kind::material_down:
    case Event::Kind::material_up:
      return w.items.size();
    default:
      return 0;
  }
}

//! What an event takes down or puts right.
OutageOf thing_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::supplier_down:
    case Event::Kind::supplier_up:
      return OutageOf::supplier;
    case Event::Kind::close_region:
    case Event::Kind::open_region:
      return OutageOf::region;
    case Event::Kind::lane_down:
    case Event::Kind::lane_up:
    case Event::Kind::lane_slow:
      return OutageOf::lane;
    case Event::Kind::material_down:
    case Event::Kind::material_up:
      return OutageOf::material;
    default:
      return OutageOf::site;
  }
}

void apply_outage(World& w, OutageBook& book, Event const& e) {
  using Kind = Event::Kind;
  bool const ends = e.kind == Kind::open_site || e.kind == Kind::supplier_up || e.kind == Kind::open_region || e.kind == Kind::lane_up ||
                    e.kind == Kind::material_up || (e.kind == Kind::lane_slow && e.value <= 100);
  if (ends) return book.end(w, thing_of(e.kind), e.what, w.now.start);
  Outage outage;
  outage.what = thing_of(e.kind);
  outage.id = e.what;
  if (e.kind == Kind::lane_slow) {
    outage.left = 100;
    outage.slow = static_cast<std::uint32_t>(std::min<std::int64_t>(e.value, 100'000));
  }
  book.begin(w, outage, w.now.start);
}

}  // namespace

void Events::add(World const& w, Event const& event) {
  GS_VALIDATE(event.kind != Event::Kind::set_lever, "event: levers cannot be switched while a run goes on yet; start a run with another --design");
  GS_VALIDATE(event.kind != Event::Kind::add_hours || (event.value >= -most_hours && event.value <= most_hours),
              "event: " + std::to_string(event.value) + " h a day are more than " + std::to_string(most_hours / 24) + " lines");
  std::int64_t const limit = limit_of(w, event.kind), what = event.kind == Event::Kind::burst ? event.burst.sku.at() : event.what;
  GS_VALIDATE(what >= 0 && what < limit, "event: it names number " + std::to_string(what) + ", but there are only " + std::to_string(limit));
  GS_VALIDATE(event.at >= w.now.end,
              "event: it is at " + std::to_string(event.at) + " s, but the run is already at " + std::to_string(w.now.end) + " s");
  auto const place = std::upper_bound(ahead_.begin(), ahead_.end(), event, [](Event const& a, Event const& b) { return a.at < b.at; });
  ahead_.insert(place, event);
}

void Events::apply_due(World& w, TrafficStage& traffic, OutageBook& outages) {
  while (!ahead_.empty() && ahead_.front().at <= w.now.start) {
    apply(w, traffic, outages, ahead_.front());
    ahead_.erase(ahead_.begin());
  }
}

void Events::apply(World& w, TrafficStage& traffic, OutageBook& outages, Event const& e) {
  hash_ = mix64(hash_ ^ (static_cast<std::uint64_t>(e.kind) << 56) ^ (static_cast<std::uint64_t>(e.what) << 20) ^
                static_cast<std::uint64_t>(e.value) ^ static_cast<std::uint64_t>(w.now.start));
  if (e.kind == Event::Kind::burst) {
    Burst b = e.burst;
    b.start = std::max(b.start, w.now.start);
    traffic.add_burst(w, b);
    bursts_.push_back(e);
    bursts_.back().burst = b;
  } else if (e.kind == Event::Kind::add_hours) {
    Seconds const extra = e.value * (hour * hour / day);  // hours a day -> line-seconds an hour
    w.grow_lines(PoolId(e.what), supplier_lines(w, PoolId(e.what)) + (extra + hour - 1) / hour);
    to_device(w.hours.view().extra.p + e.what, &extra, sizeof(extra));
  } else {
    apply_outage(w, outages, e);
  }
}

void Events::save(StateSink& sink) const {
  static_assert(std::is_trivially_copyable_v<Event>);
  sink.column("events.ahead", "1", ahead_.data(), std::ssize(ahead_), sizeof(Event));
  sink.column("events.bursts", "1", bursts_.data(), std::ssize(bursts_), sizeof(Event));
  sink.column("events.hash", "1", &hash_, 1, 8);
}

void Events::load(World& w, TrafficStage& traffic, StateSource& source) {
  auto const get = [&source](char const* name, std::vector<Event>& v) {
    std::int64_t const n = source.count(name);
    GS_VALIDATE(n >= 0, std::string("checkpoint: '") + name + "' is missing");
    v.resize(static_cast<std::size_t>(n));
    source.column(name, v.data(), n, sizeof(Event));
  };
  get("events.ahead", ahead_);
  get("events.bursts", bursts_);
  GS_VALIDATE(source.count("events.hash") == 1, "checkpoint: 'events.hash' is missing");
  source.column("events.hash", &hash_, 1, 8);
  traffic.forget_added(w);
  for (Event const& e : bursts_) traffic.add_burst(w, e.burst);
}

}  // namespace gs::GS_BACKEND
