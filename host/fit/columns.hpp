#pragma once
//! Which column of an order log is what.
#include <array>
#include <string>
#include <vector>

namespace gs::fit {

enum class Field { member, date, units, value, sku, zone, delivered, order, count };
inline constexpr int fields = static_cast<int>(Field::count);
inline constexpr char const* field_names[fields] = {"member", "date", "units", "value", "sku", "zone", "delivered", "order"};

//! Where each field stands: index of the column, or none.
struct Columns {
  std::array<int, fields> at{-1, -1, -1, -1, -1, -1, -1, -1};
  int of(Field f) const { return at[static_cast<std::size_t>(f)]; }
  bool has(Field f) const { return of(f) >= 0; }
};

//! What `--columns member=1,date=order_date,…` says: columns by number from 1 or by their name in the header. Throws ConfigError.
struct ColumnSpec {
  std::array<std::string, fields> said{};
  bool by_name() const;  //!< some column is given by name, so the first row is a header
};
ColumnSpec parse_columns(std::string const& text);

/*!
 * The columns of a log with this first row. Without any `said`, the header's usual names are looked for (customer_id, order_purchase_timestamp,
 * price, …). Throws ConfigError naming what the header has when a column is not there.
 */
Columns find_columns(ColumnSpec const& spec, std::vector<std::string> const& first_row, std::string const& file);

}  // namespace gs::fit
