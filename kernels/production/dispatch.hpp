#pragma once
//! The dispatch plan: at the start of each period a minimum-cost flow of families on line groups (pools) says which pool gives how many hours
//! to which family; in the ticks that follow claims execute it. Without it (greedy) every job takes the cheapest line that is free.
#include <vector>
#include "kernels/production/floor.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! What a plan is made from; hours as line-seconds of the period.
struct DispatchNeed {
  struct Way {
    std::size_t pool;
    std::int64_t cost;  //!< of a line-hour, changeover and freight included [cent/h]
    bool dear = false;  //!< the floor takes it for urgent work only (Floor::may_ask)
  };
  std::vector<std::int64_t> urgent, rest;  //!< [row] work that may not wait beyond the period, and what else is there
  std::vector<std::int64_t> hours;         //!< [pool] free
  std::vector<std::vector<Way>> ways;      //!< [row] pools that can do it, in their order
};

/*!
 * Line-seconds of each pool for each row, [row * pools + pool]: all urgent work that can be served, at the least cost; then of the rest what
 * fits into hours that are not dear. Urgent work that waits costs a hundred times the dearest hour. The rest loses little by waiting: a cent
 * more than its dearest way (chosen: free cheap hours are used, but nothing urgent is moved to a dear line for its sake).
 */
std::vector<std::int64_t> plan_dispatch(DispatchNeed const& need);

class Dispatch {
 public:
  //! At the start of a period: counts the work, plans, and writes World::allotted.
  void run(World& w, Floor const& floor, std::uint32_t const* active, std::int64_t n);

 private:
  void prepare(World& w);
  DispatchNeed need(World& w, Floor const& floor, std::uint32_t const* active, std::int64_t n);
  void add_lines(World& w, DispatchNeed& need);
  void add_hours(World& w, DispatchNeed& need) const;
  void mark_dear();

  struct Row {
    std::uint32_t market;
    std::uint16_t family;
    Seconds setup;  //!< longest of its recipes
  };
  struct Link {
    std::size_t pool;
    Cents extra;
    bool dear = false;  //!< above the market's first offer
    bool operator<(Link const& o) const { return pool < o.pool; }
  };
  std::vector<Row> rows_;
  std::vector<std::vector<std::uint32_t>> rows_of_;  //!< by family
  std::vector<std::vector<Link>> links_;             //!< [market] who may serve it, by pool
  std::vector<char> ready_;                          //!< [row * pools + pool] a line is set up for it
  std::vector<std::int64_t> daily_;                  //!< [pool] hours a day after the usual outside load [line-s]
  PoolTable<HostColumn> pools_;
  Buffer<std::int64_t> work_;  //!< [row][urgent, rest]
  bool prepared_ = false;
};

}  // namespace gs::GS_BACKEND
