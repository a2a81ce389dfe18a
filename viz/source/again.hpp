#pragma once
//! A file's run done again up to where one looks, for what no file can hold: any member, any order, all of the stock. Every tick is compared
//! with the file's state hash, so what is shown is what was, or it says that it is not.
#include <string>
#include "viz/source/simulation.hpp"

namespace gs::viz {

class Again {
 public:
  Again(Facts const& facts, Simulation::MakeEngine make, std::vector<Event> const& events);

  void go_to(Seconds t);
  //! Takes what has arrived and compares it; once a frame.
  void update(Rows const& recorded);
  bool going() const { return status_.going_to.has_value() || !asked_; }
  //! Stands at the tick that the file's rows show for `t`.
  bool stands_at(Seconds row_time) const { return asked_ && !going() && status_.now == row_time && status_.error.empty(); }
  Seconds now() const { return status_.now; }
  std::shared_ptr<Deep const> deep() const { return deep_; }
  Simulation& simulation() { return simulation_; }
  std::int64_t compared() const { return compared_; }  //!< ticks whose hash was that of the file
  Seconds differs_from() const { return differs_; }    //!< first tick whose hash was another one; `never` = none
  std::string const& error() const { return status_.error; }

 private:
  Simulation simulation_;
  SimulationStatus status_;
  std::shared_ptr<Deep const> deep_;
  bool asked_ = false;
  Seconds goal_ = -1;
  std::int64_t compared_ = 0;
  Seconds differs_ = never;
};

}  // namespace gs::viz
