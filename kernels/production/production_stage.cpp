#include "kernels/production/production_stage.hpp"
#include <algorithm>
#include "kernels/core/periods.hpp"

namespace gs::GS_BACKEND {
namespace {

template <class T>
void upload(Buffer<T>& to, std::vector<T> const& from) {
  to.grow(static_cast<std::int64_t>(from.size()));
  to_device(to.data(), from.data(), static_cast<std::int64_t>(from.size() * sizeof(T)));
}

struct Offer {
  std::uint32_t market;
  bool link;  //!< a market's own pools come first
  Cents price, extra;
  std::uint32_t pool;
};

//! Every market's pools: its own, cheapest first, then those linked to it, cheapest first; ties by id.
std::vector<Offer> make_offers(PoolTable<HostColumn> const& pools, LinkTable<HostColumn> const& links) {
  std::vector<Offer> all;
  for (std::size_t p = 0; p < pools.market.size(); ++p) all.push_back({pools.market[p], false, pools.price[p], 0, static_cast<std::uint32_t>(p)});
  for (std::size_t k = 0; k < links.market.size(); ++k)
    all.push_back({links.market[k], true, pools.price[links.pool[k].v] + links.price[k], links.price[k], links.pool[k].v});
  std::stable_sort(all.begin(), all.end(), [](Offer const& a, Offer const& b) {
    if (a.market != b.market) return a.market < b.market;
    if (a.link != b.link) return b.link;
    return a.price != b.price ? a.price < b.price : a.pool < b.pool;
  });
  return all;
}

}  // namespace

void ProductionStage::prepare(World& w) {
  std::vector<Offer> const all = make_offers(w.pools.download(), w.links.download());
  std::vector<std::uint32_t> first(w.markets + 1, 0);
  std::vector<PoolId> pool;
  std::vector<Cents> extra;
  for (Offer const& o : all) {
    ++first[o.market + 1];
    pool.push_back(PoolId(o.pool));
    extra.push_back(o.extra);
  }
  for (std::size_t m = 0; m < w.markets; ++m) {
    rounds_ = std::max(rounds_, first[m + 1]);
    first[m + 1] += first[m];
  }
  upload(offer_first_, first);
  upload(offer_pool_, pool);
  upload(offer_extra_, extra);
  offered_.grow(w.pools.size());
  prepared_ = true;
}

Floor ProductionStage::floor(World& w) {
  Seconds const settle = w.params.world.changeover_settle;
  bool const planned = w.allotted.size() > 0;
  return {w.jobs.view(),
          w.recipes.view(),
          w.points.view(),
          w.stock.view(),
          w.items.view(),
          w.pools.view(),
          w.hours.view(),
          w.work_lines.view(),
          w.watched.view(),
          w.watched.size(),
          w.first_line.data(),
          {offer_first_.data(), offer_pool_.data(), offer_extra_.data(), rounds_},
          planned ? Allotment{w.allotted.data(), w.dispatch_row.data(), w.allotted.size() / w.pools.size() - 1, w.pools.size()}
                  : Allotment{nullptr, nullptr, 0, 0},
          offered_.data(),
          free_at_,
          out_,
          w.pool_tally(),
          w.params.world.grains_per_unit,
          to_micro(w.params.world.changeover_loss),
          settle,
          w.params.seed,
          w.now};
}

void ProductionStage::run(World& w) {
  handled_ = 0;
  if (w.pools.size() == 0) return;
  if (!prepared_) prepare(w);
  for_each(w.lane, w.pools.size(), OfferHours{floor(w)});
  Scratch::Use const use(w.scratch);
  active_ = list_where(w.lane, w.jobs.size(), HasWork{w.jobs.view()}, w.scratch);
  std::int64_t const n = active_.count;
  if (w.allotted.size() > 0 && begins_in(w.now.start, w.now.end, w.params.design.dispatch_period)) dispatch_.run(w, floor(w), active_.items, n);
  if (n == 0) return;
  handled_ = n;
  out_ = w.scratch.room<JobOut>(w.jobs.size());
  free_at_ = w.scratch.room<Seconds>(w.work_lines.size());
  for_each(w.lane, n, ClearOut{active_.items, out_});
  for_each(w.lane, w.work_lines.size(), GoOn{{floor(w)}});
  take_work(w, n);
  for_each(w.lane, n, CountUnserved{floor(w), active_.items});
  for_each(w.lane, w.pools.size(), PriceHours{floor(w), w.pool_counts.data()});
  for_each(w.lane, n, FinishJob{floor(w), {w.goods.view(), w.stock.view(), w.tally(), w.flaw_chance.data(), w.components.view()}, active_.items});
  send(w, n);
  for_each(w.lane, w.items.size(), FlawChance{w.goods.view(), w.flaw_chance.data()});
}

//! Round by round jobs ask the pools of their market, cheapest first; in a round a pool serves those that ask it, in turn.
void ProductionStage::take_work(World& w, std::int64_t n) {
  Scratch::Use const use(w.scratch);
  auto* const key = w.scratch.room<std::uint64_t>(n);
  auto* const order = w.scratch.room<std::uint32_t>(n);
  for (std::uint32_t round = 0; round < rounds_; ++round) {
    for_each(w.lane, n, RoundKey{floor(w), active_.items, round, key, order});
    sort_pairs(w.lane, key, order, n);
    for_each_heavy(w.lane, w.pools.size(), TakeWork{{floor(w)}, key, order, n, lead_tables(w)});
  }
}

void ProductionStage::send(World& w, std::int64_t n) {
  auto const [finished, lots] = list_where(w.lane, n, LeavesFloor{active_.items, out_}, w.scratch);
  if (lots == 0) return;
  std::int64_t const before = w.shipments.size();
  w.shipments.resize(before + lots);
  for_each(
      w.lane, lots,
      SendFinished{
          floor(w), {w.shipments.view(), w.stock.view(), w.now.start}, lead_tables(w), active_.items, finished, static_cast<std::uint64_t>(before)});
}

}  // namespace gs::GS_BACKEND
