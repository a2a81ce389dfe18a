#include "host/report/svg.hpp"
#include <fmt/format.h>
#include <cmath>
#include "host/report/markup.hpp"

namespace gs::report {
namespace {

std::string classed(std::string_view cls) { return cls.empty() ? "" : fmt::format(" class=\"{}\"", escaped(cls)); }
std::string close(char const* tag, std::string_view title) {
  return title.empty() ? "/>" : fmt::format("><title>{}</title></{}>", escaped(title), tag);
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

double width_of(char c) {
  if (static_cast<unsigned char>(c) >= 0x80) return 11.0;  // − … and other scripts
  if (std::string_view("iljtfI.,:;'|! ()[]").find(c) != std::string_view::npos) return 4.6;
  if (std::string_view("mwMW%@+<>=").find(c) != std::string_view::npos) return 11.2;
  return c >= 'A' && c <= 'Z' ? 8.6 : 7.5;
}
}  // namespace

std::string place(double value) {
  if (!std::isfinite(value)) return "0";
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

double text_width(std::string_view text) {
  double width = 0.0;
  for (char const c : text)
    if (begins_character(c)) width += width_of(c);
  return width;
}

std::string fitting(std::string const& text, double width) {
  if (text_width(text) <= width) return text;
  std::string out;
  double used = 8.0;
  for (std::size_t k = 0; k < text.size();) {
    std::size_t n = 1;
    while (k + n < text.size() && !begins_character(text[k + n])) ++n;
    used += width_of(text[k]);
    if (used > width) break;
    out += text.substr(k, n), k += n;
  }
  return out + "…";
}

Svg::Svg(double width, double height, std::string_view title, std::string_view desc) {
  out_ = fmt::format("<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\"><title>{}</title><desc>{}</desc>\n", place(width),
                     place(height), place(width), place(height), escaped(title), escaped(desc));
}

Svg& Svg::line(double x0, double y0, double x1, double y1, std::string_view cls) {
  out_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n", place(x0), place(y0), place(x1), place(y1), classed(cls));
  return *this;
}

Svg& Svg::rect(Box const& b, std::string_view cls, std::string_view title) {
  out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}{}\n", place(b.x0), place(b.y0), place(std::max(0.0, b.width())),
                      place(std::max(0.0, b.height())), classed(cls), close("rect", title));
  return *this;
}

Svg& Svg::filled(Box const& b, std::string_view fill, std::string_view title) {
  out_ += fmt::format("<rect class=\"crisp\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"{}\n", place(b.x0), place(b.y0),
                      place(std::max(0.0, b.width())), place(std::max(0.0, b.height())), escaped(fill), close("rect", title));
  return *this;
}

Svg& Svg::circle(double x, double y, double radius, std::string_view cls, std::string_view title) {
  out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}{}\n", place(x), place(y), place(radius), classed(cls), close("circle", title));
  return *this;
}

Svg& Svg::text(double x, double y, std::string_view text, std::string_view cls) {
  out_ += fmt::format("<text x=\"{}\" y=\"{}\"{}>{}</text>\n", place(x), place(y), classed(cls), escaped(text));
  return *this;
}

Svg& Svg::path(std::string_view d, std::string_view cls, std::string_view fill) {
  std::string const colour = fill.empty() ? "" : fmt::format(" fill=\"{}\"", escaped(fill));
  if (!d.empty()) out_ += fmt::format("<path d=\"{}\"{}{}/>\n", d, classed(cls), colour);
  return *this;
}

Svg& Svg::polygon(Points const& corners, std::string_view cls, std::string_view fill, std::string_view title) {
  std::string points;
  for (auto const& [x, y] : corners) points += fmt::format("{}{},{}", points.empty() ? "" : " ", place(x), place(y));
  std::string const colour = fill.empty() ? "" : fmt::format(" fill=\"{}\"", escaped(fill));
  out_ += fmt::format("<polygon points=\"{}\"{}{}{}\n", points, classed(cls), colour, close("polygon", title));
  return *this;
}

Svg& Svg::polyline(Points const& points, std::string_view cls) {
  std::string d;
  bool drawing = false;
  for (std::size_t k = 0; k < points.size(); ++k) {
    auto const& [x, y] = points[k];
    bool const here = std::isfinite(x) && std::isfinite(y);
    bool const alone = here && !drawing && (k + 1 == points.size() || !std::isfinite(points[k + 1].second));
    if (here) d += fmt::format("{}{} {}", drawing ? "L" : "M", place(x), place(y));
    if (alone) d += "h.01";
    drawing = here;
  }
  return path(d, cls);
}

Svg& Svg::marker(double x, double y, int shape, std::string_view cls, std::string_view title) {
  double const r = 4.5;
  switch (shape % 6) {
    case 1:
      return rect({x - r * 0.85, y - r * 0.85, x + r * 0.85, y + r * 0.85}, cls, title);
    case 2:
      return polygon({{x, y - r}, {x + r, y + r * 0.8}, {x - r, y + r * 0.8}}, cls, {}, title);
    case 3:
      return polygon({{x, y - r * 1.2}, {x + r * 1.2, y}, {x, y + r * 1.2}, {x - r * 1.2, y}}, cls, {}, title);
    case 4:
      return polygon({{x, y + r}, {x + r, y - r * 0.8}, {x - r, y - r * 0.8}}, cls, {}, title);
    case 5:
      return circle(x, y, r - 0.5, std::string(cls) + " hollow", title);
    default:
      return circle(x, y, r, cls, title);
  }
}

std::string Svg::str() const { return out_ + "</svg>\n"; }

std::string series_class(int k) { return fmt::format("s{}", k % 8); }

}  // namespace gs::report
