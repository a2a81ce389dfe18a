#pragma once
//! Turns waiting jobs into claims on component stock (and lanes). Pools: stock points by PointId, behind them lanes by LaneId.
#include "kernels/core/kits.hpp"
#include "kernels/core/store_same.hpp"
#include "kernels/state/lanes.hpp"
#include "kernels/state/supply.hpp"

GS_SHARED_BEGIN

//! Units of a stock point that nobody has been promised [grains]; negative when more was promised than is there.
GS_HD inline Grains free_stock(Grains on_hand, Grains reserved) { return on_hand - reserved; }

GS_SHARED_END

namespace gs::GS_BACKEND {

//! What every rule of this stage looks at; views only, passed by value.
struct Yard {
  Jobs jobs;
  Recipes recipes;
  Components components;
  ViewOf<PointTable, PointId> points;
  ViewOf<LaneTable, LaneId> lanes;
  Stock stock;
  std::uint8_t const* site_open;
  std::int64_t const* lane_used;
  std::int64_t point_count, grains_per_unit;
  Now now;
  LaneOthers others = {};                     //!< what week, season and festivals add to others' use of lanes
  std::uint8_t const* recipe_down = nullptr;  //!< by recipe (lever 21), or null
  std::uint32_t const* slow = nullptr;        //!< transit times by lane [%], or null

  GS_HD bool stopped(RecipeId r) const { return recipe_down != nullptr && (recipe_down[r.at()] & Outages::no_shipments) != 0; }
  GS_HD bool closed(PointId point) const {
    SiteId const site = points.site[point];
    return site.exists() && site_open[site.at()] == 0;
  }
  GS_HD Grains free_at(PointId point) const { return closed(point) ? 0 : free_stock(stock.on_hand[point], stock.reserved[point]); }
  GS_HD bool lane_bound(RecipeId r) const {
    return recipes.kind[r] == RecipeKind::transport && recipes.lane[r].exists() && lanes.capacity[recipes.lane[r]] > 0;
  }
  GS_HD Grains lane_free(LaneId lane) const {
    return lane_allowance(lanes.capacity[lane], lane_load(lanes.outside_load[lane], others.calendar, others.rush), grains_per_unit, now.start,
                          now.end) -
           lane_used[lane.at()];
  }
  GS_HD std::int64_t parts_of(RecipeId r) const { return recipes.components[r] + (lane_bound(r) ? 1 : 0); }
};

//! A job that waits claims only when every component has something free: waiting for an empty pool costs next to nothing.
struct CanStart {
  Yard yard;
  GS_HD bool operator()(std::int64_t i) const {
    JobSlot const job(static_cast<std::uint64_t>(i));
    if (yard.jobs.missing[job] <= 0) return false;
    RecipeId const r = yard.jobs.recipe[job];
    if (yard.recipes.kind[r] == RecipeKind::sell && yard.jobs.placed[job] + yard.recipes.lead[r] > yard.now.start) return false;  // not wanted yet
    if (yard.stopped(r)) return false;
    std::uint32_t const first = yard.recipes.first_component[r], last = first + yard.recipes.components[r];
    for (std::uint32_t c = first; c < last; ++c) {
      if (yard.free_at(yard.components.point[ComponentId(c)]) < yard.components.quantity[ComponentId(c)]) return false;
    }
    return !yard.lane_bound(r) || yard.lane_free(yard.recipes.lane[r]) > 0;
  }
};

struct CountParts {
  Yard yard;
  std::uint32_t const* open;
  std::int64_t n;
  std::int64_t* count;
  GS_HD void operator()(std::int64_t k) const { count[k] = k < n ? yard.parts_of(yard.jobs.recipe[JobSlot(open[k])]) : 0; }
};

//! Who is served first: sales to the outside, then by time of placing.
GS_HD inline std::uint32_t job_rank(RecipeKind kind, Seconds placed) { return rank_of(kind == RecipeKind::sell ? 0 : 1, placed); }

//! Writes the claim of one open job, its parts, and what is free in the pools it claims (several claims write the same value).
struct WriteClaim {
  Yard yard;
  std::uint32_t const* open;
  std::int64_t const* first;
  std::uint32_t* rank;
  std::int64_t* want;
  KitPart* part;
  std::int64_t* stock;
  GS_HD void operator()(std::int64_t k) const {
    JobSlot const job(open[k]);
    RecipeId const r = yard.jobs.recipe[job];
    rank[k] = job_rank(yard.recipes.kind[r], yard.jobs.placed[job]);
    want[k] = yard.jobs.missing[job];
    std::int64_t p = first[k];
    for (std::uint32_t c = 0; c < yard.recipes.components[r]; ++c, ++p) {
      ComponentId const id(yard.recipes.first_component[r] + c);
      write(p, k, yard.components.point[id].at(), yard.components.quantity[id], yard.free_at(yard.components.point[id]));
    }
    if (yard.lane_bound(r)) write(p, k, yard.point_count + yard.recipes.lane[r].at(), 1, yard.lane_free(yard.recipes.lane[r]));
  }
  GS_HD void write(std::int64_t p, std::int64_t claim, std::int64_t pool, std::int64_t each, std::int64_t free) const {
    part[p] = {static_cast<std::uint32_t>(claim), static_cast<std::uint32_t>(pool), each};
    store_same(&stock[pool], free);
  }
};

}  // namespace gs::GS_BACKEND
