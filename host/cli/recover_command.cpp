#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/output/recover.hpp"

namespace gs::cli {
namespace {

struct RecoverOptions {
  std::string file;
  bool force = false;
};

int recover(Context const& context, RecoverOptions const& o) {
  output::Recovered const r = output::recover(o.file, o.force);
  std::string const file = r.file.string();
  if (context.json)
    JsonLine("result").add("file", file).add("ticks", r.ticks).add("days", r.days).add("was_whole", r.was_whole).print();
  else
    fmt::print("{}: {}, {} ticks, {} days\n", file, r.was_whole ? "was whole" : "recovered", r.ticks, r.days);
  return ok;
}
}  // namespace

Command recover_command() {
  auto o = keep<RecoverOptions>();
  return {"recover",
          "turn what a killed run left behind into a whole file",
          {{"file", "OUT.h5 or OUT.h5.partial", &o->file, true}, {"--force", "replace OUT.h5 if it exists", &o->force}},
          [o](Context const& context) { return recover(context, *o); }};
}

}  // namespace gs::cli
