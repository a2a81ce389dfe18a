#pragma once
//! A drawing as inline SVG. Colours are classes of the page's style (they follow light and dark); places are in CSS pixels at full size.
#include <string>
#include <string_view>
#include <vector>
#include "host/report/scale.hpp"

namespace gs::report {

struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
};

//! "12.5": one decimal at most, no "-0"; what is not finite becomes 0 and must be left out by the caller.
std::string place(double value);
//! About how wide a text of the charts' size (12 px) is [px].
double text_width(std::string_view text);
//! Cut to fit, with "…".
std::string fitting(std::string const& text, double width);

class Svg {
 public:
  //! `title` and `desc` are read out to who cannot see the drawing.
  Svg(double width, double height, std::string_view title, std::string_view desc);

  Svg& line(double x0, double y0, double x1, double y1, std::string_view cls);
  Svg& rect(Box const& box, std::string_view cls, std::string_view title = {});
  //! `fill` is a colour of a map, "#31688e".
  Svg& filled(Box const& box, std::string_view fill, std::string_view title = {});
  Svg& circle(double x, double y, double radius, std::string_view cls, std::string_view title = {});
  Svg& text(double x, double y, std::string_view text, std::string_view cls = {});
  Svg& path(std::string_view d, std::string_view cls, std::string_view fill = {});
  Svg& polygon(Points const& corners, std::string_view cls, std::string_view fill = {}, std::string_view title = {});
  //! A line through points; a NaN breaks it, a point alone becomes a dot.
  Svg& polyline(Points const& points, std::string_view cls);
  //! A marker by number: 0 ●, 1 ■, 2 ▲, 3 ◆, 4 ▼, 5 ○.
  Svg& marker(double x, double y, int shape, std::string_view cls, std::string_view title = {});

  std::string str() const;

 private:
  std::string out_;
};

//! Class of the k-th category: stroke and fill follow the page's palette ("s0" … "s7").
std::string series_class(int k);

}  // namespace gs::report
