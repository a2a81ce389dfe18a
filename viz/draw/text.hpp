#pragma once
//! Numbers and times as people read them: three figures, one unit.
#include <string>
#include "kernels/core/units.hpp"

namespace gs::viz {

std::string number(double value, double step);              //!< on an axis: enough digits to tell values a step apart
std::string number(double value);                           //!< 0.042, 7.31, 842, 12.3 k, 4.56 M; "–" for NaN
std::string amount(double value, std::string const& unit);  //!< "1" as a percentage, "CNY" with the sign before
std::string percent(double share);                          //!< "95.2 %"
std::string lasting(Seconds span);                          //!< "45 min", "7 h", "3.2 d"
std::string commas(std::int64_t value);                     //!< 1,234,567
std::string bytes_text(std::int64_t bytes);                 //!< "312 MB"

}  // namespace gs::viz
