#pragma once
//! How a table is declared: a struct template over its column type, with ONE list of columns that everything walks.
//!
//!   template <template <class> class Column> struct XTable {
//!     Column<Grains> on_hand;  //!< ...
//!     template <class Visit, class... T> static constexpr void each_column(Visit&& visit, T&... t) { visit("on_hand", "grains", t.on_hand...); }
//!   };
//!   GS_EVERY_COLUMN_LISTED(XTable);
//!
//! The column types: HostColumn (std::vector, what host/world fills), and in core/columns.hpp the backend's owner and view.
#include <cstdint>
#include <vector>

namespace gs {

//! Marks a column of a table that does not change and has few different rows in what is marked: kept once a kind of row (core/columns.hpp).
template <class T>
struct Alike {};
template <class T>
struct CellOf {
  using type = T;
};
template <class T>
struct CellOf<Alike<T>> {
  using type = T;
};

template <class T>
using HostColumn = std::vector<typename CellOf<T>::type>;
template <class T>
using ByteColumn = char;  //!< one byte a column, so that a forgotten column shows in the table's size

template <class Table>
constexpr std::size_t listed_columns() {
  std::size_t n = 0;
  Table t{};
  Table::each_column([&n](char const*, char const*, auto&...) { ++n; }, t);
  return n;
}
#define GS_EVERY_COLUMN_LISTED(T) static_assert(sizeof(T<ByteColumn>) == listed_columns<T<ByteColumn>>(), "a column is missing in each_column")

//! Rows of a host table (all its columns have one length).
template <class Table>
std::size_t rows(Table const& t) {
  std::size_t n = 0;
  Table::each_column([&n](char const*, char const*, auto const& c) { n = c.size(); }, t);
  return n;
}
template <class Table>
void resize_rows(Table& t, std::size_t n) {
  Table::each_column([n](char const*, char const*, auto& c) { c.resize(n); }, t);
}

}  // namespace gs
