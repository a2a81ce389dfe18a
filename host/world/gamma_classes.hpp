#pragma once
//! Activity of members: gamma(shape) over members, realised as 16 equally large classes.
#include <array>

namespace gs::world {

inline constexpr int activity_classes = 16;
inline constexpr double need_share = 0.6;  //!< q above; the hazard of members/ uses the same (chosen)
using ClassMeans = std::array<double, activity_classes>;

//! Mean of each of the 16 equal-probability slices of a gamma law with mean 1. Source: E[X; X < x] = F(shape + 1, x) for mean-1 scaling.
ClassMeans gamma_class_means(double shape);

//! What a purchase takes away from the next ones, for a while.
struct Sating {
  double tau = 0.0;         //!< time for the need to come back [d]
  double alike = 0.0;       //!< chance that the next item wanted is of the family bought last
  double reluctance = 0.0;  //!< right after the purchase such an item is wanted e^-reluctance times as often
};

struct ClassOrders {
  ClassMeans relative;     //!< orders of each class / mean
  double full_need = 0.0;  //!< orders a day of the mean member if it always needed everything
};

/*!
 * Orders of each class once needs have come to rest: a member who would buy at rate m if it always needed something buys on average every
 *   integral of exp(-m H(t)) dt,  H' = (1 - q s) (1 - a (1 - e^(-r s))),  s = e^(-t/tau),
 * because the share q of its looks comes back only as 1 - s after a purchase (MODEL §3), and because what it finds is of the family that it
 * has just bought with chance a. Active classes therefore buy less than in proportion to their looks.
 * `mean` orders a day and member.
 */
ClassOrders class_orders(ClassMeans const& looks, double mean, Sating const& sating);

}  // namespace gs::world
