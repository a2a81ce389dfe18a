#include "host/run/show.hpp"
#include <fmt/format.h>
#include <cmath>

namespace gs::run {

std::string with_commas(std::int64_t value) {
  std::string text = std::to_string(value < 0 ? -value : value);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), ",");
  return value < 0 ? "-" + text : text;
}

std::string short_count(double value) {
  struct {
    double from;
    char const* letter;
  } const scales[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e3, " k"}};
  for (auto const& s : scales)
    if (std::abs(value) >= s.from) return fmt::format("{:.3g}{}", value / s.from, s.letter);
  return fmt::format("{:.3g}", value);
}

std::string show_value(Metric const& m) {
  double const v = m.value, size = std::abs(v);
  if (std::isnan(v)) return "n/a";
  if (m.info != nullptr && std::string_view(m.info->unit) == "CNY") return with_commas(std::llround(v));
  if (size >= 1000.0 || (v == std::floor(v) && size >= 10.0)) return with_commas(std::llround(v));
  if (size >= 100.0) return fmt::format("{:.1f}", v);
  if (size >= 10.0) return fmt::format("{:.2f}", v);
  if (size >= 0.0995 || v == 0.0) return v == std::floor(v) ? fmt::format("{:.0f}", v) : fmt::format("{:.3f}", v);
  return size >= 0.0001 ? fmt::format("{:.4f}", v) : fmt::format("{:.2g}", v);
}

}  // namespace gs::run
