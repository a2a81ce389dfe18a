#pragma once
//! --dry-run: memory, device fit, expected time and file size, without simulating.
#include "host/cli/command.hpp"
#include "host/run/runner.hpp"

namespace gs::cli {

//! Ticks of a run: the usual tick, and fine ones inside the windows around shows.
std::int64_t ticks_of(Params const& params, WorldData const& world);

void dry_run(Context const& context, run::RunRequest const& request);

}  // namespace gs::cli
