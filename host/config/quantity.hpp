#pragma once
//! Numbers with units: "30 d", "2 d 20 h", "12.50 CNY", "120 units/h", "35 %". Decimals are read digit by digit, never through a locale.
#include "kernels/core/units.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gs::config {

//! Why a text was refused, and what to write instead.
struct Fault { std::string message, hint; };

//! mantissa x 10^exponent, exact; up to 18 digits.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;
  std::string text;                       //!< normalised: what from_chars reads
};

//! A whole text as a decimal ("-1_000.5e3"); nullopt if it is none or has too many digits.
std::optional<Decimal> read_decimal(std::string_view text);

//! decimal x numerator / denominator if that is an integer that fits 62 bits, else nullopt.
std::optional<std::int64_t> exact_integer(Decimal const& decimal, std::int64_t numerator, std::int64_t denominator = 1);

//! The nearest double; nullopt when out of range.
std::optional<double> nearest_real(Decimal const& decimal);

//! "30 d", "1.5 h", "2 d 20 h", "-1 d". Units s, min, h, d, w, y (365 d). "0" needs no unit.
std::optional<Fault> read_duration(std::string_view text, Seconds& out);

//! "12.50 CNY" or "60 CNY/h" where `unit` is "CNY" or "CNY/h"; at most two decimals. "0" needs no unit.
std::optional<Fault> read_money(std::string_view text, std::string_view unit, Cents& out);

//! A number in `unit` ("d", "1/d", "orders/y", "%" for shares); time units are converted, a bare number is already in `unit`.
std::optional<Fault> read_real(std::string_view text, std::string_view unit, double& out);

//! Seconds of one time unit, 0 if it is none.
Seconds seconds_of(std::string_view unit);

//! As it would be read back: "2 d 20 h", "12.50 CNY/h", the shortest decimal of a double.
std::string write_duration(Seconds value);
std::string write_money(Cents value, std::string_view unit);
std::string write_real(double value);

}  // namespace gs::config
