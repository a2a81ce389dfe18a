#pragma once
//! Works the hours that claims got, books them by pool, and finishes goods.
#include "kernels/production/market.hpp"

namespace gs::GS_BACKEND {

struct Output {
  ViewOf<GoodsTable, ItemId> goods;
  Stock stock;
  Tally tally;
  PoolTally pools;
  std::uint64_t seed;
};

//! Works what claim k of its market got: claims cover the offers laid end to end, so nobody works an hour twice.
struct WorkHours {
  Floor floor;
  Output out;
  WorkClaim* claims;
  std::int64_t const* before;

  //! Books the job's stretch of the market on the pools it lies on; the family that ends a pool's used stretch stays set up there.
  GS_HD void book(WorkClaim const& c, Seconds from, Seconds setup, Seconds work) const {
    for (std::uint32_t p = floor.first_pool[c.market]; p < floor.last_pool[c.market]; ++p) {
      Seconds const ahead = floor.ahead[p], offer = floor.offered[p];
      out.pools.add(PoolId(p), PoolCounter::changeover, overlap(from, setup, ahead, offer));
      out.pools.add(PoolId(p), PoolCounter::worked, overlap(from + setup, work, ahead, offer));
      Seconds const end = floor.asked[c.market] < ahead + offer ? floor.asked[c.market] : ahead + offer;
      if (end > ahead && from < end && end <= from + setup + work) floor.hours.set_up[PoolId(p)] = c.family;
    }
  }
  //! Finishes what the work allows; the bad ones are scrapped and will be missing at the stock point.
  GS_HD Grains finish(JobSlot job, RecipeId r) const {
    Grains const made = finished(floor.jobs.in_work[job], floor.jobs.work_left[job], floor.recipes.work[r], floor.grains_per_unit);
    if (made == 0) return 0;
    std::uint32_t const word = draw4(out.seed, Stream::yield, job_key(r, floor.jobs.placed[job]), static_cast<std::uint32_t>(floor.now.start)).v[0];
    Grains const bad = bad_among(made, floor.recipes.yield[r], word);
    ItemId const item = floor.item_of(r);
    floor.jobs.in_work[job] -= made;
    atomic_add(&out.goods.scrapped[item], bad);
    atomic_add(&out.stock.on_order[floor.recipes.fills[r]], -bad);
    out.tally.add(Counter::scrapped, bad);
    out.tally.add(Counter::made, made - bad);
    out.tally.add(Counter::carbon, amount_of(floor.items.carbon[item], made, floor.grains_per_unit));
    return made - bad;
  }
  GS_HD void operator()(std::int64_t k) const {
    WorkClaim& c = claims[k];
    Seconds const total = floor.total(c.market), asked = c.setup + c.work, free = total - before[k];
    Seconds const got = free <= 0 ? 0 : (free < asked ? free : asked);
    if (got == 0) return;
    Seconds const setup = got < c.setup ? got : c.setup;
    Jobs const& jobs = floor.jobs;
    RecipeId const r = jobs.recipe[c.job];
    jobs.setup_left[c.job] = (c.set_up_anyway ? 0 : jobs.setup_left[c.job]) - setup;
    jobs.work_left[c.job] -= got - setup;
    book(c, before[k], setup, got - setup);
    c.good = finish(c.job, r);
    c.leaves = floor.now.start + done_after(before[k] + got, total, got, floor.lines(c.job), floor.now.span());
    if (jobs.missing[c.job] == 0 && jobs.in_work[c.job] == 0) jobs.state[c.job] = JobState::closed;
  }
};

//! What a pool was asked for (the dearest one hears the rest), and the price of the last hour its market used.
struct PriceHours {
  Floor floor;
  PoolTally tally;
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    std::uint32_t const market = floor.pools.market[pool], last = floor.last_pool[market];
    Seconds const asked = floor.asked[market], total = floor.total(market);
    Seconds const beyond = pool.v + 1 == last && asked > total ? asked - total : 0;
    tally.add(pool, PoolCounter::asked, overlap(0, asked, floor.ahead[i], floor.offered[i]) + beyond);
    for (std::uint32_t p = floor.first_pool[market]; p < last; ++p) {
      if (overlap(0, asked, floor.ahead[p], floor.offered[p]) > 0) tally.set_max(pool, PoolCounter::price, floor.pools.price[PoolId(p)]);
    }
  }
};

struct Finished {
  WorkClaim const* claims;
  GS_HD bool operator()(std::int64_t k) const { return claims[k].good > 0; }
};

//! Sends the s-th finished lot to the stock point it was made for.
struct SendFinished {
  Floor floor;
  Sender sender;
  LeadTables tables;
  std::uint64_t seed;
  WorkClaim const* claims;
  std::uint32_t const* finished;
  std::uint64_t first_row;
  GS_HD void operator()(std::int64_t s) const {
    WorkClaim const& c = claims[finished[s]];
    RecipeId const r = floor.jobs.recipe[c.job];
    LeadTime const lead{floor.recipes.law[r], floor.recipes.lead[r], floor.recipes.spread[r], floor.recipes.lead_table[r]};
    Words const words{seed, Stream::lead_time, job_key(r, floor.jobs.placed[c.job]), static_cast<std::uint32_t>(floor.now.start)};
    sender.send(ShipmentSlot(first_row + static_cast<std::uint64_t>(s)), floor.recipes.fills[r], c.good, c.leaves + draw_lead(lead, tables, words));
  }
};

}  // namespace gs::GS_BACKEND
