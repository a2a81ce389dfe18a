#pragma once
//! Orders meet recipes: the rounds in which the points of a level claim components and free hours (the rules are in split.hpp).
#include "kernels/core/list_where.hpp"
#include "kernels/planning/split.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

class OrderSplitter {
 public:
  //! Shares what is left to order at each of a level's `points` out over its recipes, most urgent first, and gathers the orders in `runs`.
  //! `s.part` is taken from the tick's scratch memory.
  void split(World& w, Splitting s, std::int64_t points, OrderRuns const& runs);

 private:
  void count_hours(World& w);
  static SplitPools pools_of(World& w);
  void claim_round(World& w, Splitting const& s, std::uint32_t round, List const& askers, SplitPools const& pools) const;

  Buffer<std::int64_t> daily_hours_;  //!< by market [line-s]
  Arrived arrived_{-1.0, -1.0};       //!< when daily_hours_ was counted
};

}  // namespace gs::GS_BACKEND
