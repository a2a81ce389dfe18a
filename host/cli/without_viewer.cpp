#include "host/cli/command.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

Command missing(char const* name, char const* what) {
  auto ignored = keep<std::vector<std::string>>();
  Command c{name, what, {{"what", "scenario or file", ignored.get()}}, {}, true};
  c.action = [ignored, name](Context const&) -> int {
    throw DeviceError(std::string("this program was built without the viewer, so there is no `") + name +
                      "`: ./dev view installs what is missing (libimgui-dev libglfw3-dev libepoxy-dev libegl-dev libstb-dev) and builds it");
  };
  return c;
}

}  // namespace

std::vector<Command> without_viewer() {
  return {missing("view", "watch a run (not in this build)"), missing("render", "pictures without a display (not in this build)")};
}

}  // namespace gs::cli
