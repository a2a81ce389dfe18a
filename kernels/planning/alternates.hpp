#pragma once
//! Alternate recipes (a sister's stock, another way of making it) are scarce: all points of a level saw the same stock when they chose, so
//! what they chose is settled, most urgent first, and who does not get it falls back on the primary recipe.
#include "kernels/core/settle.hpp"
#include "kernels/planning/plan_point.hpp"

namespace gs::GS_BACKEND {

inline constexpr Seconds alternate_horizon = 2 * day;  //!< hours free so soon count for an alternate (chosen: it is there to be quick)

//! Line-seconds a market's pools leave us on an average day, by market: what planners know from contracts.
std::vector<std::int64_t> daily_hours(SupplierTable<HostColumn> const& suppliers, PoolTable<HostColumn> const& pools, std::size_t markets);

struct TakesAlternate {
  Desk desk;
  std::uint32_t first;
  PlannedOrder const* orders;
  GS_HD bool operator()(std::int64_t i) const {
    if (orders[i].quantity <= 0) return false;
    RecipeId const r = orders[i].recipe, primary = desk.points.first_recipe[PointId(first + static_cast<std::uint32_t>(i))];
    return !(r == primary) && desk.recipes.kind[r] != RecipeKind::buy;
  }
};

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
    atomic_add(&backlog[recipes.market[r]], jobs.work_left[j] + jobs.setup_left[j] + ahead);
  }
};

//! Days of cover as a rank: who has least is served first.
GS_HD inline std::uint32_t urgency(Grains free, Micro mean) {
  double const days = mean > 0 ? static_cast<double>(free) / from_micro(mean) : 1e6;
  return rank_of(0, to_int(clamp(days, 0.0, 1e6) * static_cast<double>(day)));
}

//! The k-th alternate claims stock of its first component's point, or hours of its market. Pools: stock points, behind them markets.
struct ClaimAlternate {
  Desk desk;
  std::uint32_t first;
  PlannedOrder const* orders;
  std::uint32_t const* list;
  std::int64_t const *daily, *backlog;  //!< by market [line-s]
  std::int64_t point_count, grains_per_unit;
  std::uint32_t *pool, *rank;
  std::int64_t *quantity, *stock;

  GS_HD void claim(std::int64_t k, std::int64_t at, std::int64_t wanted, std::int64_t there) const {
    pool[k] = static_cast<std::uint32_t>(at);
    quantity[k] = wanted;
    stock[at] = there;  // every claim on a pool writes the same value
  }
  GS_HD void operator()(std::int64_t k) const {
    PointId const p(first + list[k]);
    PlannedOrder const& o = orders[list[k]];
    Recipes const& rs = desk.recipes;
    rank[k] = urgency(desk.free_at(p), desk.forecast.mean[p]);
    pool[k] = ~0u;
    quantity[k] = 0;
    if (rs.kind[o.recipe] == RecipeKind::process && rs.market[o.recipe] != ~0u) {
      std::uint32_t const m = rs.market[o.recipe];
      claim(k, point_count + m, work_of(rs.work[o.recipe], o.quantity, grains_per_unit), daily[m] * alternate_horizon / day - backlog[m]);
    } else if (rs.kind[o.recipe] == RecipeKind::transport) {
      PointId const from = desk.components.point[ComponentId(rs.first_component[o.recipe])];
      claim(k, from.at(), o.quantity * desk.components.quantity[ComponentId(rs.first_component[o.recipe])], desk.spare(p, from));
    }
  }
};

//! Who did not get its alternate in full orders by its primary recipe.
struct FallBack {
  Desk desk;
  std::uint32_t first;
  std::uint32_t const* list;
  std::int64_t const *grant, *quantity;
  PlannedOrder* orders;
  GS_HD void operator()(std::int64_t k) const {
    if (grant[k] >= quantity[k]) return;
    orders[list[k]] = desk.in_lots(orders[list[k]].wanted, desk.points.first_recipe[PointId(first + list[k])]);
  }
};

}  // namespace gs::GS_BACKEND
