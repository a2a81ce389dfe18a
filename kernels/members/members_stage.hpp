#pragma once
//! Members: who wakes in this tick, and what those awake do. Cost follows activity; the rest is not touched.
#include "kernels/members/visit_some.hpp"
#include "kernels/members/wake.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class MembersStage {
 public:
  void run(World& w);
  std::int64_t bytes() const;

 private:
  void sample(World& w);
  void call_due(World& w);
  void list_awake(World& w);
  void visit(World& w);
  void remind_carts(World& w);
  void spread_shares(World& w);
  void forget_done(World& w);

  // In scratch memory, for the length of a tick.
  std::uint64_t* natural_ = nullptr;   //!< a bit a member
  List due_;                           //!< reminders
  std::uint64_t* due_keys_ = nullptr;  //!< of these: the member
  DueNote* due_notes_ = nullptr;
  Outbox out_;

  Buffer<std::uint64_t> called_;  //!< a bit a member; 0 between ticks
  std::int64_t kept_ = 0;         //!< reminders that were ahead at the last compaction
  Buffer<std::int64_t> hash_cells_;
  Buffer<std::uint32_t> guides_;  //!< search, then feed: [2^guide_bits + 1] each
  Buffer<double> quantiles_;
};

}  // namespace gs::GS_BACKEND
