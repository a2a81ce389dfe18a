#include "kernels/planning/order_splitter.hpp"

namespace gs::GS_BACKEND {

//! Nobody plans with what stands by, or with hours of a lever that are not there yet.
void OrderSplitter::count_hours(World& w) {
  Arrived const now = arrived_by(w.params.design, w.now.start, w.params.clock.warmup);
  if (now == arrived_) return;
  arrived_ = now;
  auto suppliers = w.suppliers.download();
  for (SupplierId const one : w.standby) suppliers.pool[one.v] = PoolId::none();
  auto const hours = daily_hours(suppliers, w.pools.download(), w.markets, now);
  daily_hours_.grow(static_cast<std::int64_t>(hours.size()));
  to_device(daily_hours_.data(), hours.data(), static_cast<std::int64_t>(hours.size() * sizeof(std::int64_t)));
}

//! Room for them; the first round fills it.
SplitPools OrderSplitter::pools_of(World& w) {
  std::int64_t const count = w.points.size() + w.markets;
  return {count, w.scratch.room<std::int64_t>(count), w.scratch.room<std::int64_t>(count), w.scratch.room<std::int64_t>(w.markets)};
}

void OrderSplitter::split(World& w, Splitting s, std::int64_t points, OrderRuns const& runs) {
  count_hours(w);
  Scratch::Use const use(w.scratch);
  s.part = w.scratch.room<Grains>(points * s.slots);
  zero(s.part, points * s.slots * std::int64_t{sizeof(Grains)});
  SplitPools const pools = pools_of(w);
  for (std::uint32_t round = 0; round < 2 * s.slots; ++round) {
    Scratch::Use const round_only(w.scratch);
    List const askers = list_where(w.lane, points, HasChoice{s, round}, w.scratch);
    if (askers.count == 0) break;
    claim_round(w, s, round, askers, pools);
  }
  for_each_heavy(w.lane, runs_of(points), CollectParts{s, points, runs});
}

void OrderSplitter::claim_round(World& w, Splitting const& s, std::uint32_t round, List const& askers, SplitPools const& pools) const {
  std::int64_t const n = askers.count, grains = w.params.world.grains_per_unit;
  if (round == 0) {
    zero(pools.taken, pools.count * std::int64_t{sizeof(std::int64_t)});
    zero(pools.backlog, w.markets * std::int64_t{sizeof(std::int64_t)});
    for_each(w.lane, w.jobs.size(), CountBacklog{w.jobs.view(), w.recipes.view(), pools.backlog, grains});
  }
  auto* const grant = w.scratch.room<std::int64_t>(n);
  Claiming const c{s,
                   round,
                   askers.items,
                   daily_hours_.data(),
                   pools.backlog,
                   w.points.size(),
                   grains,
                   pools.taken,
                   w.scratch.room<std::uint32_t>(n),
                   w.scratch.room<std::uint32_t>(n),
                   w.scratch.room<std::int64_t>(n),
                   pools.there};
  for_each(w.lane, n, c);
  settle(w.lane, {n, c.pool, c.rank, c.quantity, grant}, {pools.count, pools.there}, w.scratch);
  for_each(w.lane, n, TakePart{c, grant});
}

}  // namespace gs::GS_BACKEND
