#include <iostream>
#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/output/export.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct ExportOptions {
  std::string file, stem, table;
  bool csv = false, force = false;
};

int export_file(Context const& context, ExportOptions const& o) {
  GS_VALIDATE(o.csv, "say what to export: --csv");
  output::RunReader const run(o.file);
  if (!o.table.empty()) {
    output::export_csv(run, o.table, std::cout);
    std::cout.flush();
    return ok;
  }
  std::filesystem::path stem = o.stem.empty() ? run.path() : std::filesystem::path(o.stem);
  if (o.stem.empty()) stem.replace_extension();
  for (auto const& path : output::export_csv_files(run, stem, o.force)) {
    if (context.json)
      JsonLine("result").add("file", path.string()).print();
    else
      fmt::print("{}\n", path.string());
  }
  return ok;
}
}  // namespace

Command export_command() {
  auto o = keep<ExportOptions>();
  return {"export",
          "a run file as CSV tables",
          {{"file", "OUT.h5", &o->file, true},
           {"--csv", "comma-separated values, one file a set of axes", &o->csv},
           {"-o,--output", "STEM of STEM.TABLE.csv; default: the file's own name", &o->stem},
           {"--table", "one table to stdout: time, time_zone, time_pool, ..., metric", &o->table},
           {"--force", "replace files that exist", &o->force}},
          [o](Context const& context) { return export_file(context, *o); }};
}

}  // namespace gs::cli
