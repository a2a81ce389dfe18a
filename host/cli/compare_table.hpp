#pragma once
//! A comparison as a table for a person, and as JSON for a program.
#include <string>
#include "host/cli/json_line.hpp"
#include "host/experiments/compare.hpp"

namespace gs::cli {

std::string comparison_text(experiments::CompareRequest const& request, experiments::CompareResult const& result, int width);
//! One object a comparison: every metric with both means, the difference, both intervals, direction, replications needed.
std::vector<JsonLine> comparison_json(experiments::CompareRequest const& request, experiments::CompareResult const& result);

}  // namespace gs::cli
