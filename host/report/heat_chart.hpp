#pragma once
//! Colours in a grid: channels over time, a metric over two axes of a sweep; and the legend that all maps share.
#include <optional>
#include "host/report/colour.hpp"
#include "host/report/svg.hpp"

namespace gs::report {

//! From values to colours: clamped at both ends.
struct ColourScale {
  ColourMap map = ColourMap::viridis;
  double low = 0.0, high = 1.0;
  bool logarithmic = false;
  double share(double value) const;  //!< NaN: no colour
  std::string colour(double value) const { return colour_of(map, share(value)); }
};
//! Over all values given; diverging scales are symmetric around 0.
ColourScale scale_of(std::vector<double> const& values, ColourMap map, bool logarithmic = false);
//! A bar from low to high with its ends, its middle and its unit; 34 px high.
void draw_scale(Svg& svg, ColourScale const& scale, Box const& box, std::string_view unit);

struct HeatPlot {
  std::string title, desc, unit;
  std::vector<std::string> rows, columns;   //!< names; columns may be empty when `x` says where they lie
  std::vector<std::vector<double>> values;  //!< [row][column]; NaN = nothing there
  ColourScale scale;
  std::optional<Range> x = {};  //!< columns are stretches of time of equal length over this range [d]
  std::string x_title = {}, y_title = {};
  bool numbers = false;  //!< write them into the cells
  double width = 470, row_height = 20;
};
std::string heat_chart(HeatPlot const& plot);

}  // namespace gs::report
