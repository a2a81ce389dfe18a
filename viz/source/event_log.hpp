#pragma once
//! What was done by hand, in order of time: applied at tick boundaries, kept through rewinds, stored as replayable lines.
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::viz {

struct LoggedEvent {
  Event event;
  Seconds applied = -1;  //!< tick boundary at which the engine took it; -1 = still ahead
};

class EventLog {
 public:
  void add(Event const& event);
  //! Events whose time has come and that were not applied yet, now marked as applied at `now`.
  std::vector<Event> due(Seconds now);
  //! A state of time `t` was loaded: what was applied at or after it is ahead again.
  void went_back_to(Seconds t);
  void remove(std::size_t k) { list_.erase(list_.begin() + static_cast<std::ptrdiff_t>(k)); }
  void replace(std::vector<LoggedEvent> list) { list_ = std::move(list); }
  std::vector<LoggedEvent> const& list() const { return list_; }
  std::vector<Event> events() const;

 private:
  std::vector<LoggedEvent> list_;  //!< ascending in event.at
};

}  // namespace gs::viz
