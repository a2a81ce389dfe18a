#pragma once
//! The scorecard as a radar: every axis 0 … 100, the raw numbers stand in the table beside.
#include "host/report/svg.hpp"

namespace gs::report {

struct RadarPlot {
  std::string title, desc;
  std::vector<std::string> axes;
  std::vector<std::string> names;           //!< one polygon each
  std::vector<std::vector<double>> values;  //!< [name][axis], 0 … 100; NaN = not measured: the polygon is open there
};
std::string radar_chart(RadarPlot const& plot);

}  // namespace gs::report
