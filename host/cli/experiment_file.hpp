#pragma once
//! `--experiment NAME`: the options of a command from configs/experiments/NAME.toml; what the command line says goes over them.
#include <set>
#include <string>
#include "host/cli/command.hpp"

namespace gs::cli {

//! If the words name an experiment and the command takes one: fills the variables behind its options. Returns the `names` of those filled.
//! Throws ConfigError: no such file, an option that the command does not have (with a suggestion), a value of the wrong kind.
std::set<std::string> read_experiment_options(Command const& command, int argc, char const* const* argv);

}  // namespace gs::cli
