#pragma once
//! configs/experiments/NAME.toml: the options of a command, in a file. One table named like the command, one key an option:
//!
//!   schema_version = 1
//!   description = "How large a show, by design"
//!   [sweep]
//!   scenario = "livestream_pulse"
//!   vary = ["design=rigid,flexible", "wave.show.peak=log(250,4000,5)"]
//!   replications = 4
#include <filesystem>
#include <string>
#include <vector>
#include "host/config/error.hpp"

namespace gs::config {

struct ExperimentOption {
  std::string name;                 //!< "until-precision": underscores of the file are written as on the command line
  std::vector<std::string> values;  //!< as they would stand on the command line; several for a list; "true" or "false" for a flag
  Origin at;
};

struct Experiment {
  std::string name, command, description;
  std::vector<ExperimentOption> options;  //!< in the order of the file
};

//! By name, or by path. Throws ConfigErrors: no such file (with a suggestion), not TOML, not exactly one table of options.
Experiment read_experiment(std::string const& name, std::filesystem::path const& root = {});

}  // namespace gs::config
