#pragma once
//! What a rule needs of a replenishment policy, as plain data that travels to a device.
#include "kernels/state/params.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/macros.hpp"

GS_SHARED_BEGIN

struct PolicyRule {
  PolicyKind kind;
  ForecastKind forecast;
  bool after_demand, allow_negative;
  std::int64_t window;        //!< moving average: buckets
  Seconds bucket, review, phase;
  double alpha, z;
  double service;             //!< Phi(z): the chance to be covered that z stands for
  double batch_days;
  double smoothing;           //!< T of the damped order
  double spark_days;          //!< half-life a spark is assumed to have [d]
};

//! One line of the bill of materials between items: so much of `to` for a unit of `from`.
struct BillEdge {
  ItemId from, to;
  Micro each;                 //!< [1e-6 units/unit]
};

//! What a stock point orders in this tick.
struct PlannedOrder {
  Grains quantity;            //!< 0 = nothing
  RecipeId recipe;
};

GS_SHARED_END
