#pragma once
//! A level's sweep: its stock points close their buckets and decide what they want. Each thread writes its own points only.
#include "kernels/planning/column_run.hpp"
#include "kernels/planning/place_orders.hpp"

namespace gs::GS_BACKEND {

//! Sweeps one run of stock points. With `wanted` the decisions are left there, by point, to be split over recipes; else each becomes an
//! order by the one recipe there is.
struct PlanRun {
  Desk desk;
  Level level;
  bool closing, reviewing;  //!< does anybody's bucket end, is anybody's review due, in this tick?
  bool by_column;           //!< the usual case: ColumnRun
  Grains* wanted;
  OrderRuns runs;

  GS_HD bool due(PointId p, PolicyNow const& now) const {
    if (desk.points.recipes[p] == 0) return false;
    return now.reviews || (desk.alarm != nullptr && desk.alarm[desk.points.item[p].at()] != 0);
  }
  GS_HD void operator()(std::int64_t run) const {
    RunWriter out(runs, run);
    std::int64_t const begin = run * order_run, n = begin + order_run < level.n ? order_run : level.n - begin;
    if (by_column)
      columns(begin, n, out);
    else
      for (std::int64_t i = begin; i < begin + n; ++i) point(i, out);
    out.finish();
  }
  GS_HD void columns(std::int64_t begin, std::int64_t n, RunWriter& out) const {
    ColumnRun const run{desk, level};
    bool changed[order_run] = {};
    Grains want[order_run];
    if (closing) run.close(begin, n, changed);
    if (!reviewing) return;
    run.review(begin, n, changed, want);
    for (std::int64_t k = 0; k < n; ++k) order(begin + k, want[k], out);
  }
  GS_HD void point(std::int64_t i, RunWriter& out) const {
    PointId const p(level.first + static_cast<std::uint32_t>(i));
    PolicyNow const& now = level.one_policy ? level.policy : desk.policy(p);
    bool const changed = closing && now.closes && CloseBucket{desk, level}(p, i, now);
    if (reviewing) order(i, due(p, now) ? ReviewPoint{desk, level}(p, now.rule, changed) : 0, out);
  }
  GS_HD void order(std::int64_t i, Grains q, RunWriter& out) const {
    PointId const p(level.first + static_cast<std::uint32_t>(i));
    if (desk.no_orders(p)) q = 0;
    if (wanted != nullptr)
      wanted[i] = q;
    else if (q != 0)
      out.add(desk, p, static_cast<std::uint32_t>(i), desk.points.first_recipe[p], q);
  }
};

}  // namespace gs::GS_BACKEND
