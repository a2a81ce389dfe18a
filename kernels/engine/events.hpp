#pragma once
//! Changes from outside, applied at a tick boundary. They are part of the saved state and of the hash.
#include "kernels/engine/engine.hpp"
#include "kernels/engine/outage_book.hpp"
#include "kernels/state/world.hpp"
#include "kernels/traffic/traffic_stage.hpp"

namespace gs::GS_BACKEND {

class Events {
 public:
  void add(World const& w, Event const& event);  //!< throws ConfigError when it names something that is not there
  void apply_due(World& w, TrafficStage& traffic, OutageBook& outages);
  std::uint64_t hash() const { return hash_; }
  void save(StateSink& sink) const;
  void load(World& w, TrafficStage& traffic, StateSource& source);

 private:
  void apply(World& w, TrafficStage& traffic, OutageBook& outages, Event const& event);
  std::vector<Event> ahead_;   //!< sorted by time, first come first
  std::vector<Event> bursts_;  //!< injected bursts already in the schedule: a resumed run needs them
  std::uint64_t hash_ = 0;
};

}  // namespace gs::GS_BACKEND
