#include "host/cli/compare_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numeric>
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

//! A column of the table. Where it is too wide, the one with the largest `spare` goes first; 0 stays.
struct Field {
  std::string title;
  int spare = 0;
  bool left = false;
  std::vector<std::string> cells = {};

  std::size_t width() const {
    std::size_t most = title.size();
    for (std::string const& c : cells) most = std::max(most, c.size());
    return most;
  }
};

std::vector<Field> fields_of(Comparison const& c, std::vector<Difference> const& rows, double precision) {
  std::vector<Field> f = {{"", 0, true},
                          {"unit"},
                          {c.against},
                          {c.design},
                          {"difference", 2},
                          {"95 % paired t", 1},
                          {"95 % bootstrap", 4},
                          {"in words", 0, true},
                          {fmt::format("runs {:.2g} %", 100.0 * precision), 3}};
  for (Difference const& d : rows) {
    std::string const cells[] = {d.metric,
                                 d.info->unit,
                                 show(d, d.paired.a),
                                 show(d, d.paired.b),
                                 show_signed(d, d.paired.difference),
                                 show(d, d.paired.student),
                                 show(d, d.paired.bootstrap),
                                 in_words(d),
                                 d.needed > 0 ? with_commas(d.needed) : "-"};
    for (std::size_t k = 0; k < f.size(); ++k) f[k].cells.push_back(cells[k]);
  }
  return f;
}

//! Leaves columns out until the rest fits.
void narrow(std::vector<Field>& fields, int width) {
  auto const total = [&] {
    return std::accumulate(fields.begin(), fields.end(), 0, [](int n, Field const& f) { return n + 2 + static_cast<int>(f.width()); });
  };
  while (total() > width) {
    auto const spare = std::max_element(fields.begin(), fields.end(), [](Field const& a, Field const& b) { return a.spare < b.spare; });
    if (spare->spare == 0) return;
    fields.erase(spare);
  }
}

std::string line_of(std::vector<Field> const& fields, std::vector<std::string> const& cells) {
  std::string out;
  for (std::size_t k = 0; k < fields.size(); ++k)
    out += fields[k].left ? fmt::format("  {:<{}}", cells[k], fields[k].width()) : fmt::format("  {:>{}}", cells[k], fields[k].width());
  return out.erase(out.find_last_not_of(' ') + 1);
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

std::string table(Comparison const& c, CompareResult const& r, std::vector<Difference> const& rows, int width) {
  std::vector<Field> fields = fields_of(c, rows, r.precision);
  narrow(fields, width);
  std::vector<std::string> titles;
  for (Field const& f : fields) titles.push_back(f.title);
  std::string out = fmt::format("\n{} against {}\n{}\n", c.design, c.against, line_of(fields, titles));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> cells;
    for (Field const& f : fields) cells.push_back(f.cells[i]);
    out += line_of(fields, cells) + (rows[i].paired.n == r.replications ? "" : fmt::format("  ({} pairs)", rows[i].paired.n)) + "\n";
  }
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

std::string comparison_text(CompareRequest const& request, CompareResult const& result, Shown const& shown, int width) {
  std::string out = heading(request, result);
  for (Comparison const& c : result.comparisons) out += table(c, result, chosen(c, request, shown), width);
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
