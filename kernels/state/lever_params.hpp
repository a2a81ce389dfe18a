#pragma once
//! Settings of levers that bring a mechanism of their own, and of what a scenario does to the supply side. Part of Params.
#include <cstdint>
#include <string>
#include "kernels/core/units.hpp"
#include "kernels/state/kinds.hpp"

namespace gs {

//! What a lever costs (lever 31), for the reference world; scaled with the world.
struct LeverCost {
  Cents invest = 0;     //!< to have it [cent]
  Cents per_day = 0;    //!< to run it [cent/d]
  Seconds ramp = 0;     //!< from the end of the warm-up until it works in full; 0 = it was there before the run
  bool rented = false;  //!< true: `invest` is not paid but rented, at ledger.rent_premium over its daily part
};

//! An outage that a scenario declares (lever 21): what stops, how much of it, when, and when planners learn of it.
struct DisruptionParams {
  std::string name;
  OutageOf what = OutageOf::supplier;
  OutageKind pauses = OutageKind::closed;
  std::string which = "all";    //!< of what: a layer, a kind of site, numbers "3,7", or "all"
  double share = 1.0;           //!< of those, drawn by their permanent ids
  double depth = 1.0;           //!< share of the hours, hands or capacity that each loses
  double slow = 1.0;            //!< transit times are so many times as long
  Seconds start = 0;            //!< [s since the end of the warm-up]
  Seconds duration = 7 * day;   //!< of each
  Seconds stagger = 0;          //!< each next one goes down so much later
  Seconds detection = 2 * day;  //!< until planners know, and until they know that it is over
  Seconds mean_up = 0;          //!< > 0: inside [start, start + duration) each goes down and up at random: mean time up …
  Seconds mean_down = 3 * day;  //!< … and mean time down (both geometric in ticks)
};

//! Lever 21: alternates for materials and hours, used once an outage is known.
struct ResourcingLever {
  bool on = false;
  LeverCost cost;
  double reserve = 0.5;   //!< standby hours under contract / core hours
  double premium = 0.25;  //!< alternates are dearer by this share
};

//! Lever 19: returns are inspected on benches and sorted.
struct ReturnsLever {
  bool on = false;
  LeverCost cost;
  double benches = 1.5;          //!< inspections an hour / mean returns an hour
  double refurbish_share = 0.6;  //!< of what is not as new: can be made so
  double recycle_share = 0.75;   //!< of the rest: its material is worth something
  Seconds refurbish_time = 3 * day;
  Cents refurbish_cost = 1200;   //!< a unit [cent]
  double recycled_value = 0.25;  //!< share of value
};

//! Lever 29: handling capacity kept for what is hot.
struct ExpressLever {
  bool on = false;
  LeverCost cost;
  double share = 0.25;  //!< of a site's hands
  double heat = 3.0;    //!< new carts an hour / their two-week average above which a SKU is a hit
};

//! Lever 8: grades of personalisation.
struct GradesLever {
  bool on = false;
  LeverCost cost;
  double deep_premium = 0.12;     //!< price of a combination made to order over the list price
  double extreme_premium = 0.60;  //!< price of a piece made for one
  double extreme_work = 1.5;      //!< work of a piece made for one / work of printing the SKU
  bool after_hit = false;         //!< true: opened only for what is hot (C2M)
};

//! Ages of goods: launch, markdown, clearance, expiry.
struct LifecycleParams {
  double launch_share = 0.0;   //!< share of hits that are not on sale before a date inside the run
  double markdown_step = 0.0;  //!< each rung of the ladder cuts the price by this share of list; 0 = no ladder
  std::int64_t markdown_rungs = 3;
  double markdown_age = 1.5;      //!< half-lives: the first rung by age, the next one half-life later
  double markdown_cover = 60.0;   //!< days of sales in stock: the first rung by cover, the next at twice that …
  double clear_cover = 0.0;       //!< stock beyond so many days of forecast on the last rung goes to jobbers; 0 = never [d]
  double perishable_share = 0.0;  //!< of the SKU families
  Seconds shelf_life = 60 * day;  //!< of perishable ones
  Cents disposal = 200;           //!< of a unit that is thrown away [cent]
};

}  // namespace gs
