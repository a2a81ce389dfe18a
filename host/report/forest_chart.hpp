#pragma once
//! Effects with their intervals, one a row; and how far designs get, as bars that end at the breaking point with its interval.
#include "host/report/svg.hpp"

namespace gs::report {

//! What the marker says, beside its colour: ▲ better, ▼ worse, ◆ higher or lower without a side to take, ○ not shown.
enum class Verdict { better, worse, different, unclear };

struct ForestRow {
  std::string name, text;  //!< `text` stands to the right: the numbers
  double at = 0.0, low = 0.0, high = 0.0;
  Verdict verdict = Verdict::unclear;
  bool head = false;  //!< a heading only
};
struct ForestPlot {
  std::string title, desc, unit;
  std::vector<ForestRow> rows;
  double least = -100.0, most = 200.0;  //!< the axis never goes beyond: what does is an arrow
  double reference = 0.0;               //!< with `reference_text`: a line beside that at 0
  std::string reference_text = {};
  double width = 960;
};
std::string forest_chart(ForestPlot const& plot);

struct FrontierRow {
  std::string name, text;
  double at = 0.0, low = 0.0, high = 0.0;  //!< in the axis' unit; low and high NaN = no interval
  bool never = false;                      //!< held at the end of the range: the bar goes on
  bool broken = false;                     //!< broken from the start
  int style = 0;
};
struct FrontierPlot {
  std::string title, desc, unit;
  std::vector<FrontierRow> rows;
  double from = 0.0, to = 1.0;  //!< the range that was tried
  bool logarithmic = false;
  double width = 960;
};
std::string frontier_chart(FrontierPlot const& plot);

}  // namespace gs::report
