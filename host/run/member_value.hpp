#pragma once
//! Lifetime value of a member: what it brings a year, for as long as it stays, discounted (Gupta, Lehmann and Stuart 2004).
namespace gs::run {

//! How members leave: an even hazard, and where a world has lifetimes a Pareto law beside it (state/tenure.hpp).
struct Staying {
  double hazard = 0.0;  //!< of falling out of loyalty [1/yr]
  double shape = 0.0;   //!< s of the Pareto law; 0 = nobody leaves for good
  double scale = 1.0;   //!< its beta [yr]
};

//! Share that is still there t years on.
double still_there(Staying const& s, double years);

//! Integral over all years of still_there(t) e^(-rate t): how many years' contribution a member is worth now [yr]. With an even hazard h it is
//! 1 / (h + rate). Infinite when neither of the two is above zero.
double years_worth(Staying const& s, double rate);

}  // namespace gs::run
