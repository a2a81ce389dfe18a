#pragma once
//! Network: goods come in at the start of a tick, and leave for where they were ordered once orders and planning have spoken.
#include "kernels/core/kits.hpp"
#include "kernels/network/book_grant.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class NetworkStage {
 public:
  //! Start of a tick: books everything that has arrived by now.start, and now and then drops dead rows of shipments and jobs.
  void receive(World& w);
  //! Hands components to waiting jobs (transport, kits, outside sales) and starts what they allow. Goods with no lead time are usable at
  //! once, also by the next echelon. May be called more than once in a tick.
  void ship(World& w);
  //! Outside customers whose quoted wait is over leave, where their recipe says so. After `ship`, so that who can be served is.
  void let_go(World& w);
  //! End of a tick: goods whose transit stands still (lever 21) are no nearer than before. Costs nothing where none does.
  void stand_still(World& w);
  std::int64_t handled() const { return handled_; }  //!< arrivals and grants of this tick

 private:
  void prepare(World& w);  //!< once: what the recipes can ask for
  void drop_dead_rows(World& w);
  void watch_stock(World& w);
  void count_cycles(World& w, std::uint32_t const* due, std::int64_t n);  //!< of the n arrivals that are due, before they are booked
  bool ship_once(World& w);                                               //!< true: something was usable at once, so another echelon may go on
  Yard yard(World& w);
  Books books(World& w);
  KitClaims claim(World& w, std::int64_t* stock);
  bool send(World& w, std::int64_t n);

  List open_;                        //!< jobs that ask for kits now
  std::int64_t* grant_ = nullptr;    //!< of these [grains]
  Buffer<std::int64_t> lane_used_;   //!< grains sent in this tick, by LaneId
  Buffer<std::int64_t> at_once_;     //!< one cell: goods usable at once
  Buffer<std::uint64_t> receiving_;  //!< [point / 64]; no bit set between ticks
  std::int64_t handled_ = 0;
  Buffer<std::uint32_t> watched_points_;  //!< where ignited SKUs stand
  Buffer<std::int64_t> watched_there_;    //!< [watched] units somebody could still get
  bool prepared_ = false, simple_kits_ = false, bounded_lanes_ = false, instant_ = false, losing_ = false;
};

}  // namespace gs::GS_BACKEND
