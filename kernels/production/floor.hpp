#pragma once
//! The shop floor of a tick: pools offer lines in merit order, jobs that have a kit queue for them.
#include "kernels/core/settle.hpp"
#include "kernels/production/rules.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::uint16_t any_family = 0xffff;

using WorkLines = ViewOf<WorkLineTable, WorkLineId>;
using Watched = ViewOf<WatchTable, WatchId>;  //!< SKUs whose restock is watched

//! What a job has finished in this tick, by JobSlot.
struct JobOut {
  Grains made;
  std::int64_t bad, escaped;  //!< expected [1e-6 grains]
  Seconds leaves;             //!< when the last of it is done [s since start]
};

//! Where a market asks for hours: its own pools in merit order, behind them those that are linked to it.
struct Offers {
  std::uint32_t const* first;  //!< by market, markets + 1
  PoolId const* pool;
  Cents const* extra;  //!< on top of the pool's price [cent/h]
  std::uint32_t rounds;
  GS_HD PoolId at(std::uint32_t market, std::uint32_t round) const {
    std::uint32_t const k = first[market] + round;
    return k < first[market + 1] ? pool[k] : PoolId::none();
  }
};

//! Hours that the dispatch plan of the period leaves, by row (market and family) and pool; null: greedy.
struct Allotment {
  Seconds* left;                //!< [row * pools + pool], behind the rows: what is free for all
  std::uint32_t const* row_of;  //!< by RecipeId
  std::int64_t rows, pools;
  GS_HD Seconds& of(RecipeId r, PoolId p) const { return left[row_of[r.at()] * pools + p.at()]; }
  GS_HD Seconds& spare(PoolId p) const { return left[rows * pools + p.at()]; }
  GS_HD bool allows(RecipeId r, PoolId p) const { return left == nullptr || of(r, p) > 0 || spare(p) > 0; }
  GS_HD void take(RecipeId r, PoolId p, Seconds s) const {
    if (left == nullptr) return;
    Seconds const mine = of(r, p) < s ? of(r, p) : s;
    of(r, p) -= mine;
    spare(p) -= s - mine;
  }
};

//! Views of what the floor needs; by value into kernels.
struct Floor {
  Jobs jobs;
  Recipes recipes;
  ViewOf<PointTable, PointId> points;
  Stock stock;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<PoolTable, PoolId> pools;
  ViewOf<HoursTable, PoolId> hours;
  WorkLines lines;
  Watched watched;
  std::int64_t watched_count;
  std::uint32_t const* first_line;  //!< by pool, pools + 1
  Offers offers;
  Allotment allotment;
  Seconds* offered;  //!< by pool, in this tick [line-s]
  Seconds* free_at;  //!< by line: from which second of the tick on it is free
  JobOut* out;       //!< by JobSlot
  PoolTally tally;
  std::int64_t grains_per_unit;
  std::int64_t fresh_loss;  //!< bad share added just after a changeover [1e-6]
  Seconds settle;           //!< and the work after which it has gone [s]
  std::uint64_t seed;
  Now now;

  GS_HD ItemId item_of(RecipeId r) const { return points.item[recipes.fills[r]]; }
  GS_HD std::uint16_t family_of(RecipeId r) const { return items.family[item_of(r)]; }
  GS_HD std::int64_t most_lines(JobSlot job) const { return lines_of(jobs.quantity[job], recipes.min_lot[jobs.recipe[job]]); }
  GS_HD bool is_owed(PointId p) const { return stock.backlog[p] + stock.owed[p] > stock.on_hand[p] - stock.reserved[p]; }
  //! Whether dearer hours are worth it for a job at that time: it would be late otherwise, or what it makes is owed already.
  GS_HD bool is_urgent(JobSlot job, Seconds at) const {
    RecipeId const r = jobs.recipe[job];
    if (is_owed(recipes.fills[r])) return true;
    return cannot_wait(at, jobs.due[job], recipes.lead[r], work_of(recipes.work[r], jobs.open[job], grains_per_unit), most_lines(job));
  }
  //! Whether a round's offer is dearer than the market's first.
  GS_HD bool is_dear(std::uint32_t market, std::uint32_t round) const {
    std::uint32_t const first = offers.first[market], k = first + round;
    return pools.price[offers.pool[k]] + offers.extra[k] > pools.price[offers.pool[first]] + offers.extra[first];
  }
  //! Whether a job may ask the pool of a round: the cheapest always, a dearer one when it is urgent.
  GS_HD bool may_ask(JobSlot job, std::uint32_t round) const {
    std::uint32_t const market = recipes.market[jobs.recipe[job]];
    return offers.at(market, round).exists() && (!is_dear(market, round) || is_urgent(job, now.start));
  }
  //! Until which second of the tick a line is ours.
  GS_HD Seconds ours(WorkLineId l) const {
    PoolId const p = lines.pool[l];
    return line_seconds(offered[p.at()], now.span(), l.at() - first_line[p.at()]);
  }
  GS_HD bool dedicated(PoolId p) const { return pools.family[p] != any_family; }
  GS_HD Quality quality(PoolId p, RecipeId r) const {
    std::int64_t const good = hours.offered[p] > 0 ? hours.good[p] / hours.offered[p] : 10000;
    return {1000000 - good * recipes.yield[r] / 100, dedicated(p) ? 0 : fresh_loss, settle, pools.escape[p] * 100};
  }
};

//! Hours of each pool in this tick.
struct OfferHours {
  Floor floor;
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    Seconds const span = floor.now.span(), extra = floor.hours.extra[pool];
    Seconds const lines = floor.first_line[i + 1] - floor.first_line[i], most = lines * span;
    Seconds const with = floor.hours.offered[pool] + extra, calendar = floor.hours.calendar[pool] + extra;
    Seconds const offer = offered_in(with > 0 ? with : 0, span);
    floor.offered[i] = offer < most ? offer : most;
    floor.tally.add(pool, PoolCounter::offered, floor.offered[i]);
    floor.tally.add(pool, PoolCounter::calendar, offered_in(calendar > 0 ? calendar : 0, span));
  }
};

struct HasWork {
  Jobs jobs;
  GS_HD bool operator()(std::int64_t i) const { return jobs.in_work[JobSlot(static_cast<std::uint64_t>(i))] > 0; }
};

struct ClearOut {
  std::uint32_t const* active;
  JobOut* out;
  GS_HD void operator()(std::int64_t k) const { out[active[k]] = {0, 0, 0, 0}; }
};

}  // namespace gs::GS_BACKEND
