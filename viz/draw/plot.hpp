#pragma once
//! A small plot: time along x, one quantity along y, lines, bands and marks; thinned to one point a pixel column, lowest and highest kept.
#include <functional>
#include <string>
#include <vector>
#include "kernels/core/units.hpp"
#include "viz/draw/style.hpp"

namespace gs::viz {

struct Series {
  std::vector<double> x, y;  //!< ascending x; a NaN in y breaks the line
  std::string name;
  ImU32 colour = 0;
  bool dashed = false;  //!< never colour alone: the second run is dashed
  float width = 1.6f;   //!< [px] at scale 1
};

//! A stretch or a moment marked in the plot.
struct PlotMark {
  double from = 0, to = 0;
  ImU32 colour = 0;
  std::string text;
};

struct PlotAxes {
  double x0 = 0, x1 = 1, y0 = 0, y1 = 1;
  std::string unit;   //!< "1" = percentages
  double cursor = 0;  //!< a vertical line; NaN = none
  bool labels_x = true;
  std::function<std::string(double)> x_text;  //!< of a tick; default: day of the measured window
  double x_origin = 0;                        //!< subtracted before ticks are chosen [s]
};

struct PlotResult {
  bool hovered = false, clicked = false;
  double x = 0;  //!< under the pointer
};

//! Steps of 1, 2, 5 × 10^k (percentages and days alike): at most `most` ticks over the range.
double nice_step(double range, int most);
//! Lowest and highest of what is visible, a little air added; starts at zero when the data come near it.
void fit_y(std::vector<Series> const& all, PlotAxes& axes);
//! At most two points a pixel column.
Series thinned(Series const& s, double x0, double x1, int columns);

PlotResult plot(char const* id, Style const& style, Rect area, PlotAxes const& axes, std::vector<Series> const& series,
                std::vector<PlotMark> const& marks = {});
//! A line without axes, for table rows.
void sparkline(ImDrawList& list, Rect area, std::vector<double> const& y, double low, double high, ImU32 colour);
//! Names and colours in one line that ends at the right; the last ones are left out where they do not fit.
void legend(ImDrawList& list, Style const& style, ImVec2 right_top, float width, std::vector<Series> const& series);

}  // namespace gs::viz
