#pragma once
//! The legend of a coloured map: a bar with its unit and its range.
#include <string>
#include <vector>
#include "viz/draw/style.hpp"

namespace gs::viz {

struct ColourScale {
  ColourMap map = ColourMap::viridis;
  double low = 0.0, high = 1.0;
  bool log = false;
  std::string unit, title;
  //! Where a value stands on the map 0…1; NaN stays NaN.
  double place(double value) const;
  ImU32 colour(double value) const { return colour_of(map, place(value)); }
};

//! From the data: 0 … the 98th percentile (so that one outlier does not darken the rest); differences symmetric around 0.
ColourScale fit_scale(std::vector<double> values, ColourMap map, std::string unit, std::string title);

void scale_bar(ImDrawList& list, Style const& style, Rect area, ColourScale const& scale);
//! The same in one line: low, bar, high with its unit.
void scale_line(ImDrawList& list, Style const& style, Rect area, ColourScale const& scale);

}  // namespace gs::viz
