#pragma once
//! Where numbers go on paper: ranges, axes with round ticks, their labels, and series thinned to what a page can show.
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace gs::report {

//! Lowest and highest finite value; empty (low > high) when there is none.
struct Range {
  double low = 1.0, high = 0.0;
  bool empty() const { return low > high; }
  void take(double value);  //!< NaN and infinities are left out
  void take(Range const& other);
};
Range range_of(std::span<double const> values);

//! An axis from `low` to `high` with ticks between; never empty and never of length 0.
struct Axis {
  double low = 0.0, high = 1.0;
  std::vector<double> ticks;
  double step = 1.0;  //!< between ticks; linear axes only
  bool logarithmic = false;
  bool clock = false;  //!< days: ticks within a day are times of day

  double share(double value) const;  //!< 0 at low, 1 at high; not clamped; NaN stays NaN
  std::string text(double tick) const;
};

//! Round steps of 1, 2, 5; ends on ticks. An empty range gives 0 … 1; a constant c gives 0 … c (or around c when 0 is not wanted).
Axis linear_axis(Range range, int most_ticks, bool from_zero);
//! Powers of ten (with 2 and 5 when there are few). Values at or below 0 do not count; without any above 0 it falls back to linear.
Axis log_axis(std::span<double const> values, int most_ticks);
//! Days: steps of 1, 2, 7, 14, 28, 91, …; hours below two days. Ends stay where they are.
Axis day_axis(double from, double to, int most_ticks);

//! "0", "0.25", "20 k", "1.5 M", "−3"; as many decimals as `step` needs.
std::string tick_text(double value, double step);

using Points = std::vector<std::pair<double, double>>;

//! At most 2 points a bucket (its lowest and its highest, in order of x), so that no peak is lost. NaN is left out of a bucket; a bucket of
//! nothing but NaN becomes one gap (y NaN). Short series stay as they are.
Points thinned(std::span<double const> x, std::span<double const> y, int buckets);

}  // namespace gs::report
