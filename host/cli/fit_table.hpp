#pragma once
//! A fit as tables for a person and as JSON.
#include <string>
#include <vector>
#include "host/cli/json_line.hpp"
#include "host/fit/compare.hpp"
#include "host/fit/fit.hpp"

namespace gs::cli {

std::string fit_table(fit::Fit const& fit);
//! "log", "run", "tolerance", and whether it holds.
std::string facts_table(std::vector<fit::FactRow> const& rows);

//! What was learned, by name; numbers that the log does not tell are null.
JsonLine fit_json(fit::Fit const& fit);
std::string facts_json(std::vector<fit::FactRow> const& rows);

}  // namespace gs::cli
