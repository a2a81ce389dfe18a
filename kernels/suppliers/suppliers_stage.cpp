#include "kernels/suppliers/suppliers_stage.hpp"
#include "kernels/core/periods.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {
namespace {

using Hours = ViewOf<HoursTable, PoolId>;
using Pools = ViewOf<PoolTable, PoolId>;
using Suppliers = ViewOf<SupplierTable, SupplierId>;

struct NoHours {
  Hours hours;
  GS_HD void operator()(std::int64_t i) const {
    PoolId const pool(static_cast<std::uint32_t>(i));
    hours.offered[pool] = 0;
    hours.calendar[pool] = 0;
    hours.good[pool] = 0;
  }
};

GS_HD inline SupplierSeen seen_of(Suppliers const& s, Hours const& hours, SupplierId id) {
  double const pledge = s.pool[id].exists() ? static_cast<double>(hours.pledge[s.pool[id]]) * 1e-3 : 0.0;
  return {id.v, s.lines[id], s.shift_hours[id], static_cast<double>(s.outside_load[id]) * 1e-3, static_cast<double>(s.booked[id]) * 1e-3, pledge};
}

//! Adds up a block of suppliers; neighbours of one pool are summed before they meet the others at its cell.
struct SumHours {
  static constexpr std::int64_t block = 256;
  Suppliers suppliers;
  std::uint8_t const* up;
  Hours hours;
  SupplierRule rule;
  Seconds from, to;
  std::int64_t count;

  GS_HD SupplierHours of(SupplierId id) const {
    if (!suppliers.pool[id].exists() || up[id.at()] == 0) return {0, 0};
    return share_left(supplier_hours(rule, seen_of(suppliers, hours, id), from, to), up[id.at()]);
  }
  //! A world built by hand may not say how good a supplier is: then it makes nothing bad.
  GS_HD std::int64_t good_share(SupplierId id) const { return suppliers.yield[id] > 0 ? suppliers.yield[id] : 10000; }
  GS_HD void add(PoolId pool, SupplierHours const& sum, std::int64_t good) const {
    if (sum.calendar == 0) return;
    atomic_add(&hours.calendar[pool], sum.calendar * hour / (to - from));
    atomic_add(&hours.offered[pool], sum.offered * hour / (to - from));
    atomic_add(&hours.good[pool], good * hour / (to - from));
  }
  GS_HD void operator()(std::int64_t b) const {
    std::int64_t const last = (b + 1) * block < count ? (b + 1) * block : count;
    PoolId pool;
    SupplierHours sum{0, 0};
    std::int64_t good = 0;  // [1e-4 s]
    for (std::int64_t i = b * block; i < last; ++i) {
      SupplierId const id(static_cast<std::uint32_t>(i));
      if (!(suppliers.pool[id] == pool)) {
        add(pool, sum, good);
        pool = suppliers.pool[id];
        sum = {0, 0};
        good = 0;
      }
      SupplierHours const one = of(id);
      sum.calendar += one.calendar;
      sum.offered += one.offered;
      good += one.offered * good_share(id);
    }
    add(pool, sum, good);
  }
};

//! What the pools ask for the coming hour. Own lines have one price; a contract's booked share is spared the rise.
struct SetPrice {
  Pools pools;
  Hours hours;
  std::int64_t const* cells;  //!< [pool][PoolCounter] of the tick that ends
  Seconds span;               //!< of it
  double rise, knee;
  double spared[count_of<TierKind>];
  GS_HD Seconds ours(std::int64_t pool) const {
    std::int64_t const* c = cells + pool * static_cast<int>(PoolCounter::count);
    return (c[static_cast<int>(PoolCounter::worked)] + c[static_cast<int>(PoolCounter::changeover)]) * hour / (span > 0 ? span : hour);
  }
  GS_HD void operator()(std::int64_t i) const {
    PoolId const p(static_cast<std::uint32_t>(i));
    Seconds const all = hours.calendar[p];
    double const load = all > 0 ? static_cast<double>(all - hours.offered[p] + ours(i)) / static_cast<double>(all) : 0.0;
    double const own_rise = pools.layer[p] == LayerKind::core ? 0.0 : rise * (1.0 - spared[static_cast<int>(pools.tier[p])]);
    hours.price[p] = price_at(pools.price[p], load, own_rise, knee);
  }
};

//! Our open orders by market as a supplier under contract sees them: also those that still wait for their kit.
struct CountBook {
  Jobs jobs;
  Recipes recipes;
  Seconds* book;
  std::int64_t grains_per_unit;
  GS_HD void operator()(std::int64_t i) const {
    JobSlot const j(static_cast<std::uint64_t>(i));
    RecipeId const r = jobs.recipe[j];
    if (jobs.state[j] == JobState::closed || recipes.kind[r] != RecipeKind::process || recipes.market[r] == ~0u) return;
    atomic_add(&book[recipes.market[r]], work_of(recipes.work[r], jobs.missing[j] + jobs.in_work[j], grains_per_unit));
  }
};
struct CountDaily {
  Suppliers suppliers;
  Pools pools;
  Seconds* daily;
  GS_HD void operator()(std::int64_t i) const {
    SupplierId const s(static_cast<std::uint32_t>(i));
    if (!suppliers.pool[s].exists()) return;
    Seconds const all = static_cast<Seconds>(suppliers.lines[s]) * suppliers.shift_hours[s] * hour;
    atomic_add(&daily[pools.market[suppliers.pool[s]]], all * (1000 - static_cast<Seconds>(suppliers.outside_load[s])) / 1000);
  }
};
struct SetPledge {
  Pools pools;
  Hours hours;
  Seconds const *book, *daily;
  double sight[count_of<TierKind>];
  GS_HD void operator()(std::int64_t i) const {
    PoolId const p(static_cast<std::uint32_t>(i));
    if (pools.layer[p] == LayerKind::core) return;
    std::uint32_t const m = pools.market[p];
    std::int64_t const step = pools.tier[p] == TierKind::strategic ? 42 : 14;  // full in a day; in three (chosen: hiring, clearing the queue)
    hours.pledge[p] = next_pledge(hours.pledge[p], book[m], daily[m], sight[static_cast<int>(pools.tier[p])], step);
  }
};

}  // namespace

SupplierSample sample_supplier(World& w, SupplierId id, Seconds t) {
  auto const t0 = t / hour * hour;
  auto const s = w.suppliers.view();
  SupplierRule const rule{w.params.seed, w.params.world.outside_swing, festival_rush(w.params, t0)};
  PoolId const pool = read(&s.pool[id]);
  double const pledge = pool.exists() ? static_cast<double>(read(&w.hours.view().pledge[pool])) * 1e-3 : 0.0;
  SupplierSeen const seen{id.v,
                          read(&s.lines[id]),
                          read(&s.shift_hours[id]),
                          static_cast<double>(read(&s.outside_load[id])) * 1e-3,
                          static_cast<double>(read(&s.booked[id])) * 1e-3,
                          pledge};
  double const load = taken_by_others(seen, supplier_load(rule, seen, t0));
  return {load, share_left(supplier_hours(rule, seen, t0, t0 + hour), read(w.supplier_up.data() + id.at()))};
}

void SuppliersStage::pledge(World& w) {
  DesignParams const& d = w.params.design;
  if (!d.tiers || w.now.end == 0) return;
  bool const first = daily_.size() == 0;
  book_.grow(w.markets);
  daily_.grow(w.markets);
  if (first) for_each(w.lane, w.suppliers.size(), CountDaily{w.suppliers.view(), w.pools.view(), daily_.data()});
  zero(book_.data(), book_.bytes());
  for_each(w.lane, w.jobs.size(), CountBook{w.jobs.view(), w.recipes.view(), book_.data(), w.params.world.grains_per_unit});
  for_each(w.lane, w.pools.size(),
           SetPledge{w.pools.view(), w.hours.view(), book_.data(), daily_.data(), {d.sight_strategic, d.sight_collaborative, 0.0}});
}

void SuppliersStage::run(World& w) {
  Seconds const window = w.params.clock.tick > hour ? w.params.clock.tick : hour, from = w.now.end / window * window;
  handled_ = 0;
  if (w.now.end > 0 && !ends_in(w.now.start, w.now.end, window)) return;
  handled_ = w.suppliers.size();
  pledge(w);
  for_each(w.lane, w.hours.size(), NoHours{w.hours.view()});
  std::int64_t const blocks = (handled_ + SumHours::block - 1) / SumHours::block;
  SupplierRule const rule{w.params.seed, w.params.world.outside_swing, festival_rush(w.params, from)};
  for_each_heavy(w.lane, blocks, SumHours{w.suppliers.view(), w.supplier_up.data(), w.hours.view(), rule, from, from + window, handled_});
  DesignParams const& d = w.params.design;
  double const strategic = d.tiers ? d.booked_strategic : 0.0, collaborative = d.tiers ? d.booked_collaborative : 0.0;
  for_each(w.lane, w.hours.size(),
           SetPrice{w.pools.view(),
                    w.hours.view(),
                    w.pool_counts.data(),
                    w.now.span(),
                    w.params.world.price_rise,
                    w.params.world.price_knee,
                    {strategic, collaborative, 0.0}});
}

}  // namespace gs::GS_BACKEND
