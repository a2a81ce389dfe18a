#pragma once
//! Members: who wakes in this tick, and what those awake do. Cost follows activity; the rest is not touched.
#include "kernels/members/visit.hpp"
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

  Buffer<std::uint64_t> natural_, called_;  //!< a bit a member
  Buffer<std::int64_t> counts_, offsets_;
  List due_, carts_, shares_, seen_, alive_;
  std::int64_t due_count_ = 0;
  std::int64_t kept_ = 0;  //!< reminders that were ahead at the last compaction
  Buffer<std::uint64_t> due_keys_;
  Buffer<std::uint32_t> due_slots_;
  Buffer<DueNote> due_notes_;
  Buffer<Seconds> cart_due_;             //!< [woken]
  Buffer<ItemId> cart_sku_, share_sku_;  //!< [woken]
  Buffer<std::uint8_t> cart_channel_;
  Buffer<std::int64_t> hash_cells_;
  Buffer<std::uint32_t> guides_;  //!< search, then feed: [2^guide_bits + 1] each
  Buffer<double> quantiles_;
};

}  // namespace gs::GS_BACKEND
