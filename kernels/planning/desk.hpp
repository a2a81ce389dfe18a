#pragma once
//! What planning sees: its own tables, and of the market only signals.
#include "kernels/planning/order_rule.hpp"
#include "kernels/state/demand_ring.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! An order that a stock point places in this tick.
struct PlannedOrder {
  Grains quantity;
  RecipeId recipe;
  std::uint32_t point;  //!< of the level: its PointId less the level's first
};

struct Desk {
  ViewOf<PointTable, PointId> points;
  Stock stock;
  ViewOf<ForecastTable, PointId> forecast;
  ViewOf<SignalTable, ItemId> signals;
  ViewOf<ShelfTable, PointId> shelf;       //!< no columns where nobody uncensors
  ViewOf<SharedTable, UpstreamId> shared;  //!< no columns where nobody shares
  std::uint32_t upstream;                  //!< the first stock point that others order from
  Recipes recipes;
  Components components;
  PolicyNow const* policies;
  double const* spark_weight;  //!< by point: what a spark's excess a day comes to before its orders arrive [d]
  double const* own_share;     //!< by UpstreamId: its stationary demand over what it is told of; null where nobody shares
  Micro* told_mean;            //!< by point: forecasts downstream, in its items [1e-6 grains/d]; null where nobody shares forecasts
  std::uint8_t const* alarm;   //!< by item: planned at once in this tick; null = none
  std::int64_t* too_much;      //!< counts buckets that asked more than a ring can hold
  std::uint64_t seed;
  Now now;
  bool fresh;                       //!< a policy has changed: forget levels computed before
  std::uint8_t const* paused;       //!< by stock point (lever 21), or null: where nothing can be ordered
  std::uint8_t const* recipe_down;  //!< by recipe (lever 21), or null: what is known to bring nothing
  bool resourcing;                  //!< may turn to alternates
  double trust;                     //!< how far sensing has come, 0…1 (a ramp)
  double const* direct_share;       //!< by point: its part of what members have paid ahead for (lever 6); null = nobody plans with that
  double presale;                   //!< how far that has come, 0…1 (a ramp)
  ForecastTally score;

  GS_HD bool no_orders(PointId p) const { return paused != nullptr && (paused[p.at()] & Outages::no_orders) != 0; }
  GS_HD bool known_down(RecipeId r) const { return resourcing && recipe_down != nullptr && (recipe_down[r.at()] & Outages::known) != 0; }
  //! A second source that is only bought from while the first is known to be down.
  GS_HD bool asleep(PointId p, RecipeId r) const {
    return recipes.kind[r] == RecipeKind::buy && !(r == points.first_recipe[p]) && !known_down(points.first_recipe[p]);
  }
  //! Nothing can be sent by it now, known or not.
  GS_HD bool stopped(RecipeId r) const { return recipe_down != nullptr && (recipe_down[r.at()] & Outages::no_shipments) != 0; }

  GS_HD bool is_upstream(PointId p) const { return p.v >= upstream; }
  GS_HD UpstreamId up(PointId p) const { return UpstreamId(p.v - upstream); }

  GS_HD PolicyNow const& policy(PointId p) const { return policies[points.policy[p].at()]; }
  GS_HD Seconds horizon(PointId p, PolicyRule const& rule) const { return protection_interval(rule, points.lead[p]); }
  //! What is expected over the forecast [grains]: of a spark, and what members who will ask here have paid ahead for. Points upstream see the
  //! latter as orders: they need no share in it.
  GS_HD double uplift(PointId p, PolicyRule const& rule) const {
    ItemId const item = points.item[p];
    double const sold = direct_share == nullptr ? 0.0 : presale * direct_share[p.at()] * static_cast<double>(signals.presold[item]);
    if (rule.forecast != ForecastKind::sensed) return sold;
    Micro const sensed = signals.sensed[item], usual = signals.usual[item];
    return sold + (sensed == usual ? 0.0 : trust * spark(sensed, usual, spark_weight[p.at()]));
  }
  GS_HD bool uplifts(PolicyRule const& rule) const { return direct_share != nullptr || rule.forecast == ForecastKind::sensed; }
  //! What a sister of its own level ships: stock changes places, nothing is asked of the chain.
  GS_HD bool lateral(PointId p, RecipeId r) const {
    return recipes.kind[r] == RecipeKind::transport && recipes.components[r] > 0 &&
           points.level[components.point[ComponentId(recipes.first_component[r])]] == points.level[p];
  }
  GS_HD Grains free_at(PointId p) const { return stock.on_hand[p] - stock.reserved[p] - stock.backlog[p] - stock.owed[p]; }
  //! What a component's stock point can give to p: all that is free from a level above, what it can spare from a sister.
  GS_HD Grains spare(PointId p, PointId component) const {
    Grains const free = free_at(component);
    if (points.level[component] > points.level[p]) return free;
    return lateral_spare(free, forecast.mean[component], now.start, stock.next_arrival[component], horizon(component, policy(component).rule));
  }
  //! How many kits of a recipe its components' stock points can give.
  GS_HD Grains kits_there(PointId p, RecipeId r) const {
    std::uint32_t const begin = recipes.first_component[r], end = begin + recipes.components[r];
    Grains kits = 0x3fffffffffffffff;
    for (std::uint32_t c = begin; c < end; ++c) {
      Grains const n = spare(p, components.point[ComponentId(c)]) / components.quantity[ComponentId(c)];
      kits = n < kits ? n : kits;
    }
    return kits > 0 ? kits : 0;
  }
};

//! One level of stock points: `first` … `first + n - 1`.
struct Level {
  std::uint32_t first;
  std::int64_t n;
  DemandRing ring;
  bool one_policy;   //!< all its points have the same,
  PolicyNow policy;  //!< this one
  bool fixed;        //!< some have levels from outside
};

}  // namespace gs::GS_BACKEND
