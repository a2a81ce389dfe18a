#pragma once
//! One value a zone on the map, as hexagons: zones lie on a hexagonal grid (host/world/map.hpp).
#include "host/output/axes.hpp"
#include "host/report/heat_chart.hpp"

namespace gs::report {

//! Worlds of more zones are drawn without a tooltip a zone, so that a page stays small.
inline constexpr std::size_t many_zones = 400;

struct ZoneMap {
  std::string title, desc, unit;
  std::vector<output::ZoneAxis> zones;
  std::vector<double> values;      //!< by zone; NaN = too little to tell: hatched
  std::vector<std::string> texts;  //!< what stands in the tooltip, and in the cell when there is room
  ColourScale scale;
  double width = 310, height = 250;
};
std::string zone_map(ZoneMap const& map);

}  // namespace gs::report
