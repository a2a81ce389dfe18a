#pragma once
//! What a stock point wants to order: its level S against its inventory position, through its policy.
#include "kernels/planning/close_bucket.hpp"

namespace gs::GS_BACKEND {

//! What a stock point wants to order [grains]; below zero only a base stock that allows it.
struct ReviewPoint {
  Desk desk;
  Level level;

  //! S changes only when the mean or its error does: for slow movers a quantile of counts is worth remembering.
  GS_HD Grains target(PointId p, PolicyRule const& rule, Seconds horizon, bool changed) const {
    Micro const mean = desk.forecast.mean[p];
    Grains const known = desk.forecast.target[p];
    bool const slow = over_horizon(mean, horizon) < few;
    if (slow && known != 0 && !changed && !desk.fresh) return known;
    Grains const s = order_up_to(rule, mean, desk.forecast.sigma_p[p], horizon);
    if (s != known) desk.forecast.target[p] = s;
    return s;
  }
  GS_HD Grains operator()(PointId p, PolicyRule const& rule, bool changed) const {
    Seconds const horizon = desk.horizon(p, rule);
    Grains const s = target(p, rule, horizon, changed) + to_int(desk.uplift(p, rule));
    Levels levels{s, -1, -1, rule.batch_days > 0.0 ? batch_of(rule, desk.points.mean[p]) : 0};
    if (level.fixed) {
      levels.fixed_level = desk.points.fixed_level[p];
      levels.fixed_reorder = desk.points.fixed_reorder[p];
      if (rule.kind == PolicyKind::base_stock && levels.fixed_level >= 0) desk.forecast.target[p] = levels.fixed_level;
    }
    Stock const& t = desk.stock;
    return policy_order(rule, levels, inventory_position(t.on_hand[p], t.reserved[p], t.on_order[p], t.backlog[p], t.owed[p]), desk.forecast.mean[p]);
  }
};

}  // namespace gs::GS_BACKEND
