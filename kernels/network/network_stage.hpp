#pragma once
//! Network: goods come in at the start of a tick, and leave for where they were ordered once orders and planning have spoken.
#include "kernels/core/kits.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class NetworkStage {
 public:
  //! Start of a tick: books everything that has arrived by now.start, and now and then drops dead rows of shipments and jobs.
  void receive(World& w);
  //! Hands components to waiting jobs (transport, kits, outside sales) and starts what they allow. Goods with no lead time are usable at
  //! once, also by the next echelon. May be called more than once in a tick.
  void ship(World& w);
  std::int64_t handled() const { return handled_; }   //!< arrivals and grants of this tick

 private:
  void refresh_arrivals(World& w);
  void drop_dead_rows(World& w);
  std::int64_t ship_once(World& w);        //!< goods that were usable at once; > 0: another echelon may go on
  void claim(World& w, std::int64_t n);
  void book(World& w, std::int64_t n);

  List due_, live_, open_, sent_;
  KitClaims kits_;
  KitScratch scratch_;
  Buffer<std::int64_t> lane_used_;         //!< grains sent in this tick, by LaneId
  Buffer<std::int64_t> at_once_;           //!< one cell: goods usable at once
  std::int64_t handled_ = 0;
};

}  // namespace gs::GS_BACKEND
