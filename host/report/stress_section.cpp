//! A stress test: how far each design gets, how it breaks, what breaks first.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/findings.hpp"
#include "host/report/forest_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {
using nlohmann::json;

//! One of the things that grow, from its values at level 0 and 1.
struct Grown {
  std::string name, unit;
  double low = 0.0, high = 1.0, weight = 1.0;
  bool geometric = false;
  double value(double level) const {
    double const x = std::clamp(level * weight, 0.0, 1.0);
    return geometric ? low * std::pow(high / low, x) : low + (high - low) * x;
  }
  std::string label() const { return unit.empty() ? name : name + " [" + unit + "]"; }
};

std::vector<Grown> grown_of(json const& f) {
  std::vector<Grown> out;
  for (json const& s : part(f, "stressors"))
    out.push_back({text(s, "name"), text(s, "unit"), number(s, "low"), number(s, "high"), number(s, "weight"), flag(s, "geometric")});
  return out;
}

std::string amount(double v, std::string const& unit = "") {
  if (std::isnan(v)) return "–";
  std::string const n = std::fabs(v) >= 1000.0 ? run::with_commas(std::llround(v)) : fmt::format("{:.3g}", v);
  return unit.empty() ? n : n + " " + unit;
}

//! "wave.peak 1,234", of all that grows; `which` is "breaks_at", "low" or "high".
std::string values_text(json const& f, char const* which) {
  std::string out;
  auto const all = grown_of(f);
  for (Grown const& g : all)
    out += fmt::format("{}{}{}", out.empty() ? "" : ", ", all.size() > 1 ? g.name + " " : "", amount(number(part(f, which), g.name), g.unit));
  return out;
}

std::string breaks_text(json const& f) {
  std::string const outcome = text(f, "outcome");
  if (outcome == "never") return "holds at the end of the range";
  return outcome == "already_broken" ? "broken before anything grew" : values_text(f, "breaks_at");
}
std::string interval_text(json const& f) { return text(f, "outcome") == "found" ? values_text(f, "low") + " … " + values_text(f, "high") : "–"; }

std::string first_text(json const& f) {
  std::string out;
  for (json const& b : part(f, "broke_first")) {
    out += fmt::format("{}{} on day {:.0f}", out.empty() ? "" : ", ", text(b, "place"), number(b, "days"));
    if (number(b, "share") < 1.0) out += fmt::format(" (in {})", percent(number(b, "share"), 0) + " of the seeds");
  }
  return out.empty() ? "nothing left its quiet band" : out;
}

std::string days_text(double days) { return std::isnan(days) ? "–" : fmt::format("{:.1f} d", days); }
std::string recover_text(json const& f) { return (number(f, "share_recovered") < 1.0 ? "at least " : "") + days_text(number(f, "time_to_recover")); }

//! Frontiers that grew the same, in the order of the file.
std::vector<std::vector<json>> by_direction(Records const& r) {
  std::vector<std::vector<json>> out;
  for (json const& f : r.results) {
    bool const same =
        !out.empty() && part(out.back().front(), "stressors") == part(f, "stressors") && text(out.back().front(), "grown") == text(f, "grown");
    if (!same) out.emplace_back();
    out.back().push_back(f);
  }
  return out;
}

std::string frontier(std::vector<json> const& designs) {
  auto const grown = grown_of(designs.front());
  if (grown.empty()) return "";
  Grown const& g = *std::max_element(grown.begin(), grown.end(), [](Grown const& a, Grown const& b) { return a.weight < b.weight; });
  FrontierPlot p;
  p.title = fmt::format("How far each design gets before {}: {}", text(designs.front(), "rule"), text(designs.front(), "grown"));
  p.unit = g.label(), p.from = g.low, p.to = g.value(1.0), p.logarithmic = g.geometric;
  for (json const& f : designs) {
    FrontierRow row;
    row.name = text(f, "design"), row.text = breaks_text(f), row.style = static_cast<int>(p.rows.size());
    row.at = number(part(f, "breaks_at"), g.name), row.low = number(part(f, "low"), g.name), row.high = number(part(f, "high"), g.name);
    row.never = text(f, "outcome") == "never", row.broken = text(f, "outcome") == "already_broken";
    if (text(f, "outcome") == "found") row.text += fmt::format(" ({})", interval_text(f));
    p.desc += fmt::format("{}: {}. ", row.name, row.text);
    p.rows.push_back(row);
  }
  return to_html(Figure{p.title + ". Bars end where the rule breaks, with the 95 % interval; an arrow: it still holds at the end of the range",
                        frontier_chart(p), "", true});
}

//! The number that a rule such as "service<0.95" compares with.
std::optional<double> bound_of(std::string const& rule) {
  std::size_t const at = rule.find_first_of("0123456789", rule.find_first_of("<>="));
  if (at == std::string::npos) return std::nullopt;
  return std::strtod(rule.c_str() + at, nullptr);
}

std::string curves(std::vector<json> const& designs) {
  auto const grown = grown_of(designs.front());
  if (grown.empty()) return "";
  Grown const& g = *std::max_element(grown.begin(), grown.end(), [](Grown const& a, Grown const& b) { return a.weight < b.weight; });
  LinePlot p;
  std::string const rule = text(designs.front(), "rule"), metric = rule.substr(0, rule.find_first_of(" <>="));
  p.title = fmt::format("{} as {} grows", metric, g.name), p.unit = metric, p.x_unit = g.label(), p.days = false, p.logarithmic_x = g.geometric,
  p.from_zero = false;
  p.rule = bound_of(rule), p.rule_text = rule;
  p.width = 960, p.height = 260;
  Table t{"", {"design", g.label(), metric}, {}, {}};
  for (json const& f : designs) {
    Series s;
    s.name = text(f, "design"), s.style = static_cast<int>(p.series.size()), s.dots = true;
    for (json const& point : part(f, "curve")) {
      s.x.push_back(g.value(number(point, std::size_t{0}))), s.y.push_back(number(point, std::size_t{1}));
      t.rows.push_back({{s.name}, {amount(s.x.back()), true}, {shown(metric, s.y.back()), true}});
    }
    p.series.push_back(s);
  }
  p.desc = "Means over seeds at every level that was tried; the rule is the dashed line. The figures stand in the table below.";
  return to_html(Figure{p.title + ": means over seeds at the levels that were tried", line_chart(p), folded("figures", t), true});
}

Table table(std::vector<json> const& designs) {
  std::string const rule = text(designs.front(), "rule"), metric = rule.substr(0, rule.find_first_of(" <>="));
  Table t{"", {text(designs.front(), "grown")}, {}, {}};
  for (json const& f : designs) t.head.push_back(text(f, "design"));
  auto const add = [&](std::string const& title, auto const& cell) {
    std::vector<Cell> row{{title}};
    for (json const& f : designs) row.push_back({cell(f)});
    t.rows.push_back(row), t.keys.push_back(title);
  };
  add("breaks at", breaks_text);
  add("95 % interval", interval_text);
  add(metric + " at rest", [&](json const& f) { return shown(metric, number(f, "at_rest")); });
  add(metric + " where it breaks", [&](json const& f) { return shown(metric, number(f, "where_it_breaks")); });
  add("worst day's service there", [](json const& f) { return shown("service", number(f, "service_worst_day")); });
  add("time to survive", [](json const& f) {
    return std::isnan(number(f, "time_to_survive")) ? std::string("no day below 0.95") : days_text(number(f, "time_to_survive"));
  });
  add("time to recover", recover_text);
  add("broke first", first_text);
  add("cost a year there [CNY]", [](json const& f) { return shown("cost.all", number(f, "yearly_cost")); });
  add("tuned", [](json const& f) { return std::string(flag(f, "tuned") ? "yes" : "no"); });
  add("seeds a level, runs", [](json const& f) { return fmt::format("{:.0f}, {:.0f}", number(f, "replications"), number(f, "runs")); });
  return t;
}

std::vector<Finding> findings(std::vector<json> const& designs) {
  std::vector<Finding> out;
  for (json const& f : designs) {
    bool const holds = text(f, "outcome") == "never", broken = text(f, "outcome") == "already_broken";
    std::string line = holds    ? fmt::format("{} keeps the rule over the whole range that was tried.", text(f, "design"))
                       : broken ? fmt::format("{} breaks the rule before anything grew.", text(f, "design"))
                                : fmt::format("{} breaks at {} (95 % {}).", text(f, "design"), breaks_text(f), interval_text(f));
    if (!holds)
      line += part(f, "broke_first").empty() ? " No place left its quiet band before." : fmt::format(" First to go short: {}.", first_text(f));
    out.push_back({line, holds ? 1 : broken ? -1 : 0});
    json const& ratio = part(f, "ratio_to_first");
    if (ratio.empty()) continue;
    double const low = number(ratio, "low"), high = number(ratio, "high");
    std::string const word = low > 1.0 ? "gets further than" : high < 1.0 ? "gets less far than" : "is not shown to differ from";
    out.push_back({fmt::format("{} {} {}: {:.2f} times (95 % {:.2f} … {:.2f}, common seeds).", text(f, "design"), word,
                               text(designs.front(), "design"), number(ratio, "at"), low, high),
                   low > 1.0    ? 1
                   : high < 1.0 ? -1
                                : 0});
  }
  return out;
}

std::string gates(Records const& r) {
  if (r.gates.empty()) return "";
  Table t{"", {"design", "must hold", "", "why"}, {}, {}};
  for (json const& g : r.gates)
    t.rows.push_back({{text(g, "design")},
                      {text(g, "rule")},
                      {flag(g, "holds") ? "holds" : "BREAKS", false, flag(g, "holds") ? "better" : "worse"},
                      {text(g, "why")}});
  return heading(3, "Gates") + to_html(t);
}

//! Two things that grow together in several directions: where each design breaks, as a line in their plane.
std::string plane(std::vector<std::vector<json>> const& directions) {
  if (directions.size() < 2) return "";
  auto const grown = grown_of(directions.front().front());
  if (grown.size() != 2) return "";
  LinePlot p;
  p.title = fmt::format("Frontier in the plane of {} and {}", grown[0].name, grown[1].name),
  p.desc = "A design holds below and to the left of its line.";
  p.unit = grown[1].label(), p.x_unit = grown[0].label(), p.days = false, p.width = 960, p.height = 340;
  for (auto const& designs : directions)
    for (std::size_t d = 0; d < designs.size(); ++d) {
      if (p.series.size() <= d) p.series.push_back({text(designs[d], "design"), {}, {}, static_cast<int>(d), {}, {}, true});
      p.series[d].x.push_back(number(part(designs[d], "breaks_at"), grown[0].name)),
          p.series[d].y.push_back(number(part(designs[d], "breaks_at"), grown[1].name));
    }
  return to_html(Figure{p.title + ": a design holds below and to the left of its line", line_chart(p), "", true});
}
}  // namespace

Sections stress_section(Records const& r) {
  auto const directions = by_direction(r);
  json const& first = r.results.front();
  std::string html =
      paragraph(fmt::format("What is named grew until {} on the same seeds for every design; the breaking point was found by halving the range, with "
                            "an interval from the spread over seeds.",
                            text(first, "rule")));
  bool const tuned = std::all_of(r.results.begin(), r.results.end(), [](json const& f) { return flag(f, "tuned"); });
  if (!tuned)
    html += paragraph("The designs are not all tuned to equal quiet service and equal budget: what differs may be what they spend.", "warn");
  html += plane(directions);
  for (auto const& designs : directions) {
    if (directions.size() > 1) html += heading(3, text(designs.front(), "grown"));
    html += to_html(findings(designs), "Good", "Mind") + frontier(designs) + to_html(table(designs)) + curves(designs);
  }
  html += gates(r) + heading(3, "How it was made");
  html += facts_html({{"scenario", text(r.head, "scenario")},
                      {"rule", text(first, "rule")},
                      {"members", std::isnan(number(r.head, "members")) ? "" : run::with_commas(std::llround(number(r.head, "members")))},
                      {"first seed", std::isnan(number(r.head, "first_seed")) ? "" : fmt::format("{:.0f}", number(r.head, "first_seed"))},
                      {"program", text(r.head, "version") + " " + text(r.head, "git_commit").substr(0, 12)},
                      {"runs", runs_text(r)},
                      {"file", r.file.filename().string()},
                      {"run it again", text(r.head, "command_line")}});
  return {{"stress", "Stress test: " + text(first, "grown"), html}};
}

}  // namespace gs::report
