#pragma once
//! What an outage took (lever 21): from when to when demand was missed beyond the usual, and the sales lost meanwhile.
#include <string>
#include "host/run/collected.hpp"

namespace gs::run {

//! From the first to the last outage that a run declares; [s since start], empty when there is none.
struct OutageSpan {
  Seconds from = never, to = 0;
  bool exists() const { return from < to; }
};
OutageSpan outage_span(WorldData const& world);

struct OutageLoss {
  double survive = 0.0;     //!< days from its start until demand is missed more than usual; the whole span if it never is
  double recover = 0.0;     //!< days from its start until demand is met as usual for a week; NaN if the run ends before
  double lost_sales = 0.0;  //!< list price of what left in that time beyond the usual [cent]
  std::string note;
};

/*!
 * Daily misses against the four weeks before: a day is short when more is missed than the usual share plus 5 points, or plus three standard
 * deviations of the quiet days if that is more. Daily grain.
 */
OutageLoss outage_loss(Collected const& series, OutageSpan const& span);

}  // namespace gs::run
