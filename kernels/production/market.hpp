#pragma once
//! The hours market of a tick: jobs with a kit claim line-seconds, pools offer them in merit order, and the overlap is worked.
#include "kernels/core/settle.hpp"
#include "kernels/production/rules.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

inline constexpr std::uint16_t any_family = 0xffff;

//! One job on the hours market in this tick, in market order.
struct WorkClaim {
  JobSlot job;
  std::uint32_t market;
  std::uint16_t family;
  bool set_up_anyway;   //!< the line ahead of it is set up for its family: no changeover
  Seconds setup, work;  //!< asked for [line-s]
  Grains good;          //!< finished and well
  Seconds leaves;       //!< when [s since start], before the lead time that follows
};

//! Views of what the market needs.
struct Floor {
  Jobs jobs;
  Recipes recipes;
  ViewOf<PointTable, PointId> points;
  ViewOf<ItemTable, ItemId> items;
  ViewOf<PoolTable, PoolId> pools;
  ViewOf<HoursTable, PoolId> hours;
  std::uint32_t const *first_pool, *last_pool;  //!< by market
  Seconds* offered;                             //!< by pool, in this tick [line-s]
  Seconds* ahead;                               //!< by pool: offered by cheaper pools of its market [line-s]
  Seconds* asked;                               //!< by market, in this tick [line-s]
  std::int64_t grains_per_unit;
  Now now;

  GS_HD ItemId item_of(RecipeId r) const { return points.item[recipes.fills[r]]; }
  GS_HD std::uint16_t family_of(RecipeId r) const { return items.family[item_of(r)]; }
  GS_HD std::int64_t lines(JobSlot job) const { return lines_of(jobs.quantity[job], recipes.min_lot[jobs.recipe[job]]); }
  GS_HD Seconds total(std::uint32_t market) const {
    std::uint32_t const first = first_pool[market], last = last_pool[market];
    return first < last ? ahead[last - 1] + offered[last - 1] : 0;
  }
};

//! Hours of each pool in this tick, and what stands ahead of them in merit order.
struct OfferHours {
  Floor floor;
  PoolTally tally;
  GS_HD Seconds offer(PoolId p) const { return offered_in(floor.hours.offered[p] + floor.hours.extra[p], floor.now.span()); }
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    Seconds ahead = 0;
    for (std::uint32_t p = floor.first_pool[floor.pools.market[pool]]; p < pool.v; ++p) ahead += offer(PoolId(p));
    floor.ahead[i] = ahead;
    floor.offered[i] = offer(pool);
    tally.add(pool, PoolCounter::offered, floor.offered[i]);
    tally.add(pool, PoolCounter::calendar, offered_in(floor.hours.calendar[pool] + floor.hours.extra[pool], floor.now.span()));
  }
};

struct HasWork {
  Floor floor;
  GS_HD bool operator()(std::int64_t i) const { return floor.jobs.in_work[JobSlot(static_cast<std::uint64_t>(i))] > 0; }
};

//! Sort key of an active job: market, then its turn; age is its position.
struct MarketKey {
  Floor floor;
  std::uint32_t const* active;
  std::uint64_t* key;
  std::uint32_t* order;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    RecipeId const r = floor.jobs.recipe[job];
    Seconds const turn = turn_of(floor.jobs.due[job], floor.recipes.setup[r], floor.family_of(r));
    key[k] = static_cast<std::uint64_t>(floor.recipes.market[r]) << 32 | rank_of(0, turn);
    order[k] = active[k];
  }
};

//! What the job in market position k asks for. A changeover is due before the first hour of a job, unless its lines are dedicated or
//! set up for its family by the job before it (at the head: by what ran last).
struct AskHours {
  Floor floor;
  std::uint32_t const* order;
  WorkClaim* claims;
  std::uint32_t* market_out;
  std::int64_t* quantity;

  GS_HD bool untouched(JobSlot job, RecipeId r) const {
    Seconds const setup = floor.jobs.setup_left[job];
    return setup > 0 && setup == full_setup(floor.recipes.setup[r], floor.jobs.quantity[job], floor.recipes.min_lot[r]);
  }
  GS_HD bool set_up(std::int64_t k, std::uint32_t market, std::uint16_t family) const {
    std::uint32_t pool = floor.first_pool[market];
    std::uint32_t const last = floor.last_pool[market];
    if (pool < last && floor.pools.family[PoolId(pool)] != any_family) return true;
    RecipeId const before = k > 0 ? floor.jobs.recipe[JobSlot(order[k - 1])] : RecipeId::none();
    if (before.exists() && floor.recipes.market[before] == market) return floor.family_of(before) == family;
    while (pool + 1 < last && floor.offered[pool] == 0) ++pool;
    return pool < last && floor.hours.set_up[PoolId(pool)] == family;
  }
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(order[k]);
    RecipeId const r = floor.jobs.recipe[job];
    std::uint32_t const market = floor.recipes.market[r];
    std::uint16_t const family = floor.family_of(r);
    bool const waived = untouched(job, r) && set_up(k, market, family);
    WorkAsk const ask = ask_hours(waived ? 0 : floor.jobs.setup_left[job], floor.jobs.work_left[job], floor.lines(job), floor.now.span());
    claims[k] = {job, market, family, waived, ask.setup, ask.work, 0, 0};
    market_out[k] = market;
    quantity[k] = ask.setup + ask.work;
    atomic_add(&floor.asked[market], quantity[k]);
  }
};

}  // namespace gs::GS_BACKEND
