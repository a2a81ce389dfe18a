#pragma once
//! Planning: level by level from the demand side up, stock points close their forecast buckets and order what their policy asks for.
#include "kernels/core/list_where.hpp"
#include "kernels/planning/bill.hpp"
#include "kernels/planning/early_warning.hpp"
#include "kernels/planning/echelon.hpp"
#include "kernels/planning/order_splitter.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class PlanningStage {
 public:
  //! Costs nothing in ticks in which no policy closes a bucket or reviews, no decision leaves and nothing is watched.
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< stock points planned in this tick

 private:
  //! What is known of a level once and for all.
  struct LevelFacts {
    std::uint32_t first;
    std::int64_t points;
    std::vector<std::int64_t> of_policy;  //!< points by policy
    std::int64_t slots;                   //!< recipes a point may have
    bool fixed;                           //!< some levels come from outside
  };

  void prepare(World& w);           //!< once: levels, shares, bill of materials, recipes
  void refresh_policies(World& w);  //!< events may change them
  void read_clock(World& w);        //!< what falls due in this tick
  void watch(World& w);             //!< lever 2
  void release(World& w);           //!< lever 22
  bool due(LevelFacts const& level, bool PolicyNow::*what) const;
  Desk desk(World& w);
  Level view(World& w, std::size_t level);
  void explode_signals(World& w);
  void widen(World& w, std::size_t level);
  void sweep(World& w, std::size_t level);
  void place(World& w, LevelFacts const& level, OrderRuns const& runs);

  std::vector<PolicyRule> rules_;
  std::vector<PolicyNow> now_;
  std::vector<LevelFacts> levels_;
  Buffer<PolicyNow> policies_;
  Buffer<double> spark_weight_, own_share_;
  Buffer<double> direct_share_;  //!< by point; only where deposits are planned for
  Buffer<Micro> told_mean_;      //!< by point; only where forecasts are shared
  Bill bill_;
  Buffer<BillEdge> edges_;
  Buffer<std::uint8_t> alarm_;  //!< by item; only with early warning
  Buffer<std::int64_t> crowd_;  //!< as CountCrowd, and alarms
  Buffer<std::int64_t> too_much_;
  OrderSplitter splitter_;
  bool prepared_ = false, fresh_ = true, alarmed_ = false, delays_ = false, tells_ = false;
  std::int64_t handled_ = 0, placed_ = 0;
};

}  // namespace gs::GS_BACKEND
