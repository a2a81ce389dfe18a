#include <fmt/format.h>
#include <algorithm>
#include <thread>
#include "host/cli/command.hpp"
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"
#include "host/config/config.hpp"
#include "host/theory/run_case.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct TheoryOptions {
  std::vector<std::string> only, files;
  bool quick = false, list = false;
  std::int64_t seed = 20260101, threads = 0;
};

std::string theory_of(theory::Quantity const& q) {
  if (q.expect) return fmt::format("{:.6g}", *q.expect);
  return q.above ? fmt::format("> {:.6g}", *q.above) : fmt::format("< {:.6g}", *q.below);
}

void print_rows(theory::Case const& c, theory::Outcome const& o) {
  for (std::size_t k = 0; k < o.measured.size(); ++k) {
    theory::Measured const& m = o.measured[k];
    fmt::print("{:<40} {:<22} {:>11} {:>11.6g} ±{:<9.2g} {}\n", k == 0 ? c.id : "", m.quantity.name, theory_of(m.quantity), m.mean, 1.96 * m.error,
               m.passed ? "ok" : "FAILS");
  }
  if (!o.broken_law.empty()) fmt::print("{:<40} a law broke: {}\n", c.id, o.broken_law);
  std::fflush(stdout);
}

std::string quantities_json(theory::Outcome const& o) {
  std::string rows;
  for (theory::Measured const& m : o.measured) {
    JsonLine row;
    row.add("name", m.quantity.name);
    if (m.quantity.expect) row.add("theory", *m.quantity.expect).add("tolerance", m.tolerance);
    if (m.quantity.above) row.add("above", *m.quantity.above);
    if (m.quantity.below) row.add("below", *m.quantity.below);
    row.add("measured", m.mean).add("standard_error", m.error).add("low", m.mean - 1.96 * m.error).add("high", m.mean + 1.96 * m.error);
    rows += (rows.empty() ? "" : ",") + row.add("passed", m.passed).str();
  }
  return "[" + rows + "]";
}

JsonLine case_json(theory::Case const& c, theory::Outcome const* o) {
  JsonLine row;
  row.add("id", c.id).add("family", c.family).add("source", c.source);
  if (o == nullptr) return row.add("verdict", "not expressed").add("passed", false).add("reason", c.cannot), row;
  row.add("verdict", o->passed ? "ok" : "fails").add("passed", o->passed).add("seconds", o->seconds).raw("quantities", quantities_json(*o));
  if (!o->broken_law.empty()) row.add("broken_law", o->broken_law);
  return row;
}

bool wanted(TheoryOptions const& o, theory::Case const& c) {
  auto const same = [&c](std::string const& name) { return name == c.id || name == c.family; };
  return (o.only.empty() || std::any_of(o.only.begin(), o.only.end(), same)) && (!o.quick || c.quick || !c.cannot.empty());
}

std::vector<theory::Case> cases_of(TheoryOptions const& o) {
  std::vector<std::filesystem::path> files(o.files.begin(), o.files.end());
  std::vector<theory::Case> cases = theory::read_cases(files.empty() ? config::textbook_files() : files);
  std::vector<std::string> known;
  for (theory::Case const& c : cases) known.push_back(c.id), known.push_back(c.family);
  for (std::string const& name : o.only)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw ConfigError("there is no theory case '" + name + "'; " + config::did_you_mean(name, known));
  std::erase_if(cases, [&o](theory::Case const& c) { return !wanted(o, c); });
  return cases;
}

struct Score {
  std::int64_t passed = 0, failed = 0, not_expressed = 0;
  double seconds = 0.0;
  std::string rows;
};

void run_one(Context const& context, TheoryOptions const& o, theory::Case const& c, Score& score) {
  JsonLine row;
  if (!c.cannot.empty()) {
    ++score.not_expressed;
    row = case_json(c, nullptr);
    if (!context.json) fmt::print("{:<40} not expressed: {}\n", c.id, c.cannot);
  } else {
    int const threads = o.threads > 0 ? static_cast<int>(o.threads) : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    theory::Outcome const outcome = theory::run_case(c, o.quick, static_cast<std::uint64_t>(o.seed), threads);
    ++(outcome.passed ? score.passed : score.failed);
    score.seconds += outcome.seconds;
    row = case_json(c, &outcome);
    if (!context.json) print_rows(c, outcome);
  }
  score.rows += (score.rows.empty() ? "" : ",") + row.str();
}

int run_theory(Context const& context, TheoryOptions const& o) {
  std::vector<theory::Case> const cases = cases_of(o);
  if (o.list) {
    for (theory::Case const& c : cases)
      fmt::print("{:<40} {:<28} {}\n", c.id, c.family, c.cannot.empty() ? c.description : "not expressed: " + c.cannot);
    return ok;
  }
  if (!context.json) fmt::print("{:<40} {:<22} {:>11} {:>11} {:<10} verdict\n", "case", "quantity", "theory", "measured", "±95 %");
  Score score;
  for (theory::Case const& c : cases) run_one(context, o, c, score);
  std::int64_t const total = score.passed + score.failed + score.not_expressed;
  int const code = score.failed == 0 ? ok : failed;
  if (context.json) {
    JsonLine line("result");
    line.add("passed", score.passed).add("failed", score.failed).add("not_expressed", score.not_expressed).add("total", total);
    line.add("quick", o.quick).add("seconds", score.seconds).raw("cases", "[" + score.rows + "]").add("exit_code", code).print();
  } else {
    fmt::print("\n{} of {} pass, {} fail, {} not expressed · {}\n", score.passed, total, score.failed, score.not_expressed,
               short_duration(score.seconds));
  }
  return code;
}
}  // namespace

Command theory_command() {
  auto o = keep<TheoryOptions>();
  return {"theory",
          "textbook cases through the same engine: theory against measured",
          {{"--case", "only this case or family of cases; may be repeated", &o->only},
           {"--file", "cases of this file instead of configs/textbook; may be repeated", &o->files},
           {"--quick", "short runs with wide intervals", &o->quick},
           {"--list", "names the cases and runs nothing", &o->list},
           {"--seed", "of the first replication", &o->seed},
           {"--threads", "replications side by side; 0 = all cores", &o->threads}},
          [o](Context const& context) { return run_theory(context, *o); }};
}

}  // namespace gs::cli
