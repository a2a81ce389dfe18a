#include <fmt/format.h>
#include <cmath>
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/experiments/claims.hpp"
#include "host/experiments/rule.hpp"

namespace gs::cli {
namespace {
using experiments::ClaimResult;
using experiments::ClaimVerdict;

struct ClaimsOptions {
  ScenarioOptions scenario;
  EnsembleOptions ensemble;
  std::string only;
  std::int64_t replications = 4;
};

bool measured(ClaimResult const& r) { return r.pairs > 0; }

std::string figures(ClaimResult const& r) {
  if (!measured(r)) return "-";
  bool const ratio = r.claim->effect == experiments::Claim::Effect::ratio;
  std::string const claimed = std::isnan(r.claim->effect_claimed) ? "" : fmt::format(", claimed {:.3g}", r.claim->effect_claimed);
  return fmt::format("{} {:.3g} -> {:.3g}: {}{:.3g} ({:.3g} … {:.3g}){}", r.claim->metric, r.before, r.after, ratio ? "x " : "", r.effect,
                     r.interval.low, r.interval.high, claimed);
}

std::string verdict(ClaimResult const& r) { return experiments::claim_verdict_names[static_cast<int>(r.verdict)]; }

std::string text_of(experiments::ClaimsResult const& r) {
  std::string out;
  for (ClaimResult const& c : r.results) {
    out += fmt::format("{}\n  verdict   {}\n", c.claim->claimed, verdict(c));
    if (measured(c)) out += "  measured  " + figures(c) + "\n";
    out += "  " + c.why + "\n";
  }
  return out;
}

std::vector<JsonLine> json_of(experiments::ClaimsResult const& r) {
  std::vector<JsonLine> lines;
  for (ClaimResult const& c : r.results)
    lines.emplace_back("result")
        .add("experiment", "claims")
        .add("claim", c.claim->name)
        .add("claimed", c.claim->claimed)
        .add("verdict", verdict(c))
        .add("metric", c.claim->metric)
        .add("before", measured(c) ? c.before : NAN)
        .add("after", measured(c) ? c.after : NAN)
        .add("effect", measured(c) ? c.effect : NAN)
        .add("low", measured(c) ? c.interval.low : NAN)
        .add("high", measured(c) ? c.interval.high : NAN)
        .add("effect_claimed", c.claim->effect_claimed)
        .add("ratio", c.claim->effect == experiments::Claim::Effect::ratio)
        .add("margin_gain", measured(c) ? c.margin.difference : NAN)
        .add("pairs", c.pairs)
        .add("why", c.why);
  return lines;
}

experiments::ClaimsRequest request_of(ClaimsOptions const& o) {
  experiments::ClaimsRequest q;
  q.base = finished_request(o.scenario);
  q.base.threads.reset();
  if (q.base.world.empty()) q.base.world = "small";
  q.only = experiments::split_list(o.only);
  q.replications = o.replications;
  return q;
}

int claims(Context const& context, ClaimsOptions const& o) {
  experiments::ClaimsRequest const q = request_of(o);
  EnsembleLine line("claims", context.json);
  experiments::Options const options = finished_options(o.ensemble, o.scenario.backend, o.scenario.threads, context, line);
  if (o.ensemble.dry) return say_plan(context, plan(experiments::claim_jobs(q), options), o.ensemble.folder), ok;
  experiments::Ensemble ensemble(options);
  experiments::ClaimsResult const result = experiments::test_claims(ensemble, q);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (!context.json) fmt::print("{}", text_of(result));
  auto lines = json_of(result);
  lines.insert(lines.begin(), experiment_json(context, "claims", q.base.scenario, result.outcomes));
  keep_results(context, options, lines);
  std::fflush(stdout);
  say_ensemble(context, ensemble, result.jobs, result.outcomes);
  return ensemble.exit_code();
}
}  // namespace

Command claims_command() {
  auto o = keep<ClaimsOptions>();
  Command c{"claims", "the claims from practice as paired experiments: claimed, measured, interval, verdict", {}, [o](Context const& context) {
              return claims(context, *o);
            }};
  std::vector<Option> const own = {{"--only", "names of claims, such as utilisation,restock; default all", &o->only},
                                   {"--world", "name in configs/worlds or path (default small)", &o->scenario.request.world},
                                   {"--members", "how many members: 20000, 200k", &o->scenario.members},
                                   {"--days", "measured days, after the warm-up", &o->scenario.days},
                                   {"--seed", "first seed", &o->scenario.seed},
                                   {"--set", "key=value, may be repeated", &o->scenario.request.sets},
                                   {"--backend", "auto, cpu or cuda", &o->scenario.backend},
                                   {"--threads", "0 = all; never changes a result", &o->scenario.threads},
                                   {"-r,--replications", "pairs on common seeds (default 4)", &o->replications}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  auto const common = ensemble_options(o->ensemble);
  c.options.insert(c.options.end(), common.begin(), common.end());
  return c;
}

}  // namespace gs::cli
