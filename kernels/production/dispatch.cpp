#include "kernels/production/dispatch.hpp"
#include <algorithm>
#include "kernels/production/min_cost_flow.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Work of active jobs that no line has taken yet, by row, in time for the period or later.
struct CountOpenWork {
  Jobs jobs;
  Recipes recipes;
  std::uint32_t const* active;
  std::uint32_t const* row_of;
  std::int64_t* work;
  Seconds until;
  std::int64_t grains_per_unit;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    RecipeId const r = jobs.recipe[job];
    Seconds const s = work_of(recipes.work[r], jobs.open[job], grains_per_unit);
    atomic_add(&work[row_of[r.at()] * 2 + (jobs.due[job] <= until ? 0 : 1)], s);
  }
};

template <class T>
std::vector<T> host_copy(Buffer<T> const& from) {
  std::vector<T> out(static_cast<std::size_t>(from.size()));
  to_host(out.data(), from.data(), from.bytes());
  return out;
}

}  // namespace

std::vector<std::int64_t> plan_dispatch(DispatchNeed const& need) {
  std::size_t const rows = need.due.size(), pools = need.hours.size(), source = 2 * rows + pools, sink = source + 1;
  MinCostFlow net(sink + 1);
  std::int64_t dearest = 1;
  for (auto const& row : need.cost)
    for (std::int64_t const c : row) dearest = std::max(dearest, c);
  std::vector<std::size_t> arcs;
  for (std::size_t r = 0; r < rows; ++r)
    for (int const later : {0, 1}) {
      std::size_t const node = 2 * r + static_cast<std::size_t>(later);
      std::int64_t const work = later ? need.later[r] : need.due[r];
      net.add_arc(source, node, work, 0);
      net.add_arc(node, sink, work, dearest * (later ? 10 : 100));  // not in this period
      for (std::size_t p = 0; p < pools; ++p)
        arcs.push_back(net.add_arc(node, 2 * rows + p, need.cost[r][p] < 0 ? 0 : work, std::max<std::int64_t>(0, need.cost[r][p])));
    }
  for (std::size_t p = 0; p < pools; ++p) net.add_arc(2 * rows + p, sink, std::max<std::int64_t>(0, need.hours[p]), 0);
  net.solve(source, sink);
  std::vector<std::int64_t> plan(rows * pools, 0);
  for (std::size_t k = 0; k < arcs.size(); ++k) plan[k / (2 * pools) * pools + k % pools] += net.flow(arcs[k]);
  return plan;
}

void Dispatch::prepare(World& w) {
  auto const recipes = w.recipes.download();
  auto const points = w.points.download();
  auto const items = w.items.download();
  auto const suppliers = w.suppliers.download();
  auto const links = w.links.download();
  auto const row_of = host_copy(w.dispatch_row);
  pools_ = w.pools.download();
  for (std::size_t r = 0; r < recipes.kind.size(); ++r) {
    if (row_of[r] == ~0u) continue;
    rows_.resize(std::max<std::size_t>(rows_.size(), row_of[r] + 1), {0, 0, 0});
    Row& row = rows_[row_of[r]];
    row = {recipes.market[r], items.family[points.item[recipes.fills[r].v].v], std::max(row.setup, recipes.setup[r])};
  }
  for (std::size_t p = 0; p < pools_.market.size(); ++p) links_.push_back({pools_.market[p], p, 0});
  for (std::size_t k = 0; k < links.market.size(); ++k) links_.push_back({links.market[k], links.pool[k].v, links.price[k]});
  daily_.assign(pools_.market.size(), 0);
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s)
    if (suppliers.pool[s].exists())
      daily_[suppliers.pool[s].v] += static_cast<std::int64_t>(suppliers.lines[s]) * suppliers.shift_hours[s] * hour *
                                     (1000 - static_cast<std::int64_t>(suppliers.outside_load[s])) / 1000;
  work_.grow(static_cast<std::int64_t>(2 * rows_.size()));
  prepared_ = true;
}

//! Costs: the hour, what the link adds, and the changeover spread over the family's work unless a line of the pool is set up for it.
void Dispatch::add_lines(World& w, DispatchNeed& need) const {
  auto const lines = w.work_lines.download();
  std::vector<std::vector<char>> ready(rows_.size(), std::vector<char>(pools_.market.size(), 0));
  for (std::size_t l = 0; l < lines.pool.size(); ++l) {
    std::size_t const p = lines.pool[l].v;
    if (lines.job[l].exists()) need.hours[p] -= lines.setup_left[l] + lines.work_left[l];
    for (std::size_t r = 0; r < rows_.size(); ++r) ready[r][p] |= lines.family[l] == rows_[r].family ? 1 : 0;
  }
  auto const price = w.hours.download().price;
  for (std::size_t r = 0; r < rows_.size(); ++r)
    for (Link const& k : links_) {
      if (k.market != rows_[r].market) continue;
      bool const dedicated = pools_.family[k.pool] != any_family;
      Seconds const work = std::max<Seconds>(need.due[r] + need.later[r], hour);
      Cents const change = dedicated || ready[r][k.pool] ? 0 : pools_.setup_price[k.pool] * rows_[r].setup / work;
      need.cost[r][k.pool] = price[k.pool] + k.extra + change;
    }
}

//! Hours of the coming period: what is on offer now for a period of hours, the usual day for a longer one.
void Dispatch::add_hours(World& w, DispatchNeed& need) const {
  Seconds const period = w.params.design.dispatch_period;
  auto const hours = w.hours.download();
  for (std::size_t p = 0; p < daily_.size(); ++p)
    need.hours[p] = offered_in(std::max<Seconds>(0, (period < day ? hours.offered[p] : daily_[p] * hour / day) + hours.extra[p]), period);
}

DispatchNeed Dispatch::need(World& w, std::uint32_t const* active, std::int64_t n) {
  zero(work_.data(), work_.bytes());
  for_each(w.lane, n,
           CountOpenWork{w.jobs.view(), w.recipes.view(), active, w.dispatch_row.data(), work_.data(), w.now.start + w.params.design.dispatch_period,
                         w.params.world.grains_per_unit});
  auto const work = host_copy(work_);
  DispatchNeed need;
  for (std::size_t r = 0; r < rows_.size(); ++r) need.due.push_back(work[2 * r]), need.later.push_back(work[2 * r + 1]);
  need.hours.assign(pools_.market.size(), 0);
  need.cost.assign(rows_.size(), std::vector<std::int64_t>(pools_.market.size(), -1));
  add_hours(w, need);
  add_lines(w, need);
  return need;
}

void Dispatch::run(World& w, std::uint32_t const* active, std::int64_t n) {
  if (!prepared_) prepare(w);
  DispatchNeed const what = need(w, active, n);
  std::vector<std::int64_t> plan = plan_dispatch(what);
  std::size_t const pools = what.hours.size();
  for (std::size_t p = 0; p < pools; ++p) {  // what nobody was given is free for work that comes up in the period
    std::int64_t left = what.hours[p];
    for (std::size_t r = 0; r < rows_.size(); ++r) left -= plan[r * pools + p];
    plan.push_back(left);
  }
  to_device(w.allotted.data(), plan.data(), static_cast<std::int64_t>(plan.size() * sizeof(plan[0])));
}

}  // namespace gs::GS_BACKEND
