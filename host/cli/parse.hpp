#pragma once
//! From argv to a command that is ready to run.
#include <optional>
#include "host/cli/command.hpp"

namespace gs::cli {

struct Parsed {
  Command const* command = nullptr;  //!< null: nothing to run (help was shown, or an error)
  Context context;
  std::string error;  //!< what is wrong and what was probably meant; "" = nothing
};

//! Help goes to stdout. The variables behind the command's options are filled.
Parsed parse(std::vector<Command> const& commands, int argc, char const* const* argv);

}  // namespace gs::cli
