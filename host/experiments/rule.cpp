#include "host/experiments/rule.hpp"
#include <fmt/format.h>
#include <cmath>
#include <sstream>
#include "host/config/decimal.hpp"
#include "kernels/core/errors.hpp"

namespace gs::experiments {
namespace {
std::string trimmed(std::string const& s) {
  auto const first = s.find_first_not_of(" \t"), last = s.find_last_not_of(" \t");
  return first == std::string::npos ? "" : s.substr(first, last - first + 1);
}
}  // namespace

bool Rule::is(double x) const {
  switch (sign) {
    case Sign::less:
      return x < value;
    case Sign::less_equal:
      return x <= value;
    case Sign::greater:
      return x > value;
    default:
      return x >= value;
  }
}

double Rule::distance(double x) const { return sign == Sign::less || sign == Sign::less_equal ? x - value : value - x; }

Rule parse_rule(std::string const& text, char const* option) {
  std::size_t const at = text.find_first_of("<>");
  GS_VALIDATE(at != std::string::npos && at > 0, fmt::format("{} is '{}': write NAME<NUMBER or NAME>NUMBER, such as \"service<0.95\"", option, text));
  bool const equal = at + 1 < text.size() && text[at + 1] == '=';
  std::string const number = trimmed(text.substr(at + (equal ? 2 : 1)));
  auto const value = config::read_decimal(number);
  GS_VALIDATE(value.has_value(), fmt::format("{} is '{}': '{}' is not a number", option, text, number));
  Rule rule;
  rule.name = trimmed(text.substr(0, at));
  rule.sign = text[at] == '<' ? (equal ? Rule::Sign::less_equal : Rule::Sign::less) : (equal ? Rule::Sign::greater_equal : Rule::Sign::greater);
  rule.value = config::nearest_real(*value).value_or(0.0);
  return rule;
}

std::string to_string(Rule const& r) { return fmt::format("{} {} {:g}", r.name, sign_text[static_cast<int>(r.sign)], r.value); }

std::vector<std::string> split_list(std::string const& list, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(list);
  for (std::string part; std::getline(in, part, separator);)
    if (!trimmed(part).empty()) parts.push_back(trimmed(part));
  return parts;
}

}  // namespace gs::experiments
