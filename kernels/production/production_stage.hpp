#pragma once
//! Production: jobs with a kit run on the hours of their market, cheapest pools first; what is finished leaves as shipments.
#include "kernels/core/list_where.hpp"
#include "kernels/production/work_hours.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class ProductionStage {
 public:
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< jobs on the market in this tick

 private:
  void prepare(World& w);  //!< once: where the pools of a market stand
  Floor floor(World& w);
  void queue(World& w, std::int64_t n);
  void send(World& w, std::int64_t n);

  List active_, finished_;
  Buffer<std::uint32_t> first_pool_, last_pool_;  //!< by market
  Buffer<Seconds> offered_, ahead_, asked_;
  Buffer<std::uint64_t> key_;
  Buffer<std::uint32_t> order_, market_;
  Buffer<std::int64_t> quantity_, before_;
  Buffer<WorkClaim> claims_;
  bool prepared_ = false;
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
