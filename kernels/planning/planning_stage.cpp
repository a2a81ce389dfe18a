#include "kernels/planning/planning_stage.hpp"
#include <algorithm>
#include "kernels/core/errors.hpp"
#include "kernels/planning/turn_to_alternates.hpp"
#include "kernels/state/ramp.hpp"

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

struct CountAlarms {
  Tally tally;
  std::int64_t alarms;
  GS_HD void operator()(std::int64_t) const { tally.add(Counter::alarms, alarms); }
};

template <class T>
void upload(Buffer<T>& to, std::vector<T> const& from) {
  to.grow(static_cast<std::int64_t>(from.size()));
  to_device(to.data(), from.data(), static_cast<std::int64_t>(from.size() * sizeof(T)));
}

//! Lever 21: second sources and standby hours are under contract.
bool has_alternates(World const& w) {
  ResourcingLever const& lever = w.params.design.resourcing;
  return lever.on && is_ready(lever.cost, w.now.start, w.params.clock.warmup);
}

//! Stock points that somebody outside the chain may ask: members, or outside demand.
std::vector<bool> faces_customers(World& w, PointTable<HostColumn> const& points, ComponentTable<HostColumn> const& components) {
  std::vector<std::uint32_t> site_row(static_cast<std::size_t>(w.site_row.size()));
  to_host(site_row.data(), w.site_row.data(), w.site_row.bytes());
  std::vector<bool> faces(points.item.size());
  for (std::size_t p = 0; p < faces.size(); ++p) faces[p] = points.site[p].v < site_row.size() && site_row[points.site[p].v] != ~0u;
  auto const recipes = w.recipes.download();
  for (RecipeId const r : w.demands.download().recipe) faces[components.point[recipes.first_component[r.v]].v] = true;
  return faces;
}

}  // namespace

void PlanningStage::prepare(World& w) {
  auto const points = w.points.download();
  auto const recipes = w.recipes.download();
  auto const components = w.components.download();
  auto const items = static_cast<std::size_t>(w.items.size());
  for (std::size_t l = 0; l + 1 < w.level_first.size(); ++l) {
    LevelFacts level{w.level_first[l], static_cast<std::int64_t>(w.level_first[l + 1]) - w.level_first[l], {}, 1, false};
    level.of_policy.assign(w.policies.size(), 0);
    for (std::uint32_t p = w.level_first[l]; p < w.level_first[l + 1]; ++p) {
      ++level.of_policy[points.policy[p].v];
      level.slots = std::max<std::int64_t>(level.slots, points.recipes[p]);
      level.fixed = level.fixed || points.fixed_level[p] >= 0 || points.fixed_reorder[p] >= 0;
    }
    levels_.push_back(level);
  }
  bill_ = make_bill(points, recipes, components, items);
  upload(edges_, bill_.edges);
  too_much_.grow(1);
  if (w.shared.size() > 0) {
    std::vector<double> const all = own_shares(points, recipes, components, faces_customers(w, points, components));
    upload(own_share_, std::vector<double>(all.begin() + w.upstream(), all.end()));
  }
  tells_ = std::any_of(w.policies.begin(), w.policies.end(), [](auto const& p) { return p.sharing == SharingKind::forecast; });
  if (tells_) told_mean_.grow(w.points.size());
  if (w.params.design.presale) upload(direct_share_, direct_shares(points, recipes, components, faces_customers(w, points, components), items));
  if (w.warnings.size() > 0) {
    alarm_.grow(w.items.size());
    crowd_.grow(3);
  }
  prepared_ = true;
}

void PlanningStage::refresh_policies(World& w) {
  std::vector<PolicyRule> rules;
  for (std::size_t p = 0; p < w.policies.size(); ++p) {
    bool const known = p < rules_.size() && rules_[p].z == w.policies[p].z;
    rules.push_back(policy_rule(w.policies[p], w.params.clock.tick, known ? rules_[p].service : normal_below(w.policies[p].z)));
  }
  fresh_ = rules != rules_;
  if (!fresh_) return;
  rules_ = rules;
  delays_ = std::any_of(rules_.begin(), rules_.end(), [](PolicyRule const& p) { return p.delay > 0; });
  policies_.grow(static_cast<std::int64_t>(rules_.size()));
  upload(spark_weight_,
         spark_weights(w.points.download(), w.recipes.download(), w.components.download(), rules_, static_cast<std::size_t>(w.items.size())));
}

void PlanningStage::read_clock(World& w) {
  now_.clear();
  for (std::size_t p = 0; p < rules_.size(); ++p) now_.push_back(policy_now(rules_[p], w.now.start, w.now.end));
}

//! Has any point of this level a policy for which `what` happens in this tick?
bool PlanningStage::due(LevelFacts const& level, bool PolicyNow::*what) const {
  for (std::size_t p = 0; p < now_.size(); ++p) {
    if (level.of_policy[p] > 0 && now_[p].*what) return true;
  }
  return false;
}

Desk PlanningStage::desk(World& w) {
  return {w.points.view(),
          w.stock.view(),
          w.forecast.view(),
          w.signals.view(),
          w.shelf.view(),
          w.shared.view(),
          w.upstream(),
          w.recipes.view(),
          w.components.view(),
          policies_.data(),
          spark_weight_.data(),
          own_share_.data(),
          told_mean_.data(),
          alarmed_ ? alarm_.data() : nullptr,
          too_much_.data(),
          w.params.seed,
          w.now,
          fresh_,
          w.outages.paused.data(),
          w.outages.recipe_down.data(),
          has_alternates(w),
          ramp_share(w.params.design.sensing_cost, w.now.start, w.params.clock.warmup),
          direct_share_.size() > 0 ? direct_share_.data() : nullptr,
          ramp_share(w.params.design.presale_cost, w.now.start, w.params.clock.warmup),
          {w.measuring() ? w.forecast_error.data() : nullptr, w.items.size(), w.params.world.grains_per_unit, w.forecast_shift}};
}

Level PlanningStage::view(World& w, std::size_t l) {
  LevelFacts const& level = levels_[l];
  auto const most = std::max_element(level.of_policy.begin(), level.of_policy.end());
  return {level.first, level.points, ring_of(w, l), *most == level.points, now_[static_cast<std::size_t>(most - level.of_policy.begin())],
          level.fixed};
}

void PlanningStage::run(World& w) {
  handled_ = placed_ = 0;
  if (!prepared_) prepare(w);
  refresh_policies(w);
  read_clock(w);
  watch(w);
  if (delays_) release(w);
  if (has_alternates(w) && w.outages.down > 0) for_each(w.lane, w.jobs.size(), TurnToAlternate{desk(w), w.jobs.view()});
  bool closes = false, sensing = false;
  for (PolicyNow const& p : now_) {
    closes = closes || p.closes;
    sensing = sensing || ((p.closes || p.reviews || alarmed_) && p.rule.forecast == ForecastKind::sensed);
  }
  if (sensing) explode_signals(w);
  if (tells_ && closes) zero(told_mean_.data(), told_mean_.bytes());
  to_device(policies_.data(), now_.data(), static_cast<std::int64_t>(now_.size() * sizeof(PolicyNow)));
  for (std::size_t l = 0; l < levels_.size(); ++l) {
    sweep(w, l);
    if (tells_ && closes) for_each(w.lane, levels_[l].points, TellForecast{desk(w), levels_[l].first});
  }
  if (handled_ > 0) for_each(w.lane, 1, CountPlans{w.tally(), handled_, placed_});
  if (closes && read(too_much_.data()) != 0)
    throw SimulationError("a stock point was asked for more than 2147483647 grains in one forecast bucket: use shorter buckets or coarser grains");
}

void PlanningStage::explode_signals(World& w) {
  for_each(w.lane, static_cast<std::int64_t>(bill_.edges.size()), ClearSignal{w.signals.view(), edges_.data()});
  for (std::size_t d = 0; d + 1 < bill_.first.size(); ++d) {
    for_each(w.lane, bill_.first[d + 1] - bill_.first[d], ExplodeSignal{w.signals.view(), edges_.data() + bill_.first[d]});
  }
}

void PlanningStage::watch(World& w) {
  alarmed_ = false;
  std::int64_t const skus = w.warnings.size();
  DesignParams const& d = w.params.design;
  if (skus == 0 || !ends_in(w.now.start, w.now.end, watch_every) || !is_ready(d.warning_cost, w.now.start, w.params.clock.warmup)) return;
  zero(crowd_.data(), crowd_.bytes());
  zero(alarm_.data(), alarm_.bytes());
  for_each_heavy(w.lane, (skus + CountCrowd::run - 1) / CountCrowd::run, CountCrowd{w.signals.view(), w.warnings.view(), crowd_.data(), skus});
  for_each(w.lane, skus,
           WatchCarts{w.signals.view(), w.warnings.view(), crowd_.data(), crowd_.data() + 2, alarm_.data(), d.warning_rise, exact_log(d.warning_rise),
                      cusum_threshold(d.warning_false_alarms)});
  std::int64_t const alarms = read(crowd_.data() + 2);
  if (alarms == 0) return;
  alarmed_ = true;
  for_each(w.lane, 1, CountAlarms{w.tally(), alarms});
  for (std::size_t k = 0; k + 1 < bill_.first.size(); ++k)
    for_each(w.lane, bill_.first[k + 1] - bill_.first[k], PassAlarm{alarm_.data(), edges_.data() + bill_.first[k]});
}

void PlanningStage::release(World& w) {
  Scratch::Use const use(w.scratch);
  auto const [released, n] = list_where(w.lane, w.jobs.size(), LeavesDesk{w.jobs.view(), w.now.start}, w.scratch);
  for_each(w.lane, n, ReleaseJob{{desk(w), w.items.view(), w.flows.view(), w.chain_tally()}, w.jobs.view(), released});
}

//! Wide rows for stock points that need one now.
void PlanningStage::widen(World& w, std::size_t l) {
  if (w.ring_width == 0) return;
  Scratch::Use const use(w.scratch);
  auto const [outgrown, n] = list_where(w.lane, levels_[l].points, Outgrows{desk(w), view(w, l)}, w.scratch);
  std::int64_t const before = w.ring_wide.size();
  if (n == 0) return;
  w.ring_wide.resize(before + n * w.ring_width);
  for_each(w.lane, n, Widen{ring_of(w, l), w.ring_row.data() + levels_[l].first, outgrown, static_cast<std::uint32_t>(before / w.ring_width)});
}

//! Everybody on a level decides on the same stock, then the orders are written: the result does not depend on who comes first.
void PlanningStage::sweep(World& w, std::size_t l) {
  LevelFacts const& level = levels_[l];
  bool const closing = due(level, &PolicyNow::closes), reviewing = alarmed_ || due(level, &PolicyNow::reviews);
  if ((!closing && !reviewing) || level.points == 0) return;
  std::int64_t const runs = runs_of(level.points);
  bool const splits = level.slots > 1;
  if (closing) widen(w, l);
  Scratch::Use const use(w.scratch);
  OrderRuns const orders{w.scratch.room<PlannedOrder>(runs * order_run * level.slots), w.scratch.room<std::int64_t>(runs + 1), level.slots};
  Grains* const left = splits ? w.scratch.room<Grains>(level.points) : nullptr;
  Desk const at = desk(w);
  Level const here = view(w, l);
  for_each_heavy(w.lane, runs, PlanRun{at, here, closing, reviewing, ColumnRun::fits(at, here), left, orders});
  for (std::size_t p = 0; p < now_.size(); ++p) handled_ += now_[p].reviews ? level.of_policy[p] : 0;
  if (!reviewing) return;
  if (splits) splitter_.split(w, {at, level.first, level.slots, left, nullptr, w.lanes.view()}, level.points, orders);
  place(w, level, orders);
}

void PlanningStage::place(World& w, LevelFacts const& level, OrderRuns const& runs) {
  std::int64_t const n = runs_of(level.points);
  auto* const offsets = w.scratch.room<std::int64_t>(n + 1);
  exclusive_sum(w.lane, runs.counts, offsets, n + 1);
  std::int64_t const total = read(offsets + n), jobs = total >> 32, at_once = total & 0xffffffff;
  if (total == 0) return;
  std::int64_t const jobs_before = w.jobs.size(), shipments_before = w.shipments.size();
  w.jobs.resize(jobs_before + jobs);
  w.shipments.resize(shipments_before + at_once);
  OrderBooks const books{desk(w), w.items.view(), w.flows.view(), w.chain_tally()};
  for_each_heavy(w.lane, n,
                 PlaceRun{runs,
                          offsets,
                          level.first,
                          {books, w.jobs.view()},
                          {books,
                           {w.shipments.view(), w.stock.view(), w.now.start},
                           w.lanes.view(),
                           w.goods.view(),
                           lead_tables(w),
                           w.tally(),
                           w.purse(),
                           w.params.seed,
                           w.params.world.grains_per_unit},
                          jobs_before,
                          shipments_before});
  placed_ += jobs + at_once;
}

}  // namespace gs::GS_BACKEND
