#include <fmt/format.h>
#include "host/cli/command.hpp"
#include "host/output/export.hpp"

namespace gs::cli {

Command info_command() {
  auto file = keep<std::string>();
  return {"info", "what is in a run file, and how it was made", {{"file", "OUT.h5", file.get(), true}}, [file](Context const& context) {
            output::RunReader const run(*file);
            std::string const text = context.json ? output::info_json(run) : output::info_text(run);
            fmt::print("{}{}", text, text.ends_with('\n') ? "" : "\n");
            return ok;
          }};
}

}  // namespace gs::cli
