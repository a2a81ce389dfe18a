//! Series over the measured time, the largest wave by tick, attention by channel, hours by layer.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/heat_chart.hpp"
#include "host/report/line_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {

//! More marks than this would hide the series: content that is posted daily.
constexpr std::size_t most_marks = 40;

std::vector<Mark> marks_to_show(Runs const& runs) {
  std::vector<Mark> out;
  for (RunData const& r : runs)
    for (Mark const& m : r.marks)
      if (std::none_of(out.begin(), out.end(), [&](Mark const& k) { return k.from == m.from && k.label == m.label; })) out.push_back(m);
  if (out.size() > most_marks) out.clear();
  return out;
}

std::vector<double> const& rate(RunData const& r, char const* name) {
  static std::vector<double> const none;
  auto const found = r.days.rate.find(name);
  return found == r.days.rate.end() ? none : found->second;
}
std::vector<double> const& level(RunData const& r, char const* name) {
  static std::vector<double> const none;
  auto const found = r.days.level.find(name);
  return found == r.days.level.end() ? none : found->second;
}

std::vector<double> ratio(std::vector<double> const& a, std::vector<double> const& b) {
  std::vector<double> out;
  for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k) out.push_back(b[k] > 0.0 ? a[k] / b[k] : NAN);
  return out;
}
std::vector<double> times(std::vector<double> values, double factor) {
  for (double& v : values) v *= factor;
  return values;
}

using Take = std::vector<double> (*)(RunData const&);
struct Chart {
  char const* caption;
  char const* unit;
  Take take;
};
Chart const charts[] = {
    {"Wants: true first choices of members", "wants a day", [](RunData const& r) { return rate(r, "wants"); }},
    {"Orders placed", "orders a day", [](RunData const& r) { return rate(r, "placed"); }},
    {"Wants whose item was nowhere at hand", "share of wants", [](RunData const& r) { return ratio(rate(r, "stockout_wants"), rate(r, "wants")); }},
    {"Sales lost: list price of wants that left", "CNY a day", [](RunData const& r) { return times(rate(r, "lost_sales"), 0.01); }},
    {"Parcels delivered", "parcels a day", [](RunData const& r) { return rate(r, "delivered"); }},
    {"Orders that wait for stock, at the end of the day", "orders", [](RunData const& r) { return level(r, "waiting_orders"); }}};
Chart const outside[] = {
    {"Demand from outside", "grains a day", [](RunData const& r) { return rate(r, "demanded"); }},
    {"Served at once", "share of demand", [](RunData const& r) { return ratio(rate(r, "demand_at_once"), rate(r, "demanded")); }}};

Range measured_of(Runs const& runs) {
  Range r;
  for (RunData const& run : runs) r.take(run.measured);
  return r;
}

bool all_zero(LinePlot const& p) {
  for (Series const& s : p.series)
    for (double const v : s.y)
      if (std::isfinite(v) && v != 0.0) return false;
  return true;
}

//! Mean, largest and when, of every series: what a line chart says in numbers.
Table numbers_of(LinePlot const& p) {
  Table t{"", {"", "mean", "lowest", "highest", "on day"}, {}, {}};
  for (Series const& s : p.series) {
    Range const r = range_of(s.y);
    if (r.empty()) continue;
    double sum = 0.0, n = 0.0, at = NAN;
    for (std::size_t k = 0; k < s.y.size(); ++k) {
      if (!std::isfinite(s.y[k])) continue;
      sum += s.y[k], n += 1.0;
      if (s.y[k] == r.high && std::isnan(at)) at = s.x[k];
    }
    auto const cell = [](double v) { return Cell{shown("service", v), true}; };
    t.rows.push_back({{s.name}, cell(sum / n), cell(r.low), cell(r.high), {fmt::format("{:.0f}", std::floor(at)), true}});
  }
  return t;
}

std::string figure(LinePlot plot, std::string const& caption, bool wide = false) {
  plot.title = caption + " [" + plot.unit + "]";
  plot.desc = fmt::format("Line chart over the measured days, {} series, {} marks of events. Mean, lowest and highest stand in the table below.",
                          plot.series.size(), plot.marks.size());
  if (wide) plot.width = 960, plot.height = 250;
  return to_html(Figure{caption, line_chart(plot), folded("figures", numbers_of(plot)), wide});
}

std::string chart_of(Chart const& c, Runs const& runs) {
  LinePlot p;
  p.unit = c.unit, p.marks = marks_to_show(runs), p.x = measured_of(runs);
  for (std::size_t k = 0; k < runs.size(); ++k) p.series.push_back({runs[k].name, runs[k].days.x, c.take(runs[k]), static_cast<int>(k)});
  return all_zero(p) ? "" : figure(p, c.caption);
}

std::string joined(std::vector<std::string> figures) {
  std::erase(figures, "");
  return figures.empty() ? "" : grid(figures);
}

Range common(Runs const& runs, std::vector<double> Layer::*which) {
  Range r;
  for (RunData const& run : runs)
    for (Layer const& l : run.layers) r.take(range_of(l.*which));
  return r;
}

std::string layers_figure(RunData const& run, std::vector<double> Layer::*which, Range const& y, char const* caption, char const* unit,
                          bool several) {
  LinePlot p;
  p.unit = unit, p.marks = marks_to_show({run}), p.y = y, p.x = run.measured, p.legend = true;
  for (std::size_t l = 0; l < run.layers.size(); ++l) p.series.push_back({run.layers[l].name, run.days.x, run.layers[l].*which, static_cast<int>(l)});
  if (all_zero(p)) return "";
  return figure(p, several ? fmt::format("{}: {}", run.name, caption) : sentence(caption));
}
//! Waves, outages and injected events, in words.
std::string marks_table(Runs const& runs) {
  Table t{"", {"run", "what", "from day", "to day"}, {}, {}};
  for (RunData const& r : runs)
    for (Mark const& m : r.marks) t.rows.push_back({{r.name}, {m.label}, {fmt::format("{:.2f}", m.from), true}, {fmt::format("{:.2f}", m.to), true}});
  return t.rows.empty() || t.rows.size() > 200 ? "" : folded("waves, outages and injected events", t);
}

struct WaveLine {
  char const *name, *text;
};
constexpr WaveLine wave_lines[] = {
    {"wants", "wants"}, {"placed", "orders placed"}, {"stockout_wants", "wants that met nothing at hand"}, {"left", "wants that left"}};

std::string wave_of_one(RunData const& r) {
  LinePlot p;
  p.unit = "an hour", p.x_unit = "time of day", p.marks = marks_to_show({r}), p.x = Range{r.zoom->x.front(), r.zoom->x.back()};
  for (WaveLine const& line : wave_lines) p.series.push_back({line.text, r.zoom->x, r.zoom->rate.at(line.name), static_cast<int>(p.series.size())});
  return grid({figure(p, fmt::format("Before, in and after “{}”", r.zoom->label), true)});
}

std::string waves_beside(Runs const& runs) {
  std::vector<std::string> figures;
  for (WaveLine const& line : wave_lines) {
    LinePlot p;
    p.unit = "an hour", p.x_unit = "time of day", p.marks = marks_to_show(runs);
    Range x;
    for (std::size_t k = 0; k < runs.size(); ++k)
      if (runs[k].zoom)
        p.series.push_back({runs[k].name, runs[k].zoom->x, runs[k].zoom->rate.at(line.name), static_cast<int>(k)}), x.take(range_of(runs[k].zoom->x));
    p.x = x;
    if (!all_zero(p)) figures.push_back(figure(p, sentence(line.text)));
  }
  return grid(figures);
}
}  // namespace

std::string time_html(Runs const& runs) {
  std::vector<std::string> figures;
  for (Chart const& c : charts) figures.push_back(chart_of(c, runs));
  for (Chart const& c : outside) figures.push_back(chart_of(c, runs));
  if (std::all_of(figures.begin(), figures.end(), [](std::string const& f) { return f.empty(); })) return "";
  std::string note = "By day; day 0 is the first after the warm-up, a Monday when the warm-up is whole weeks. Shaded: waves and outages.";
  for (RunData const& r : runs)
    if (r.marks.size() > most_marks)
      note += fmt::format(" The {} posts and events of {} are not shaded: there are too many.", r.marks.size(), r.name);
  return paragraph(note, "note") + joined(figures) + marks_table(runs);
}

std::string wave_html(Runs const& runs) {
  bool const any = std::any_of(runs.begin(), runs.end(), [](RunData const& r) { return r.zoom.has_value(); });
  if (!any) return "";
  std::string const note = paragraph("Ticks as they were simulated, as rates an hour; peaks are kept where a tick is finer than the paper.", "note");
  return note + (runs.size() == 1 ? wave_of_one(runs.front()) : waves_beside(runs));
}

std::string attention_html(Runs const& runs) {
  std::vector<double> all;
  for (RunData const& r : runs)
    for (auto const& channel : r.looks) all.insert(all.end(), channel.begin(), channel.end());
  if (all.empty()) return "";
  ColourScale const scale = scale_of(all, ColourMap::viridis, true);
  std::string out = paragraph(
      "Members that each channel brought, by day, on a logarithmic scale: what one channel wins, the others lose. Dark: nobody or few.", "note");
  for (RunData const& r : runs) {
    HeatPlot p;
    p.title = fmt::format("Attention by channel and day, {}", r.name);
    p.rows = r.axes.channels, p.values = r.looks, p.scale = scale, p.unit = "members a day", p.x_title = "day", p.width = 960, p.row_height = 18;
    p.x = Range{r.days.x.front() - 0.5, r.days.x.back() + 0.5};
    Table t{"", {"channel", "members brought", "share", "on its best day", "day"}, {}, {}};
    double total = 0.0;
    for (auto const& c : r.looks)
      for (double const v : c) total += v;
    for (std::size_t c = 0; c < r.looks.size(); ++c) {
      double sum = 0.0;
      for (double const v : r.looks[c]) sum += v;
      auto const top = std::max_element(r.looks[c].begin(), r.looks[c].end());
      double const day = r.days.x[static_cast<std::size_t>(top - r.looks[c].begin())];
      t.rows.push_back({{r.axes.channels[c]},
                        {shown("wants", sum), true},
                        {total > 0.0 ? percent(sum / total) : "–", true},
                        {shown("wants", *top), true},
                        {fmt::format("{:.0f}", std::floor(day)), true}});
      p.desc += fmt::format("{}: {} members, most on day {:.0f}. ", r.axes.channels[c], shown("wants", sum), std::floor(day));
    }
    out += to_html(Figure{runs.size() > 1 ? r.name : "", heat_chart(p), folded("figures by channel", t), true});
  }
  return out;
}

std::string capacity_html(Runs const& runs) {
  std::vector<std::string> figures;
  Range use = common(runs, &Layer::use);
  use.take(0.0), use.take(1.0);
  for (RunData const& r : runs)
    figures.push_back(layers_figure(r, &Layer::use, use, "hours worked of those in the calendar, by layer", "share", runs.size() > 1));
  for (RunData const& r : runs)
    figures.push_back(
        layers_figure(r, &Layer::price, common(runs, &Layer::price), "price of the last hour used, by layer", "CNY/h", runs.size() > 1));
  return joined(figures);
}

}  // namespace gs::report
