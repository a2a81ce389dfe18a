#include "host/cli/stress_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <set>
#include "host/cli/console.hpp"
#include "host/cli/json_line.hpp"

namespace gs::cli {
namespace {
using experiments::BreakingPoint;
using experiments::Frontier;

std::string number(double x, char const* format) { return std::isnan(x) ? "-" : fmt::format(fmt::runtime(format), x); }

std::string breaking_text(Frontier const& f) {
  if (f.point.kind == BreakingPoint::Kind::never) return "> " + f.ray.text(1.0);
  if (f.point.kind == BreakingPoint::Kind::already_broken) return "broken at " + f.ray.text(0.0);
  return f.ray.text(f.point.at);
}
std::string interval_text(Frontier const& f) {
  if (f.point.kind != BreakingPoint::Kind::found) return "-";
  return fmt::format("{} … {}", f.ray.text(f.point.low), f.ray.text(f.point.high));
}
std::string recover_text(Frontier const& f) {
  bool const short_of = !std::isnan(f.share_back) && f.share_back < 1.0;
  return (short_of ? ">= " : "") + number(f.recover, "{:.1f} d");
}
std::string tuned_text(Frontier const& f) {
  if (!f.tuned) return "no";
  return fmt::format("service {:.3f}, {:.4g} M CNY/y", f.tuned->service, static_cast<double>(f.tuned->budget) / 1e8);
}
std::string hidden_text(Frontier const& f) {
  std::string out;
  for (auto const& h : f.hidden) out += fmt::format("{}{} {:.3g}", out.empty() ? "" : ", ", h.lever, h.value);
  return out.empty() ? "-" : out;
}

using Cell = std::string (*)(Frontier const&);
struct Line {
  std::string title;
  Cell cell;
};

std::vector<Line> lines(std::string const& metric) {
  return {
      {"breaks at", breaking_text},
      {"95 % interval", interval_text},
      {metric + " at rest", [](Frontier const& f) { return number(f.calm, "{:.4f}"); }},
      {metric + " where it breaks", [](Frontier const& f) { return number(f.metric, "{:.4f}"); }},
      {"worst day's service there", [](Frontier const& f) { return number(f.worst_day, "{:.3f}"); }},
      {"time to survive", [](Frontier const& f) { return std::isnan(f.survive) ? std::string("no day below 0.95") : number(f.survive, "{:.1f} d"); }},
      {"time to recover", recover_text},
      {"broke first", [](Frontier const& f) { return broke_first(f.first); }},
      {"cost a year there [M CNY]", [](Frontier const& f) { return number(f.yearly_cost / 1e6, "{:.4g}"); }},
      {"tuned", tuned_text},
      {"hidden parameters", hidden_text}};
}

//! Columns of one direction, one a design.
std::string table(std::vector<Frontier const*> const& columns, std::string const& metric) {
  std::vector<std::vector<std::string>> cells;
  std::vector<std::string> head{columns.front()->ray.name()};
  for (Frontier const* f : columns) head.push_back(f->design);
  cells.push_back(head);
  for (Line const& line : lines(metric)) {
    std::vector<std::string> row{"  " + line.title};
    for (Frontier const* f : columns) row.push_back(line.cell(*f));
    cells.push_back(row);
  }
  std::string out;
  for (auto const& row : cells) {
    std::string text;
    for (std::size_t c = 0; c < row.size(); ++c) {
      std::size_t wide = 0;
      for (auto const& r : cells) wide = std::max(wide, r[c].size());
      text += fmt::format("{:<{}}  ", row[c], wide);
    }
    out += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string kind_text(BreakingPoint::Kind kind) {
  return kind == BreakingPoint::Kind::found ? "found" : kind == BreakingPoint::Kind::never ? "never" : "already_broken";
}

//! Says so when the rule's metric hardly answers to what is grown.
std::string flat_note(Frontier const& f, experiments::StressRequest const& q) {
  double low = HUGE_VAL, high = -HUGE_VAL;
  for (auto const& [level, value] : f.curve) low = std::fmin(low, value), high = std::fmax(high, value);
  if (f.point.kind != BreakingPoint::Kind::never || !(high - low < 0.02)) return "";
  return fmt::format(
      "note: {} moved by {:.4f} only over the whole range for {}; a metric of the whole window hardly sees one evening. Try --until "
      "\"service_wave<0.9\".\n",
      q.until.name, high - low, f.design);
}

std::string ratio_text(Frontier const& a, Frontier const& b) {
  auto const ratio = experiments::ratio_of(a, b);
  if (!ratio) return "";
  std::string const word = ratio->low > 1.0 ? "further than" : ratio->high < 1.0 ? "less far than" : "not shown to differ from";
  return fmt::format("{} gets {} {}: {:.2f} x (95 % {:.2f} … {:.2f}, common seeds)\n", b.design, word, a.design, ratio->at, ratio->low, ratio->high);
}

std::vector<std::vector<Frontier const*>> by_ray(experiments::StressResult const& r, std::size_t designs) {
  std::vector<std::vector<Frontier const*>> out;
  for (std::size_t k = 0; k < r.frontiers.size(); ++k) {
    if (k % designs == 0) out.emplace_back();
    out.back().push_back(&r.frontiers[k]);
  }
  return out;
}

std::string kind_of(std::string const& place) { return place.substr(0, place.find('.')); }

//! What grows, from its value at level 0 to that at 1: what a level is in its own unit.
std::string stressors_json(experiments::Ray const& ray) {
  std::string out;
  for (std::size_t k = 0; k < ray.stressors.size(); ++k) {
    experiments::Stressor const& s = ray.stressors[k];
    JsonLine line;
    line.add("name", s.name).add("unit", s.unit).add("low", s.low).add("high", s.high).add("geometric", s.geometric).add("weight", ray.weights[k]);
    out += (k == 0 ? "" : ",") + line.str();
  }
  return "[" + out + "]";
}

//! Values of what grows at a level: {"wave.peak": 1234}.
JsonLine values_json(experiments::Ray const& ray, double level) {
  JsonLine out;
  for (std::size_t k = 0; k < ray.stressors.size(); ++k) out.add(ray.stressors[k].name, ray.stressors[k].value(level * ray.weights[k]));
  return out;
}

std::string places_json(std::vector<experiments::Broken> const& places) {
  std::string out;
  for (auto const& b : places) out += (out.empty() ? "" : ",") + JsonLine().add("place", b.place).add("days", b.days).add("share", b.share).str();
  return "[" + out + "]";
}

std::string curve_json(std::vector<std::pair<double, double>> const& curve) {
  std::string out;
  for (auto const& [level, value] : curve) out += fmt::format("{}[{},{}]", out.empty() ? "" : ",", json_number(level), json_number(value));
  return "[" + out + "]";
}

JsonLine frontier_json(Frontier const& f, experiments::StressRequest const& q) {
  JsonLine hidden, line("result");
  for (auto const& h : f.hidden) hidden.add(h.lever, h.value);
  line.add("experiment", "stress").add("design", f.design).add("grown", f.ray.name()).add("rule", to_string(q.until));
  line.add("outcome", kind_text(f.point.kind)).add("breaks_at", values_json(f.ray, f.point.at));
  line.add("low", values_json(f.ray, f.point.low)).add("high", values_json(f.ray, f.point.high));
  line.add("replications", f.point.replications).add("runs", f.runs);
  line.add("at_rest", f.calm).add("where_it_breaks", f.metric).add("service_worst_day", f.worst_day);
  line.add("time_to_survive", f.survive).add("time_to_recover", f.recover).add("share_recovered", f.share_back);
  line.add("yearly_cost", f.yearly_cost).add("tuned", f.tuned.has_value()).add("hidden", hidden);
  return line.raw("broke_first", places_json(f.first)).raw("curve", curve_json(f.curve)).raw("stressors", stressors_json(f.ray));
}
}  // namespace

std::string broke_first(std::vector<experiments::Broken> const& places) {
  std::string out;
  std::set<std::string> kinds;
  for (auto const& b : places) {
    bool const goods = b.place.find('.') == std::string::npos;
    if (!kinds.insert(goods ? "goods" : kind_of(b.place)).second) continue;
    std::string const name = goods ? b.place + " SKUs" : b.place.starts_with("hours.") ? b.place.substr(6) + " hours" : b.place.substr(8) + " stock";
    out += fmt::format("{}{} day {:.0f}", out.empty() ? "" : ", ", name, b.days);
  }
  return out.empty() ? "nothing left its quiet band" : out;
}

std::string stress_text(experiments::StressRequest const& q, experiments::StressResult const& r) {
  std::string out =
      fmt::format("until {} · {} members · {} to {} replications a level on common seeds from {}\n\n", to_string(q.until), with_commas(r.members),
                  q.bisection.replications, std::max(q.bisection.replications, q.bisection.most_replications), r.first_seed);
  bool tuned = true;
  for (auto const& columns : by_ray(r, q.designs.size())) {
    out += table(columns, q.until.name);
    for (std::size_t c = 1; c < columns.size(); ++c) out += ratio_text(*columns.front(), *columns[c]);
    for (Frontier const* f : columns) out += flat_note(*f, q), tuned = tuned && f->tuned.has_value();
    out += "\n";
  }
  if (!tuned && q.designs.size() > 1)
    out += "the designs are not all tuned to equal quiet service and equal budget: what differs may be what they spend (groundswell tune)\n";
  for (auto const& g : r.gates) out += fmt::format("{}: {} {} ({})\n", g.holds ? "holds" : "BREAKS", g.design, to_string(g.rule), g.why);
  return out;
}

std::vector<JsonLine> stress_json(experiments::StressRequest const& q, experiments::StressResult const& r) {
  std::vector<JsonLine> lines;
  for (std::size_t k = 0; k < r.frontiers.size(); ++k) {
    Frontier const &f = r.frontiers[k], &reference = r.frontiers[k - k % q.designs.size()];
    JsonLine& line = lines.emplace_back(frontier_json(f, q));
    auto const ratio = &f == &reference ? std::nullopt : experiments::ratio_of(reference, f);
    if (ratio) line.add("ratio_to_first", JsonLine().add("at", ratio->at).add("low", ratio->low).add("high", ratio->high));
  }
  for (auto const& g : r.gates)
    lines.push_back(JsonLine("gate").add("design", g.design).add("rule", to_string(g.rule)).add("holds", g.holds).add("why", g.why));
  return lines;
}

}  // namespace gs::cli
