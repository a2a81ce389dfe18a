#pragma once
//! Where a stock point stands among the others: its share of its item's demand, and how far ahead those it serves are covered already.
#include <vector>
#include "kernels/planning/policy_rule.hpp"
#include "kernels/state/supply.hpp"

namespace gs::GS_BACKEND {

/*!
 * What a spark's excess demand a day for an item comes to at each of its points [d]: the point's share times the days of it that fall
 * between what is covered downstream and the end of its own protection interval.
 */
std::vector<double> spark_weights(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                  ComponentTable<HostColumn> const& components, std::vector<PolicyRule> const& rules, std::size_t items);

/*!
 * Lever 15: stationary demand of each point over what the points it serves tell it of members' demand. Below 1 where returned goods need not
 * be ordered again, above where some are lost in making. At most 1 for points that customers ask directly: what they ask is not told.
 */
std::vector<double> own_shares(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                               ComponentTable<HostColumn> const& components, std::vector<bool> const& faces_customers);

//! Share of each point in what members ask for its item directly, by their stationary demand less what the points they serve ask of them.
std::vector<double> direct_shares(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                  ComponentTable<HostColumn> const& components, std::vector<bool> const& faces_customers, std::size_t items);

//! Share of each point in the stationary demand for its item on its echelon: how a signal for the item is split.
std::vector<double> point_shares(PointTable<HostColumn> const& points, std::size_t items);

/*!
 * How far ahead the demand that reaches a point by primary recipes is already covered downstream [s]: the protection intervals of its
 * children and of theirs, weighed by demand; 0 for what members ask directly. A spark that fades within that time never gets here.
 */
std::vector<Seconds> covered_ahead(PointTable<HostColumn> const& points, RecipeTable<HostColumn> const& recipes,
                                   ComponentTable<HostColumn> const& components, std::vector<PolicyRule> const& rules);

}  // namespace gs::GS_BACKEND
