#include "kernels/ledger/ledger_stage.hpp"
#include <algorithm>
#include "kernels/ledger/accrue.hpp"
#include "kernels/ledger/ageing.hpp"
#include "kernels/ledger/count_open.hpp"
#include "kernels/ledger/terms.hpp"
#include "kernels/state/lever_costs.hpp"

namespace gs::GS_BACKEND {
namespace {

static_assert(pay_days == 192 && age_cells == 5, "engine/world.cpp makes room for so many days and ages");

struct CountOutages {
  Tally tally;
  std::int64_t down;
  GS_HD void operator()(std::int64_t) const { tally.add(Counter::outages, down); }
};

std::int64_t runs(std::int64_t n, std::int64_t run) { return (n + run - 1) / run; }

}  // namespace

void LedgerStage::settle_day(World& w) {
  LeverDay const levers = lever_day(w.params, w.now.end);
  for_each(w.lane, w.pools.size(), SettlePool{w.accrued.data(), w.purse()});
  for_each(w.lane, 1,
           SettleStock{w.accrued.data(), w.purse(), to_micro(w.params.ledger.hold_rate), to_micro(w.params.ledger.capital_rate), levers.information,
                       levers.change, levers.written_off, w.now.end == w.params.clock.warmup + day ? bought_at_start(w.params) : 0});
  for_each(w.lane, purse_cells,
           SettleDay{w.paid.data(), w.entered.data(), w.settled.data(), w.due.data(), terms_of(w.params.ledger), w.now.end / day, levers.written_off,
                     w.now.end == w.params.clock.warmup + day ? bought_at_start(w.params) : 0});
}

//! Expiry every quarter of the shelf life, clearance every day; neither costs anything where goods do not age.
void LedgerStage::age_stock(World& w) {
  LifecycleParams const& p = w.params.lifecycle;
  WriteOffs const books{w.stock.view(), w.points.view(), w.items.view(), w.goods.view(), w.tally(), w.purse(), w.params.world.grains_per_unit};
  std::int64_t const quarter = std::max<std::int64_t>(1, p.shelf_life / day / ages);
  if (w.fresh.size() > 0 && w.now.end / day % quarter == 0)
    for_each(
        w.lane, w.points.size(),
        ExpireStock{books, w.forecast.view(), w.fresh.data(), w.params.seed, p.perishable_share, w.skus, p.disposal, static_cast<double>(quarter)});
  if (p.clear_cover <= 0.0 || p.markdown_step <= 0.0) return;
  auto const last = static_cast<std::uint32_t>(to_int(clamp(p.markdown_step * static_cast<double>(p.markdown_rungs), 0.0, 0.9) * 10000.0));
  for_each(w.lane, w.points.size(), ClearStock{books, w.forecast.view(), w.looks.data(), w.skus, p.clear_cover, last > 1 ? last - 1 : 1});
}

void LedgerStage::accrue_hours(World& w) {
  for_each(w.lane, w.pools.size(), AccruePool{w.pools.view(), w.hours.view(), w.pool_counts.data(), w.accrued.data()});
}

void LedgerStage::run(World& w) {
  std::int64_t const points = w.points.size();
  bool const day_ends = w.now.end % day == 0;
  for_each_heavy(w.lane, runs(points, SweepStock::run),
                 SweepStock{w.stock.view(), w.points.view(), w.items.view(), w.chain_tally(), w.tally(), w.accrued.data(), points,
                            w.params.world.grains_per_unit, w.now.span(), day_ends});
  std::int64_t* const ages = day_ends && w.measuring() ? w.backorder_hist.data() : nullptr;
  for_each_heavy(w.lane, runs(w.orders.size(), CountOpen::run), CountOpen{w.orders.view(), w.orders.size(), w.tally(), ages, w.now.end});
  for_each_heavy(w.lane, runs(w.jobs.size(), CountJobs::run),
                 CountJobs{w.jobs.view(), w.recipes.view(), w.components.view(), w.points.view(), w.stock.view(), w.jobs.size(), w.tally(),
                           w.echelon_tally(), ages, w.now, w.demands.size() > 0});
  if (w.outages.down > 0) for_each(w.lane, 1, CountOutages{w.tally(), w.outages.down});
  if (!day_ends) return;
  age_stock(w);
  settle_day(w);
}

}  // namespace gs::GS_BACKEND
