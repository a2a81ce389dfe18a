#pragma once
//! Orders: place, reserve, wait, send, deliver, take back. Backlog and new orders claim the same stock in order of age.
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {

struct Dock;
struct DockRoom;
struct LaneOthers;
enum class DockRound : std::uint8_t;

class OrdersStage {
 public:
  //! What may be promised in this tick, and what is empty; before members look.
  void open_shelf(World& w);
  //! Due events, new orders, claims on stock, parcels sent.
  void run(World& w);
  std::int64_t handled() const { return handled_; }  //!< order events so far

 private:
  void quote(World& w);
  void advance(World& w);
  void place(World& w);
  void allocate(World& w);
  void confirm(World& w);
  void send(World& w);
  void inspect_returns(World& w);
  void settle_dock(World& w, Dock const& dock, DockRound round, DockRoom const& room);
  void note_queues(World& w, Dock const& dock, std::int64_t n, LaneOthers const& others);
  void compact(World& w);

  std::int64_t first_new_ = 0;    //!< slot of this tick's first new order
  std::vector<Seconds> reviews_;  //!< by policy: when its next review is [s]
  List new_;                      //!< [new order] the woken member it is of
  Buffer<std::int64_t> benches_;  //!< one cell
  std::int64_t handled_ = 0, kept_ = 0;
};

}  // namespace gs::GS_BACKEND
