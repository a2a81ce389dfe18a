#include "kernels/production/production_stage.hpp"
#include <algorithm>
#include "kernels/core/scratch.hpp"

namespace gs::GS_BACKEND {

void ProductionStage::prepare(World& w) {
  auto const pools = w.pools.download();
  std::vector<std::uint32_t> first(std::max<std::size_t>(w.markets, 1), 0), last(first.size(), 0);
  for (std::size_t p = pools.market.size(); p-- > 0;) {
    std::uint32_t const m = pools.market[p];
    if (last[m] == 0) last[m] = static_cast<std::uint32_t>(p + 1);
    first[m] = static_cast<std::uint32_t>(p);
  }
  auto const bytes = static_cast<std::int64_t>(first.size() * sizeof(first[0]));
  first_pool_.grow(static_cast<std::int64_t>(first.size()));
  last_pool_.grow(static_cast<std::int64_t>(last.size()));
  to_device(first_pool_.data(), first.data(), bytes);
  to_device(last_pool_.data(), last.data(), bytes);
  offered_.grow(w.pools.size());
  ahead_.grow(w.pools.size());
  asked_.grow(static_cast<std::int64_t>(first.size()));
  prepared_ = true;
}

Floor ProductionStage::floor(World& w) {
  return {w.jobs.view(),
          w.recipes.view(),
          w.points.view(),
          w.items.view(),
          w.pools.view(),
          w.hours.view(),
          first_pool_.data(),
          last_pool_.data(),
          offered_.data(),
          ahead_.data(),
          asked_.data(),
          w.params.world.grains_per_unit,
          w.now};
}

void ProductionStage::run(World& w) {
  handled_ = 0;
  if (w.pools.size() == 0) return;
  if (!prepared_) prepare(w);
  for_each(w.lane, w.pools.size(), OfferHours{floor(w), w.pool_tally()});
  std::int64_t const n = list_where(w.lane, w.jobs.size(), HasWork{floor(w)}, active_);
  if (n == 0) return;
  handled_ = n;
  queue(w, n);
  for_each(w.lane, n,
           WorkHours{floor(w), {w.goods.view(), w.stock.view(), w.tally(), w.pool_tally(), w.params.seed}, claims_.data(), before_.data()});
  for_each(w.lane, w.pools.size(), PriceHours{floor(w), w.pool_tally()});
  send(w, n);
}

//! Lines up n jobs by market and turn, and sums up what is asked ahead of each.
void ProductionStage::queue(World& w, std::int64_t n) {
  make_room(key_, n);
  make_room(order_, n);
  make_room(market_, n);
  make_room(quantity_, n);
  make_room(before_, n);
  make_room(claims_, n);
  zero(asked_.data(), asked_.bytes());
  for_each(w.lane, n, MarketKey{floor(w), active_.items.data(), key_.data(), order_.data()});
  sort_pairs(w.lane, key_.data(), order_.data(), n);
  for_each(w.lane, n, AskHours{floor(w), order_.data(), claims_.data(), market_.data(), quantity_.data()});
  exclusive_sum_by_key(w.lane, market_.data(), quantity_.data(), before_.data(), n);
}

void ProductionStage::send(World& w, std::int64_t n) {
  std::int64_t const lots = list_where(w.lane, n, Finished{claims_.data()}, finished_);
  if (lots == 0) return;
  std::int64_t const before = w.shipments.size();
  w.shipments.resize(before + lots);
  for_each(w.lane, lots,
           SendFinished{floor(w),
                        {w.shipments.view(), w.stock.view(), w.now.start},
                        lead_tables(w),
                        w.params.seed,
                        claims_.data(),
                        finished_.items.data(),
                        static_cast<std::uint64_t>(before)});
}

}  // namespace gs::GS_BACKEND
