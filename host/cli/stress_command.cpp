#include <fmt/format.h>
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/cli/stress_table.hpp"
#include "kernels/core/errors.hpp"

namespace gs::cli {
namespace {

struct StressOptions {
  ScenarioOptions scenario;
  EnsembleOptions ensemble;
  std::string designs, until = "service<0.95", start, outage = "14 d";
  std::vector<std::string> grow, require;
  std::int64_t replications = 4, most = 8, steps = 5, rays = 1, region = 0;
  double precision = 0.05;
};

experiments::StressRequest request_of(StressOptions const& o) {
  GS_VALIDATE(o.rays >= 1 && o.rays <= 50, "--rays must be between 1 and 50");
  GS_VALIDATE(o.region >= 0 && o.region < 65536, "--region must be between 0 and 65535");
  GS_VALIDATE(o.precision > 0.0 && o.precision < 1.0, "--precision must be between 0 and 1: the half width as a share of the range");
  experiments::StressRequest q;
  q.base = finished_request(o.scenario);
  q.base.threads.reset();  // how to run is the ensemble's
  q.designs = experiments::split_list(o.designs);
  if (q.designs.empty() && !o.scenario.request.design.empty()) q.designs = {o.scenario.request.design};
  q.base.design.clear();
  q.grow = o.grow;
  q.rays = static_cast<int>(o.rays);
  q.until = experiments::parse_rule(o.until, "--until");
  for (std::string const& r : o.require) q.require.push_back(experiments::parse_rule(r, "--require"));
  q.bisection = {o.replications, std::max(o.replications, o.most), static_cast<int>(o.steps), o.precision};
  q.outage.duration = read_time(o.outage, "--outage");
  q.outage.region = static_cast<std::uint32_t>(o.region);
  if (!o.start.empty()) q.outage.start = read_time(o.start, "--outage-start");
  return q;
}

int stress(Context const& context, StressOptions const& o) {
  GS_VALIDATE(o.designs.empty() || o.scenario.request.design.empty(), "give --design or --designs, not both");
  experiments::StressRequest const request = request_of(o);
  EnsembleLine line("stress", context.json);
  experiments::Options const options = finished_options(o.ensemble, o.scenario.backend, o.scenario.threads, context, line);
  GS_VALIDATE(options.shard.count == 1, "--shard does not go with stress: what is run next depends on all results");
  if (o.ensemble.dry) return say_plan(context, plan(experiments::stress_jobs(request), options), o.ensemble.folder), ok;
  experiments::Ensemble ensemble(options);
  experiments::StressResult const result = experiments::stress(ensemble, request);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (!context.json) fmt::print("stress {} · {}", o.scenario.request.scenario, stress_text(request, result));
  auto lines = stress_json(request, result);
  JsonLine head = experiment_json(context, "stress", request.base.scenario, result.outcomes);
  lines.insert(lines.begin(), head.add("members", result.members).add("first_seed", result.first_seed));
  keep_results(context, options, lines);
  std::fflush(stdout);
  say_ensemble(context, ensemble, result.jobs, result.outcomes);
  if (ensemble.exit_code() != ok) return ensemble.exit_code();
  return result.all_hold() ? ok : acceptance;
}
}  // namespace

Command stress_command() {
  auto o = keep<StressOptions>();
  Command c{"stress", "grow a wave or an outage until a rule breaks: the resilience frontier of each design", scenario_options(o->scenario),
            [o](Context const& context) { return stress(context, *o); }};
  std::vector<Option> const own = {
      {"--designs", "A,B[,C], on the same seeds", &o->designs},
      {"--grow",
       "what grows: wave.peak, wave.skus, suppliers_down, region_closed, world.material_lead, forecast_noise, or KEY=LOW:HIGH; a,b = both at once; "
       "may be repeated",
       &o->grow, true},
      {"--until", "the rule that breaks, of any metric (default service<0.95)", &o->until},
      {"--require", "exit code 3 unless it holds at the lower end of the interval: \"wave.peak>=500\"; may be repeated", &o->require},
      {"--rays", "directions between a and b of --grow a,b (default 1: both alike)", &o->rays},
      {"-r,--replications", "seeds of every level (default 4)", &o->replications},
      {"--max-replications", "seeds near the breaking point when the interval is too wide (default 8)", &o->most},
      {"--steps", "halvings of the range (default 5)", &o->steps},
      {"--precision", "half width of the interval that is fine enough, as a share of the range (default 0.05)", &o->precision},
      {"--outage", "how long suppliers_down lasts (default 14 d)", &o->outage},
      {"--outage-start", "when outages begin, after the warm-up; default with the first wave", &o->start},
      {"--region", "which region region_closed closes (default 0)", &o->region}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  auto const common = ensemble_options(o->ensemble);
  c.options.insert(c.options.end(), common.begin(), common.end());
  return c;
}

}  // namespace gs::cli
