#include "host/report/words.hpp"
#include <fmt/format.h>
#include <cmath>

namespace gs::report {

std::string shown(std::string const& metric, double value) {
  std::string const text = run::show_value({metric, run::find_metric(metric), value, ""});
  return text.starts_with('-') ? "−" + text.substr(1) : text;
}

std::string with_unit(std::string const& metric, double value) {
  run::MetricInfo const* const info = run::find_metric(metric);
  std::string const unit = info == nullptr ? "1" : info->unit;
  return unit == "1" || std::isnan(value) ? shown(metric, value) : shown(metric, value) + " " + unit;
}

std::string shown_signed(std::string const& metric, double value) {
  std::string const size = shown(metric, std::fabs(value));
  return std::isnan(value) ? "n/a" : value == 0.0 ? "0" : (value > 0.0 ? "+" : "−") + size;
}

std::string percent(double share, int decimals) {
  if (std::isnan(share)) return "n/a";
  return (share < 0.0 ? "−" : "") + fmt::format("{:.{}f} %", 100.0 * std::fabs(share), decimals);
}

std::string change(double a, double b) {
  double const ratio = b / a;
  if (!(a > 0.0) || !std::isfinite(ratio) || b < 0.0) return "";
  if (std::fabs(ratio - 1.0) < 0.005) return "about the same";
  if (ratio >= 2.0) return fmt::format("{:.3g} times as much", ratio);
  double const size = 100.0 * std::fabs(ratio - 1.0);
  return fmt::format("{} % {}", size < 10.0 ? fmt::format("{:.1f}", size) : fmt::format("{:.0f}", size), ratio > 1.0 ? "more" : "less");
}

std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

int side(std::string const& metric, double a, double b) {
  run::MetricInfo const* const info = run::find_metric(metric);
  if (info == nullptr || std::isnan(a) || std::isnan(b) || a == b) return 0;
  return (b > a ? 1 : -1) * info->better;
}

}  // namespace gs::report
