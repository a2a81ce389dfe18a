#pragma once
#include "viz/panels/session.hpp"

namespace gs::viz {

//! One layer and process over the last day.
struct LayerRow {
  std::string layer, process;
  double worked = 0, changeover = 0, idle = 0, others = 0, down = 0;  //!< shares of the nominal calendar, adding up to 1
  double hours = 0;                                                   //!< worked [h]
  double used = 0, p95 = 0;                                           //!< worked + changeover / offered: now, and 95th percentile of days in view
  double price = 0;                                                   //!< of the last hour used, highest of its pools [CNY/h]; NaN when none was used
  std::vector<double> trace;                                          //!< `used` over the visible range
  bool full() const { return used >= 0.95; }
};
std::vector<LayerRow> layer_rows(Session const& session);

}  // namespace gs::viz
