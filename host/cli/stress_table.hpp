#pragma once
//! The resilience frontier as a table for people and as JSON.
#include "host/cli/json_line.hpp"
#include "host/experiments/stress.hpp"

namespace gs::cli {

std::string stress_text(experiments::StressRequest const& request, experiments::StressResult const& result);
//! One "result" object a design and direction, one "gate" object a required rule.
std::vector<JsonLine> stress_json(experiments::StressRequest const& request, experiments::StressResult const& result);

//! "featured SKUs on day 0, regional stock on day 0, satellite hours on day 1"; the first three kinds of place.
std::string broke_first(std::vector<experiments::Broken> const& places);

}  // namespace gs::cli
