#pragma once
//! The options that say what to simulate; shared by run, verify, config and bench.
#include "host/cli/command.hpp"
#include "host/config/config.hpp"

namespace gs::cli {

inline constexpr std::int64_t unset = -987654321;  //!< an option that was not given

struct ScenarioOptions {
  config::Request request;
  std::string members;  //!< "200000", "200k", "1M"
  double days = unset;
  std::int64_t seed = unset;
  std::int64_t threads = unset;
  std::string backend = "auto";
  std::int64_t ticks = 0;
};

//! The scenario positional and the options that say what to simulate.
std::vector<Option> scenario_options(ScenarioOptions& options, bool scenario_required = true);

//! Reads counts and defaults into the request. Throws ConfigError.
config::Request finished_request(ScenarioOptions const& options);

//! "200k", "1M", "1.5M", "1G" or plain digits.
std::int64_t read_count(std::string const& text, char const* option);
//! "90 s", "10 min", "30 d"; a bare number is seconds.
Seconds read_time(std::string const& text, char const* option);

}  // namespace gs::cli
