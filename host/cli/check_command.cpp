#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/config/config.hpp"

namespace gs::cli {
namespace {

int check(Context const& context, std::vector<std::string> const& files) {
  for (std::string const& file : files) {
    config::check(file);
    if (context.json)
      JsonLine("result").add("file", file).add("ok", true).print();
    else
      fmt::print("{}: ok\n", file);
  }
  return ok;
}
}  // namespace

Command check_command() {
  auto files = keep<std::vector<std::string>>();
  return {"check",
          "check a config file and report all its errors",
          {{"file", "scenario, design, world, industry or experiment file", files.get(), true}},
          [files](Context const& context) { return check(context, *files); }};
}

}  // namespace gs::cli
