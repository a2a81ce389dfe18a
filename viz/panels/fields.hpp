#pragma once
//! A stored number as a person reads it: its unit spelled out, ids that name nothing in words.
#include <limits>
#include <string>
#include <vector>
#include "viz/panels/session.hpp"

namespace gs::viz {

inline constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

//! A stored integer's unit as a person reads it: "cent" are hundredths of CNY, "2^-32" a share.
struct Reading {
  double factor;
  std::string unit;
};
Reading reading(std::string const& unit);

Field integer_field(std::string const& name, std::string const& unit, std::int64_t value);

//! An id, or an integer in the unit it is stored in.
template <class T>
Field field_of(char const* name, char const* unit, T const& value) {
  if constexpr (requires { value.exists(); })
    return value.exists() ? Field{name, std::to_string(value.v), "", static_cast<double>(value.v)} : Field{name, "none", "", no_number};
  else
    return integer_field(name, unit, static_cast<std::int64_t>(value));
}

//! All columns of a row of a host table.
template <class Table>
void add_row(std::vector<Field>& to, Table const& table, std::int64_t row, std::string const& prefix = "") {
  Table::each_column(
      [&](char const* name, char const* unit, auto const& column) {
        if (row < 0 || row >= std::ssize(column)) return;
        to.push_back(field_of(name, unit, column[static_cast<std::size_t>(row)]));
        to.back().name = prefix + name;
      },
      table);
}

//! The figure of that name by its name instead of its number.
void name_it(std::vector<Field>& fields, char const* name, char const* const* names, int count);
//! Four features of 16 bits each: what an item is like.
void tell_taste(std::vector<Field>& fields, std::uint64_t taste);
//! Of a member: numbers that mean "none" in words.
void tell_members_way(std::vector<Field>& fields);

}  // namespace gs::viz
