//! The closing table of one or several runs, and the scorecard with its raw numbers.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/bar_chart.hpp"
#include "host/report/radar_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {

run::Metric const* find(RunData const& r, std::string const& name) {
  for (run::Metric const& m : r.metrics)
    if (m.name == name) return &m;
  return nullptr;
}

//! Names in the order of the metric table; of a family, in the order of the files.
std::vector<std::string> names_of(Runs const& runs) {
  std::vector<std::string> out;
  for (run::MetricInfo const& info : run::metric_table())
    for (RunData const& r : runs)
      for (run::Metric const& m : r.metrics)
        if (m.info == &info && std::find(out.begin(), out.end(), m.name) == out.end()) out.push_back(m.name);
  return out;
}

std::string percent_of(double a, double b) {
  double const share = (b - a) / a;
  if (!(a > 0.0) || !std::isfinite(share)) return "–";
  return fmt::format("{}{:.1f} %", share > 0.0 ? "+" : share < 0.0 ? "−" : "", 100.0 * std::fabs(share));
}

std::vector<Cell> row_of(std::string const& name, Runs const& runs) {
  run::MetricInfo const* const info = run::find_metric(name);
  std::vector<Cell> row{{name}, {info->unit}};
  std::string note;
  for (RunData const& r : runs) {
    run::Metric const* const m = find(r, name);
    row.push_back({m == nullptr ? "–" : shown(name, m->value), true});
    if (m != nullptr && !m->note.empty() && (std::isnan(m->value) || name.starts_with("bullwhip.") || name.starts_with("score.")))
      note += (note.empty() || note == m->note ? "" : "; ") + (note == m->note ? "" : m->note);
  }
  if (runs.size() == 2) {
    run::Metric const *const a = find(runs[0], name), *const b = find(runs[1], name);
    double const x = a == nullptr ? NAN : a->value, y = b == nullptr ? NAN : b->value;
    int const s = side(name, x, y);
    row.push_back({std::isnan(x) || std::isnan(y) ? "–" : shown_signed(name, y - x), true});
    row.push_back({percent_of(x, y), true});
    row.push_back({s > 0 ? "better" : s < 0 ? "worse" : "", false, s > 0 ? "better" : s < 0 ? "worse" : ""});
  }
  row.push_back({info->meaning + (note.empty() ? "" : " (" + note + ")"), false, "muted"});
  return row;
}

constexpr char const* dimensions[] = {"response", "range", "cost", "quality", "resilience"};
constexpr char const* titles[] = {"response", "range", "cost efficiency", "quality", "resilience"};

//! What a score is made from: the note of the file, else the figures behind it.
std::string raw_of(RunData const& r, std::string const& dimension) {
  run::Metric const* const m = find(r, "score." + dimension);
  if (m != nullptr && !m->note.empty()) return m->note;
  std::string out;
  auto const add = [&](std::string const& name) {
    double const v = r.value(name);
    if (!std::isnan(v)) out += (out.empty() ? "" : ", ") + name + " " + with_unit(name, v);
  };
  if (dimension == "response") add("order_to_door_p95_wave"), add("time_to_restock");
  if (dimension == "cost") add("margin"), add("revenue");
  if (dimension == "quality") add("defective");
  if (dimension == "resilience") add("service_worst_day"), add("time_to_recover");
  return out.empty() ? "–" : out;
}
}  // namespace

std::string metrics_html(Runs const& runs) {
  Table t;
  t.head = {"figure", "unit"};
  for (RunData const& r : runs) t.head.push_back(r.name);
  if (runs.size() == 2) t.head.insert(t.head.end(), {"difference", "in %", ""});
  t.head.push_back("meaning");
  run::MetricInfo const* before = nullptr;
  for (std::string const& name : names_of(runs)) {
    run::MetricInfo const* const info = run::find_metric(name);
    if (before == nullptr || before->group != info->group)
      t.rows.push_back({{run::group_names[static_cast<int>(info->group)]}}), t.keys.push_back("");
    t.rows.push_back(row_of(name, runs));
    t.keys.push_back(name);
    before = info;
  }
  if (t.rows.empty()) return "";
  return paragraph(
             "The figures of the closing table, over the measured time. n/a: could not be measured, with the reason; –: this run has no such place.",
             "note") +
         to_html(t);
}

std::string scorecard_html(Runs const& runs) {
  RadarPlot p;
  BarPlot bars;
  p.title = "Scorecard of five dimensions, 0 to 100";
  bars.title = "Scores by dimension", bars.unit = "score";
  for (char const* t : titles) p.axes.emplace_back(t), bars.rows.emplace_back(t);
  Table t;
  t.head = {"dimension"};
  for (std::size_t d = 0; d < std::size(dimensions); ++d) t.rows.push_back({{titles[d]}}), t.keys.push_back(std::string("score.") + dimensions[d]);
  bool any = false;
  for (RunData const& r : runs) {
    p.names.push_back(r.name), bars.series.push_back(r.name);
    t.head.insert(t.head.end(), {r.name, "made from"});
    auto &values = p.values.emplace_back(), &lengths = bars.values.emplace_back();
    auto& texts = bars.texts.emplace_back();
    for (std::size_t d = 0; d < std::size(dimensions); ++d) {
      double const score = r.value(std::string("score.") + dimensions[d]);
      values.push_back(score), lengths.push_back(score), texts.push_back(shown("score.response", score));
      any = any || !std::isnan(score);
      t.rows[d].push_back({texts.back(), true});
      t.rows[d].push_back({raw_of(r, dimensions[d]), false, "muted"});
      p.desc += fmt::format("{} {} {}. ", r.name, titles[d], texts.back());
    }
  }
  if (!any) return "";
  bars.desc = p.desc;
  std::string const note = paragraph(
      "Scores make unlike figures comparable by fixed scales, 0 to 100, larger is better; beside each in the table stands what was measured.",
      "note");
  return note +
         grid({to_html(Figure{"Five dimensions, 0 in the middle, 100 at the rim", radar_chart(p), ""}),
               to_html(Figure{"The same as bars", bar_chart(bars), ""})}) +
         to_html(t);
}

}  // namespace gs::report
