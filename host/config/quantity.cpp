#include "host/config/quantity.hpp"
#include <array>

namespace gs::config {
namespace {

struct TimeUnit {
  std::string_view name;
  Seconds seconds;
};
constexpr std::array<TimeUnit, 6> time_units = {{{"y", 365 * day}, {"w", 7 * day}, {"d", day}, {"h", hour}, {"min", minute}, {"s", 1}}};

//! What people write instead, so that the message can say what to write.
struct Alias {
  std::string_view typed, meant;
};
constexpr Alias aliases[] = {{"sec", "s"},       {"secs", "s"}, {"second", "s"}, {"seconds", "s"}, {"m", "min"},   {"mins", "min"}, {"minute", "min"},
                             {"minutes", "min"}, {"hr", "h"},   {"hrs", "h"},    {"hour", "h"},    {"hours", "h"}, {"day", "d"},    {"days", "d"},
                             {"D", "d"},         {"week", "w"}, {"weeks", "w"},  {"year", "y"},    {"years", "y"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t'; }
std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

//! A unit at the front: everything up to a space or a digit.
std::string_view take_unit(std::string_view& text) {
  std::size_t n = 0;
  while (n < text.size() && !is_space(text[n]) && !is_digit(text[n])) ++n;
  std::string_view const unit = text.substr(0, n);
  text = trimmed(text.substr(n));
  return unit;
}

std::string unit_hint(std::string_view typed) {
  for (Alias const& alias : aliases)
    if (alias.typed == typed) return "write '" + std::string(alias.meant) + "'";
  return "units of time: s, min, h, d, w, y";
}

Fault not_a_number(std::string_view text, std::string_view example) {
  return {quoted(text) + " is not a number with a unit", "e.g. \"" + std::string(example) + "\""};
}

//! unit = top/bottom; bottom "" = not a rate.
struct Rate {
  std::string_view top, bottom;
};
Rate split(std::string_view unit) {
  std::size_t const slash = unit.find('/');
  return slash == std::string_view::npos ? Rate{unit, ""} : Rate{unit.substr(0, slash), unit.substr(slash + 1)};
}

//! A number and the unit that follows it.
struct Measured {
  Decimal number;
  std::string_view unit;
};
std::optional<Measured> read_measured(std::string_view text) {
  auto const number = take_decimal(text);
  if (!number) return std::nullopt;
  return Measured{*number, trimmed(text)};
}

//! given -> wanted as a fraction; false if they are not of one dimension. "" and the wanted unit itself are 1.
bool convert(std::string_view given, std::string_view wanted, std::int64_t& numerator, std::int64_t& denominator) {
  numerator = denominator = 1;
  if (given.empty() || given == wanted) return true;
  Rate const a = split(given), b = split(wanted);
  if (a.bottom.empty() != b.bottom.empty()) return false;
  bool const tops_in_time = seconds_of(a.top) > 0 && seconds_of(b.top) > 0;
  if (!tops_in_time && a.top != b.top) return false;
  if (tops_in_time) numerator = seconds_of(a.top), denominator = seconds_of(b.top);
  if (a.bottom == b.bottom) return true;
  if (seconds_of(a.bottom) == 0 || seconds_of(b.bottom) == 0) return false;
  numerator *= seconds_of(b.bottom), denominator *= seconds_of(a.bottom);
  return true;
}

}  // namespace

Seconds seconds_of(std::string_view unit) {
  for (TimeUnit const& known : time_units)
    if (known.name == unit) return known.seconds;
  return 0;
}

std::optional<Fault> read_duration(std::string_view text, Seconds& out) {
  std::string_view rest = trimmed(text);
  bool const negative = !rest.empty() && rest.front() == '-';
  if (negative) rest = trimmed(rest.substr(1));
  if (rest == "0") return out = 0, std::nullopt;
  Seconds sum = 0;
  do {
    auto const number = rest.empty() || !is_digit(rest.front()) ? std::nullopt : take_decimal(rest);
    if (!number) return not_a_number(text, "30 d");
    rest = trimmed(rest);
    std::string_view const unit = take_unit(rest);
    if (unit.empty()) return Fault{quoted(text) + " has no unit", "a duration needs one, e.g. \"" + number->text + " d\""};
    if (seconds_of(unit) == 0) return Fault{"unknown unit " + quoted(unit) + " in " + quoted(text), unit_hint(unit)};
    auto const part = exact_integer(*number, seconds_of(unit));
    if (!part) return Fault{quoted(text) + " is not a whole number of seconds", "time is counted in whole seconds; use a smaller unit"};
    sum += *part;
    if (sum >= never) return Fault{quoted(text) + " is too long", "e.g. \"30 d\""};
  } while (!rest.empty());
  out = negative ? -sum : sum;
  return std::nullopt;
}

std::optional<Fault> read_money(std::string_view text, std::string_view unit, Cents& out) {
  std::string const example = "e.g. \"12.50 " + std::string(unit) + "\"";
  auto const given = read_measured(trimmed(text));
  if (!given) return Fault{quoted(text) + " is not an amount of money", example};
  if (given->unit.empty() && given->number.mantissa != 0) return Fault{quoted(text) + " has no currency", example};
  std::int64_t numerator = 1, denominator = 1;
  if (!convert(given->unit, unit, numerator, denominator)) return Fault{quoted(given->unit) + " is not the unit " + quoted(unit), example};
  auto const cents = exact_integer(given->number, 100 * numerator, denominator);
  if (!cents) return Fault{quoted(text) + " is not a whole number of cents", "money is counted in hundredths, " + example};
  out = *cents;
  return std::nullopt;
}

std::optional<Fault> read_real(std::string_view text, std::string_view unit, double& out) {
  auto given = read_measured(trimmed(text));
  std::string const example = unit == "1" ? "e.g. 0.35" : unit == "%" ? "e.g. \"35 %\" or 0.35" : "e.g. \"35 " + std::string(unit) + "\"";
  if (!given) return Fault{quoted(text) + " is not a number", example};
  if (given->unit == "%") {  // exact: only the exponent of the decimal changes
    if (unit != "%" && unit != "1") return Fault{"'%' is not the unit " + quoted(unit), example};
    Decimal percent = given->number;
    percent.text = std::to_string(percent.mantissa) + "e" + std::to_string(percent.exponent - 2);
    given->number = percent;
    given->unit = "";
  }
  std::int64_t numerator = 1, denominator = 1;
  if (!convert(given->unit, unit, numerator, denominator)) return Fault{quoted(given->unit) + " is not the unit " + quoted(unit), example};
  auto const value = nearest_real(given->number);
  if (!value) return Fault{quoted(text) + " is out of range", example};
  out = numerator == denominator ? *value : *value * static_cast<double>(numerator) / static_cast<double>(denominator);
  return std::nullopt;
}

std::string write_duration(Seconds value) {
  if (value == 0) return "0 s";
  std::string out = value < 0 ? "-" : "";
  Seconds left = value < 0 ? -value : value;
  for (TimeUnit const& unit : time_units) {
    if (unit.name == "y" || unit.name == "w") continue;  // days are easier to compare
    if (left < unit.seconds) continue;
    if (!out.empty() && out != "-") out += ' ';
    out += std::to_string(left / unit.seconds) + " " + std::string(unit.name);
    left %= unit.seconds;
  }
  return out;
}

std::string write_money(Cents value, std::string_view unit) {
  Cents const size = value < 0 ? -value : value;
  std::string const cents = std::to_string(size % 100);
  return (value < 0 ? "-" : "") + std::to_string(size / 100) + "." + (cents.size() == 1 ? "0" : "") + cents + " " + std::string(unit);
}

}  // namespace gs::config
