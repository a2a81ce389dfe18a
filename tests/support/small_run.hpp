#pragma once
//! A drill of a second: every stage at work, a show, a site closed and a supplier down on the way.
#include <filesystem>
#include <string>
#include "host/config/config.hpp"
#include "host/run/runner.hpp"

namespace gs::test {

inline config::Request small_request(std::string const& design, std::int64_t members = 3000) {
  config::Request ask;
  ask.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  ask.scenario = "livestream_pulse";
  ask.design = design;
  ask.members = members;
  ask.days = 6.0;
  ask.sets = {"clock.warmup=6 d", "wave.show.start=2 d 20 h"};
  ask.threads = 1;
  return ask;
}

inline run::RunRequest small_run(std::string const& design, std::filesystem::path const& output, std::int64_t members = 3000) {
  config::Resolved const r = config::load(small_request(design, members));
  run::RunRequest q;
  q.params = r.params;
  q.labels = {r.scenario, r.design, r.world, r.text, r.sha256, "test"};
  q.backend = run::Backend::cpu;
  q.output = output;
  return q;
}

//! A site closed for a day, a supplier down, and a burst of attention that is still ahead when a run stops early.
inline std::vector<Event> small_events() {
  std::vector<Event> events(4);
  events[0].at = 2 * day, events[0].kind = Event::Kind::close_site, events[0].what = 0;
  events[1].at = 3 * day, events[1].kind = Event::Kind::open_site, events[1].what = 0;
  events[2].at = 4 * day, events[2].kind = Event::Kind::supplier_down, events[2].what = 1;
  Event& show = events[3];
  show.at = 9 * day, show.kind = Event::Kind::burst;
  Burst& b = show.burst;
  b.kind = WaveKind::livestream, b.start = show.at, b.end = show.at + hour, b.gone = b.end + 2 * day, b.sku = ItemId(2);
  b.looks_per_hour = 2000.0, b.rise = 30.0, b.decay = 234.0, b.power = 1.05, b.live_bonus = 0.8, b.shown = true;
  return events;
}

}  // namespace gs::test
