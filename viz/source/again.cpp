#include "viz/source/again.hpp"
#include <algorithm>

namespace gs::viz {
namespace {
//! States to go back to are for a few looks only, beside what else runs here.
SimulationOptions modest() {
  SimulationOptions o;
  o.checkpoint_budget = std::int64_t{1} << 29;
  return o;
}
}  // namespace

Again::Again(Facts const& facts, Simulation::MakeEngine make, std::vector<Event> const& events) : simulation_(facts, std::move(make), modest()) {
  for (Event const& e : events) simulation_.inject(e, false);
  simulation_.want_deep(true);
}

void Again::go_to(Seconds t) {
  if (t == goal_) return;
  goal_ = t, asked_ = false;
  deep_.reset();
  simulation_.go_to(t);
}

void Again::update(Rows const& recorded) {
  status_ = simulation_.status();
  Parcel parcel = simulation_.take();
  for (SeriesBlock const& block : parcel.blocks)
    for (std::size_t k = 0; k < block.time.size(); ++k) {
      std::int64_t const r = recorded.row_at(block.time[k]);
      if (r < 0 || recorded.time(r) != block.time[k]) continue;
      if (recorded.hash(r) == block.state_hash[k])
        ++compared_;
      else
        differs_ = std::min(differs_, block.time[k]);
    }
  asked_ = asked_ || status_.now == goal_ || status_.finished || !status_.error.empty();
  if (parcel.deep) deep_ = std::move(parcel.deep);
}

}  // namespace gs::viz
