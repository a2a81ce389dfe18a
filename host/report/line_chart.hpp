#pragma once
//! Series over time or over a value; marks show when something happened.
#include <optional>
#include "host/report/svg.hpp"

namespace gs::report {

//! Lines differ by colour and by dashes, so that they can be told apart in grey.
struct Series {
  std::string name;
  std::vector<double> x, y;
  int style = 0;                            //!< colour and dash pattern
  std::vector<double> low = {}, high = {};  //!< 95 % interval at each point; may be empty
  bool dots = false;                        //!< few points: show them
  bool line = true;                         //!< false: dots only
};

//! A stretch of time in which something happened: a show, an outage.
struct Mark {
  double from = 0.0, to = 0.0;
  std::string label;
};

struct LinePlot {
  std::string title, desc, unit;  //!< of y
  std::vector<Series> series;
  std::vector<Mark> marks = {};
  std::string x_unit = "day";
  bool days = true;  //!< x is time [d]
  bool logarithmic_x = false;
  bool from_zero = true;
  std::optional<Range> x = {}, y = {};  //!< to have the same axes as another chart
  std::optional<double> rule = {};      //!< a line across: what has to be kept
  std::string rule_text = {};
  double width = 470, height = 230;
  bool legend = false;   //!< even of one series: to stand level with a chart beside that has one
  bool stacked = false;  //!< areas upon each other; all series have the same x
};
std::string line_chart(LinePlot plot);

//! The frame that charts share: grid, ticks, labels.
struct Frame {
  Box area;
  Axis x, y;
  double at_x(double v) const { return area.x0 + x.share(v) * area.width(); }
  double at_y(double v) const { return area.y1 - y.share(v) * area.height(); }
};
void draw_axes(Svg& svg, Frame const& frame, std::string_view x_unit, std::string_view y_unit);
//! Names with a piece of their line, in rows from the left at y; returns the height that was used.
double draw_legend(Svg& svg, std::vector<Series> const& series, double x0, double x1, double y, bool areas);
double legend_height(std::vector<Series> const& series, double width);

}  // namespace gs::report
