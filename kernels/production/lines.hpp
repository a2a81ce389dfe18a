#pragma once
//! Lines at work: a lot is worked on by one line until it is done, over as many ticks as it takes. Times are exact to the second.
#include "kernels/production/floor.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds lot_patience = day;  //!< a lot on a line that others took waits so long, then goes back to its job (chosen: a night)

//! Runs the lots of lines. Everything of one line is written by one thread.
struct LineRunner {
  Floor floor;

  //! Works on the lot of a line in [from, to) of the tick; returns from when on it is free (the tick's length: it is not).
  GS_HD Seconds run(WorkLineId l, Seconds from, Seconds to) const {
    WorkLines const& lines = floor.lines;
    JobSlot const job = lines.job[l];
    PoolId const pool = lines.pool[l];
    LotRun const did = run_lot(lines.setup_left[l], lines.work_left[l], from, to);
    floor.tally.add(pool, PoolCounter::changeover, did.setup);
    floor.tally.add(pool, PoolCounter::worked, did.work);
    floor.tally.add(pool, PoolCounter::asked, did.setup + did.work);
    lines.setup_left[l] -= did.setup;
    if (did.work > 0) make(l, job, did);
    pay_watched(job, pool, did.setup + did.work);
    if (did.setup + did.work > 0) lines.worked_at[l] = floor.now.end;
    if (lines.work_left[l] > 0 || lines.setup_left[l] > 0) return floor.now.span();
    lines.job[l] = JobSlot::none();
    atomic_add(&floor.jobs.lines[job], -1);
    return did.until;
  }
  //! What the work finishes, and how well.
  GS_HD void make(WorkLineId l, JobSlot job, LotRun const& did) const {
    WorkLines const& lines = floor.lines;
    RecipeId const r = floor.jobs.recipe[job];
    PoolId const pool = lines.pool[l];
    Seconds const before = lines.work_left[l], left = before - did.work;
    bool const fixed = floor.recipes.work_law[r] == LeadLaw::fixed;
    Grains const made =
        fixed ? finished(lines.lot[l], left, floor.recipes.work[r], floor.grains_per_unit) : finished_share(lines.lot[l], before, left);
    lines.work_left[l] = left;
    lines.lot[l] -= made;
    Defects const d = defects_of(floor.quality(pool, r), made, lines.since_change[l], did.work);
    if (lines.since_change[l] < never) lines.since_change[l] += did.work;
    if (made == 0) return;
    JobOut& out = floor.out[job.at()];
    atomic_add(&out.made, made);
    atomic_add(&out.bad, d.bad);
    atomic_add(&out.escaped, d.escaped);
    atomic_max(&out.leaves, floor.now.start + did.until);
    floor.tally.add(pool, PoolCounter::made, made);
    floor.tally.add(pool, PoolCounter::bad, d.bad);
    floor.tally.add(pool, PoolCounter::escaped, d.escaped);
    if (d.fresh) floor.tally.add(pool, PoolCounter::fresh, made);
    if (d.fresh) floor.tally.add(pool, PoolCounter::fresh_escaped, d.escaped);
  }
  //! Hours of SKUs whose restock is watched, at what they cost.
  GS_HD void pay_watched(JobSlot job, PoolId pool, Seconds took) const {
    for (std::int64_t k = 0; k < floor.watched_count; ++k) {
      WatchId const w(static_cast<std::uint32_t>(k));
      if (!(floor.watched.item[w] == floor.item_of(floor.jobs.recipe[job])) || floor.now.start < floor.watched.spark[w]) continue;
      atomic_add(&floor.watched.worked[w], took);
      atomic_add(&floor.watched.making[w], took * floor.hours.price[pool]);
    }
  }
};

//! Goes on with what a line has in hand.
struct GoOn {
  LineRunner runner;

  //! Others have taken the line: its lot waits for the night to be over, then somebody else may do the rest.
  GS_HD void wait(WorkLineId l) const {
    Floor const& f = runner.floor;
    if (f.now.start - f.lines.worked_at[l] < lot_patience) return;
    JobSlot const job = f.lines.job[l];
    if (f.jobs.open[job] == 0) f.jobs.ready[job] = f.now.start;  // lines of one job may write the same value
    atomic_add(&f.jobs.open[job], f.lines.lot[l]);
    atomic_add(&f.jobs.lines[job], -1);
    f.lines.job[l] = JobSlot::none();
  }
  GS_HD void operator()(std::int64_t i) const {
    Floor const& f = runner.floor;
    WorkLineId const l(static_cast<std::uint32_t>(i));
    f.free_at[i] = 0;
    if (!f.lines.job[l].exists()) return;
    Seconds const ours = f.ours(l);
    f.free_at[i] = f.now.span();
    if (ours > 0)
      f.free_at[i] = runner.run(l, 0, ours);
    else
      wait(l);
  }
};

}  // namespace gs::GS_BACKEND
