#pragma once
//! Re-sourcing (lever 21): orders that wait at a source known to be down are placed with the next recipe of their stock point instead.
#include "kernels/planning/plan_point.hpp"

namespace gs::GS_BACKEND {

struct TurnToAlternate {
  Desk desk;
  Jobs jobs;

  //! The first other recipe of the point that is not known to be down and, if it takes goods from elsewhere, finds them there.
  GS_HD RecipeId other_than(RecipeId down, PointId p, Grains q) const {
    Recipes const& rs = desk.recipes;
    for (std::uint32_t k = 0; k < desk.points.recipes[p]; ++k) {
      RecipeId const r(desk.points.first_recipe[p].v + k);
      if (r == down || desk.known_down(r) || rs.kind[r] != rs.kind[down] || rs.components[r] > 1) continue;
      if (rs.kind[r] == RecipeKind::buy) return r;
      ComponentId const c(rs.first_component[r]);
      if (desk.spare(p, desk.components.point[c]) >= q * desk.components.quantity[c]) return r;
    }
    return RecipeId::none();
  }
  GS_HD void move_debt(RecipeId r, Grains q) const {
    if (desk.recipes.components[r] == 0) return;
    ComponentId const c(desk.recipes.first_component[r]);
    atomic_add(&desk.stock.owed[desk.components.point[c]], q * desk.components.quantity[c]);
  }
  GS_HD void operator()(std::int64_t i) const {
    JobSlot const j(static_cast<std::uint64_t>(i));
    RecipeId const r = jobs.recipe[j];
    if (jobs.state[j] != JobState::wait_kit || jobs.missing[j] != jobs.quantity[j] || !desk.known_down(r)) return;
    PointId const p = desk.recipes.fills[r];
    if (!p.exists() || desk.recipes.kind[r] == RecipeKind::process) return;
    RecipeId const next = other_than(r, p, jobs.quantity[j]);
    if (!next.exists()) return;
    move_debt(r, -jobs.quantity[j]);
    move_debt(next, jobs.quantity[j]);
    jobs.recipe[j] = next;
  }
};

}  // namespace gs::GS_BACKEND
