#pragma once
//! Numbers with units: "30 d", "2 d 20 h", "12.50 CNY", "120 units/h", "35 %".
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include "host/config/decimal.hpp"
#include "kernels/core/units.hpp"

namespace gs::config {

//! Why a text was refused, and what to write instead.
struct Fault {
  std::string message, hint;
};

//! "30 d", "1.5 h", "2 d 20 h", "-1 d". Units s, min, h, d, w, y (365 d). "0" needs no unit.
std::optional<Fault> read_duration(std::string_view text, Seconds& out);

//! "12.50 CNY" or "60 CNY/h" where `unit` is "CNY" or "CNY/h"; at most two decimals. "0" needs no unit.
std::optional<Fault> read_money(std::string_view text, std::string_view unit, Cents& out);

//! A number in `unit` ("d", "1/d", "orders/y", "%" for shares); time units are converted, a bare number is already in `unit`.
std::optional<Fault> read_real(std::string_view text, std::string_view unit, double& out);

//! Seconds of one time unit, 0 if it is none.
Seconds seconds_of(std::string_view unit);

//! As it would be read back: "2 d 20 h", "12.50 CNY/h".
std::string write_duration(Seconds value);
std::string write_money(Cents value, std::string_view unit);

}  // namespace gs::config
