#pragma once
//! Two designs on the same seeds: the difference of a metric, and how sure it is.
#include <cstdint>
#include <span>

namespace gs::experiments {

struct Interval {
  double low = 0.0, high = 0.0;
  bool holds(double value) const { return low <= value && value <= high; }
};

inline constexpr double level = 0.95;            //!< of every interval here
inline constexpr std::int64_t resamples = 4000;  //!< of the bootstrap; Monte Carlo error of an end is about 2 % of the width

//! Of pairs (a_r, b_r), r = replications on common seeds. Pairs in which either is NaN are left out.
struct Paired {
  std::int64_t n = 0;       //!< pairs used
  double a = 0.0, b = 0.0;  //!< means; NaN when there is no pair
  double difference = 0.0;  //!< mean of b - a
  double sd = 0.0;          //!< of the differences; NaN with less than two pairs
  Interval student;         //!< paired t: difference -+ t(n-1) sd / sqrt(n); NaN with less than two pairs
  Interval bootstrap;       //!< BCa bootstrap of the mean difference (Efron 1987); NaN with less than three pairs
  double unpaired = 0.0;    //!< sd the difference would have on independent seeds: sqrt(var a + var b)
  double half_width() const { return 0.5 * (student.high - student.low); }
};
Paired paired(std::span<double const> a, std::span<double const> b);

//! Replications for which the half width of the t interval is at most `half_width`, if the sd stays what it is; at least 2. 0 = cannot be told.
std::int64_t replications_for(double sd, double half_width);

//! BCa interval of the mean: bias-corrected and accelerated, so that skewed differences are not cut off; the same numbers give the same interval.
Interval bootstrap_mean(std::span<double const> values);

}  // namespace gs::experiments
