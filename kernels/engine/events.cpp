#include "kernels/engine/events.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"

namespace gs::GS_BACKEND {
namespace {

template <class T>
void set_cell(Buffer<T>& cells, std::uint32_t at, T value) {
  to_device(cells.data() + at, &value, sizeof(T));
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
    default:
      return 0;
  }
}

}  // namespace

void Events::add(World const& w, Event const& event) {
  GS_VALIDATE(event.kind < Event::Kind::set_lever, "event: levers cannot be switched while a run goes on yet; start a run with another --design");
  std::int64_t const limit = limit_of(w, event.kind), what = event.kind == Event::Kind::burst ? event.burst.sku.at() : event.what;
  GS_VALIDATE(what >= 0 && what < limit, "event: it names number " + std::to_string(what) + ", but there are only " + std::to_string(limit));
  GS_VALIDATE(event.at >= w.now.end,
              "event: it is at " + std::to_string(event.at) + " s, but the run is already at " + std::to_string(w.now.end) + " s");
  auto const place = std::upper_bound(ahead_.begin(), ahead_.end(), event, [](Event const& a, Event const& b) { return a.at < b.at; });
  ahead_.insert(place, event);
}

void Events::apply_due(World& w, TrafficStage& traffic) {
  while (!ahead_.empty() && ahead_.front().at <= w.now.start) {
    apply(w, traffic, ahead_.front());
    ahead_.erase(ahead_.begin());
  }
}

void Events::apply(World& w, TrafficStage& traffic, Event const& e) {
  hash_ = mix64(hash_ ^ (static_cast<std::uint64_t>(e.kind) << 56) ^ (static_cast<std::uint64_t>(e.what) << 20) ^
                static_cast<std::uint64_t>(e.value) ^ static_cast<std::uint64_t>(w.now.start));
  switch (e.kind) {
    case Event::Kind::burst: {
      Burst b = e.burst;
      b.start = std::max(b.start, w.now.start);
      traffic.add_burst(w, b);
      bursts_.push_back(e);
      bursts_.back().burst = b;
      break;
    }
    case Event::Kind::close_site:
      set_cell(w.site_open, e.what, std::uint8_t{0});
      break;
    case Event::Kind::open_site:
      set_cell(w.site_open, e.what, std::uint8_t{1});
      break;
    case Event::Kind::supplier_down:
      set_cell(w.supplier_up, e.what, std::uint8_t{0});
      break;
    case Event::Kind::supplier_up:
      set_cell(w.supplier_up, e.what, std::uint8_t{1});
      break;
    case Event::Kind::add_hours: {
      Seconds const extra = e.value * hour / day;  // hours a day -> line-seconds an hour
      w.grow_lines(PoolId(e.what), supplier_lines(w, PoolId(e.what)) + (extra + hour - 1) / hour);
      to_device(w.hours.view().extra.p + e.what, &extra, sizeof(extra));
      break;
    }
    default:
      break;
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
  for (Event const& e : bursts_) traffic.add_burst(w, e.burst);
}

}  // namespace gs::GS_BACKEND
