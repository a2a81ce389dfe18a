#pragma once
//! An order is split over the recipes of its stock point (MODEL §5): first those that deliver before it runs dry, then the others, each as
//! far as its components and free hours go; the rest waits for the primary recipe. What recipes need is scarce and all points of a level
//! saw the same stock, so each round of claims is settled, most urgent first.
#include <vector>
#include "kernels/core/settle.hpp"
#include "kernels/core/store_same.hpp"
#include "kernels/planning/plan_point.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds hours_ahead = 2 * day;  //!< hours free so soon count (chosen: what is split off is there to be quick)
inline constexpr Seconds process_wait = day;     //!< planned wait for a line of a recipe that is not the primary one (chosen)

//! How much of the hours that levers bring is there yet, 0…1 (ramps): rented ones at plants (lever 9), workshops that print (lever 11).
struct Arrived {
  double rented = 1.0, workshops = 1.0;
  bool operator==(Arrived const&) const = default;
};
//! As planners have it, who look once a day.
Arrived arrived_by(DesignParams const& design, Seconds now, Seconds warmup);

//! Line-seconds a market's pools leave us on an average day, by market: what planners know from contracts.
std::vector<std::int64_t> daily_hours(SupplierTable<HostColumn> const& suppliers, PoolTable<HostColumn> const& pools, std::size_t markets,
                                      Arrived const& arrived = {});

//! How long what is there and under way lasts [s].
GS_HD inline Seconds cover(Grains free, Micro mean) {
  double const days = mean > 0 ? static_cast<double>(free) / from_micro(mean) : 1e6;
  return to_int(clamp(days, 0.0, 1e6) * static_cast<double>(day));
}

/*!
 * Most that a recipe ahead of the primary one should bring: what is asked until the primary recipe's goods can be there [grains]. Only
 * recipes in time while the primary one is late stand ahead of it.
 */
GS_HD inline Grains bridge(Micro mean, Seconds covered, Seconds primary_lead) {
  if (primary_lead <= covered) return 0;
  return to_int(from_micro(mean) * (static_cast<double>(primary_lead - covered) / static_cast<double>(day)) + 0.999999);
}

//! Line-seconds that open jobs still need of each market.
struct CountBacklog {
  Jobs jobs;
  Recipes recipes;
  std::int64_t* backlog;  //!< by market
  std::int64_t grains_per_unit;
  GS_HD void operator()(std::int64_t i) const {
    JobSlot const j(static_cast<std::uint64_t>(i));
    RecipeId const r = jobs.recipe[j];
    if (jobs.state[j] == JobState::closed || recipes.kind[r] != RecipeKind::process || recipes.market[r] == ~0u) return;
    Seconds const ahead = jobs.missing[j] > 0 ? work_of(recipes.work[r], jobs.missing[j], grains_per_unit) : 0;
    atomic_add(&backlog[recipes.market[r]], jobs.work_left[j] + ahead);
  }
};

//! What is left to split, and what each recipe takes of it.
struct Splitting {
  Desk desk;
  std::uint32_t first;
  std::int64_t slots;  //!< recipes a point may have
  Grains* left;        //!< by point of the level
  Grains* part;        //!< [point of the level][slot], in lots
  ViewOf<LaneTable, LaneId> lanes;

  GS_HD PointId point(std::int64_t i) const { return PointId(first + static_cast<std::uint32_t>(i)); }
  GS_HD Seconds covered(PointId p) const { return cover(desk.free_at(p) + desk.stock.in_transit[p], desk.forecast.mean[p]); }
  //! Planned time from order to stock [s]; that of a primary recipe is its point's.
  GS_HD Seconds lead(PointId p, std::uint32_t slot) const {
    if (slot == 0) return desk.points.lead[p];
    RecipeId const r(desk.points.first_recipe[p].v + slot);
    if (desk.recipes.kind[r] == RecipeKind::transport) return desk.recipes.lane[r].exists() ? lanes.transit[desk.recipes.lane[r]] : 0;
    return desk.recipes.lead[r] + (desk.recipes.kind[r] == RecipeKind::process ? process_wait : 0);
  }
  GS_HD bool in_time(PointId p, std::uint32_t slot) const { return lead(p, slot) <= covered(p); }
  //! The recipe whose turn it is in a round: those in time first, each kind in their own order; then all of them once more.
  GS_HD std::uint32_t slot_in_round(PointId p, std::uint32_t round) const {
    std::uint32_t const n = desk.points.recipes[p];
    std::uint32_t turn = 0;
    round = round >= n ? round - n : round;
    for (int late = 0; late < 2; ++late) {
      for (std::uint32_t k = 0; k < n; ++k) {
        if (in_time(p, k) == (late == 0) && turn++ == round) return k;
      }
    }
    return 0;
  }
  GS_HD void take(std::int64_t i, std::uint32_t slot, Grains q) const {
    part[i * slots + slot] += q;
    left[i] -= q;
  }
  //! What a recipe may take of what is left: no more than a bridge where it comes before the primary one; the second time all.
  GS_HD Grains wanted(PointId p, std::int64_t i, std::uint32_t slot, std::uint32_t round) const {
    bool const ahead = round < desk.points.recipes[p] && slot > 0 && in_time(p, slot) && !in_time(p, 0);
    Grains const most = ahead ? bridge(desk.forecast.mean[p], covered(p), desk.points.lead[p]) : left[i];
    return most < left[i] ? most : left[i];
  }
};

struct HasChoice {
  Splitting s;
  std::uint32_t round;
  GS_HD bool operator()(std::int64_t i) const {
    std::uint32_t const n = s.desk.points.recipes[s.point(i)];
    return n > 1 && round < 2 * n && s.left[i] > 0;
  }
};

//! What recipes claim: stock points, behind them markets of hours.
struct SplitPools {
  std::int64_t count;
  std::int64_t *there, *taken;  //!< [pool] now; in the rounds before
  std::int64_t* backlog;        //!< by market [line-s]
};

//! One round of claims.
struct Claiming {
  Splitting s;
  std::uint32_t round;
  std::uint32_t const* list;
  std::int64_t const *daily, *backlog;  //!< by market [line-s]
  std::int64_t point_count, grains_per_unit;
  std::int64_t* taken;  //!< by pool, in the rounds before
  std::uint32_t *pool, *rank;
  std::int64_t *quantity, *there;

  GS_HD bool on_hours(RecipeId r) const { return s.desk.recipes.kind[r] == RecipeKind::process && s.desk.recipes.market[r] != ~0u; }
  GS_HD PointId source(RecipeId r) const { return s.desk.components.point[ComponentId(s.desk.recipes.first_component[r])]; }
  GS_HD Grains each(RecipeId r) const { return s.desk.components.quantity[ComponentId(s.desk.recipes.first_component[r])]; }
  GS_HD std::int64_t pool_of(RecipeId r) const { return on_hours(r) ? point_count + s.desk.recipes.market[r] : source(r).at(); }
  GS_HD std::int64_t pool_has(PointId p, RecipeId r) const {
    std::uint32_t const m = s.desk.recipes.market[r];
    return (on_hours(r) ? daily[m] * hours_ahead / day - backlog[m] : s.desk.spare(p, source(r))) - taken[pool_of(r)];
  }
  GS_HD std::int64_t in_pool_units(RecipeId r, Grains q) const {
    return on_hours(r) ? work_of(s.desk.recipes.work[r], q, grains_per_unit) : q * each(r);
  }
  GS_HD Grains in_grains(RecipeId r, std::int64_t granted) const {
    return on_hours(r) ? granted * grains_per_unit / (s.desk.recipes.work[r] > 0 ? s.desk.recipes.work[r] : 1) : granted / each(r);
  }
  GS_HD void operator()(std::int64_t k) const {
    std::int64_t const i = list[k];
    PointId const p = s.point(i);
    std::uint32_t const slot = s.slot_in_round(p, round);
    RecipeId const r(s.desk.points.first_recipe[p].v + slot);
    rank[k] = rank_of(0, s.covered(p));
    pool[k] = ~0u;
    quantity[k] = 0;
    if (s.desk.known_down(r) || s.desk.asleep(p, r)) return;
    Grains const lots = in_lots(s.desk.recipes, r, s.wanted(p, i, slot, round));
    if (s.desk.recipes.components[r] == 0) return s.take(i, slot, lots);  // bought: nothing of ours is scarce
    Grains const kits = s.desk.kits_there(p, r), q = lots < kits ? lots : kits;
    if (q <= 0) return;
    pool[k] = static_cast<std::uint32_t>(pool_of(r));
    quantity[k] = in_pool_units(r, q);
    store_same(&there[pool_of(r)], pool_has(p, r));  // what every claim on a pool finds
  }
};

//! Takes what was granted, in whole lots.
struct TakePart {
  Claiming c;
  std::int64_t const* grant;
  GS_HD void operator()(std::int64_t k) const {
    if (grant[k] <= 0) return;
    std::int64_t const i = c.list[k];
    PointId const p = c.s.point(i);
    std::uint32_t const slot = c.s.slot_in_round(p, c.round);
    RecipeId const r(c.s.desk.points.first_recipe[p].v + slot);
    Grains const lot = c.s.desk.recipes.lot[r] > 1 ? c.s.desk.recipes.lot[r] : 1, q = c.in_grains(r, grant[k]) / lot * lot;
    if (q <= 0 || q < c.s.desk.recipes.minimum[r]) return;
    c.s.take(i, slot, q);
    atomic_add(&c.taken[c.pool[k]], c.in_pool_units(r, q));
  }
};

//! Gathers the parts of one run as orders; what no recipe could take waits for the primary one.
struct CollectParts {
  Splitting s;
  std::int64_t n;
  OrderRuns runs;
  GS_HD void operator()(std::int64_t run) const {
    RunWriter out(runs, run);
    std::int64_t const begin = run * order_run, end = begin + order_run < n ? begin + order_run : n;
    for (std::int64_t i = begin; i < end; ++i) {
      PointId const p = s.point(i);
      RecipeId const primary = s.desk.points.first_recipe[p];
      Grains* const part = s.part + i * s.slots;
      Grains taken = 0;
      for (std::uint32_t k = 0; k < s.slots; ++k) taken += part[k];
      Grains const rest = taken > 0 && s.left[i] < 0 ? 0 : s.left[i];  // lots may bring more than was wanted
      for (std::uint32_t k = 0; k < s.slots; ++k) {
        Grains const q = part[k] + (k == 0 ? rest : 0);
        if (q != 0) out.add(s.desk, p, static_cast<std::uint32_t>(i), RecipeId(primary.v + k), q);
      }
    }
    out.finish();
  }
};

}  // namespace gs::GS_BACKEND
