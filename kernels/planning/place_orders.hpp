#pragma once
//! Writes planned orders down: as jobs that wait for their components, or at once when nothing has to be waited for. Orders are gathered in
//! runs of stock points, so that rows follow points whatever the threads do, and totals are counted once a run, not once an order.
#include "kernels/planning/desk.hpp"

namespace gs::GS_BACKEND {

#if defined(__CUDACC__)
inline constexpr std::int64_t order_run = 32;  //!< stock points a thread sweeps one after another
#else
inline constexpr std::int64_t order_run = 1024;
#endif
inline std::int64_t runs_of(std::int64_t points) { return (points + order_run - 1) / order_run; }

//! Bought goods wait for nothing of ours, and negative orders (textbook) hand goods back: neither becomes a job.
//! Unless the source is down (lever 21): then even bought goods wait, as a job, until it sends again.
GS_HD inline bool goes_at_once(Desk const& desk, RecipeId r, Grains q) {
  return q < 0 || (desk.recipes.kind[r] == RecipeKind::buy && !desk.stopped(r));
}

//! What a recipe makes of a wanted quantity.
GS_HD inline Grains in_lots(Recipes const& recipes, RecipeId r, Grains wanted) { return lotted(wanted, recipes.lot[r], recipes.minimum[r]); }

//! Orders of a level by run of stock points: those of run k stand from k * order_run * slots on, in order of their points.
struct OrderRuns {
  PlannedOrder* orders;
  std::int64_t* counts;  //!< by run: orders that become jobs << 32 | orders that go at once
  std::int64_t slots;    //!< orders a point may place at most
};

//! Appends the orders of one run.
struct RunWriter {
  OrderRuns runs;
  std::int64_t run, next, jobs = 0, at_once = 0;

  GS_HD RunWriter(OrderRuns const& r, std::int64_t k) : runs(r), run(k), next(k * order_run * r.slots) {}
  GS_HD void add(Desk const& desk, PointId p, std::uint32_t point, RecipeId r, Grains wanted) {
    Grains const q = in_lots(desk.recipes, r, wanted);
    (goes_at_once(desk, r, q) ? at_once : jobs) += 1;
    desk.stock.on_order[p] += q;  // its own point only
    runs.orders[next++] = {q, r, point};
  }
  GS_HD void finish() const { runs.counts[run] = jobs << 32 | at_once; }
};

//! Adds to a cell of the chain's counters, holding back as long as it is the same: points of one run mostly share echelon and line.
class HeldCount {
 public:
  GS_HD HeldCount(ChainTally chain, ChainCounter what) : chain_(chain), what_(what) {}
  GS_HD void add(Echelon e, std::uint16_t line, Grains q) {
    if (e != echelon_ || line != line_) flush();
    echelon_ = e;
    line_ = line;
    held_ += q;
  }
  GS_HD void flush() {
    if (held_ != 0) chain_.add(echelon_, line_, what_, held_);
    held_ = 0;
  }

 private:
  ChainTally chain_;
  ChainCounter what_;
  Echelon echelon_ = Echelon::micro;
  std::uint16_t line_ = 0;
  Grains held_ = 0;
};

struct OrderBooks {
  Desk desk;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<FlowTable, PointId> flows;  //!< no columns without outside demand
  ChainTally chain;

  //! An order of stock point p by recipe r.
  GS_HD void note_order(HeldCount& ordered, PointId p, RecipeId r, Grains q) const {
    if (flows.ordered.p != nullptr) atomic_add(&flows.ordered[p], q);
    if (!desk.lateral(p, r)) count(ordered, p, q);
  }
  GS_HD void count(HeldCount& held, PointId p, Grains q) const { held.add(desk.points.echelon[p], items.line[desk.points.item[p]], q); }
};

/*!
 * Tells the components' stock points what is asked of them: the next level sees it in the same tick. What sisters ask of each other is owed,
 * but neither demand nor an order that leaves the echelon: sisters would forecast each other's shortages and fill up against them.
 */
GS_HD inline void ask_components(OrderBooks const& b, HeldCount& demand, RecipeId r, Grains q, bool owed) {
  bool const within = b.desk.lateral(b.desk.recipes.fills[r], r);
  std::uint32_t const begin = b.desk.recipes.first_component[r], end = begin + b.desk.recipes.components[r];
  for (std::uint32_t c = begin; c < end; ++c) {
    PointId const p = b.desk.components.point[ComponentId(c)];
    Grains const n = q * b.desk.components.quantity[ComponentId(c)];
    if (owed) atomic_add(&b.desk.stock.owed[p], n);
    if (within) continue;
    atomic_add(&b.desk.stock.asked[p], n);
    if (b.flows.asked.p != nullptr) atomic_add(&b.flows.asked[p], n);
    if (b.desk.shared.ordered.p != nullptr) atomic_add(&b.desk.shared.ordered[b.desk.up(p)], n);
    b.count(demand, p, n);
  }
}

//! Writes the job of an order; due when its planned lead time is over. One that leaves later (lever 22) asks for nothing until then.
struct PlaceJob {
  OrderBooks books;
  Jobs jobs;
  GS_HD void operator()(JobSlot j, PointId p, PlannedOrder const& o, HeldCount& ordered, HeldCount& demand) const {
    Seconds const delay = books.desk.policy(p).rule.delay, leaves = books.desk.now.start + delay;
    jobs.recipe[j] = o.recipe;
    jobs.quantity[j] = o.quantity;
    jobs.missing[j] = delay > 0 ? 0 : o.quantity;
    jobs.in_work[j] = jobs.open[j] = jobs.lines[j] = jobs.work_left[j] = 0;
    jobs.placed[j] = jobs.ready[j] = leaves;
    jobs.due[j] = leaves + books.desk.points.lead[p];
    jobs.state[j] = delay > 0 ? JobState::decided : JobState::wait_kit;
    if (delay > 0) return;
    ask_components(books, demand, o.recipe, o.quantity, true);
    books.note_order(ordered, p, o.recipe, o.quantity);
  }
};

//! Is this order, decided before, to leave now?
struct LeavesDesk {
  Jobs jobs;
  Seconds now;
  GS_HD bool operator()(std::int64_t i) const {
    JobSlot const j(static_cast<std::uint64_t>(i));
    return jobs.state[j] == JobState::decided && jobs.placed[j] <= now;
  }
};
struct ReleaseJob {
  OrderBooks books;
  Jobs jobs;
  std::uint32_t const* list;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const j(list[k]);
    HeldCount ordered(books.chain, ChainCounter::orders), demand(books.chain, ChainCounter::demand);
    jobs.missing[j] = jobs.quantity[j];
    jobs.state[j] = JobState::wait_kit;
    ask_components(books, demand, jobs.recipe[j], jobs.quantity[j], true);
    books.note_order(ordered, books.desk.recipes.fills[jobs.recipe[j]], jobs.recipe[j], jobs.quantity[j]);
    ordered.flush();
    demand.flush();
  }
};

//! Sends an order that waits for nothing: bought goods from outside, or goods handed back (negative) to where they came from.
struct PlaceAtOnce {
  OrderBooks books;
  Sender sender;
  ViewOf<LaneTable, LaneId> lanes;
  ViewOf<GoodsTable, ItemId> goods;
  LeadTables tables;
  Tally tally;
  Purse purse;
  std::uint64_t seed;
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
  GS_HD void operator()(ShipmentSlot row, PointId p, PlannedOrder const& o, HeldCount& ordered, HeldCount& demand) const {
    Seconds const now = books.desk.now.start, leaves = now + books.desk.policy(p).rule.delay;
    ItemId const item = books.desk.points.item[p];
    if (books.desk.recipes.kind[o.recipe] == RecipeKind::buy)
      buy(item, o.recipe, o.quantity);
    else
      hand_back(item, o.recipe, o.quantity);
    ask_components(books, demand, o.recipe, o.quantity, false);
    books.note_order(ordered, p, o.recipe, o.quantity);
    Words const words{seed, Stream::lead_time, job_key(o.recipe, now), static_cast<std::uint32_t>(now)};
    sender.send(row, p, o.quantity, leaves + draw_lead(lead_of(o.recipe), tables, words));
  }
};

//! Places the orders of one run at the rows that are theirs.
struct PlaceRun {
  OrderRuns runs;
  std::int64_t const* offsets;  //!< by run, as OrderRuns.counts
  std::uint32_t first;          //!< point of the level
  PlaceJob job;
  PlaceAtOnce at_once;
  std::int64_t jobs_before, shipments_before;

  GS_HD void operator()(std::int64_t run) const {
    std::int64_t const n = (runs.counts[run] >> 32) + (runs.counts[run] & 0xffffffff);
    if (n == 0) return;
    std::uint64_t j = static_cast<std::uint64_t>(jobs_before + (offsets[run] >> 32));
    std::uint64_t s = static_cast<std::uint64_t>(shipments_before + (offsets[run] & 0xffffffff));
    HeldCount ordered(job.books.chain, ChainCounter::orders), demand(job.books.chain, ChainCounter::demand);
    PlannedOrder const* const orders = runs.orders + run * order_run * runs.slots;
    for (std::int64_t k = 0; k < n; ++k) {
      PlannedOrder const& o = orders[k];
      PointId const p(first + o.point);
      if (goes_at_once(job.books.desk, o.recipe, o.quantity))
        at_once(ShipmentSlot(s++), p, o, ordered, demand);
      else
        job(JobSlot(j++), p, o, ordered, demand);
    }
    ordered.flush();
    demand.flush();
  }
};

}  // namespace gs::GS_BACKEND
