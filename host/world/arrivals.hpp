#pragma once
//! When members join: the arrival curve as equal steps of members.
#include <string>
#include <vector>
#include "kernels/core/units.hpp"

namespace gs::world {

/*!
 * Times by which 0, 1/4096, … 1 of the members have joined [s since start of the run], `hours` being arrivals an hour from `start` on.
 * Throws ConfigError, naming `file`, where nobody arrives.
 */
std::vector<Seconds> join_times(std::vector<double> const& hours, Seconds start, std::string const& file);

}  // namespace gs::world
