#pragma once
//! Everything that is learned from one order log.
#include <string>
#include <vector>
#include "host/fit/patterns.hpp"

namespace gs::fit {

inline constexpr int repeat_cells = 11;  //!< 0 … 9 repeat purchases, and more

struct Fit {
  std::string file;
  Facts facts;
  std::int64_t first_day = 0;  //!< [days since 1970]
  std::int32_t days = 0;
  std::int64_t rows = 0, skipped = 0;
  bool anybody_repeats = false;
  ParetoNbdFit buying;                 //!< nothing but defaults if nobody repeats
  std::vector<double> seen, expected;  //!< members by repeat purchases: 0 … 9, more
  double chi_square = 0.0;
  int degrees = 0;  //!< cells - 1 - 4 parameters
  Spend spend;
  bool has_value = false;
  Zipf zipf;  //!< no goods without a SKU column
  std::int64_t zones = 0;
  Rhythm rhythm;
  Calendar calendar;
  Lead lead;  //!< no orders without a column of deliveries
  bool has_clock = false;
  std::vector<std::string> learned, not_learned;  //!< a line each for a reader
};

Fit fit_log(OrderLog const& log, std::string const& file);

}  // namespace gs::fit
