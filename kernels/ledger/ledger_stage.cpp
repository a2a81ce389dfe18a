#include "kernels/ledger/ledger_stage.hpp"
#include "kernels/ledger/accrue.hpp"

namespace gs::GS_BACKEND {
namespace {

constexpr std::int64_t investment_life_days = 3 * 365;  //!< investments are written off in equal daily parts (chosen)

//! What a lever costs a day in a world of that size: running cost and its part of the investment.
Cents daily(bool on, LeverCost const& c, double size) {
  return on ? to_int(static_cast<double>(c.per_day + c.invest / investment_life_days) * size) : 0;
}

//! Orders open, waiting, and jobs open, counted in runs.
struct CountOpen {
  ViewOf<OrderTable, OrderSlot> orders;
  std::int64_t count;
  Tally tally;
  static constexpr std::int64_t run = 4096;
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t open = 0, waiting = 0;
    for (std::int64_t i = c * run; i < end; ++i) {
      OrderState const s = orders.state[OrderSlot(static_cast<std::uint64_t>(i))];
      waiting += s == OrderState::waiting ? 1 : 0;
      open += s < OrderState::delivered ? 1 : 0;
    }
    tally.add(Counter::open_orders, open);
    tally.add(Counter::waiting_orders, waiting);
  }
};
struct CountJobs {
  ViewOf<JobTable, JobSlot> jobs;
  std::int64_t count;
  Tally tally;
  static constexpr std::int64_t run = 4096;
  GS_HD void operator()(std::int64_t c) const {
    std::int64_t const end = (c + 1) * run < count ? (c + 1) * run : count;
    std::int64_t open = 0;
    for (std::int64_t i = c * run; i < end; ++i) open += jobs.state[JobSlot(static_cast<std::uint64_t>(i))] != JobState::closed ? 1 : 0;
    tally.add(Counter::open_jobs, open);
  }
};

std::int64_t runs(std::int64_t n, std::int64_t run) { return (n + run - 1) / run; }

}  // namespace

void LedgerStage::settle_day(World& w) {
  DesignParams const& d = w.params.design;
  double const size = world_size(w.params);
  Cents const information = daily(d.sensing, d.sensing_cost, size) + daily(d.warning, d.warning_cost, size);
  Cents const change = daily(d.modular, d.modular_cost, size) + daily(d.elastic, d.elastic_cost, size) + daily(d.network, d.network_cost, size) +
                       daily(d.pooled, d.pooled_cost, size) + daily(d.micro_making, d.micro_making_cost, size) + daily(d.tiers, d.tiers_cost, size);
  for_each(w.lane, w.pools.size(), SettlePool{w.accrued.data(), w.purse()});
  for_each(
      w.lane, 1,
      SettleStock{w.accrued.data(), w.purse(), to_micro(w.params.ledger.hold_rate), to_micro(w.params.ledger.capital_rate), information, change});
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
  for_each_heavy(w.lane, runs(w.orders.size(), CountOpen::run), CountOpen{w.orders.view(), w.orders.size(), w.tally()});
  for_each_heavy(w.lane, runs(w.jobs.size(), CountJobs::run), CountJobs{w.jobs.view(), w.jobs.size(), w.tally()});
  if (day_ends) settle_day(w);
}

}  // namespace gs::GS_BACKEND
