#pragma once
//! Activity of members: gamma(shape) over members, realised as 16 equally large classes.
#include <array>

namespace gs::world {

inline constexpr int activity_classes = 16;
inline constexpr double need_share = 0.6;  //!< q above; the hazard of members/ uses the same (chosen)
using ClassMeans = std::array<double, activity_classes>;

//! Mean of each of the 16 equal-probability slices of a gamma law with mean 1. Source: E[X; X < x] = F(shape + 1, x) for mean-1 scaling.
ClassMeans gamma_class_means(double shape);

/*!
 * Orders of each class relative to the mean, once needs have come to rest: a member who would buy at rate m if it always needed something
 * buys on average every  integral of exp(-m (t - q tau (1 - e^(-t/tau)))) dt,  because the share q of its looks comes back only as
 * 1 - e^(-t/tau) after a purchase (MODEL §3). Active classes therefore buy less than in proportion to their looks.
 * `mean` orders a day and member, tau [d].
 */
ClassMeans class_orders(ClassMeans const& looks, double mean, double tau);

}  // namespace gs::world
