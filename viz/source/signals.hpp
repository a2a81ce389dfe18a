#pragma once
//! One table of everything that can be plotted, compared or waited for: a name, a unit, and how it follows from rows.
#include <functional>
#include <string>
#include <vector>
#include "viz/source/facts.hpp"
#include "viz/source/rows.hpp"

namespace gs::viz {

struct Signal {
  std::string name;   //!< "service", "utilisation.core", "looks.live_main"
  std::string unit;   //!< "1" is shown as a percentage
  std::string title;  //!< what a person reads on an axis
  //! Value at the end of row r; NaN where it cannot be told.
  std::function<double(Rows const&, std::int64_t r)> at;
  bool share() const { return unit == "1"; }
};

//! All signals that these facts allow.
std::vector<Signal> signals_of(Facts const& facts);
//! By name; nullptr if there is none.
Signal const* find_signal(std::vector<Signal> const& all, std::string_view name);

//! Row before the stretch of `span` seconds that ends with row r.
std::int64_t row_before(Rows const& rows, std::int64_t r, Seconds span);
//! Worked, changeover or offered share of the calendar of a layer over the last `span` seconds before row r; NaN without calendar.
double layer_share(Rows const& rows, std::vector<output::PoolAxis> const& pools, std::string const& layer, PoolCounter what, std::int64_t r,
                   Seconds span);
//! CV² of an echelon's orders / CV² of members' wants in the last eight blocks of `grain` days up to day d; NaN with fewer than four blocks.
//! The grain is a common multiple of the review periods: a finer one shows the batches of the calendar as bullwhip.
double swing(Rows const& rows, Echelon echelon, std::int64_t d, int grain);

}  // namespace gs::viz
