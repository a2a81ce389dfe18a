#pragma once
//! From counts to metrics (MODEL §6). Reads only; nothing here feeds back into a run.
#include <vector>
#include "host/run/collected.hpp"
#include "host/run/metric.hpp"

namespace gs::run {

//! Everything the metrics are made from.
struct Evidence {
  Params const& params;
  WorldData const& world;
  Totals const& totals;  //!< of the measured window
  Collected const& series;
  Seconds measured = 0;                   //!< length of the measured window so far [s]
  std::vector<DesignParams> beside = {};  //!< designs it is shown beside: swings are compared at one grain
  Seconds trouble_from = never;           //!< first injected event [s since start]; shows are found in the world
};

std::vector<Metric> measure(Evidence const& evidence);

}  // namespace gs::run
