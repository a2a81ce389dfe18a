#pragma once
//! What stands where, for whoever has to find what an outage hits.
#include "kernels/engine/outage_book.hpp"

namespace gs::GS_BACKEND {

//! What stands where. Downloaded once, when there is something to look up.
struct OutageBook::Maps {
  PointTable<HostColumn> points;
  RecipeTable<HostColumn> recipes;
  ComponentTable<HostColumn> components;
  SiteTable<HostColumn> sites;
  LaneTable<HostColumn> lanes;
  SupplierTable<HostColumn> suppliers;
  PoolTable<HostColumn> pools;
  std::vector<std::vector<std::uint32_t>> points_at;     //!< by site
  std::vector<std::vector<std::uint32_t>> recipes_from;  //!< by site: those that take something there
  std::vector<std::vector<std::uint32_t>> recipes_on;    //!< by lane
  std::vector<std::vector<std::uint32_t>> filling;       //!< by point: its recipes

  explicit Maps(World& w)
      : points(w.points.download()),
        recipes(w.recipes.download()),
        components(w.components.download()),
        sites(w.sites.download()),
        lanes(w.lanes.download()),
        suppliers(w.suppliers.download()),
        pools(w.pools.download()),
        points_at(sites.kind.size()),
        recipes_from(sites.kind.size()),
        recipes_on(lanes.from.size()),
        filling(points.site.size()) {
    for (std::size_t p = 0; p < points.site.size(); ++p) points_at[points.site[p].v].push_back(static_cast<std::uint32_t>(p));
    for (std::uint32_t r = 0; r < recipes.kind.size(); ++r) {
      if (recipes.fills[r].exists()) filling[recipes.fills[r].v].push_back(r);
      if (recipes.lane[r].exists()) recipes_on[recipes.lane[r].v].push_back(r);
      for (std::uint32_t c = recipes.first_component[r]; c < recipes.first_component[r] + recipes.components[r]; ++c) {
        auto& list = recipes_from[points.site[components.point[c].v].v];
        if (list.empty() || list.back() != r) list.push_back(r);
      }
    }
  }
  bool in_region(SiteId s, std::uint32_t region) const { return s.exists() && sites.region[s.v] == region; }
};

template <class Holds>
bool OutageBook::any(Thing thing, Holds&& holds) const {
  auto const found = of_thing_.find(thing);
  return found != of_thing_.end() && std::any_of(found->second.begin(), found->second.end(), [&](std::uint32_t k) { return holds(parts_[k]); });
}

template <class T>
void set_cell(Buffer<T>& cells, std::uint32_t at, T value) {
  to_device(cells.data() + at, &value, sizeof(T));
}

}  // namespace gs::GS_BACKEND
