#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

struct EchelonRow {
  std::string name;
  int grain = 28;                   //!< blocks of so many days: a common multiple of the review periods
  double swing = 0;                 //!< CV² of orders / CV² of wants over the last eight blocks; NaN with fewer than four
  std::vector<double> day, orders;  //!< block averages as stairs, in multiples of their mean
};
std::vector<EchelonRow> echelon_rows(Session const& session);

}  // namespace gs::viz
