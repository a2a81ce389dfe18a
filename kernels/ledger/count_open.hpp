#pragma once
//! What stands open at the end of a tick: orders, jobs, backorders and how old these are, and what was asked in the tick and is still waited for.
//! Passes over open orders and jobs, held back in runs; nothing here is read by a rule.
#include "kernels/state/order_flags.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! Hours, by the longest bin for the rest.
GS_HD inline std::int64_t age_bin(Seconds age) {
  std::int64_t const h = age / hour;
  return h < 0 ? 0 : (h < wait_hours ? h : wait_hours - 1);
}

//! Backorders of a run: how many, and how old together.
struct Backorders {
  std::int64_t* hist;  //!< by age [h]; null = not now
  Seconds now;
  Grains count = 0;
  std::int64_t minutes = 0;
  GS_HD void add(Seconds placed, Grains n) {
    count += n;
    minutes += n * ((now - placed) / minute);
    if (hist != nullptr) atomic_add(&hist[age_bin(now - placed)], n);
  }
  GS_HD void flush(Tally const& tally) const {
    if (count == 0) return;
    tally.add(Counter::backorders, count);
    tally.add(Counter::backorder_age, minutes);
  }
};

//! Members' orders. One that waits for what is made to order has to: it is no backorder.
struct CountOpen {
  ViewOf<OrderTable, OrderSlot> orders;
  std::int64_t count;
  Tally tally;
  std::int64_t* age_hist;
  Seconds now;
  static constexpr std::int64_t run = 4096;
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t open = 0, waiting = 0;
    Backorders late{age_hist, now};
    for (std::int64_t i = c * run; i < end; ++i) {
      OrderSlot const o(static_cast<std::uint64_t>(i));
      OrderState const s = orders.state[o];
      open += s < OrderState::delivered ? 1 : 0;
      if (s != OrderState::waiting) continue;
      ++waiting;
      if (grade_of(orders.flags[o]) == Grade::basic) late.add(orders.placed[o], 1);
    }
    tally.add(Counter::open_orders, open);
    tally.add(Counter::waiting_orders, waiting);
    late.flush(tally);
  }
};

/*!
 * Replenishment orders, and sales to outside customers. A component is waited for when its stock point cannot give what the job placed in this
 * tick still misses; what sisters ask of each other is no demand of an echelon.
 */
struct CountJobs {
  Jobs jobs;
  Recipes recipes;
  Components components;
  ViewOf<PointTable, PointId> points;
  Stock stock;
  std::int64_t count;
  Tally tally;
  EchelonTally echelons;
  std::int64_t* age_hist;
  Now now;
  bool sells;  //!< some jobs may be sales
  static constexpr std::int64_t run = 4096;
  struct Held {
    Grains waited[count_of<Echelon>] = {};
  };

  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t open = 0;
    Backorders late{age_hist, now.end};
    Held held;
    for (std::int64_t i = c * run; i < end; ++i) {
      JobSlot const j(static_cast<std::uint64_t>(i));
      JobState const s = jobs.state[j];
      open += s != JobState::closed ? 1 : 0;
      if (s != JobState::wait_kit) continue;
      if (sells && recipes.kind[jobs.recipe[j]] == RecipeKind::sell) late.add(jobs.placed[j], jobs.missing[j] * sold_each(jobs.recipe[j]));
      if (jobs.placed[j] == now.start && jobs.missing[j] > 0) note_waiting(j, held);
    }
    tally.add(Counter::open_jobs, open);
    late.flush(tally);
    for (int e = 0; e < count_of<Echelon>; ++e)
      if (held.waited[e] != 0) echelons.add(static_cast<Echelon>(e), EchelonCounter::waited, held.waited[e]);
  }
  GS_HD Grains sold_each(RecipeId r) const { return components.quantity[ComponentId(recipes.first_component[r])]; }
  GS_HD void note_waiting(JobSlot j, Held& held) const {
    RecipeId const r = jobs.recipe[j];
    std::uint32_t const begin = recipes.first_component[r], end = begin + recipes.components[r];
    bool const moves = recipes.kind[r] == RecipeKind::transport;
    for (std::uint32_t c = begin; c < end; ++c) {
      PointId const p = components.point[ComponentId(c)];
      Grains const wanted = jobs.missing[j] * components.quantity[ComponentId(c)];
      if (moves && points.level[p] == points.level[recipes.fills[r]]) continue;
      if (stock.on_hand[p] - stock.reserved[p] < wanted) held.waited[static_cast<int>(points.echelon[p])] += wanted;
    }
  }
};

}  // namespace gs::GS_BACKEND
