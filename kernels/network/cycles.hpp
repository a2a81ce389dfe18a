#pragma once
//! Replenishment cycles: from one receipt of what a stock point ordered to its next. Cycle service is the share of them in which nothing was asked
//! in vain (Silver, Pyke and Thomas 2017, P1). Counted where goods arrive, before they are booked; no rule reads it.
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! Was a stock point asked in vain? Who still waits shows in its net stock; a member who saw nothing and left has marked it.
GS_HD inline bool ran_short(Grains on_hand, Grains reserved, Grains backlog, Grains owed, bool marked) {
  return marked || on_hand - reserved - backlog - owed < 0;
}

//! Ends the cycles of a run of arrivals; several receipts of one stock point in a tick are one. A stock point that keeps nothing (what is made to
//! order passes through it) has none.
struct EndCycles {
  Shipments rows;
  Stock stock;
  ViewOf<PointTable, PointId> points;
  std::uint32_t const* due;
  std::int64_t count;
  std::uint64_t* receiving;  //!< [point / 64] a bit each: counted in this tick already
  std::uint64_t const* marks;
  EchelonTally tally;
  static constexpr std::int64_t run = 256;

  GS_HD bool ends(ShipmentSlot s) const {
    PointId const to = rows.to[s];
    return rows.ordered[s] != 0 && rows.quantity[s] > 0 && points.fixed_level[to] != 0 && atomic_claim(&receiving[to.v / 64], ShortMarks::bit(to));
  }
  GS_HD bool is_short(PointId p) const {
    bool const marked = (marks[p.v / 64] & ShortMarks::bit(p)) != 0;
    return ran_short(stock.on_hand[p], stock.reserved[p], stock.backlog[p], stock.owed[p], marked);
  }
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t ended[count_of<Echelon>] = {}, short_ones[count_of<Echelon>] = {};
    for (std::int64_t k = c * run; k < end; ++k) {
      ShipmentSlot const s(due[k]);
      if (!ends(s)) continue;
      PointId const to = rows.to[s];
      ++ended[static_cast<int>(points.echelon[to])];
      short_ones[static_cast<int>(points.echelon[to])] += is_short(to) ? 1 : 0;
    }
    for (int e = 0; e < count_of<Echelon>; ++e) {
      if (ended[e] != 0) tally.add(static_cast<Echelon>(e), EchelonCounter::cycles, ended[e]);
      if (short_ones[e] != 0) tally.add(static_cast<Echelon>(e), EchelonCounter::cycles_short, short_ones[e]);
    }
  }
};

//! ... and begins the next ones.
struct BeginCycle {
  Shipments rows;
  std::uint32_t const* due;
  std::uint64_t *receiving, *marks;
  GS_HD void operator()(std::int64_t k) const {
    PointId const to = rows.to[ShipmentSlot(due[k])];
    atomic_and(&receiving[to.v / 64], ~ShortMarks::bit(to));
    if (rows.ordered[ShipmentSlot(due[k])] != 0) atomic_and(&marks[to.v / 64], ~ShortMarks::bit(to));
  }
};

}  // namespace gs::GS_BACKEND
