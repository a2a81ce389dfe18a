#include "host/experiments/vary.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/config/quantity.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/core/exact_math.hpp"

namespace gs::experiments {
namespace {
constexpr char const* whole_number = "whole number";

std::string trimmed(std::string const& text) {
  auto const first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

//! At commas outside brackets and quotes.
std::vector<std::string> split(std::string const& text) {
  std::vector<std::string> out(1);
  int depth = 0;
  for (char const c : text) {
    depth += (c == '(' || c == '[') - (c == ')' || c == ']');
    if (c == ',' && depth == 0)
      out.emplace_back();
    else
      out.back() += c;
  }
  for (std::string& part : out) part = trimmed(part);
  return out;
}

[[noreturn]] void refuse(std::string const& text, std::string const& why) {
  throw ConfigError(fmt::format("--vary {}: {}; write key=a,b,c or key=lin(a,b,n) or key=log(a,b,n)", text, why));
}

//! Twelve digits: enough for any key, and 0.1 + 0.2 is written 0.3. Time is whole seconds.
std::string write(Vary const& v, double value) {
  auto const plain = [&v](std::string const& number) { return v.unit.empty() ? number : number + " " + v.unit; };
  if (v.kind == whole_number) return plain(std::to_string(std::llround(value)));
  Seconds const unit = v.kind == "duration" ? config::seconds_of(v.unit) : 0;
  if (unit > 1 && std::abs(value - std::round(value)) > 1e-9) return std::to_string(std::llround(value * static_cast<double>(unit))) + " s";
  return plain(unit == 1 ? std::to_string(std::llround(value)) : fmt::format("{:.12g}", value));
}

double between(Vary const& v, double u) {
  if (v.scale == Scale::linear) return v.low + (v.high - v.low) * u;
  return u <= 0.0 ? v.low : u >= 1.0 ? v.high : v.low * exact_exp(u * exact_log(v.high / v.low));  // exact: the same text on every rank
}

//! "lin(1 d, 10 d, 4)" into ends, unit and values.
void read_range(Vary& v, std::string const& text, std::string const& inside) {
  auto const parts = split(inside);
  if (parts.size() != 2 && parts.size() != 3) refuse(text, "a range has two ends and a number of values");
  std::string unit;
  if (!number_of(parts[0], v.low, v.unit) || !number_of(parts[1], v.high, unit)) refuse(text, "the ends of a range are numbers, such as 2 or 2 d");
  if (v.unit.empty() && v.low == 0.0) v.unit = unit;
  if (v.unit != unit) refuse(text, "both ends in the same unit");
  if (v.scale == Scale::logarithmic && !(v.low > 0.0 && v.high > 0.0)) refuse(text, "a logarithmic range lies above 0");
  if (parts.size() == 2) return;
  int n = 0;
  char rest = 0;
  if (std::sscanf(parts[2].c_str(), "%d%c", &n, &rest) != 1 || n < 1 || n > 1'000'000) refuse(text, "the number of values is a whole number above 0");
  for (int k = 0; k < n; ++k) v.values.push_back(write(v, between(v, n == 1 ? 0.0 : static_cast<double>(k) / (n - 1))));
}
}  // namespace

bool number_of(std::string const& value, double& number, std::string& unit) {
  std::string digits = value;
  std::erase(digits, '_');
  char* end = nullptr;
  number = std::strtod(digits.c_str(), &end);
  if (end == digits.c_str() || !std::isfinite(number)) return false;
  unit = trimmed(end);
  return std::all_of(unit.begin(), unit.end(), [](unsigned char c) { return std::isalpha(c) || c == '%' || c == '/'; });
}

Vary parse_vary(std::string const& text) {
  auto const equals = text.find('=');
  if (equals == std::string::npos || equals == 0) refuse(text, "no '='");
  Vary v;
  v.key = trimmed(text.substr(0, equals));
  v.kind = v.key == "members" ? whole_number : config::kind_of(v.key);
  std::string const given = trimmed(text.substr(equals + 1));
  bool const lin = given.starts_with("lin("), log = given.starts_with("log(");
  if (lin || log) {
    if (given.back() != ')') refuse(text, "the bracket is not closed");
    v.scale = lin ? Scale::linear : Scale::logarithmic;
    read_range(v, text, given.substr(4, given.size() - 5));
  } else {
    v.values = split(given);
  }
  for (std::size_t k = 0; k < v.values.size(); ++k) {
    if (v.values[k].empty()) refuse(text, "an empty value");
    for (std::size_t before = 0; before < k; ++before)
      if (v.values[before] == v.values[k]) refuse(text, fmt::format("the value {} stands twice", v.values[k]));
  }
  return v;
}

std::string value_at(Vary const& v, double u) {
  if (v.scale != Scale::list) return write(v, between(v, u));
  auto const n = static_cast<double>(v.values.size());
  return v.values[static_cast<std::size_t>(std::clamp(std::floor(u * n), 0.0, n - 1.0))];
}

std::int64_t members_of(std::string const& value) {
  double number = 0.0;
  std::string unit;
  bool const good = number_of(value, number, unit) && number > 0.0 && (unit.empty() || unit == "k" || unit == "M" || unit == "G");
  GS_VALIDATE(good, fmt::format("members = {} is no number above 0, such as 20000, 20k or 1M", value));
  return std::llround(number * (unit == "k" ? 1e3 : unit == "M" ? 1e6 : unit == "G" ? 1e9 : 1.0));
}

void put(config::Request& request, std::string const& key, std::string const& value) {
  double number = 0.0;
  std::string unit;
  if (key == "design") return void(request.design = value);
  if (key == "scenario") return void(request.scenario = value);
  if (key == "world") return void(request.world = value);
  if (key == "industry") return void(request.industry = value);
  bool const is_number = number_of(value, number, unit);
  if (key == "members") {
    request.members = members_of(value);
  } else if (key == "days") {
    GS_VALIDATE(is_number && (unit.empty() || unit == "d"), fmt::format("days = {} is no number of days", value));
    request.days = number;
  } else {
    request.sets.push_back(key + "=" + value);
  }
}

}  // namespace gs::experiments
