#pragma once
//! Dates and times as they stand in order logs.
#include <optional>
#include <string>
#include <string_view>
#include "kernels/core/units.hpp"

namespace gs::fit {

//! How 3/4/2024 is meant. `automatic` refuses it rather than guess; a year in front or dots (3.4.2024: day first) leave no doubt.
enum class DateOrder { automatic, ymd, dmy, mdy };

//! "auto", "ymd", "dmy", "mdy". Throws ConfigError.
DateOrder parse_date_order(std::string const& text);

/*!
 * Seconds since 1970-01-01 00:00 of YYYYMMDD, YYYY-MM-DD, YYYY/MM/DD, DD.MM.YYYY, D/M/YYYY or M/D/YYYY (by `order`), each with an optional
 * time " HH:MM[:SS[.f]]" or "THH:MM…", and an optional Z; or of ten digits, seconds since 1970 themselves. Zones other than Z are refused.
 */
std::optional<Seconds> read_date(std::string_view text, DateOrder order);

//! "2024-03-01 07:05", "2024-03-01".
std::string write_time(Seconds since_1970);
std::string write_day(std::int64_t day_since_1970);

//! 0 = Monday.
inline int weekday(std::int64_t day_since_1970) { return static_cast<int>(((day_since_1970 + 3) % 7 + 7) % 7); }

}  // namespace gs::fit
