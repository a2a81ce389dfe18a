#include <fmt/format.h>
#include <fstream>
#include "host/cli/command.hpp"
#include "host/cli/json_line.hpp"
#include "host/output/files.hpp"
#include "host/report/page.hpp"
#include "host/run/build_info.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
namespace fs = std::filesystem;

struct ReportOptions {
  std::vector<std::string> results;
  std::string out, title;
  bool force = false;
};

//! Beside the first result: OUT.h5 → OUT.html, FOLDER → FOLDER/report.html; with -2, -3, … when taken.
fs::path default_output(fs::path const& first, bool force) {
  fs::path const base = fs::is_directory(first) ? first / "report.html" : fs::path(first).replace_extension(".html");
  fs::path path = base;
  for (int k = 2; !force && fs::exists(path); ++k) path = base.parent_path() / fmt::format("{}-{}.html", base.stem().string(), k);
  return path;
}

void write(fs::path const& path, std::string const& text, bool force) {
  GS_VALIDATE(force || !fs::exists(path), fmt::format("'{}' is there already: --force replaces it", path.string()));
  GS_VALIDATE(path.parent_path().empty() || fs::is_directory(path.parent_path()),
              fmt::format("there is no folder '{}'", path.parent_path().string()));
  fs::path const beside = output::with_suffix(path, ".tmp");
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    output::remove_quietly(beside);
    throw SimulationError(fmt::format("cannot write '{}': is the disk full, or the folder read-only?", path.string()));
  }
  output::publish(beside, path, force);
}

int report_on(Context const& context, ReportOptions const& o) {
  std::vector<fs::path> const paths(o.results.begin(), o.results.end());
  report::Results const results = report::read_results(paths);
  run::BuildInfo const& b = run::build_info();
  std::string const made =
      fmt::format("Made by Groundswell {} {} with: {}", b.version, std::string(b.git_commit).substr(0, 12), context.command_line);
  std::string const text = report::page(results, {o.title, made});
  fs::path const path = o.out.empty() ? default_output(paths.front(), o.force) : fs::path(o.out);
  write(path, text, o.force);
  if (context.json)
    JsonLine("result")
        .add("file", path.string())
        .add("bytes", text.size())
        .add("title", o.title.empty() ? report::title_of(results) : o.title)
        .print();
  else
    fmt::print("{}\n", path.string());
  return ok;
}
}  // namespace

Command report_command() {
  auto o = keep<ReportOptions>();
  return {"report",
          "one HTML page of runs, comparisons, stress tests, sweeps, claims: charts and tables in one file to send to someone",
          {{"results", "OUT.h5 (two: side by side), results.h5, an experiment's folder, or what it printed with --json", &o->results, true},
           {"-o,--out", "FILE.html; default beside the first result", &o->out},
           {"--title", "title of the page; default from the results", &o->title},
           {"--force", "replace a file that exists", &o->force}},
          [o](Context const& context) { return report_on(context, *o); }};
}

}  // namespace gs::cli
