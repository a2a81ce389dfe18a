#include <fmt/format.h>
#include <cmath>
#include "host/cli/console.hpp"
#include "host/cli/ensemble_options.hpp"
#include "host/cli/scenario_options.hpp"
#include "host/cli/split.hpp"
#include "host/experiments/lever_gain.hpp"

namespace gs::cli {
namespace {

struct LeversOptions {
  ScenarioOptions scenario;
  EnsembleOptions ensemble;
  std::string watched = "service", levers, vary;
  std::int64_t replications = 4;
  bool gain_only = false;
};

std::string break_even_text(experiments::LeverGain const& g) {
  if (g.key.empty()) return g.hidden ? "no single key moves it" : "-";
  std::string curve;
  for (std::size_t k = 0; k < g.curve.size(); ++k)
    curve +=
        fmt::format("{}{:g}: {:+.3g} ± {:.2g}", curve.empty() ? "" : ", ", g.curve[k].first, g.curve[k].second / 1e6, g.along[k].half_width() / 1e6);
  std::string even;
  for (double const x : g.break_even) even += fmt::format("{}{:.3g}", even.empty() ? "" : " and ", x);
  if (!even.empty()) return fmt::format("{} = {}  ({})", g.key, even, curve);
  bool const gains = !g.curve.empty() && g.curve.front().second > 0.0;
  return fmt::format("none: {} at every {} tried  ({})", gains ? "gains" : "loses", g.key, curve);
}

std::string text_of(experiments::LeversRequest const& q, experiments::LeversResult const& r) {
  std::string out = fmt::format("levers of {} in {}: the design with and without each, {} pairs on common seeds · M CNY a year{}\n\n", q.base.design,
                                q.base.scenario, q.replications, r.tuned ? "" : " · design not tuned");
  out += fmt::format("{:<10} {:>9} {:>20} {:>9} {:>11} {:>8} {:>10}  {}\n", "lever", "margin", "95 %", "own cost", "worth up to", "payback",
                     q.watched.substr(0, 10), "hidden parameter; break-even (key: gain)");
  for (auto const& g : r.levers) {
    out += fmt::format("{:<10} {:>+9.3g} {:>20} {:>9.3g} {:>11.3g} {:>8} {:>+10.4f}  ", g.lever, g.margin.difference / 1e6,
                       fmt::format("{:+.3g} … {:+.3g}", g.margin.student.low / 1e6, g.margin.student.high / 1e6), g.own_cost / 1e6, g.worth / 1e6,
                       g.payback ? fmt::format("{:.1f} y", *g.payback) : "-", g.service.difference);
    out += g.hidden ? fmt::format("{} = {:.3g}; ", g.hidden->what, g.hidden->value) : "";
    out += break_even_text(g) + "\n";
  }
  return out;
}

std::vector<JsonLine> json_of(experiments::LeversRequest const& q, experiments::LeversResult const& r) {
  std::vector<JsonLine> lines;
  for (auto const& g : r.levers) {
    std::string curve, widths, even;
    for (auto const& p : g.along) widths += (widths.empty() ? "" : ",") + json_number(p.half_width());
    for (double const x : g.break_even) even += (even.empty() ? "" : ",") + json_number(x);
    for (auto const& [value, gain] : g.curve) curve += fmt::format("{}[{},{}]", curve.empty() ? "" : ",", json_number(value), json_number(gain));
    JsonLine& line = lines.emplace_back("result");
    line.add("experiment", "levers").add("design", q.base.design).add("scenario", q.base.scenario).add("lever", g.lever);
    line.add("yearly_margin_gain", g.margin.difference).add("low", g.margin.student.low).add("high", g.margin.student.high);
    line.add("yearly_own_cost", g.own_cost).add("worth_up_to", g.worth).add("watched", q.watched).add("watched_gain", g.service.difference);
    line.raw("payback_years", g.payback ? json_number(*g.payback) : "null");
    if (g.hidden) line.add("hidden", g.hidden->what).add("hidden_value", g.hidden->value);
    line.add("key", g.key).raw("curve", "[" + curve + "]").raw("half_widths", "[" + widths + "]");
    line.raw("break_even", g.break_even.empty() ? "null" : json_number(g.break_even.front())).raw("break_evens", "[" + even + "]");
    line.add("pairs", g.margin.n);
  }
  return lines;
}

int levers(Context const& context, LeversOptions const& o) {
  experiments::LeversRequest q;
  q.base = finished_request(o.scenario);
  q.base.threads.reset();
  if (q.base.design.empty()) q.base.design = "flexible";
  q.replications = o.replications, q.watched = o.watched, q.break_even = !o.gain_only;
  if (!o.levers.empty()) q.levers = split(o.levers);
  if (!o.vary.empty()) q.vary = experiments::parse_vary(o.vary);
  EnsembleLine line("levers", context.json);
  experiments::Options const options = finished_options(o.ensemble, o.scenario.backend, o.scenario.threads, context, line);
  if (o.ensemble.dry) return say_plan(context, plan(experiments::lever_jobs(q), options), o.ensemble.folder), ok;
  experiments::Ensemble ensemble(options);
  experiments::LeversResult const result = experiments::lever_gains(ensemble, q);
  if (!ensemble.is_main()) return ensemble.exit_code();
  if (!context.json) fmt::print("{}", text_of(q, result));
  auto lines = json_of(q, result);
  lines.insert(lines.begin(), experiment_json(context, "levers", q.base.scenario, result.outcomes));
  keep_results(context, options, lines);
  std::fflush(stdout);
  say_ensemble(context, ensemble, result.jobs, result.outcomes);
  return ensemble.exit_code();
}
}  // namespace

Command levers_command() {
  auto o = keep<LeversOptions>();
  Command c{"levers", "what each lever of a design gains, what that hangs on, and where it breaks even", scenario_options(o->scenario),
            [o](Context const& context) { return levers(context, *o); }};
  std::vector<Option> const own = {
      {"-r,--replications", "pairs on common seeds (default 4)", &o->replications},
      {"--metric", "shown beside the margin (default service)", &o->watched},
      {"--lever", "only these of the design's levers: A,B (default all)", &o->levers},
      {"--vary", "key=a,b,c or key=lin(a,b,n): break even over this key rather than the lever's hidden parameter", &o->vary},
      {"--gain-only", "do not vary the hidden parameters: a fifth of the runs", &o->gain_only}};
  c.options.insert(c.options.end(), own.begin(), own.end());
  auto const common = ensemble_options(o->ensemble);
  c.options.insert(c.options.end(), common.begin(), common.end());
  return c;
}

}  // namespace gs::cli
