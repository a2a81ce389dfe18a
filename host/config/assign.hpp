#pragma once
//! A literal of a file or of the command line, and how it becomes a value of Params.
#include <optional>
#include <string>
#include "host/config/error.hpp"
#include "host/config/quantity.hpp"
#include "host/config/schema.hpp"

namespace gs::config {

//! A value as written. Numbers keep their text: decimals are read from it, not from a double.
struct Literal {
  enum class Type { integer, real, boolean, text, other };
  Type type = Type::other;
  std::string text;  //!< digits, the contents of a string, or what else it is: "an array"
  Origin at;
};

//! Checks kind, unit and range; puts the value into its place. Channel references are left to the caller.
std::optional<Fault> assign(Row const& row, void* owner, Literal const& literal);

}  // namespace gs::config
