#pragma once
//! How much of the start of a series should be cut: MSER-5 (White 1997; Spratt 1998); and whether what is left still has a trend, which MSER-5,
//! made for a start that dies away, does not see.
#include <cstdint>
#include <limits>
#include <span>

namespace gs::run {

//! Values to cut so that the mean of the rest has the smallest standard error, over batch means of five and not more than half of the series;
//! -1 for series of fewer than ten batches.
std::int64_t mser5(std::span<double const> series);

//! A straight line through whole weeks (least squares), by the mean of the series.
struct Trend {
  double a_year = std::numeric_limits<double>::quiet_NaN();  //!< [1/yr]; NaN for fewer than six weeks
  double error = 0.0;                                        //!< its standard error, weeks taken as independent [1/yr]
};
Trend trend_of(std::span<double const> days);

}  // namespace gs::run
