#pragma once
//! What the supply stages have in common: a job's permanent key, money for grains, lines a job may use, and how goods are sent.
#include "kernels/state/lead_law.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

using Stock = ViewOf<StockTable, PointId>;
using Recipes = ViewOf<RecipeTable, RecipeId>;
using ComponentId = Id<struct ComponentTag, std::uint32_t>;
using Components = ViewOf<ComponentTable, ComponentId>;
using Jobs = ViewOf<JobTable, JobSlot>;
using Shipments = ViewOf<ShipmentTable, ShipmentSlot>;

//! A stock point orders at most once a tick by one recipe, so recipe and time of placing name a job for ever: the key of its chances.
GS_HD inline std::uint64_t job_key(RecipeId recipe, Seconds placed) {
  return static_cast<std::uint64_t>(recipe.v) << 32 | static_cast<std::uint32_t>(placed);
}

//! What q grains cost at so many cents a unit, rounded down.
GS_HD inline Cents amount_of(Cents per_unit, Grains q, std::int64_t grains_per_unit) { return per_unit * q / grains_per_unit; }

//! On how many lines at once a job of q grains may run: one for each lot that is worth a line.
GS_HD inline std::int64_t lines_of(Grains q, Grains min_lot) {
  if (q <= 0) return 1;
  return min_lot <= 1 ? q : (q + min_lot - 1) / min_lot;
}

//! Work content of q grains, rounded up [line-s].
GS_HD inline Seconds work_of(Seconds per_unit, Grains q, std::int64_t grains_per_unit) {
  return (per_unit * q + grains_per_unit - 1) / grains_per_unit;
}

//! Bad ones among q made, good share `yield` [1e-4]: the expected number, its fraction decided by one draw. Unbiased, and for the small
//! lots that occur its spread is below a binomial's (chosen: quality stands out by its mean).
GS_HD inline Grains bad_among(Grains q, std::uint32_t yield, std::uint32_t word) {
  std::uint64_t const loss = static_cast<std::uint64_t>(q) * (yield < 10000 ? 10000 - yield : 0);
  return static_cast<Grains>(loss / 10000 + ((static_cast<std::uint64_t>(word) * 10000 >> 32) < loss % 10000 ? 1 : 0));
}

inline LeadTables lead_tables(World& w) { return {w.lead_values.data(), w.lead_upto.data(), w.lead_first.data()}; }

//! Puts goods on their way to a stock point that ordered them; with no time to go they are there at once and the row stays dead.
struct Sender {
  Shipments rows;
  Stock stock;
  Seconds now;
  //! Returns what was there at once.
  GS_HD Grains send(ShipmentSlot slot, PointId to, Grains q, Seconds arrives) const {
    bool const there = arrives <= now;
    rows.to[slot] = to;
    rows.quantity[slot] = there ? 0 : q;
    rows.arrives[slot] = arrives;
    rows.ordered[slot] = 1;
    if (!there) {
      if (q > 0) atomic_min(&stock.next_arrival[to].v, Seconds32(arrives).v);
      atomic_add(&stock.in_transit[to], q);
      return 0;
    }
    atomic_add(&stock.on_hand[to], q);
    atomic_add(&stock.on_order[to], -q);
    return q;
  }
};

}  // namespace gs::GS_BACKEND
