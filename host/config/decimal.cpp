#include "host/config/decimal.hpp"
#include <array>
#include <charconv>

namespace gs::config {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

//! Takes the digits at the front (underscores between digits allowed) into the decimal; false if there is none.
bool take_digits(std::string_view& text, Decimal& out, bool fraction) {
  bool any = false;
  while (!text.empty() && (is_digit(text.front()) || (any && text.front() == '_' && text.size() > 1 && is_digit(text[1])))) {
    char const c = text.front();
    text.remove_prefix(1);
    if (c == '_') continue;
    any = true;
    if (out.mantissa > (INT64_MAX - 9) / 10) return false;
    out.mantissa = out.mantissa * 10 + (c - '0');
    out.exponent -= fraction ? 1 : 0;
    out.text += c;
  }
  return any;
}

bool take_exponent(std::string_view& text, Decimal& out) {
  if (text.size() < 2 || (text.front() != 'e' && text.front() != 'E')) return true;
  std::size_t const sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
  if (text.size() < 2 + sign || !is_digit(text[1 + sign])) return true;  // "3 exa": a unit, not an exponent
  int value = 0;
  std::size_t at = 1 + sign;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    value = value * 10 + (text[at] - '0');
    if (value > 400) return false;
  }
  bool const negative = text[1] == '-';
  out.exponent += negative ? -value : value;
  out.text += (negative ? "e-" : "e") + std::to_string(value);
  text.remove_prefix(at);
  return true;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  auto const is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<Decimal> take_decimal(std::string_view& text) {
  Decimal out;
  bool const negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (negative) out.text = "-";
  if (!take_digits(text, out, false)) return std::nullopt;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    out.text += '.';
    if (!take_digits(text, out, true)) return std::nullopt;
  }
  if (!take_exponent(text, out)) return std::nullopt;
  if (negative) out.mantissa = -out.mantissa;
  return out;
}

std::optional<Decimal> read_decimal(std::string_view text) {
  text = trimmed(text);
  auto const decimal = take_decimal(text);
  return text.empty() ? decimal : std::nullopt;
}

std::optional<std::int64_t> exact_integer(Decimal const& decimal, std::int64_t numerator, std::int64_t denominator) {
  __int128 const limit = static_cast<__int128>(1) << 62;
  __int128 value = static_cast<__int128>(decimal.mantissa) * numerator, below = denominator;
  for (int e = decimal.exponent; e > 0 && value != 0; --e) {
    value *= 10;
    if (value > limit * 1'000'000'000 || value < -limit * 1'000'000'000) return std::nullopt;
  }
  for (int e = decimal.exponent; e < 0 && value != 0; ++e) {
    if (value % 10 == 0)
      value /= 10;
    else if (below < limit * 1'000)
      below *= 10;
    else
      return std::nullopt;
  }
  if (value % below != 0) return std::nullopt;
  value /= below;
  if (value >= limit || value <= -limit) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<double> nearest_real(Decimal const& decimal) {
  double value = 0.0;
  auto const [end, error] = std::from_chars(decimal.text.data(), decimal.text.data() + decimal.text.size(), value);
  if (error != std::errc() || end != decimal.text.data() + decimal.text.size()) return std::nullopt;
  return value;
}

std::string write_real(double value) {
  std::array<char, 32> buffer{};
  auto const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  std::string text(buffer.data(), end);
  bool const looks_real = text.find_first_of(".en") != std::string::npos;  // n: nan, inf
  return looks_real ? text : text + ".0";
}

}  // namespace gs::config
