#pragma once
//! An order log as it was found: who ordered when, for how much, what, and when it came.
#include <cstdint>
#include <string>
#include <vector>
#include "host/fit/columns.hpp"
#include "host/fit/dates.hpp"

namespace gs::fit {

struct Order {
  std::uint32_t member = 0;  //!< in order of appearance
  Seconds time = 0;          //!< [s since 1970]
  double units = 1.0;
  double value = 0.0;      //!< in the log's currency
  Seconds delivered = -1;  //!< [s since 1970]; -1 = not known
};

struct OrderLog {
  std::vector<Order> orders;      //!< by member, then time; rows of one order id are one order
  std::vector<double> sku_units;  //!< units by SKU, in order of appearance; empty without that column
  std::vector<double> zone_rows;  //!< rows by zone; empty without that column
  std::int64_t members = 0, rows = 0, skipped = 0;
  bool has_value = false, has_delivered = false;
  bool has_clock = false;   //!< some order was not at midnight, so times of the day are known
  std::string first_fault;  //!< of the rows skipped
};

struct LogOptions {
  ColumnSpec columns;
  DateOrder dates = DateOrder::automatic;
  bool skip_bad = false;  //!< leave out rows that cannot be read, and count them
};

/*!
 * Reads CSV, semicolons, tabs, bars or blanks, with or without a header. Throws ConfigError with file and line: a row that is too short, a
 * date or number that is none, a negative value, a delivery before its order, an empty file.
 */
OrderLog read_order_log(std::string const& file, LogOptions const& options);

}  // namespace gs::fit
