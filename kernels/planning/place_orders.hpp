#pragma once
//! Writes planned orders down: as jobs that wait for their components, or at once when nothing has to be waited for.
#include "kernels/planning/plan_point.hpp"

namespace gs::GS_BACKEND {

//! Bought goods wait for nothing of ours, and negative orders (textbook) hand goods back: neither becomes a job.
GS_HD inline bool goes_at_once(RecipeKind kind, Grains q) { return kind == RecipeKind::buy || q < 0; }

struct WantsJob {
  Desk desk;
  PlannedOrder const* orders;
  bool at_once;
  GS_HD bool operator()(std::int64_t i) const {
    return orders[i].quantity != 0 && goes_at_once(desk.recipes.kind[orders[i].recipe], orders[i].quantity) == at_once;
  }
};

struct OrderBooks {
  Desk desk;
  ViewOf<ItemTable, ItemId> items;
  ChainTally chain;
  PlannedOrder const* orders;
  std::uint32_t const* list;
  std::uint32_t first;

  GS_HD PointId point(std::int64_t k) const { return PointId(first + list[k]); }
  GS_HD PlannedOrder const& order(std::int64_t k) const { return orders[list[k]]; }
  GS_HD void count(PointId p, ChainCounter what, Grains q) const { chain.add(desk.points.echelon[p], items.line[desk.points.item[p]], what, q); }
};

//! Tells the components' stock points what is asked of them: the next level sees it in the same tick.
GS_HD inline void ask_components(OrderBooks const& b, RecipeId r, Grains q, bool owed) {
  std::uint32_t const begin = b.desk.recipes.first_component[r], end = begin + b.desk.recipes.components[r];
  for (std::uint32_t c = begin; c < end; ++c) {
    PointId const p = b.desk.components.point[ComponentId(c)];
    Grains const n = q * b.desk.components.quantity[ComponentId(c)];
    if (owed) atomic_add(&b.desk.stock.owed[p], n);
    atomic_add(&b.desk.stock.asked[p], n);
    atomic_add(&b.desk.stock.total_asked[p], n);
    b.count(p, ChainCounter::demand, n);
  }
}

//! Appends the job of the k-th order; due when its planned lead time is over.
struct PlaceJob {
  OrderBooks books;
  Jobs jobs;
  std::uint64_t first_row;
  GS_HD void operator()(std::int64_t k) const {
    PointId const p = books.point(k);
    PlannedOrder const& o = books.order(k);
    JobSlot const j(first_row + static_cast<std::uint64_t>(k));
    jobs.recipe[j] = o.recipe;
    jobs.quantity[j] = jobs.missing[j] = o.quantity;
    jobs.in_work[j] = jobs.work_left[j] = jobs.setup_left[j] = 0;
    jobs.placed[j] = books.desk.now.start;
    jobs.due[j] = books.desk.now.start + books.desk.points.lead[p];
    jobs.state[j] = JobState::wait_kit;
    books.desk.stock.on_order[p] += o.quantity;  // its own point only
    books.desk.stock.total_ordered[p] += o.quantity;
    ask_components(books, o.recipe, o.quantity, true);
    books.count(p, ChainCounter::orders, o.quantity);
  }
};

//! Sends the k-th order that waits for nothing: bought goods from outside, or goods handed back (negative) to where they came from.
struct PlaceAtOnce {
  OrderBooks books;
  Sender sender;
  ViewOf<LaneTable, LaneId> lanes;
  ViewOf<GoodsTable, ItemId> goods;
  LeadTables tables;
  Tally tally;
  Purse purse;
  std::uint64_t seed, first_row;
  std::int64_t grains_per_unit;

  GS_HD LeadTime lead_of(RecipeId r) const {
    Recipes const& rs = books.desk.recipes;
    if (rs.kind[r] != RecipeKind::transport) return {rs.law[r], rs.lead[r], rs.spread[r], rs.lead_table[r]};
    LaneId const lane = rs.lane[r];
    return lane.exists() ? LeadTime{lanes.law[lane], lanes.transit[lane], lanes.spread[lane], ~0u} : LeadTime{LeadLaw::fixed, 0, 0, ~0u};
  }
  GS_HD void buy(ItemId item, RecipeId r, Grains q) const {
    atomic_add(&goods.received[item], q);
    tally.add(Counter::received, q);
    purse.pay(Party::brand, Party::outside, Account::material, amount_of(books.desk.recipes.cost[r], q, grains_per_unit));
  }
  //! Negative goods leave where positive ones would: the components' stock points get theirs back now.
  GS_HD void hand_back(ItemId item, RecipeId r, Grains q) const {
    bool const made = books.desk.recipes.kind[r] == RecipeKind::process;
    if (made) atomic_add(&goods.produced[item], q);
    std::uint32_t const begin = books.desk.recipes.first_component[r], end = begin + books.desk.recipes.components[r];
    for (std::uint32_t c = begin; c < end; ++c) {
      PointId const p = books.desk.components.point[ComponentId(c)];
      Grains const n = q * books.desk.components.quantity[ComponentId(c)];
      atomic_add(&books.desk.stock.on_hand[p], -n);
      if (made) atomic_add(&goods.consumed[books.desk.points.item[p]], n);
    }
  }
  GS_HD void operator()(std::int64_t k) const {
    PointId const p = books.point(k);
    PlannedOrder const& o = books.order(k);
    Seconds const now = books.desk.now.start;
    ItemId const item = books.desk.points.item[p];
    if (books.desk.recipes.kind[o.recipe] == RecipeKind::buy)
      buy(item, o.recipe, o.quantity);
    else
      hand_back(item, o.recipe, o.quantity);
    books.desk.stock.on_order[p] += o.quantity;
    books.desk.stock.total_ordered[p] += o.quantity;
    ask_components(books, o.recipe, o.quantity, false);
    books.count(p, ChainCounter::orders, o.quantity);
    Words const words{seed, Stream::lead_time, job_key(o.recipe, now), static_cast<std::uint32_t>(now)};
    sender.send(ShipmentSlot(first_row + static_cast<std::uint64_t>(k)), p, o.quantity, now + draw_lead(lead_of(o.recipe), tables, words));
  }
};

}  // namespace gs::GS_BACKEND
