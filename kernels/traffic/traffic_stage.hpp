#pragma once
//! Traffic: what the media do to attention in this tick, and what the market is seen to do in return.
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class TrafficStage {
 public:
  void run(World& w);
  //! Bursts injected while running join the schedule. They stay sorted by start.
  void add_burst(World& w, Burst const& burst);
  //! Back to the schedule a world came with: before a state of another time is loaded.
  void forget_added(World& w);

 private:
  void collect_bursts(World& w);
  void press(World& w);
  void refresh_market(World& w);
  void start_bursts(World& w);
  void seed(World& w, Burst const& burst);

  std::vector<Burst> added_;
  std::size_t first_ = 0;  //!< bursts before this one are over
  std::vector<std::size_t> active_;
  std::vector<Slot> slots_;
  std::vector<Deal> deals_;
};

}  // namespace gs::GS_BACKEND
