#pragma once
//! Figures as a person reads them: one way for tables, messages and reports.
#include <cstdint>
#include <string>
#include "host/run/metric.hpp"

namespace gs::run {

std::string with_commas(std::int64_t value);  //!< 1,234,567
std::string short_count(double value);        //!< "1.2e+08" as "120 M"

//! One metric: "0.873", "12.4 %" is never used (ratios stay ratios), "1,234,567", "n/a".
std::string show_value(Metric const& metric);

}  // namespace gs::run
