#include "viz/source/event_log.hpp"
#include <algorithm>

namespace gs::viz {

void EventLog::add(Event const& event) {
  auto const at = std::upper_bound(list_.begin(), list_.end(), event.at, [](Seconds t, LoggedEvent const& e) { return t < e.event.at; });
  list_.insert(at, {event, -1});
}

//! Handed over with the present as their time: an engine applies an event at the first tick boundary at or after it, which is now.
std::vector<Event> EventLog::due(Seconds now) {
  std::vector<Event> ready;
  for (LoggedEvent& e : list_) {
    if (e.applied >= 0 || e.event.at > now) continue;
    e.applied = now;
    ready.push_back(e.event);
    ready.back().at = now;
  }
  return ready;
}

void EventLog::went_back_to(Seconds t) {
  for (LoggedEvent& e : list_)
    if (e.applied >= t) e.applied = -1;
}

std::vector<Event> EventLog::events() const {
  std::vector<Event> all;
  for (LoggedEvent const& e : list_) all.push_back(e.event);
  return all;
}

}  // namespace gs::viz
