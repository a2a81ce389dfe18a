#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

struct Figure {
  std::string title, unit;
  int better = 0;                //!< +1 more is better, -1 less is better, 0 neither
  double value = 0, before = 0;  //!< before: of B at the same time, else a day ago
  std::vector<double> trace;
};
std::vector<Figure> figures(Session const& session);

}  // namespace gs::viz
