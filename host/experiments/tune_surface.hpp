#pragma once
//! Service and cost measured on a grid of two knobs, and what they say about the setting that is asked for. Pure: values in, values out.
#include <optional>
#include <vector>

namespace gs::experiments {

//! A setting and what it gave (means over replications).
struct Measured {
  double capacity = 1.0;  //!< scale of the hours that the design buys
  double z = 0.0;         //!< added to every safety factor
  double service = 0.0;   //!< quiet
  double cost = 0.0;      //!< a year [CNY]
};

//! On one line of constant capacity: where service reaches its goal, and what that costs there.
struct AtGoal {
  double capacity = 1.0, z = 0.0, service = 0.0, cost = 0.0;
  bool reached = false;  //!< false: the line's best (or, if every point is above the goal, its cheapest) instead
  bool above = false;    //!< every point of the line is above the goal
};

//! Points that no other beats in both service and cost, by rising cost.
std::vector<Measured> pareto(std::vector<Measured> points);

/*!
 * z at which service reaches `goal` on the line of one capacity. Service is made monotone in z first (isotonic regression: more stock cannot
 * hurt, what looks like it is noise), then interpolated. `line`: one capacity, any order, at least one point.
 */
AtGoal at_service(std::vector<Measured> line, double goal);

//! The lines of a grid, by rising capacity, each at the goal.
std::vector<AtGoal> by_capacity(std::vector<Measured> const& grid, double goal);

/*!
 * How service and cost answer to a step of hours and of z: a plane through measured points, corrected by each step that is made (Broyden 1965).
 * Two goals, two knobs.
 */
class Slopes {
 public:
  //! Least squares through the grid; needs two capacities and two z, else `known` is false.
  explicit Slopes(std::vector<Measured> const& grid);
  bool known() const { return known_; }
  //! The step from `at` that brings service and cost to their goals, if the plane were true; no knob moves by more than `reach` of the grid's width.
  Measured step(Measured const& at, double service, double cost) const;
  void learn(Measured const& before, Measured const& after);

 private:
  double by_capacity_[2] = {}, by_z_[2] = {};  //!< of service, of cost
  double width_capacity_ = 0.0, width_z_ = 0.0;
  bool known_ = false;
};

//! What to choose, and whether it is what was asked for.
struct Setting {
  double capacity = 1.0, z = 0.0;
  double service = 0.0, cost = 0.0;  //!< as interpolated
  bool service_reached = false, budget_kept = true;
};

/*!
 * Of settings that reach the goal. With a budget: as many hours as it pays for (interpolated between capacities); without: the cheapest. When none
 * keeps the budget: the cheapest that reaches the goal. When none reaches the goal: the best service.
 */
Setting choose_setting(std::vector<AtGoal> const& lines, std::optional<double> budget);

}  // namespace gs::experiments
