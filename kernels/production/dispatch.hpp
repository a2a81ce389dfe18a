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
  };
  std::vector<std::int64_t> due, later;  //!< [row] work that is due within the period, and the rest of what is there
  std::vector<std::int64_t> hours;       //!< [pool] free
  std::vector<std::vector<Way>> ways;    //!< [row] pools that can do it, in their order
};

/*!
 * Line-seconds of each pool for each row, [row * pools + pool]: all that can be served is, what is due first, at the least cost.
 * Lateness costs `late` an hour for what is due and a tenth of it for the rest, more than any hour (chosen: hours are never left idle to save).
 */
std::vector<std::int64_t> plan_dispatch(DispatchNeed const& need);

class Dispatch {
 public:
  //! At the start of a period: counts the work, plans, and writes World::allotted.
  void run(World& w, std::uint32_t const* active, std::int64_t n);

 private:
  void prepare(World& w);
  DispatchNeed need(World& w, std::uint32_t const* active, std::int64_t n);
  void add_lines(World& w, DispatchNeed& need);
  void add_hours(World& w, DispatchNeed& need) const;

  struct Row {
    std::uint32_t market;
    std::uint16_t family;
    Seconds setup;  //!< longest of its recipes
  };
  struct Link {
    std::size_t pool;
    Cents extra;
    bool operator<(Link const& o) const { return pool < o.pool; }
  };
  std::vector<Row> rows_;
  std::vector<std::vector<std::uint32_t>> rows_of_;  //!< by family
  std::vector<std::vector<Link>> links_;             //!< [market] who may serve it, by pool
  std::vector<char> ready_;                          //!< [row * pools + pool] a line is set up for it
  std::vector<std::int64_t> daily_;                  //!< [pool] hours a day after the usual outside load [line-s]
  PoolTable<HostColumn> pools_;
  Buffer<std::int64_t> work_;  //!< [row][due, later]
  bool prepared_ = false;
};

}  // namespace gs::GS_BACKEND
