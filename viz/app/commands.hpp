#pragma once
//! `groundswell view` and `groundswell render`.
#include "host/cli/command.hpp"

namespace gs::viz {
cli::Command view_command();
cli::Command render_command();
}  // namespace gs::viz
