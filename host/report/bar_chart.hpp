#pragma once
//! Bars: one group a row, one bar a series; and bars made of parts.
#include "host/report/svg.hpp"

namespace gs::report {

struct BarPlot {
  std::string title, desc, unit;
  std::vector<std::string> rows;
  std::vector<std::string> series;              //!< names; one bar each in every row
  std::vector<std::vector<double>> values;      //!< [series][row]; NaN = not there
  std::vector<std::vector<std::string>> texts;  //!< [series][row]: written behind the bar
  bool logarithmic = false;
  double reference = 0.0;  //!< with `reference_text`: a line across ("1 = no amplification")
  std::string reference_text = {};
  double width = 470;
};
std::string bar_chart(BarPlot const& plot);

//! One bar a row, made of parts; parts below zero are left out and said in words by the caller.
struct StackPlot {
  std::string title, desc, unit;
  std::vector<std::string> rows, parts;
  std::vector<std::vector<double>> values;  //!< [row][part]
  double width = 960;
};
std::string stack_chart(StackPlot const& plot);

}  // namespace gs::report
