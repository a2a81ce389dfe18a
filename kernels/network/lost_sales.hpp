#pragma once
//! Lost sales: outside customers who were quoted a wait and leave when it is over. What they were owed is owed no more.
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

//! Is this an unserved sale whose customer leaves before the tick is over?
struct Leaves {
  Jobs jobs;
  Recipes recipes;
  Seconds end;
  GS_HD bool operator()(std::int64_t i) const {
    JobSlot const job(static_cast<std::uint64_t>(i));
    return jobs.missing[job] > 0 && recipes.lost[jobs.recipe[job]] != 0 && jobs.due[job] < end;
  }
};

struct LetGo {
  Jobs jobs;
  Recipes recipes;
  Components components;
  Stock stock;
  ViewOf<FlowTable, PointId> flows;
  Tally tally;
  Seconds now;
  std::uint32_t const* list;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(list[k]);
    ComponentId const part(recipes.first_component[jobs.recipe[job]]);
    Grains const lost = jobs.missing[job] * components.quantity[part];
    atomic_add(&stock.owed[components.point[part]], -lost);
    atomic_add(&flows.lost[components.point[part]], lost);
    if (jobs.placed[job] >= now) atomic_add(&stock.asked[components.point[part]], -lost);  // it never ordered: planners see sales
    tally.add(Counter::demand_lost, lost);
    jobs.missing[job] = 0;
    jobs.state[job] = JobState::closed;
  }
};

}  // namespace gs::GS_BACKEND
