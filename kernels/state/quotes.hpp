#pragma once
//! What the shop may promise where nothing is at hand: the earliest arrival nobody waits for, else when the place it orders from can send,
//! and so on up to the supplier. Levels are quoted from the top down, so that a shortage upstream lengthens promises at the door.
#include "kernels/state/shelf.hpp"

namespace gs::GS_BACKEND {

//! When a policy looks at its stock points: at phase + k review.
struct ReviewTimes {
  Seconds review, phase;
};
//! From now to the next review; one that falls on `now` is over.
GS_HD inline Seconds until_review(Seconds now, ReviewTimes const& t) {
  if (t.review <= 0) return 0;
  Seconds const since = ((now - t.phase) % t.review + t.review) % t.review;
  return t.review - since;
}

struct QuoteLevel {
  ViewOf<StockTable, PointId> stock;
  ViewOf<PointTable, PointId> points;
  ViewOf<RecipeTable, RecipeId> recipes;
  ViewOf<ComponentTable, Id<struct ComponentTag, std::uint32_t>> components;
  ViewOf<LaneTable, LaneId> lanes;
  Seconds const* reviews;  //!< by policy: the next one [s]
  Seconds* quoted;
  std::uint32_t* out_time;  //!< how long nothing was at hand in this bucket; null where nobody uncensors
  std::int64_t first;
  Seconds now, span;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(first + i));
    Grains const there = stock.on_hand[p] - stock.reserved[p], free = there - stock.backlog[p] - stock.owed[p];
    if (out_time != nullptr && there <= 0) out_time[p.at()] += static_cast<std::uint32_t>(span);
    Seconds const at = free > 0 ? at_hand : comes(p, free);
    if (quoted[p.at()] != at) quoted[p.at()] = at;  // most are at hand, tick after tick: nothing to write
  }
  //! When a unit that nobody waits for comes, where none is free.
  GS_HD Seconds comes(PointId p, Grains free) const {
    bool const sent = free + stock.in_transit[p] > 0 && stock.next_arrival[p] < never;
    if (!sent) return sent_for(p, free + stock.on_order[p] > 0);
    return stock.next_arrival[p] > now ? stock.next_arrival[p] : now;
  }
  //! By the primary recipe: the next review unless it is ordered already, when all components can be there, plus its own time.
  GS_HD Seconds sent_for(PointId p, bool ordered) const {
    Seconds ready = ordered ? now : reviews[points.policy[p].v];
    if (points.recipes[p] == 0) return ready + points.lead[p];
    RecipeId const r = points.first_recipe[p];
    for (std::uint32_t c = recipes.first_component[r]; c < recipes.first_component[r] + recipes.components[r]; ++c) {
      PointId const from = components.point[Id<struct ComponentTag, std::uint32_t>(c)];
      if (quoted[from.at()] > ready) ready = quoted[from.at()];
    }
    if (recipes.kind[r] == RecipeKind::transport) return ready + (recipes.lane[r].exists() ? lanes.transit[recipes.lane[r]] : 0);
    return ready + (points.lead[p] > recipes.lead[r] ? points.lead[p] : recipes.lead[r]);  // planned lead: queue and work included
  }
};

}  // namespace gs::GS_BACKEND
