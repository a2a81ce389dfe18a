#pragma once
//! Free lines take lots: pool by pool, jobs in turn, start = max(ready, free) on the line that would be done first.
#include "kernels/core/distributions.hpp"
#include "kernels/production/lines.hpp"

namespace gs::GS_BACKEND {

//! Sort key of an active job in a round: the pool it asks, then its turn; age is its position. Who asks for nothing stands last.
struct RoundKey {
  Floor floor;
  std::uint32_t const* active;
  std::uint32_t round;
  std::uint64_t* key;
  std::uint32_t* order;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    RecipeId const r = floor.jobs.recipe[job];
    bool const asks = floor.jobs.open[job] > 0 && floor.jobs.lines[job] < floor.most_lines(job);
    PoolId const pool = asks && floor.may_ask(job, round) ? floor.offers.at(floor.recipes.market[r], round) : PoolId::none();
    key[k] = static_cast<std::uint64_t>(pool.v) << 32 | rank_of(0, turn_of(floor.jobs.due[job], floor.recipes.setup[r], floor.family_of(r)));
    order[k] = active[k];
  }
};

//! One pool serves the jobs that ask it in this round. A job asks one pool at a time, so nobody else writes it.
struct TakeWork {
  LineRunner runner;
  std::uint64_t const* key;
  std::uint32_t const* order;
  std::int64_t n;
  LeadTables tables;

  GS_HD std::int64_t first_of(std::uint32_t pool) const {
    std::int64_t low = 0, high = n;
    while (low < high) {
      std::int64_t const middle = (low + high) / 2;
      (key[middle] >> 32) < pool ? low = middle + 1 : high = middle;
    }
    return low;
  }
  GS_HD Seconds changeover(WorkLineId l, RecipeId r) const {
    Floor const& f = runner.floor;
    return f.dedicated(f.lines.pool[l]) || f.lines.family[l] == f.family_of(r) ? 0 : f.recipes.setup[r];
  }
  //! The free line on which a lot would begin its work first, changeover included; ties to the lower line. None: all are busy.
  GS_HD WorkLineId best_line(PoolId pool, RecipeId r) const {
    Floor const& f = runner.floor;
    WorkLineId best = WorkLineId::none();
    Seconds soonest = never;
    for (std::uint32_t i = f.first_line[pool.at()]; i < f.first_line[pool.at() + 1]; ++i) {
      WorkLineId const l(i);
      if (f.lines.job[l].exists() || f.free_at[i] >= f.ours(l)) continue;
      Seconds const begins = f.free_at[i] + changeover(l, r);
      if (begins < soonest) soonest = begins, best = l;
    }
    return best;
  }
  //! Work content of the next lot of a job [line-s]; random content is drawn unit by unit, whatever the lots.
  GS_HD Seconds content(JobSlot job, RecipeId r, Grains lot) const {
    Floor const& f = runner.floor;
    if (f.recipes.work_law[r] == LeadLaw::fixed) return work_of(f.recipes.work[r], lot, f.grains_per_unit);
    LeadTime const unit{f.recipes.work_law[r], f.recipes.work[r], f.recipes.work_spread[r], ~0u};
    std::int64_t const begun = (f.jobs.quantity[job] - f.jobs.missing[job] - f.jobs.open[job]) / f.grains_per_unit;
    std::int64_t const units = (lot + f.grains_per_unit - 1) / f.grains_per_unit;
    Seconds sum = 0;
    for (std::int64_t k = begun; k < begun + units; ++k) {
      Words const words{f.seed, Stream::work_content, job_key(r, f.jobs.placed[job]), static_cast<std::uint32_t>(k)};
      sum += draw_lead(unit, tables, words);
    }
    return sum > 0 ? sum : 1;
  }
  GS_HD void begin(WorkLineId l, JobSlot job, RecipeId r) const {
    Floor const& f = runner.floor;
    WorkLines const& lines = f.lines;
    Grains const least = f.recipes.min_lot[r] > 0 ? f.recipes.min_lot[r] : f.grains_per_unit;
    Grains const lot = lot_of(f.jobs.open[job], least, f.now.span() / work_of(f.recipes.work[r], least, f.grains_per_unit));
    lines.setup_left[l] = changeover(l, r);
    lines.work_left[l] = content(job, r, lot);
    if (lines.setup_left[l] > 0) lines.since_change[l] = 0;
    lines.family[l] = f.family_of(r);
    lines.job[l] = job;
    lines.lot[l] = lot;
    f.jobs.open[job] -= lot;
    atomic_add(&f.jobs.lines[job], 1);
    f.allotment.take(r, lines.pool[l], lines.setup_left[l] + lines.work_left[l]);
    f.tally.add(lines.pool[l], PoolCounter::started, 1);
    f.tally.add(lines.pool[l], PoolCounter::waited, f.now.start + f.free_at[l.at()] - f.jobs.ready[job]);
    f.free_at[l.at()] = runner.run(l, f.free_at[l.at()], f.ours(l));
  }
  //! False: no line of the pool is free any more.
  GS_HD bool serve(PoolId pool, JobSlot job) const {
    Floor const& f = runner.floor;
    RecipeId const r = f.jobs.recipe[job];
    while (f.jobs.open[job] > 0 && f.jobs.lines[job] < f.most_lines(job) && f.allotment.allows(r, pool)) {
      WorkLineId const l = best_line(pool, r);
      if (!l.exists()) return false;
      begin(l, job, r);
    }
    return true;
  }
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    if (runner.floor.offered[i] == 0) return;
    for (std::int64_t k = first_of(pool.v); k < n && key[k] >> 32 == pool.v; ++k)
      if (!serve(pool, JobSlot(order[k]))) return;
  }
};

//! What found no line is asked of the last pool of its market, too: it hears of all that is missing.
struct CountUnserved {
  Floor floor;
  std::uint32_t const* active;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    RecipeId const r = floor.jobs.recipe[job];
    std::int64_t const more = floor.most_lines(job) - floor.jobs.lines[job];
    std::uint32_t const m = floor.recipes.market[r];
    if (floor.jobs.open[job] <= 0 || more <= 0 || floor.offers.first[m] == floor.offers.first[m + 1]) return;
    Seconds const work = work_of(floor.recipes.work[r], floor.jobs.open[job], floor.grains_per_unit);
    Seconds const most = more > work ? work : more * floor.now.span();
    floor.tally.add(floor.offers.pool[floor.offers.first[m + 1] - 1], PoolCounter::asked, work < most ? work : most);
  }
};

//! The price of the last hour that the pools of a market sold.
struct PriceHours {
  Floor floor;
  std::int64_t const* cells;  //!< [pool][PoolCounter] of this tick
  GS_HD bool used(PoolId p) const {
    std::int64_t const* c = cells + p.at() * static_cast<int>(PoolCounter::count);
    return c[static_cast<int>(PoolCounter::worked)] + c[static_cast<int>(PoolCounter::changeover)] > 0;
  }
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    std::uint32_t const m = floor.pools.market[pool];
    for (std::uint32_t k = floor.offers.first[m]; k < floor.offers.first[m + 1]; ++k) {
      PoolId const p = floor.offers.pool[k];
      if (used(p)) floor.tally.set_max(pool, PoolCounter::price, floor.hours.price[p]);
    }
  }
};

}  // namespace gs::GS_BACKEND
