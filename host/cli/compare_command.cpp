#include <fmt/format.h>
#include <sstream>
#include "host/cli/closing_table.hpp"
#include "host/cli/compare_table.hpp"
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/cli/split.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct CompareOptions {
  ScenarioOptions scenario;
  EnsembleOptions ensemble;
  std::string designs, precision, watched = "service", shown;
  std::int64_t replications = 8, most = 200;
};

double read_share(std::string const& text, char const* option) {
  char* end = nullptr;
  double const value = std::strtod(text.c_str(), &end);
  std::string const unit = end == nullptr ? "" : end;
  bool const good = end != text.c_str() && (unit.empty() || unit == "%" || unit == " %") && value > 0.0;
  double const share = unit.empty() ? value : value / 100.0;
  GS_VALIDATE(good && share < 1.0, fmt::format("{} is '{}': give a share between 0 and 1, such as 2% or 0.02", option, text));
  return share;
}

experiments::CompareRequest request_of(CompareOptions const& o) {
  GS_VALIDATE(o.scenario.request.design.empty(), "give --designs A,B instead of --design");
  experiments::CompareRequest q;
  q.base = finished_request(o.scenario);
  q.base.threads.reset();  // how to run is the ensemble's
  q.designs = split(o.designs);
  q.replications = o.replications;
  q.watched = split(o.watched);
  q.most = std::max(o.most, o.replications);
  if (!o.precision.empty()) q.precision = read_share(o.precision, "--until-precision");
  return q;
}

int compare(Context const& context, CompareOptions const& o) {
  experiments::CompareRequest const request = request_of(o);
  Shown const shown(o.shown);
  EnsembleLine line("compare", context.json);
  experiments::Options const options = finished_options(o.ensemble, o.scenario.backend, o.scenario.threads, context, line);
  GS_VALIDATE(options.shard.count == 1 || request.precision <= 0.0,
              "--shard and --until-precision do not go together: what is run next depends on all results");
  check_compare(request);
  auto const jobs = compare_jobs(request, request.replications);
  if (o.ensemble.dry) return say_plan(context, plan(jobs, options), o.ensemble.folder), ok;
  say_warnings(context, jobs);
  experiments::Ensemble ensemble(options);
  experiments::CompareResult const result = experiments::compare(ensemble, request);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (!context.json) fmt::print("{}", comparison_text(request, result, shown, stdout_width(1000)));
  auto lines = comparison_json(request, result);
  lines.insert(lines.begin(), experiment_json(context, "compare", request.base.scenario, result.outcomes));
  keep_results(context, options, lines);
  std::fflush(stdout);
  if (!context.json && !result.comparisons.empty()) note(more_of(result.comparisons.front(), request, shown));
  say_ensemble(context, ensemble, result.jobs, result.outcomes);
  if (!result.precise_enough && !ensemble.stopped())
    note(fmt::format("not precise enough after {} replications: raise --max-replications, or ask for less", result.replications));
  return ensemble.exit_code();
}
}  // namespace

Command compare_command() {
  auto o = keep<CompareOptions>();
  Command c{"compare", "designs on the same seeds: the difference of every metric, and how sure it is", scenario_options(o->scenario),
            [o](Context const& context) { return compare(context, *o); }};
  std::vector<Option> const own = {
      {"--designs", "A,B[,C]: the further ones against the first", &o->designs, true},
      {"-r,--replications", "replications on common seeds (default 8)", &o->replications},
      {"--until-precision", "go on until the interval's half width is at most this share of the first design's mean: 2%", &o->precision},
      {"--metrics", "metrics that this precision is for (default service)", &o->watched},
      {"--show", Shown::help, &o->shown},
      {"--max-replications", "and stop there (default 200)", &o->most}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  auto const common = ensemble_options(o->ensemble);
  c.options.insert(c.options.end(), common.begin(), common.end());
  return c;
}

}  // namespace gs::cli
