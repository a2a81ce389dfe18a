#pragma once
//! What the shop may promise where nothing is at hand: the earliest arrival nobody waits for, else when the place it orders from can send,
//! and so on up to the supplier, so that a shortage upstream lengthens promises at the door. Few members ever ask this of a shop or of the
//! warehouse behind it, and those are most of all stock points: they are quoted when asked, the few above them once a round.
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds at_hand = 0;                //!< of what can be there: now, whenever that is
inline constexpr std::size_t levels_when_asked = 2;  //!< shops, and what they order from

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

struct Quotes {
  Stock stock;
  ViewOf<PointTable, PointId> points;
  Recipes recipes;
  Components components;
  ViewOf<LaneTable, LaneId> lanes;
  Seconds const* reviews;  //!< by policy: the next one [s]
  Seconds* settled;        //!< by stock point from first_settled on: quoted in this round already
  std::uint32_t first_settled;
  Seconds now;
  PointId own = PointId::none();  //!< where the asker waits for one unit already: it does not wait for itself

  //! When a unit that nobody waits for can be there [s since start], or at_hand. `Levels`: how many may still be asked on the way up.
  template <int Levels>
  GS_HD Seconds of(PointId p) const {
    if (p.v >= first_settled) return settled[p.v - first_settled];
    if constexpr (Levels > 0) return work_out<Levels - 1>(p);
    return never;  // not reached: every level orders from higher ones only
  }
  GS_SELDOM GS_HD Seconds asked(PointId p) const { return of<static_cast<int>(levels_when_asked)>(p); }
  template <int Levels>
  GS_HD Seconds work_out(PointId p) const {
    Grains const free = stock.on_hand[p] - stock.reserved[p] - stock.backlog[p] - stock.owed[p] + (p == own ? 1 : 0);
    if (free > 0) return at_hand;
    bool const sent = free + stock.in_transit[p] > 0 && stock.next_arrival[p] < never;
    if (!sent) return sent_for<Levels>(p, free + stock.on_order[p] > 0);
    Seconds const next = stock.next_arrival[p];
    return next > now ? next : now;
  }
  //! By the primary recipe: the next review unless it is ordered already, when all components can be there, plus its own time.
  template <int Levels>
  GS_HD Seconds sent_for(PointId p, bool ordered) const {
    Seconds ready = ordered ? now : reviews[points.policy[p].v];
    if (points.recipes[p] == 0) return ready + points.lead[p];
    RecipeId const r = points.first_recipe[p];
    for (std::uint32_t c = recipes.first_component[r]; c < recipes.first_component[r] + recipes.components[r]; ++c) {
      Seconds const there = of<Levels>(components.point[ComponentId(c)]);
      if (there > ready) ready = there;
    }
    if (recipes.kind[r] == RecipeKind::transport) return ready + (recipes.lane[r].exists() ? lanes.transit[recipes.lane[r]] : 0);
    Seconds const planned = points.lead[p], alone = recipes.lead[r];
    return ready + (planned > alone ? planned : alone);  // planned lead: queue and work included
  }
};

//! The first stock point that is quoted once a round.
inline std::uint32_t first_settled(World const& w) {
  return w.level_first.size() > levels_when_asked ? w.level_first[levels_when_asked] : static_cast<std::uint32_t>(w.points.size());
}

inline Quotes quotes_of(World& w) {
  return {w.stock.view(),   w.points.view(), w.recipes.view(), w.components.view(), w.lanes.view(),
          w.reviews.data(), w.quoted.data(), first_settled(w), w.now.start};
}

//! Quotes one level of those; the levels above it are quoted already.
struct SettleQuotes {
  Quotes quotes;
  std::uint32_t first;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(first + static_cast<std::uint32_t>(i));
    Seconds const at = quotes.work_out<0>(p);
    Seconds& told = quotes.settled[p.v - quotes.first_settled];
    if (told != at) told = at;  // most are at hand, tick after tick: nothing to write
  }
};

//! How long nothing was at hand, as shown to members at the start of each tick, where the policy uncensors.
struct NoteEmpty {
  Stock stock;
  ViewOf<PointTable, PointId> points;
  std::uint8_t const* uncensors;  //!< by policy
  std::uint32_t* out_time;
  std::uint32_t span;
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(static_cast<std::uint32_t>(i));
    if (stock.on_hand[p] - stock.reserved[p] <= 0 && uncensors[points.policy[p].at()] != 0) out_time[i] += span;
  }
};

}  // namespace gs::GS_BACKEND
