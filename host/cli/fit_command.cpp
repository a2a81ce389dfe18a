#include <fmt/format.h>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include "host/cli/command.hpp"
#include "host/cli/console.hpp"
#include "host/cli/fit_table.hpp"
#include "host/cli/json_line.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/experiments/prepare.hpp"
#include "host/fit/overlay.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {
namespace fs = std::filesystem;

struct FitOptions {
  std::string orders, columns, dates = "auto", out, design = "pooled", members, against;
  std::int64_t pilots = 4;
  bool skip_bad = false, check = false, force = false;
};

fit::Fit read_and_fit(std::string const& file, std::string const& columns, FitOptions const& o) {
  return fit::fit_log(fit::read_order_log(file, {fit::parse_columns(columns), fit::parse_date_order(o.dates), o.skip_bad}), file);
}

//! An order log as `run --order-log` writes it.
fit::Fit read_plain(std::string const& file) { return fit::fit_log(fit::read_order_log(file, {}), file); }

//! Runs FOLDER/scenario.toml as `groundswell run` would, with an order log of its members beside it (of 200,000 of them at most).
fit::Fit run_and_fit(fs::path const& folder, std::string const& title, Context const& context) {
  fs::path const log = folder / "run-orders.csv";
  config::Request ask;
  ask.scenario = (folder / "scenario.toml").string();
  config::Resolved const resolved = config::load(ask);
  run::RunRequest q;
  q.params = resolved.params;
  q.labels = experiments::labels_of(resolved, context.command_line);
  q.order_log = log, q.order_log_members = 200'000, q.force = true, q.sampled_members = 0;
  ProgressLine progress(title, context.json);
  q.on_progress = [&progress](run::Progress const& p) { progress(p); };
  run::RunResult const result = run::run(q);
  GS_VALIDATE(result.stop == run::Stop::finished, "the fitted run was stopped before its end");
  if (!result.broken_law.empty()) throw SimulationError("a law is broken: " + result.broken_law);
  return read_plain(log.string());
}

//! The log and a run side by side; acceptance code if they differ.
int tell_check(Context const& context, fit::Fit const& log, fit::Fit const& run, JsonLine& json) {
  std::vector<fit::FactRow> const rows = fit::fact_rows(log.facts, run.facts, log.has_value);
  bool const holds = std::all_of(rows.begin(), rows.end(), [](fit::FactRow const& r) { return r.holds(); });
  json.raw("facts", facts_json(rows)).add("run", fit_json(run));
  if (!context.json) {
    fmt::print("\nthe log against a run of the fitted scenario ({} members who bought)\n{}", run.facts.members, facts_table(rows));
    if (log.anybody_repeats && run.anybody_repeats)
      fmt::print("fitted again to the run: r {:.3f} (log {:.3f}), s {:.3f} ({:.3f}), {:.2f} purchases a year when active ({:.2f})\n", run.buying.at.r,
                 log.buying.at.r, run.buying.at.s, log.buying.at.s, 365.0 * run.buying.at.r / run.buying.at.alpha,
                 365.0 * log.buying.at.r / log.buying.at.alpha);
    std::fflush(stdout);
    if (!holds) note("the run does not behave like the log: some facts are out of tolerance (exit code 3)");
  }
  return holds ? ok : acceptance;
}

void write_files(Context const& context, FitOptions const& o, fit::Fit const& log) {
  fit::OverlayOptions options;
  options.members = o.members.empty() ? 0 : read_count(o.members, "--members");
  options.design = o.design, options.force = o.force;
  options.pilots = static_cast<int>(std::clamp<std::int64_t>(o.pilots, 0, 20));
  options.pilot = [&context](fs::path const& folder) { return run_and_fit(folder, "pilot", context); };
  fit::Overlay const overlay = fit::overlay_of(log, options, o.out);
  fit::write_overlay(overlay, log, o.out, options);
  std::string const scenario = (fs::path(o.out) / "scenario.toml").string();
  if (!context.json)
    note(fmt::format("wrote {0}, world.toml, arrivals.csv, attention.csv\nnext: groundswell run {0} · groundswell config {0}", scenario));
}

int run_fit(Context const& context, FitOptions const& o) {
  GS_VALIDATE(!o.check || !o.out.empty(), "--check runs the fitted scenario: say with --out DIR where it is to be written");
  GS_VALIDATE(o.against.empty() || !o.check, "--against compares with a run there is already, --check makes one: give one of them");
  fit::Fit const log = read_and_fit(o.orders, o.columns, o);
  JsonLine json("result");
  json.add("fit", fit_json(log));
  if (!context.json) fmt::print("{}", fit_table(log));
  std::fflush(stdout);
  int code = ok;
  if (!o.out.empty()) write_files(context, o, log);
  if (o.check) code = tell_check(context, log, run_and_fit(o.out, "fitted run", context), json);
  if (!o.against.empty()) code = tell_check(context, log, read_plain(o.against), json);
  if (context.json) json.add("exit_code", code).print();
  return code;
}
}  // namespace

Command fit_command() {
  auto o = keep<FitOptions>();
  return {"fit",
          "from an order log to a world and a scenario that behave like it",
          {{"orders", "order log: CSV, semicolons, tabs, bars or blanks, with or without a header", &o->orders, true},
           {"--columns", "member=1,date=2,units=3,value=4 by number or header name; also sku, zone, delivered, order", &o->columns},
           {"--dates", "auto (YYYYMMDD, YYYY-MM-DD [HH:MM[:SS]], DD.MM.YYYY), or ymd, dmy, mdy where 3/4/2024 is in doubt", &o->dates},
           {"--skip-bad", "leave out rows that cannot be read, and count them", &o->skip_bad},
           {"-o,--out", "folder for scenario.toml, world.toml, arrivals.csv and attention.csv", &o->out},
           {"--members", "members of the engine; default: the log's, in whole rounds of 16,384", &o->members},
           {"--design", "design that the scenario names (default pooled): the log says nothing of the supply side", &o->design},
           {"--pilots", "runs by which looks, rates and prices are tuned before the files are written (default 4); 0 = none", &o->pilots},
           {"--check", "run the fitted scenario, fit its orders and hold both against each other; exit code 3 if they differ", &o->check},
           {"--against", "order log of a run (run --order-log) to hold the log against, instead of --check", &o->against},
           {"--force", "replace files that exist", &o->force}},
          [o](Context const& context) { return run_fit(context, *o); }};
}

}  // namespace gs::cli
