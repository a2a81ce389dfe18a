#include "kernels/production/dispatch.hpp"
#include <algorithm>
#include "kernels/production/min_cost_flow.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Work of active jobs that no line has taken yet, by row: for what the floor would pay for dear hours before `until`, and the rest.
struct CountOpenWork {
  Floor floor;
  std::uint32_t const* active;
  std::int64_t* work;
  Seconds until;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(active[k]);
    RecipeId const r = floor.jobs.recipe[job];
    Seconds const s = work_of(floor.recipes.work[r], floor.jobs.open[job], floor.grains_per_unit);
    atomic_add(&work[floor.allotment.row_of[r.at()] * 2 + (floor.is_urgent(job, until) ? 0 : 1)], s);
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
  std::size_t const rows = need.urgent.size(), pools = need.hours.size(), source = 2 * rows + pools, sink = source + 1;
  MinCostFlow net(sink + 1);
  std::int64_t dearest = 1;
  for (auto const& ways : need.ways)
    for (DispatchNeed::Way const& way : ways) dearest = std::max(dearest, way.cost);
  struct Given {
    std::size_t cell, arc;
  };
  std::vector<Given> given;
  for (std::size_t r = 0; r < rows; ++r)
    for (bool const urgent : {true, false}) {
      std::size_t const node = 2 * r + (urgent ? 0 : 1);
      std::int64_t const work = urgent ? need.urgent[r] : need.rest[r];
      if (work <= 0) continue;
      net.add_arc(source, node, work, 0);
      std::int64_t waiting = urgent ? 100 * dearest : 1;
      for (DispatchNeed::Way const& way : need.ways[r]) {
        if (way.dear && !urgent) continue;
        std::int64_t const cost = std::max<std::int64_t>(0, way.cost);
        waiting = std::max(waiting, cost + 1);
        given.push_back({r * pools + way.pool, net.add_arc(node, 2 * rows + way.pool, work, cost)});
      }
      net.add_arc(node, sink, work, waiting);  // not in this period
    }
  for (std::size_t p = 0; p < pools; ++p) net.add_arc(2 * rows + p, sink, std::max<std::int64_t>(0, need.hours[p]), 0);
  net.solve(source, sink);
  std::vector<std::int64_t> plan(rows * pools, 0);
  for (Given const& g : given) plan[g.cell] += net.flow(g.arc);
  return plan;
}

//! As the floor has it (Floor::is_dear): above the price of a market's first offer, its own cheapest pool, or a linked one where it has none.
void Dispatch::mark_dear() {
  for (std::size_t m = 0; m < links_.size(); ++m) {
    auto const is_own = [&](Link const& k) { return pools_.market[k.pool] == m && k.extra == 0; };
    bool const has_own = std::any_of(links_[m].begin(), links_[m].end(), is_own);
    Cents first = never;
    for (Link const& k : links_[m])
      if (!has_own || is_own(k)) first = std::min(first, pools_.price[k.pool] + k.extra);
    for (Link& k : links_[m]) k.dear = pools_.price[k.pool] + k.extra > first;
  }
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
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    rows_of_.resize(std::max<std::size_t>(rows_of_.size(), rows_[r].family + std::size_t{1}));
    rows_of_[rows_[r].family].push_back(static_cast<std::uint32_t>(r));
  }
  auto const of_market = [this](std::uint32_t market) -> std::vector<Link>& {
    links_.resize(std::max<std::size_t>(links_.size(), market + std::size_t{1}));
    return links_[market];
  };
  for (Row const& row : rows_) of_market(row.market);
  for (std::size_t p = 0; p < pools_.market.size(); ++p) of_market(pools_.market[p]).push_back({p, 0});
  for (std::size_t k = 0; k < links.market.size(); ++k) of_market(links.market[k]).push_back({links.pool[k].v, links.price[k]});
  for (auto& market : links_) std::stable_sort(market.begin(), market.end());
  mark_dear();
  daily_.assign(pools_.market.size(), 0);
  for (std::size_t s = 0; s < suppliers.pool.size(); ++s)
    if (suppliers.pool[s].exists())
      daily_[suppliers.pool[s].v] += static_cast<std::int64_t>(suppliers.lines[s]) * suppliers.shift_hours[s] * hour *
                                     (1000 - static_cast<std::int64_t>(suppliers.outside_load[s])) / 1000;
  work_.grow(static_cast<std::int64_t>(2 * rows_.size()));
  prepared_ = true;
}

//! Costs: the hour, what the link adds, and the changeover spread over the family's work unless a line of the pool is set up for it.
void Dispatch::add_lines(World& w, DispatchNeed& need) {
  auto const lines = w.work_lines.download();
  std::size_t const pools = pools_.market.size();
  ready_.assign(rows_.size() * pools, 0);
  for (std::size_t l = 0; l < lines.pool.size(); ++l) {
    std::size_t const p = lines.pool[l].v;
    if (lines.job[l].exists()) need.hours[p] -= lines.setup_left[l] + lines.work_left[l];
    if (lines.family[l] >= rows_of_.size()) continue;
    for (std::uint32_t const r : rows_of_[lines.family[l]]) ready_[r * pools + p] = 1;
  }
  auto const price = w.hours.download().price;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    Seconds const work = std::max<Seconds>(need.urgent[r] + need.rest[r], hour);
    for (Link const& k : links_[rows_[r].market]) {
      bool const set_up = pools_.family[k.pool] != any_family || ready_[r * pools + k.pool] != 0;
      need.ways[r].push_back({k.pool, price[k.pool] + k.extra + (set_up ? 0 : pools_.setup_price[k.pool] * rows_[r].setup / work), k.dear});
    }
  }
}

//! Hours of the coming period: what is on offer now for a period of hours, the usual day for a longer one.
void Dispatch::add_hours(World& w, DispatchNeed& need) const {
  Seconds const period = w.params.design.dispatch_period;
  auto const hours = w.hours.download();
  for (std::size_t p = 0; p < daily_.size(); ++p)
    need.hours[p] = offered_in(std::max<Seconds>(0, (period < day ? hours.offered[p] : daily_[p] * hour / day) + hours.extra[p]), period);
}

DispatchNeed Dispatch::need(World& w, Floor const& floor, std::uint32_t const* active, std::int64_t n) {
  zero(work_.data(), work_.bytes());
  for_each(w.lane, n, CountOpenWork{floor, active, work_.data(), w.now.start + w.params.design.dispatch_period});
  auto const work = host_copy(work_);
  DispatchNeed need;
  for (std::size_t r = 0; r < rows_.size(); ++r) need.urgent.push_back(work[2 * r]), need.rest.push_back(work[2 * r + 1]);
  need.hours.assign(pools_.market.size(), 0);
  need.ways.resize(rows_.size());
  add_hours(w, need);
  add_lines(w, need);
  return need;
}

void Dispatch::run(World& w, Floor const& floor, std::uint32_t const* active, std::int64_t n) {
  if (!prepared_) prepare(w);
  DispatchNeed const what = need(w, floor, active, n);
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
