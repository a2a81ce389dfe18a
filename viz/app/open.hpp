#pragma once
//! From what was named on the command line to sources: a scenario becomes a live run, a file its history.
#include "host/config/config.hpp"
#include "host/run/backend.hpp"
#include "viz/panels/session.hpp"

namespace gs::viz {

//! Ends on .h5 or .partial: a run file.
bool is_file(std::string const& name);
std::shared_ptr<Source> open_file(std::string const& path);
//! A live run, paused at its start. Throws ConfigErrors.
std::shared_ptr<Source> start_live(config::Request const& request, run::Backend backend);
//! What can be run beside it on the same seed.
Launcher launcher_of(config::Request const& request, run::Backend backend);

}  // namespace gs::viz
