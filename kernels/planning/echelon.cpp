#include "kernels/planning/echelon.hpp"
#include <algorithm>
#include "kernels/planning/forecast.hpp"

namespace gs::GS_BACKEND {

std::vector<double> point_shares(PointTable<HostColumn> const& points, std::size_t items) {
  auto const cell = [&](std::size_t p) {
    return points.item[p].v * static_cast<std::size_t>(count_of<Echelon>) + static_cast<std::size_t>(points.echelon[p]);
  };
  std::vector<double> total(items * static_cast<std::size_t>(count_of<Echelon>), 0.0), share(points.item.size(), 0.0);
  for (std::size_t p = 0; p < share.size(); ++p) total[cell(p)] += from_micro(points.mean[p]);
  for (std::size_t p = 0; p < share.size(); ++p) share[p] = total[cell(p)] > 0.0 ? from_micro(points.mean[p]) / total[cell(p)] : 0.0;
  return share;
}

std::vector<Seconds> covered_ahead(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                   ComponentTable<HostColumn> const& components, std::vector<PolicyRule> const& rules) {
  std::size_t const n = points.item.size();
  std::vector<double> asked(n, 0.0), weighed(n, 0.0);  // demand of children [grains/d], and the same times their cover
  std::vector<Seconds> ahead(n, 0);
  for (std::size_t p = 0; p < n; ++p) {  // sorted by level: children come first
    double const all = std::max(from_micro(points.mean[p]), asked[p]);
    ahead[p] = all > 0.0 ? to_int(weighed[p] / all) : 0;
    if (points.recipes[p] == 0) continue;
    PolicyRule const& rule = rules[points.policy[p].v];
    Seconds const reach = ahead[p] + protection_interval(rule, points.lead[p]);
    std::uint32_t const r = points.first_recipe[p].v, first = recipes.first_component[r];
    for (std::uint32_t c = first; c < first + recipes.components[r]; ++c) {
      double const need = from_micro(points.mean[p]) * static_cast<double>(components.quantity[c]);
      asked[components.point[c].v] += need;
      weighed[components.point[c].v] += need * static_cast<double>(reach);
    }
  }
  return ahead;
}

std::vector<double> spark_weights(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                  ComponentTable<HostColumn> const& components, std::vector<PolicyRule> const& rules, std::size_t items) {
  std::vector<double> weight = point_shares(points, items);
  auto const ahead = covered_ahead(points, recipes, components, rules);
  for (std::size_t p = 0; p < weight.size(); ++p) {
    PolicyRule const& rule = rules[points.policy[p].v];
    weight[p] *= spark_days_ahead(ahead[p], protection_interval(rule, points.lead[p]), rule.spark_days);
  }
  return weight;
}

namespace {
//! Demand that reaches each point from those it serves by primary recipes [grains/d].
std::vector<double> asked_by_points(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                    ComponentTable<HostColumn> const& components) {
  std::vector<double> asked(points.item.size(), 0.0);
  for (std::size_t p = 0; p < asked.size(); ++p) {
    if (points.recipes[p] == 0) continue;
    std::uint32_t const r = points.first_recipe[p].v, first = recipes.first_component[r];
    for (std::uint32_t c = first; c < first + recipes.components[r]; ++c)
      asked[components.point[c].v] += from_micro(points.mean[p]) * static_cast<double>(components.quantity[c]);
  }
  return asked;
}
}  // namespace

std::vector<double> direct_shares(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                  ComponentTable<HostColumn> const& components, std::vector<bool> const& faces_customers, std::size_t items) {
  std::vector<double> const asked = asked_by_points(points, recipes, components);
  std::vector<double> total(items, 0.0), share(asked.size(), 0.0);
  for (std::size_t p = 0; p < share.size(); ++p) {
    if (faces_customers[p]) share[p] = std::max(0.0, from_micro(points.mean[p]) - asked[p]);
    total[points.item[p].v] += share[p];
  }
  for (std::size_t p = 0; p < share.size(); ++p) share[p] = share[p] > 0.0 ? share[p] / total[points.item[p].v] : 0.0;
  return share;
}

std::vector<double> own_shares(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                               ComponentTable<HostColumn> const& components, std::vector<bool> const& faces_customers) {
  std::size_t const n = points.item.size();
  std::vector<double> const told = asked_by_points(points, recipes, components);
  std::vector<double> share(n, 1.0);
  for (std::size_t p = 0; p < n; ++p) {
    if (told[p] > 0.0) share[p] = from_micro(points.mean[p]) / told[p];
    if (faces_customers[p]) share[p] = std::min(share[p], 1.0);
  }
  return share;
}

}  // namespace gs::GS_BACKEND
