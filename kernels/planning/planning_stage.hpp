#pragma once
//! Planning: level by level from the demand side up, stock points close their forecast buckets and order what their policy asks for.
#include "kernels/core/list_where.hpp"
#include "kernels/planning/alternates.hpp"
#include "kernels/planning/bill.hpp"
#include "kernels/planning/echelon.hpp"
#include "kernels/planning/place_orders.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class PlanningStage {
 public:
  //! Costs nothing in ticks in which no policy closes a bucket or reviews.
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< stock points planned in this tick

 private:
  void prepare(World& w);           //!< once: levels, shares, bill of materials
  void refresh_policies(World& w);  //!< events may change them
  bool due(World const& w, std::size_t level, bool (*what)(PolicyRule const&, Seconds, Seconds)) const;
  Desk desk(World& w);
  void explode_signals(World& w);
  void review(World& w, std::size_t level);
  void settle_alternates(World& w, std::uint32_t first, std::int64_t points);
  void place_jobs(World& w, std::uint32_t first, std::int64_t points);
  void place_at_once(World& w, std::uint32_t first, std::int64_t points);

  std::vector<PolicyRule> rules_;
  std::vector<std::vector<std::int64_t>> points_of_;  //!< [level][policy] how many points
  Buffer<PolicyRule> policies_;
  Buffer<double> share_;   //!< of a point in the demand for its item on its echelon
  Buffer<Seconds> ahead_;  //!< how far the points it serves are covered [s]
  Bill bill_;
  Buffer<BillEdge> edges_;
  Buffer<PlannedOrder> orders_;  //!< by point of the level
  List jobs_, at_once_, alternates_;
  Buffer<std::int64_t> daily_hours_, backlog_;  //!< by market [line-s]
  Buffer<std::uint32_t> pool_, rank_;           //!< by alternate
  Buffer<std::int64_t> quantity_, grant_;
  Buffer<std::int64_t> spare_;  //!< by stock point, then market
  SettleScratch settle_;
  bool prepared_ = false, has_alternates_ = false;
  std::int64_t handled_ = 0, placed_ = 0;
};

}  // namespace gs::GS_BACKEND
