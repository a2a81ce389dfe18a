#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/run/build_info.hpp"

namespace gs::cli {
namespace {

int version(Context const& context) {
  run::BuildInfo const& b = run::build_info();
  if (context.json) {
    JsonLine out("result");
    out.add("version", b.version).add("git_commit", b.git_commit).add("git_dirty", b.git_dirty).add("build_type", b.build_type);
    return out.add("compiler", b.compiler).add("cuda", b.with_cuda).print(), ok;
  }
  fmt::print("groundswell {} ({}{}), {} build, {}, backends: cpu{}\n", b.version, *b.git_commit != 0 ? b.git_commit : "no commit",
             b.git_dirty ? ", changed" : "", b.build_type, b.compiler, b.with_cuda ? ", cuda" : "");
  return ok;
}
}  // namespace

Command version_command() { return {"version", "version, commit and build of this binary", {}, version}; }

}  // namespace gs::cli
