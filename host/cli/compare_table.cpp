#include "host/cli/compare_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/cli/closing_table.hpp"
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"

namespace gs::cli {
namespace {
using experiments::CompareRequest;
using experiments::CompareResult;
using experiments::Comparison;
using experiments::DesignFacts;
using experiments::Difference;
using experiments::Interval;

std::string show(Difference const& d, double value) { return show_value({d.metric, d.info, value, ""}); }
std::string show_signed(Difference const& d, double value) { return (value > 0.0 ? "+" : "") + show(d, value); }
std::string show(Difference const& d, Interval const& i) {
  return std::isnan(i.low) ? "n/a" : fmt::format("[{}, {}]", show_signed(d, i.low), show_signed(d, i.high));
}

//! " by 12 %", ", 6.1 times"; nothing where a share says nothing.
std::string how_much(Difference const& d) {
  double const share = d.paired.difference / d.paired.a;
  if (!std::isfinite(share) || d.paired.a <= 0.0) return "";
  return share > 1.0 ? fmt::format(", {:.3g} times", 1.0 + share)
                     : fmt::format(" by {:.{}f} %", 100.0 * std::abs(share), std::abs(share) < 0.0995 ? 1 : 0);
}

//! "better: higher by 12 %", "not shown".
std::string in_words(Difference const& d) {
  using enum experiments::Direction;
  std::string const word = experiments::direction_names[static_cast<int>(d.direction)];
  if (d.direction == unclear || d.direction == none) return word;
  std::string const way = (d.paired.difference > 0.0 ? "higher" : "lower") + how_much(d);
  return d.direction == better || d.direction == worse ? fmt::format("{}: {}", word, way) : way;
}

std::string tuned_text(DesignFacts const& f) {
  if (!f.tuned) return "not tuned";
  return fmt::format("tuned to quiet service {:.3g} within {} CNY a year in {} ({} members, {} runs)", f.tuned->service,
                     with_commas(f.tuned->budget / 100), f.tuned->world, with_commas(f.tuned->members), f.tuned->runs);
}

std::string heading(CompareRequest const& q, CompareResult const& r) {
  std::uint64_t const last = r.first_seed + static_cast<std::uint64_t>(r.replications - 1);
  std::string out = fmt::format("{} · {} members · {} replication{} on common seeds {}", q.base.scenario, with_commas(r.members), r.replications,
                                r.replications == 1 ? "" : "s", r.first_seed);
  if (r.replications > 1) out += fmt::format(" to {}", last);
  out += "\n\n";
  for (DesignFacts const& f : r.designs) {
    out += fmt::format("  {:<14} {} · here: service {:.4f}, cost {} CNY a year\n", f.name, tuned_text(f), f.service,
                       std::isnan(f.yearly_cost) ? "n/a" : with_commas(std::llround(f.yearly_cost)));
    for (experiments::Hidden const& h : f.hidden)
      out += fmt::format("  {:<14}   {} hangs on: {} = {:.3g}{}\n", "", h.lever, h.what, h.value, h.key.empty() ? "" : " (" + h.key + ")");
  }
  return out + "  " + tuning_verdict(r.designs) + "\n";
}

struct Widths {
  int name = 24, value = 14, interval = 24, words = 26;
};

Widths widths(Comparison const& c, std::vector<Difference> const& rows) {
  Widths w;
  w.value = std::max({w.value, static_cast<int>(c.design.size()) + 2, static_cast<int>(c.against.size()) + 2});
  for (Difference const& d : rows) {
    w.name = std::max(w.name, static_cast<int>(d.metric.size()));
    w.interval =
        std::max({w.interval, static_cast<int>(show(d, d.paired.student).size()) + 2, static_cast<int>(show(d, d.paired.bootstrap).size()) + 2});
  }
  return w;
}

std::string row(Difference const& d, Widths const& w, std::int64_t replications) {
  std::string const pairs = d.paired.n == replications ? "" : fmt::format("  ({} pairs)", d.paired.n);
  return fmt::format("  {:<{}} {:>6}{:>{}}{:>{}}{:>{}}{:>{}}{:>{}}  {:<{}}{:>10}{}\n", d.metric, w.name, d.info->unit, show(d, d.paired.a), w.value,
                     show(d, d.paired.b), w.value, show_signed(d, d.paired.difference), w.value, show(d, d.paired.student), w.interval,
                     show(d, d.paired.bootstrap), w.interval, in_words(d), w.words, d.needed > 0 ? with_commas(d.needed) : "-", pairs);
}

std::vector<std::string> measured(Comparison const& c) {
  std::vector<std::string> names;
  for (Difference const& d : c.differences)
    if (d.paired.n > 0) names.push_back(d.metric);
  return names;
}

//! The differences that are asked for; the metrics a precision is for always.
std::vector<Difference> chosen(Comparison const& c, CompareRequest const& q, Shown const& shown) {
  std::vector<Difference> out;
  auto const wanted = shown.of(measured(c), [](std::string const&) { return true; });
  auto const among = [](std::vector<std::string> const& all, std::string const& name) {
    return std::find(all.begin(), all.end(), name) != all.end();
  };
  for (Difference const& d : c.differences)
    if (d.paired.n > 0 && (among(wanted, d.metric) || among(q.watched, d.metric))) out.push_back(d);
  return out;
}

std::string table(Comparison const& c, CompareResult const& r, std::vector<Difference> const& rows) {
  Widths const w = widths(c, rows);
  std::string out = fmt::format("\n{} against {}\n  {:<{}} {:>6}{:>{}}{:>{}}{:>{}}{:>{}}{:>{}}  {:<{}}{:>10}\n", c.design, c.against, "", w.name,
                                "unit", c.against, w.value, c.design, w.value, "difference", w.value, "95 % paired t", w.interval, "95 % bootstrap",
                                w.interval, "in words", w.words, fmt::format("runs {:.2g} %", 100.0 * r.precision));
  for (Difference const& d : rows) out += row(d, w, r.replications);
  for (Difference const& d : c.differences)
    if (d.metric == "service" && d.paired.n >= 2 && d.paired.sd > 0.0)
      out += fmt::format("  Common seeds: the difference of service would need {:.3g} times the replications on independent seeds.\n",
                         d.paired.unpaired * d.paired.unpaired / (d.paired.sd * d.paired.sd));
  out += fmt::format(
      "  A direction is named when both intervals leave out zero: Student's t on the paired differences, and a BCa bootstrap of their mean\n"
      "  ({} resamples). Of {} metrics, about {:.0f} would pass one 95 % interval by luck alone. Last column: replications for a half width of\n"
      "  {:.2g} % of {}'s mean.\n",
      with_commas(experiments::resamples), rows.size(), 0.05 * static_cast<double>(rows.size()), 100.0 * r.precision, c.against);
  return out;
}

std::string pair_json(Interval const& i) { return fmt::format("[{},{}]", json_number(i.low), json_number(i.high)); }

JsonLine difference_json(Difference const& d) {
  JsonLine out;
  out.add("unit", d.info->unit).add("pairs", d.paired.n).add("against", d.paired.a).add("design", d.paired.b);
  out.add("difference", d.paired.difference).add("sd", d.paired.sd).add("unpaired_sd", d.paired.unpaired);
  out.raw("paired_t_95", pair_json(d.paired.student)).raw("bootstrap_bca_95", pair_json(d.paired.bootstrap));
  return out.add("direction", experiments::direction_names[static_cast<int>(d.direction)])
      .add("in_words", in_words(d))
      .add("replications_needed", d.needed);
}

JsonLine facts_json(DesignFacts const& f) {
  JsonLine out, hidden;
  for (experiments::Hidden const& h : f.hidden) hidden.add(h.lever, JsonLine().add("what", h.what).add("key", h.key).add("value", h.value));
  out.add("tuned", f.tuned.has_value()).add("tuned_text", tuned_text(f)).add("service", f.service).add("yearly_cost", f.yearly_cost);
  return out.add("hidden_parameters", hidden);
}
}  // namespace

std::string comparison_text(CompareRequest const& request, CompareResult const& result, Shown const& shown) {
  std::string out = heading(request, result);
  for (Comparison const& c : result.comparisons) out += table(c, result, chosen(c, request, shown));
  return out;
}

std::string more_of(Comparison const& c, CompareRequest const& request, Shown const& shown) {
  return how_to_see_more(chosen(c, request, shown).size(), measured(c).size());
}

std::vector<JsonLine> comparison_json(CompareRequest const& request, CompareResult const& result) {
  std::vector<JsonLine> lines;
  JsonLine designs;
  for (DesignFacts const& f : result.designs) designs.add(f.name, facts_json(f));
  for (Comparison const& c : result.comparisons) {
    JsonLine metrics;
    for (Difference const& d : c.differences) metrics.add(d.metric, difference_json(d));
    JsonLine out("result");
    out.add("experiment", "compare").add("scenario", request.base.scenario).add("design", c.design).add("against", c.against);
    out.add("members", result.members).add("replications", result.replications).add("first_seed", result.first_seed);
    out.add("precision", result.precision).add("precise_enough", result.precise_enough).add("tuning", tuning_verdict(result.designs));
    lines.push_back(out.add("designs", designs).add("metrics", metrics));
  }
  return lines;
}

}  // namespace gs::cli
