#pragma once
//! A simulation that runs while one looks. Everything is its `Simulation`'s; this side collects what it sends.
#include <string>
#include "viz/source/simulation.hpp"
#include "viz/source/source.hpp"

namespace gs::viz {

class LiveSource final : public Source {
 public:
  LiveSource(Facts facts, Simulation::MakeEngine make, SimulationOptions options = {});
  Kind kind() const override { return Kind::live; }
  bool update() override;
  LiveSource* live() override { return this; }
  std::shared_ptr<Deep const> deep(Seconds) const override { return deep_; }
  Simulation* engine_at(Seconds) override { return &simulation_; }
  std::vector<Event> events() const override;
  std::string trouble() const override { return status_.error; }

  Simulation& simulation() { return simulation_; }
  SimulationStatus const& status() const { return status_; }  //!< as of the last update()
  //! What the last rewind left behind, until it is taken: the future that will not be.
  std::unique_ptr<HistorySource> take_left_behind() { return std::move(left_behind_); }

 private:
  Simulation simulation_;
  SimulationStatus status_;
  std::shared_ptr<Deep const> deep_;
  std::unique_ptr<HistorySource> left_behind_;
};

}  // namespace gs::viz
