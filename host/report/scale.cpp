#include "host/report/scale.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace gs::report {
namespace {

//! 1, 2 or 5 times a power of ten, at least `rough`.
double round_step(double rough) {
  if (!(rough > 0.0) || !std::isfinite(rough)) return 1.0;
  double const power = std::pow(10.0, std::floor(std::log10(rough)));
  for (double const m : {1.0, 2.0, 5.0})
    if (m * power >= rough * (1.0 - 1e-9)) return m * power;
  return 10.0 * power;
}

void fill_ticks(Axis& a) {
  double const first = std::ceil(a.low / a.step - 1e-9);
  for (int k = 0; k < 200; ++k) {
    double const t = (first + k) * a.step;
    if (t > a.high + 1e-9 * a.step) break;
    a.ticks.push_back(t == 0.0 ? 0.0 : t);
  }
}
}  // namespace

void Range::take(double value) {
  if (!std::isfinite(value)) return;
  if (empty()) low = high = value;
  low = std::min(low, value), high = std::max(high, value);
}
void Range::take(Range const& other) {
  if (!other.empty()) take(other.low), take(other.high);
}

Range range_of(std::span<double const> values) {
  Range r;
  for (double const v : values) r.take(v);
  return r;
}

double Axis::share(double value) const {
  if (!logarithmic) return (value - low) / (high - low);
  return value > 0.0 ? std::log(value / low) / std::log(high / low) : -std::numeric_limits<double>::infinity();
}

std::string Axis::text(double tick) const {
  if (!clock) return tick_text(tick, logarithmic ? tick : step);
  double const whole = std::floor(tick + 1e-6);
  int const minutes = static_cast<int>(std::lround((tick - whole) * 1440.0));
  return minutes <= 0 ? fmt::format("day {:.0f}", whole) : fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Axis linear_axis(Range range, int most_ticks, bool from_zero) {
  if (range.empty()) range = {0.0, 1.0};
  if (from_zero) range.take(0.0);
  double width = range.high - range.low;
  double const size = std::max(std::fabs(range.low), std::fabs(range.high));
  if (!(width > 1e-9 * size) || width == 0.0) {  // constant, or nothing but rounding
    double const air = size > 0.0 ? 0.5 * size : 0.5;
    range = from_zero && size == 0.0 ? Range{0.0, 1.0} : Range{range.low - air, range.high + air};
    width = range.high - range.low;
  }
  Axis a;
  a.step = round_step(width / std::max(1, most_ticks - 1));
  a.low = std::floor(range.low / a.step + 1e-9) * a.step;
  a.high = std::ceil(range.high / a.step - 1e-9) * a.step;
  if (!(a.high > a.low)) a.high = a.low + a.step;
  fill_ticks(a);
  return a;
}

Axis log_axis(std::span<double const> values, int most_ticks) {
  Range r;
  for (double const v : values)
    if (v > 0.0) r.take(v);
  if (r.empty()) return linear_axis(range_of(values), most_ticks, true);
  Axis a;
  a.logarithmic = true;
  int const low = static_cast<int>(std::floor(std::log10(r.low) + 1e-9));
  int const high = std::max(low + 1, static_cast<int>(std::ceil(std::log10(r.high) - 1e-9)));
  a.low = std::pow(10.0, low), a.high = std::pow(10.0, high);
  int const every = std::max(1, (high - low + most_ticks - 1) / most_ticks);
  bool const few = high - low <= 1;
  for (int p = low; p <= high; p += every)
    for (double const m : {1.0, 2.0, 5.0})
      if ((m == 1.0 || few) && m * std::pow(10.0, p) <= a.high * (1.0 + 1e-9)) a.ticks.push_back(m * std::pow(10.0, p));
  return a;
}

Axis day_axis(double from, double to, int most_ticks) {
  Axis a;
  a.low = from, a.high = to > from ? to : from + 1.0;
  double const rough = (a.high - a.low) / std::max(1, most_ticks);
  a.step = 364.0 * std::ceil(rough / 364.0);
  for (double const s : {1.0 / 24, 2.0 / 24, 3.0 / 24, 6.0 / 24, 12.0 / 24, 1.0, 2.0, 7.0, 14.0, 28.0, 56.0, 91.0, 182.0})
    if (s >= 0.85 * rough) {
      a.step = s;
      break;
    }
  a.clock = a.step < 1.0;
  fill_ticks(a);
  return a;
}

std::string tick_text(double value, double step) {
  struct {
    double from;
    char const* letter;
  } const scales[] = {{1e12, " T"}, {1e9, " G"}, {1e6, " M"}, {1e4, " k"}, {0.0, ""}};
  double const size = std::fabs(value);
  if (size == 0.0) return "0";
  for (auto const& s : scales) {
    if (size < s.from) continue;
    double const unit = s.from == 0.0 ? 1.0 : s.from == 1e4 ? 1e3 : s.from;
    int const decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(std::fabs(step) / unit) - 1e-6)), 0, 6);
    std::string text = fmt::format("{:.{}f}", size / unit, decimals);
    if (text.find('.') != std::string::npos) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return (value < 0.0 ? "−" : "") + text + s.letter;
  }
  return "";
}

Points thinned(std::span<double const> x, std::span<double const> y, int buckets) {
  std::size_t const n = std::min(x.size(), y.size());
  Points out;
  if (n <= 2 * static_cast<std::size_t>(std::max(1, buckets))) {
    for (std::size_t i = 0; i < n; ++i) out.emplace_back(x[i], y[i]);
    return out;
  }
  for (int b = 0; b < buckets; ++b) {
    std::size_t const from = n * static_cast<std::size_t>(b) / static_cast<std::size_t>(buckets);
    std::size_t const to = n * static_cast<std::size_t>(b + 1) / static_cast<std::size_t>(buckets);
    std::size_t low = to, high = to;
    for (std::size_t i = from; i < to; ++i) {
      if (!std::isfinite(y[i])) continue;
      if (low == to || y[i] < y[low]) low = i;
      if (high == to || y[i] > y[high]) high = i;
    }
    if (low == to)
      out.emplace_back(x[from], std::numeric_limits<double>::quiet_NaN());
    else
      for (std::size_t const i : {std::min(low, high), std::max(low, high)})
        if (out.empty() || out.back().first != x[i] || i == from) out.emplace_back(x[i], y[i]);
  }
  return out;
}

}  // namespace gs::report
