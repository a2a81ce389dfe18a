#pragma once
//! A measured stream of attention (`timestamp,value`) as a multiplier an hour.
#include <string>
#include <vector>

namespace gs::world {

/*!
 * Hourly means of the values. Timestamps are `YYYY-MM-DD HH:MM[:SS]` (or with a T) or seconds; they must rise, and
 * no gap may be wider than two bins, a bin being their median distance. An hour without a bin repeats the one before.
 * Throws ConfigError with file and line.
 */
std::vector<double> read_hours(std::string const& file);

//! The same over their median hour.
std::vector<double> read_trace(std::string const& file);

}  // namespace gs::world
