#include "kernels/planning/bill.hpp"
#include <algorithm>
#include <map>
#include <utility>

namespace gs::GS_BACKEND {
namespace {

constexpr std::size_t deepest = 64;  //!< levels of a bill; primary recipes are acyclic (host/world checks)

using Pair = std::pair<std::uint32_t, std::uint32_t>;

//! The primary recipe of a point if it makes something there, else none.
RecipeId making(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes, std::size_t p) {
  RecipeId const r = points.first_recipe[p];
  return points.recipes[p] > 0 && recipes.kind[r.v] == RecipeKind::process ? r : RecipeId::none();
}

//! Units of `to` for all the demand of `from` that is made, and that demand.
struct Needs {
  std::map<Pair, double> of_pair;
  std::vector<double> made;
};
Needs add_up(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes, ComponentTable<HostColumn> const& components,
             std::size_t items) {
  Needs needs{{}, std::vector<double>(items, 0.0)};
  for (std::size_t p = 0; p < points.item.size(); ++p) {
    RecipeId const r = making(points, recipes, p);
    if (!r.exists()) continue;
    double const weight = std::max(from_micro(points.mean[p]), 1e-6);  // a point without demand still has a bill
    needs.made[points.item[p].v] += weight;
    for (std::uint32_t c = recipes.first_component[r.v]; c < recipes.first_component[r.v] + recipes.components[r.v]; ++c) {
      needs.of_pair[{points.item[p].v, points.item[components.point[c].v].v}] += weight * static_cast<double>(components.quantity[c]);
    }
  }
  return needs;
}

//! Longest path from an item that is part of nothing.
std::vector<std::size_t> depths(std::vector<BillEdge> const& edges, std::size_t items) {
  std::vector<std::size_t> depth(items, 0);
  for (std::size_t pass = 0, changed = 1; changed > 0 && pass < deepest; ++pass) {
    changed = 0;
    for (auto const& e : edges) {
      if (depth[e.to.v] < depth[e.from.v] + 1) {
        depth[e.to.v] = depth[e.from.v] + 1;
        ++changed;
      }
    }
  }
  return depth;
}

}  // namespace

Bill make_bill(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes, ComponentTable<HostColumn> const& components,
               std::size_t items) {
  Needs const needs = add_up(points, recipes, components, items);
  Bill bill;
  for (auto const& [pair, units] : needs.of_pair) {
    if (pair.first != pair.second) bill.edges.push_back({ItemId(pair.first), ItemId(pair.second), to_micro(units / needs.made[pair.first])});
  }
  auto const depth = depths(bill.edges, items);
  std::stable_sort(bill.edges.begin(), bill.edges.end(), [&](auto const& a, auto const& b) { return depth[a.from.v] < depth[b.from.v]; });
  bill.first.push_back(0);
  for (std::size_t e = 1; e <= bill.edges.size(); ++e) {
    if (e == bill.edges.size() || depth[bill.edges[e].from.v] != depth[bill.edges[e - 1].from.v]) bill.first.push_back(static_cast<std::int64_t>(e));
  }
  return bill;
}

}  // namespace gs::GS_BACKEND
