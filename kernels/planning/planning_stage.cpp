#include "kernels/planning/planning_stage.hpp"
#include <algorithm>
#include "kernels/core/scratch.hpp"

namespace gs::GS_BACKEND {
namespace {

//! One cell each, so that a tick's counts meet no contention.
struct CountPlans {
  Tally tally;
  std::int64_t planned, jobs;
  GS_HD void operator()(std::int64_t) const {
    tally.add(Counter::planned, planned);
    tally.add(Counter::jobs, jobs);
  }
};

template <class T>
void upload(Buffer<T>& to, std::vector<T> const& from) {
  to.grow(static_cast<std::int64_t>(from.size()));
  to_device(to.data(), from.data(), static_cast<std::int64_t>(from.size() * sizeof(T)));
}

}  // namespace

void PlanningStage::prepare(World& w) {
  auto const points = w.points.download();
  has_alternates_ = std::any_of(points.recipes.begin(), points.recipes.end(), [](std::uint32_t n) { return n > 1; });
  upload(daily_hours_, daily_hours(w.suppliers.download(), w.pools.download(), w.markets));
  backlog_.grow(w.markets);
  if (has_alternates_) spare_.grow(w.points.size() + w.markets);
  auto const items = static_cast<std::size_t>(w.items.size());
  bill_ = make_bill(points, w.recipes.download(), w.components.download(), items);
  upload(edges_, bill_.edges);
  upload(share_, point_shares(points, items));
  points_of_.assign(w.level_first.empty() ? 0 : w.level_first.size() - 1, std::vector<std::int64_t>(w.policies.size(), 0));
  for (std::size_t level = 0; level < points_of_.size(); ++level) {
    for (std::uint32_t p = w.level_first[level]; p < w.level_first[level + 1]; ++p) ++points_of_[level][points.policy[p].v];
  }
  prepared_ = true;
}

void PlanningStage::refresh_policies(World& w) {
  std::vector<PolicyRule> rules;
  for (std::size_t p = 0; p < w.policies.size(); ++p) {
    bool const known = p < rules_.size() && rules_[p].z == w.policies[p].z;
    rules.push_back(policy_rule(w.policies[p], w.params.clock.tick, known ? rules_[p].service : normal_below(w.policies[p].z)));
  }
  if (rules == rules_) return;
  rules_ = rules;
  upload(policies_, rules_);
  upload(ahead_, covered_ahead(w.points.download(), w.recipes.download(), w.components.download(), rules_));
}

//! Has any point of this level a policy for which `what` happens in this tick?
bool PlanningStage::due(World const& w, std::size_t level, bool (*what)(PolicyRule const&, Seconds, Seconds)) const {
  for (std::size_t p = 0; p < rules_.size(); ++p) {
    if (points_of_[level][p] > 0 && what(rules_[p], w.now.start, w.now.end)) return true;
  }
  return false;
}

Desk PlanningStage::desk(World& w) {
  return {w.points.view(),  w.stock.view(), w.forecast.view(), w.signals.view(), w.recipes.view(), w.components.view(),
          policies_.data(), share_.data(),  ahead_.data(),     w.ring.data(),    w.ring_width,     w.now};
}

void PlanningStage::run(World& w) {
  handled_ = placed_ = 0;
  if (!prepared_) prepare(w);
  refresh_policies(w);
  bool sensing = false;
  for (auto const& rule : rules_) {
    bool const acts = reviews(rule, w.now.start, w.now.end) || closes_bucket(rule, w.now.start, w.now.end);
    sensing = sensing || (acts && rule.forecast == ForecastKind::sensed);
  }
  if (sensing) explode_signals(w);
  for (std::size_t level = 0; level < points_of_.size(); ++level) {
    std::uint32_t const first = w.level_first[level];
    if (due(w, level, closes_bucket)) for_each(w.lane, w.level_first[level + 1] - first, CloseBucket{desk(w), first});
    if (due(w, level, reviews)) review(w, level);
  }
  if (handled_ > 0) for_each(w.lane, 1, CountPlans{w.tally(), handled_, placed_});
}

void PlanningStage::explode_signals(World& w) {
  for_each(w.lane, static_cast<std::int64_t>(bill_.edges.size()), ClearSignal{w.signals.view(), edges_.data()});
  for (std::size_t d = 0; d + 1 < bill_.first.size(); ++d) {
    for_each(w.lane, bill_.first[d + 1] - bill_.first[d], ExplodeSignal{w.signals.view(), edges_.data() + bill_.first[d]});
  }
}

//! Everybody on a level decides on the same stock, then the orders are written: the result does not depend on who comes first.
void PlanningStage::review(World& w, std::size_t level) {
  std::uint32_t const first = w.level_first[level];
  std::int64_t const points = w.level_first[level + 1] - first;
  make_room(orders_, points);
  for_each(w.lane, points, ReviewPoint{desk(w), first, orders_.data()});
  for (std::size_t p = 0; p < rules_.size(); ++p) {
    if (reviews(rules_[p], w.now.start, w.now.end)) handled_ += points_of_[level][p];
  }
  if (has_alternates_) settle_alternates(w, first, points);
  place_jobs(w, first, points);
  place_at_once(w, first, points);
}

void PlanningStage::settle_alternates(World& w, std::uint32_t first, std::int64_t points) {
  std::int64_t const n = list_where(w.lane, points, TakesAlternate{desk(w), first, orders_.data()}, alternates_);
  if (n == 0) return;
  make_room(pool_, n);
  make_room(rank_, n);
  make_room(quantity_, n);
  make_room(grant_, n);
  std::int64_t const grains = w.params.world.grains_per_unit;
  zero(backlog_.data(), backlog_.bytes());
  for_each(w.lane, w.jobs.size(), CountBacklog{w.jobs.view(), w.recipes.view(), backlog_.data(), grains});
  for_each(w.lane, n,
           ClaimAlternate{desk(w), first, orders_.data(), alternates_.items.data(), daily_hours_.data(), backlog_.data(), w.points.size(), grains,
                          pool_.data(), rank_.data(), quantity_.data(), spare_.data()});
  settle(w.lane, {n, pool_.data(), rank_.data(), quantity_.data(), grant_.data(), true}, {spare_.size(), spare_.data()}, settle_);
  for_each(w.lane, n, FallBack{desk(w), first, alternates_.items.data(), grant_.data(), quantity_.data(), orders_.data()});
}

void PlanningStage::place_jobs(World& w, std::uint32_t first, std::int64_t points) {
  std::int64_t const n = list_where(w.lane, points, WantsJob{desk(w), orders_.data(), false}, jobs_);
  std::int64_t const before = w.jobs.size();
  w.jobs.resize(before + n);
  OrderBooks const books{desk(w), w.items.view(), w.chain_tally(), orders_.data(), jobs_.items.data(), first};
  for_each(w.lane, n, PlaceJob{books, w.jobs.view(), static_cast<std::uint64_t>(before)});
  placed_ += n;
}

void PlanningStage::place_at_once(World& w, std::uint32_t first, std::int64_t points) {
  std::int64_t const n = list_where(w.lane, points, WantsJob{desk(w), orders_.data(), true}, at_once_);
  std::int64_t const before = w.shipments.size();
  w.shipments.resize(before + n);
  OrderBooks const books{desk(w), w.items.view(), w.chain_tally(), orders_.data(), at_once_.items.data(), first};
  for_each(w.lane, n,
           PlaceAtOnce{books,
                       {w.shipments.view(), w.stock.view(), w.now.start},
                       w.lanes.view(),
                       w.goods.view(),
                       lead_tables(w),
                       w.tally(),
                       w.purse(),
                       w.params.seed,
                       static_cast<std::uint64_t>(before),
                       w.params.world.grains_per_unit});
  placed_ += n;
}

}  // namespace gs::GS_BACKEND
