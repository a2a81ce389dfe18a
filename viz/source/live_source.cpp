#include "viz/source/live_source.hpp"
#include <utility>

namespace gs::viz {

LiveSource::LiveSource(Facts facts, Simulation::MakeEngine make, SimulationOptions options)
    : Source(std::move(facts)), simulation_(facts_, std::move(make), options) {
  status_.end = facts_.end();
}

bool LiveSource::update() {
  SimulationStatus const before = std::exchange(status_, simulation_.status());
  Parcel parcel = simulation_.take();
  if (parcel.cut && *parcel.cut < rows_.last_time()) {
    left_behind_ = std::make_unique<HistorySource>(facts_, rows_, events(), deep_);
    rows_.cut_after(*parcel.cut);
    deep_.reset();
  }
  for (SeriesBlock const& block : parcel.blocks) rows_.append(block);
  if (parcel.deep) deep_ = std::move(parcel.deep);
  return parcel.cut || !parcel.blocks.empty() || before.playing != status_.playing || before.ready != status_.ready;
}

std::vector<Event> LiveSource::events() const {
  std::vector<Event> all;
  for (LoggedEvent const& e : status_.log) all.push_back(e.event);
  return all;
}

}  // namespace gs::viz
