#pragma once
//! A comparison as a table for a person, and as JSON for a program.
#include <string>
#include "host/cli/json_line.hpp"
#include "host/cli/shown.hpp"
#include "host/experiments/compare.hpp"

namespace gs::cli {

//! `width` columns are kept when possible: intervals are left out first.
std::string comparison_text(experiments::CompareRequest const& request, experiments::CompareResult const& result, Shown const& shown, int width);
//! How to see the metrics that its table leaves out.
std::string more_of(experiments::Comparison const& comparison, experiments::CompareRequest const& request, Shown const& shown);
//! One object a comparison: every metric with both means, the difference, both intervals, direction, replications needed.
std::vector<JsonLine> comparison_json(experiments::CompareRequest const& request, experiments::CompareResult const& result);

}  // namespace gs::cli
