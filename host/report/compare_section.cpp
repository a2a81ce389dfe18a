//! A comparison on common seeds: what is shown and what is not, as a forest plot and a table.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/findings.hpp"
#include "host/report/forest_chart.hpp"
#include "host/report/key_metrics.hpp"
#include "host/report/radar_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {
using nlohmann::json;

Verdict verdict_of(std::string const& direction) {
  if (direction == "better") return Verdict::better;
  if (direction == "worse") return Verdict::worse;
  return direction == "higher" || direction == "lower" ? Verdict::different : Verdict::unclear;
}

std::string interval_text(std::string const& metric, json const& d) {
  json const& i = part(d, "paired_t_95");
  if (std::isnan(number(i, std::size_t{0}))) return "no interval";
  return fmt::format("{} … {}", shown_signed(metric, number(i, std::size_t{0})), shown_signed(metric, number(i, std::size_t{1})));
}

std::string unit_of(json const& d) {
  std::string const unit = text(d, "unit");
  return unit == "1" ? "" : " " + unit;
}

std::vector<Finding> findings(json const& c) {
  std::vector<Finding> out;
  std::string unclear;
  int hidden = 0;
  for (char const* metric : key_metrics) {
    json const& d = part(part(c, "metrics"), metric);
    if (d.empty() || std::isnan(number(d, "difference"))) continue;
    Verdict const v = verdict_of(text(d, "direction"));
    if (v == Verdict::unclear) {
      ++hidden, unclear += (unclear.empty() ? "" : ", ") + std::string(metric);
      continue;
    }
    std::string words = text(d, "in_words");
    if (std::size_t const colon = words.find(": "); colon != std::string::npos) words = words.substr(colon + 2);
    out.push_back(
        {fmt::format("{}: {}, {} instead of {}{} (difference {}, 95 % {}).", name_in_words(metric), words, shown(metric, number(d, "design")),
                     shown(metric, number(d, "against")), unit_of(d), shown_signed(metric, number(d, "difference")), interval_text(metric, d)),
         v == Verdict::better  ? 1
         : v == Verdict::worse ? -1
                               : 0});
  }
  if (hidden > 0) out.push_back({fmt::format("Not shown, one way or the other: {}.", unclear), 0});
  return out;
}

ForestRow effect(std::string const& metric, json const& d) {
  double const a = std::fabs(number(d, "against"));
  json const& i = part(d, "paired_t_95");
  double const scale = a > 0.0 ? 100.0 / a : NAN;
  return {metric,
          fmt::format("{}{} ({})", shown_signed(metric, number(d, "difference")), unit_of(d), interval_text(metric, d)),
          scale * number(d, "difference"),
          scale * number(i, std::size_t{0}),
          scale * number(i, std::size_t{1}),
          verdict_of(text(d, "direction")),
          false};
}

std::string forest(json const& c) {
  ForestPlot p;
  p.title = fmt::format("Differences of {} against {} with 95 % intervals", text(c, "design"), text(c, "against"));
  p.unit = fmt::format("difference in % of {}", text(c, "against"));
  run::MetricInfo const* before = nullptr;
  for (char const* metric : key_metrics) {
    json const& d = part(part(c, "metrics"), metric);
    run::MetricInfo const* const info = run::find_metric(metric);
    if (d.empty() || info == nullptr || !std::isfinite(number(d, "difference"))) continue;
    if (before == nullptr || before->group != info->group)
      p.rows.push_back({run::group_names[static_cast<int>(info->group)], "", 0, 0, 0, Verdict::unclear, true});
    p.rows.push_back(effect(metric, d));
    p.desc += fmt::format("{}: {}, {}. ", metric, text(d, "in_words"), p.rows.back().text);
    before = info;
  }
  if (p.rows.empty()) return "";
  return to_html(Figure{
      fmt::format("{}. ▲ better, ▼ worse, ◆ neither side is better, ○ not shown; the line is the paired 95 % interval; arrows go on beyond the axis",
                  p.title),
      forest_chart(p), "", true});
}

Table table(json const& c) {
  Table t{
      "",
      {"figure", "unit", text(c, "against"), text(c, "design"), "difference", "95 % paired t", "95 % bootstrap", "pairs", "in words", "runs needed"},
      {},
      {}};
  auto const pair = [](std::string const& metric, json const& i) {
    return std::isnan(number(i, std::size_t{0}))
               ? std::string("n/a")
               : fmt::format("{} … {}", shown_signed(metric, number(i, std::size_t{0})), shown_signed(metric, number(i, std::size_t{1})));
  };
  for (run::MetricInfo const& info : run::metric_table())
    for (auto const& [metric, d] : part(c, "metrics").items()) {
      if (run::find_metric(metric) != &info || !(number(d, "pairs") > 0)) continue;
      Verdict const v = verdict_of(text(d, "direction"));
      double const needed = number(d, "replications_needed");
      t.rows.push_back({{metric},
                        {info.unit},
                        {shown(metric, number(d, "against")), true},
                        {shown(metric, number(d, "design")), true},
                        {shown_signed(metric, number(d, "difference")), true},
                        {pair(metric, part(d, "paired_t_95")), true},
                        {pair(metric, part(d, "bootstrap_bca_95")), true},
                        {fmt::format("{:.0f}", number(d, "pairs")), true},
                        {text(d, "in_words"), false,
                         v == Verdict::better  ? "better"
                         : v == Verdict::worse ? "worse"
                                               : ""},
                        {needed > 0 ? run::with_commas(std::llround(needed)) : "–", true}});
      t.keys.push_back(metric);
    }
  return t;
}

std::string radar(Records const& r) {
  RadarPlot p;
  p.title = "Scorecard, means over replications";
  constexpr char const* dimensions[] = {"response", "range", "cost", "quality", "resilience"};
  for (char const* d : dimensions) p.axes.emplace_back(d);
  Table t{"", {"dimension"}, {}, {}};
  for (char const* d : dimensions) t.rows.push_back({{d}});
  auto const add = [&](json const& c, char const* whose) {
    p.names.push_back(text(c, whose));
    t.head.push_back(p.names.back());
    auto& values = p.values.emplace_back();
    for (std::size_t d = 0; d < std::size(dimensions); ++d) {
      std::string const metric = std::string("score.") + dimensions[d];
      values.push_back(number(part(part(c, "metrics"), metric), whose));
      t.rows[d].push_back({shown(metric, values.back()), true});
      p.desc += fmt::format("{} {} {}. ", p.names.back(), dimensions[d], shown(metric, values.back()));
    }
  };
  add(r.results.front(), "against");
  for (json const& c : r.results) add(c, "design");
  if (std::all_of(p.values.front().begin(), p.values.front().end(), [](double v) { return std::isnan(v); })) return "";
  return heading(3, "Scorecard") +
         grid({to_html(Figure{"0 in the middle, 100 at the rim; means over replications", radar_chart(p), ""}), "<div>" + to_html(t) + "</div>"});
}

//! The first design, then those set against it.
std::vector<std::string> names_of(Records const& r) {
  std::vector<std::string> out = {text(r.results.front(), "against")};
  for (json const& c : r.results) out.push_back(text(c, "design"));
  return out;
}

Table designs(Records const& r) {
  Table t{"", {"design", "tuned", "service here", "cost a year [CNY]", "what its levers hang on"}, {}, {}};
  for (std::string const& name : names_of(r)) {
    json const& d = part(part(r.results.front(), "designs"), name);
    std::string hidden;
    for (auto const& [lever, h] : part(d, "hidden_parameters").items())
      hidden += fmt::format("{}{}: {} = {:.3g}", hidden.empty() ? "" : "; ", lever, text(h, "what"), number(h, "value"));
    t.rows.push_back({{name},
                      {text(d, "tuned_text")},
                      {shown("service", number(d, "service")), true},
                      {shown("cost.all", number(d, "yearly_cost")), true},
                      {hidden.empty() ? "–" : hidden}});
  }
  return t;
}

std::string how(Records const& r) {
  json const& c = r.results.front();
  double const n = number(c, "replications"), seed = number(c, "first_seed");
  return facts_html({{"scenario", text(c, "scenario")},
                     {"members", run::with_commas(std::llround(number(c, "members")))},
                     {"replications", fmt::format("{:.0f} on common seeds {:.0f} to {:.0f}", n, seed, seed + n - 1)},
                     {"precise enough", flag(c, "precise_enough") ? "yes" : "no: more replications were asked for than allowed"},
                     {"program", text(r.head, "version") + " " + text(r.head, "git_commit").substr(0, 12)},
                     {"runs", runs_text(r)},
                     {"file", r.file.filename().string()},
                     {"run it again", text(r.head, "command_line")}});
}
}  // namespace

Sections compare_section(Records const& r) {
  json const& first = r.results.front();
  std::string html =
      paragraph(fmt::format("Every figure below is a mean over {:.0f} pairs on the same seeds: the same members met the same media and drew the same "
                            "luck, so that the difference is far surer than the figures themselves. A direction is "
                            "named only when Student's t and a bootstrap of the paired differences both leave out zero.",
                            number(first, "replications")));
  html += paragraph(text(first, "tuning"), "warn") + to_html(designs(r));
  for (json const& c : r.results) {
    html += heading(3, fmt::format("{} against {}", text(c, "design"), text(c, "against")));
    html += to_html(findings(c), "Better", "Worse") + forest(c);
    html += folded(fmt::format("all figures of {} against {}", text(c, "design"), text(c, "against")), table(c));
  }
  html += radar(r) + heading(3, "How it was made") + how(r);
  std::string title = "Compared: ";
  for (json const& c : r.results) title += text(c, "design") + (&c == &r.results.back() ? "" : ", ");
  return {{"compare", title + " against " + text(first, "against"), html}};
}

}  // namespace gs::report
