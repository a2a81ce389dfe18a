#pragma once
//! The JSON objects that other programs read.
#include "host/cli/json_line.hpp"
#include "host/config/config.hpp"
#include "host/run/runner.hpp"

namespace gs::cli {

//! {"type":"result",…}: every metric by name (null = could not be measured), how the run went, what the laws say.
JsonLine result_json(config::Resolved const& resolved, run::RunResult const& result);

}  // namespace gs::cli
