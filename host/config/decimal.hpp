#pragma once
//! Decimal numbers read digit by digit, never through a locale.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gs::config {

//! mantissa x 10^exponent, exact; up to 18 digits.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;
  std::string text;  //!< normalised: what from_chars reads
};

//! Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);

//! The decimal at the front of a text ("-1_000.5e3"), the rest left in it; nullopt if there is none or it has too many digits.
std::optional<Decimal> take_decimal(std::string_view& text);

//! A whole text as a decimal.
std::optional<Decimal> read_decimal(std::string_view text);

//! decimal x numerator / denominator if that is an integer that fits 62 bits, else nullopt.
std::optional<std::int64_t> exact_integer(Decimal const& decimal, std::int64_t numerator, std::int64_t denominator = 1);

//! The nearest double; nullopt when out of range.
std::optional<double> nearest_real(Decimal const& decimal);

//! The shortest decimal that reads back as the same double; always with a point or an exponent.
std::string write_real(double value);

}  // namespace gs::config
