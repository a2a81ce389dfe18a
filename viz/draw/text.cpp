#include "viz/draw/text.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace gs::viz {

std::string number(double v) {
  if (std::isnan(v)) return "–";
  if (std::isinf(v)) return v > 0 ? "∞" : "−∞";
  double const a = std::fabs(v);
  std::string const sign = v < 0 ? "−" : "";
  if (a == 0.0) return "0";
  constexpr struct {
    double from;
    char const* unit;
  } steps[] = {{1e9, " G"}, {1e6, " M"}, {1e4, " k"}};
  for (auto const& s : steps)
    if (a >= s.from) {
      double const scale = s.from == 1e4 ? 1e3 : s.from, x = a / scale;
      return sign + fmt::format("{:.{}f}{}", x, x >= 99.95 ? 0 : 1, s.unit);
    }
  if (a >= 100) return sign + commas(std::llround(a));
  if (a >= 10) return sign + fmt::format("{:.1f}", a);
  if (a >= 0.01) return sign + fmt::format("{:.2f}", a);
  return a >= 1e-4 ? sign + fmt::format("{:.{}f}", a, a >= 1e-3 ? 3 : 4) : sign + fmt::format("{:.1e}", a);
}
std::string number(double v, double step) {
  double const a = std::fabs(v), scale = a >= 1e9 ? 1e9 : (a >= 1e6 ? 1e6 : 1e3);
  if (a < 1e4 || !(step > 0.0) || !std::isfinite(a)) return number(v);
  int const digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step / scale) - 1e-9)), 0, 3);
  return (v < 0 ? "−" : "") + fmt::format("{:.{}f}{}", a / scale, digits, scale == 1e9 ? " G" : (scale == 1e6 ? " M" : " k"));
}
std::string percent(double share) {
  if (std::isnan(share)) return "–";
  double const p = 100.0 * share;
  return fmt::format("{:.{}f} %", p, std::fabs(p) >= 9.95 ? 1 : 2);
}
std::string amount(double value, std::string const& unit) {
  if (unit == "1") return percent(value);
  if (std::isnan(value) || unit.empty()) return number(value);
  return number(value) + " " + (unit.starts_with("1/") ? unit.substr(1) : unit);
}
std::string lasting(Seconds span) {
  if (span < 2 * hour) return fmt::format("{} min", span / minute);
  if (span < 2 * day) return fmt::format("{:.3g} h", static_cast<double>(span) / 3600.0);
  return fmt::format("{:.3g} d", static_cast<double>(span) / 86400.0);
}
std::string commas(std::int64_t value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (std::ptrdiff_t i = std::ssize(digits) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return value < 0 ? "−" + digits : digits;
}
std::string bytes_text(std::int64_t bytes) {
  double const b = static_cast<double>(bytes);
  return b >= 1e9 ? fmt::format("{:.1f} GB", b / 1e9) : b >= 1e6 ? fmt::format("{:.0f} MB", b / 1e6) : fmt::format("{:.0f} kB", b / 1e3);
}

}  // namespace gs::viz
