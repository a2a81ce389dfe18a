#pragma once
//! Planning: level by level from the demand side up, stock points close their forecast buckets and order what their policy asks for.
#include "kernels/core/list_where.hpp"
#include "kernels/planning/policy_rule.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class PlanningStage {
 public:
  //! Costs nothing in ticks in which no policy closes a bucket or reviews.
  void run(World& w);
  std::int64_t handled() const { return handled_; }   //!< stock points planned in this tick

 private:
  void prepare(World& w);                  //!< once, and when a policy has changed: rules, levels, shares, bill of materials
  void upload_policies(World& w);
  void explode_signals(World& w);
  void plan_level(World& w, std::size_t level);
  void place_jobs(World& w, std::int64_t n);
  void place_at_once(World& w, std::int64_t n);   //!< bought from outside, or handed back (negative): no job waits for anything

  std::vector<PolicyRule> rules_;
  std::vector<std::vector<std::int64_t>> points_of_;   //!< [level][policy] how many points
  Buffer<PolicyRule> policies_;
  Buffer<double> share_;                   //!< of a point in its item and echelon
  std::vector<std::int64_t> bill_first_;   //!< edges of the item bill of materials by depth
  Buffer<BillEdge> bill_;
  Buffer<PlannedOrder> orders_;            //!< by point of the level
  List jobs_, at_once_;
  bool prepared_ = false;
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
