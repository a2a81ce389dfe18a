#pragma once
//! Binds forecast and order rules to stock points: closing buckets, then reviews. Each thread writes its own point only.
#include "kernels/planning/order_rule.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! What a stock point orders in this tick.
struct PlannedOrder {
  Grains quantity;  //!< in lots of the recipe; 0 = nothing
  RecipeId recipe;
  Grains wanted;  //!< before lots
};

//! All that planning sees: its own tables, and of the market only signals.
struct Desk {
  ViewOf<PointTable, PointId> points;
  Stock stock;
  ViewOf<ForecastTable, PointId> forecast;
  ViewOf<SignalTable, ItemId> signals;
  Recipes recipes;
  Components components;
  PolicyRule const* policies;
  double const* share;   //!< of a point in the demand for its item on its echelon
  Seconds const* ahead;  //!< how far the points it serves are covered [s]
  Grains* ring;          //!< [point][ring_width]
  std::int64_t ring_width;
  Now now;

  GS_HD PolicyRule const& policy(PointId p) const { return policies[points.policy[p].at()]; }
  GS_HD Seconds horizon(PointId p) const {
    PolicyRule const& rule = policy(p);
    return protection_interval(rule.after_demand, rule.review, points.lead[p], rule.tick);
  }
  GS_HD double uplift(PointId p) const {
    PolicyRule const& rule = policy(p);
    ItemId const item = points.item[p];
    if (rule.forecast != ForecastKind::sensed) return 0.0;
    return spark(signals.sensed[item], signals.usual[item], share[p.at()], ahead[p.at()], horizon(p), rule.spark_days);
  }
  GS_HD Grains free_at(PointId p) const { return stock.on_hand[p] - stock.reserved[p] - stock.backlog[p] - stock.owed[p]; }
  //! What a component's stock point can give to p: all that is free from a level above, what it can spare from a sister.
  GS_HD Grains spare(PointId p, PointId component) const {
    Grains const free = free_at(component);
    if (points.level[component] > points.level[p]) return free;
    return lateral_spare(free, forecast.mean[component], now.start, stock.next_arrival[component], horizon(component));
  }
  GS_HD PlannedOrder in_lots(Grains wanted, RecipeId r) const { return {lotted(wanted, recipes.lot[r], recipes.minimum[r]), r, wanted}; }
};

//! Closes the demand bucket of a point whose policy has one that ends now.
struct CloseBucket {
  Desk desk;
  std::uint32_t first;

  GS_HD Micro new_mean(PointId p, PolicyRule const& rule, Grains asked) const {
    if (rule.forecast == ForecastKind::constant) return desk.forecast.mean[p];
    if (rule.forecast == ForecastKind::smoothing) return smoothed(desk.forecast.mean[p], asked, rule.alpha, rule.bucket);
    std::int64_t const buckets = rule.window < desk.ring_width ? rule.window : desk.ring_width;
    Grains& cell = desk.ring[p.at() * desk.ring_width + desk.forecast.cursor[p] % buckets];
    desk.forecast.window[p] += asked - cell;
    cell = asked;
    return moving_average(desk.forecast.window[p], buckets, rule.bucket);
  }
  //! Compares the last P-ahead forecast with what came, once P is over, and makes the next.
  GS_HD void check_forecast(PointId p, PolicyRule const& rule) const {
    auto const& f = desk.forecast;
    Seconds const horizon = desk.horizon(p), elapsed = desk.now.end - f.checked[p];
    if (rule.forecast == ForecastKind::constant || horizon <= 0) return;
    bool const begun = f.promised_total[p] != 0;
    if (begun && elapsed < horizon) return;
    if (begun) {
      double const came = static_cast<double>(desk.stock.total_asked[p] - f.asked_at[p]);
      double const promised = from_micro(f.promised_total[p]) * (static_cast<double>(elapsed) / static_cast<double>(horizon));
      f.sigma_p[p] = updated_sigma(f.sigma_p[p], came - promised, horizon, elapsed);
    }
    f.checked[p] = desk.now.end;
    f.asked_at[p] = desk.stock.total_asked[p];
    f.promised_total[p] = micro_of(from_micro(f.mean[p]) * (static_cast<double>(horizon) / static_cast<double>(day)) + desk.uplift(p));
  }
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(first + static_cast<std::uint32_t>(i));
    PolicyRule const& rule = desk.policy(p);
    if (!closes_bucket(rule, desk.now.start, desk.now.end)) return;
    Grains const asked = desk.stock.asked[p];
    desk.forecast.mean[p] = new_mean(p, rule, asked);
    desk.forecast.cursor[p] += 1;
    desk.stock.asked[p] = 0;
    check_forecast(p, rule);
  }
};

//! Reviews a point whose policy is due: how much, and by which recipe.
struct ReviewPoint {
  Desk desk;
  std::uint32_t first;
  PlannedOrder* orders;

  GS_HD bool kit_is_there(PointId p, RecipeId r, Grains q) const {
    std::uint32_t const begin = desk.recipes.first_component[r], end = begin + desk.recipes.components[r];
    for (std::uint32_t c = begin; c < end; ++c) {
      if (desk.spare(p, desk.components.point[ComponentId(c)]) < q * desk.components.quantity[ComponentId(c)]) return false;
    }
    return true;
  }
  //! The first recipe whose components are there; else the primary, which waits for them. Alternates are settled afterwards.
  GS_HD PlannedOrder choose(PointId p, Grains q) const {
    RecipeId const primary = desk.points.first_recipe[p];
    for (std::uint32_t k = 0; q > 0 && k < desk.points.recipes[p]; ++k) {
      PlannedOrder const o = desk.in_lots(q, RecipeId(primary.v + k));
      if (kit_is_there(p, o.recipe, o.quantity)) return o;
    }
    return desk.in_lots(q, primary);
  }
  GS_HD void operator()(std::int64_t i) const {
    PointId const p(first + static_cast<std::uint32_t>(i));
    PolicyRule const& rule = desk.policy(p);
    orders[i] = {0, RecipeId::none(), 0};
    if (!reviews(rule, desk.now.start, desk.now.end) || desk.points.recipes[p] == 0) return;
    Micro const mean = desk.forecast.mean[p];
    Levels const levels{order_up_to(rule, mean, desk.forecast.sigma_p[p], desk.horizon(p), desk.uplift(p)), desk.points.fixed_level[p],
                        desk.points.fixed_reorder[p], batch_of(rule, desk.points.mean[p])};
    Stock const& s = desk.stock;
    desk.forecast.target[p] = rule.kind == PolicyKind::base_stock && levels.fixed_level >= 0 ? levels.fixed_level : levels.target;
    Grains const position = inventory_position(s.on_hand[p], s.reserved[p], s.on_order[p], s.backlog[p], s.owed[p]);
    Grains const q = policy_order(rule, levels, position, mean);
    if (q != 0) orders[i] = choose(p, q);
  }
};

}  // namespace gs::GS_BACKEND
