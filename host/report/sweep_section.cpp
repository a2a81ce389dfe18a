//! A sweep: every figure over its axes. One axis: lines; two: lines by the shorter one, or heat maps; more: one set of charts for every
//! value of the others; points of a hypercube: dots over each key.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/bar_chart.hpp"
#include "host/report/heat_chart.hpp"
#include "host/report/key_metrics.hpp"
#include "host/report/line_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {
using output::MasterAxis;
constexpr std::size_t most_charts = 8, most_facets = 6, most_rows = 300;

//! Replications put together: their mean, lowest and highest.
struct Value {
  double mean = NAN, low = NAN, high = NAN;
};

std::string value_text(MasterAxis const& axis, std::size_t k) {
  if (axis.numbers.empty()) return axis.texts[k];
  double const v = axis.numbers[k];
  std::string const n = std::fabs(v) >= 1000.0 && std::fabs(v) < 1e15 ? run::with_commas(std::llround(v)) : fmt::format("{:.4g}", v);
  return axis.unit.empty() || axis.unit == "1" ? n : n + " " + axis.unit;
}
std::string label(MasterAxis const& a) { return a.unit.empty() || a.unit == "1" ? a.name : a.name + " [" + a.unit + "]"; }

class Grid {
 public:
  explicit Grid(output::MasterData const& m) : m_(m) {
    for (MasterAxis const& a : m.axes.axes) {
      if (a.name == "replication")
        replications_ = static_cast<std::size_t>(a.size());
      else
        axes_.push_back(&a);
    }
  }
  //! Axes that are no replications, in the order of the file.
  std::vector<MasterAxis const*> const& axes() const { return axes_; }
  std::size_t replications() const { return replications_; }
  std::size_t points() const {
    std::size_t n = 1;
    for (MasterAxis const* a : axes_) n *= static_cast<std::size_t>(a->size());
    return n;
  }
  //! Place of a point on each axis.
  std::vector<std::size_t> at(std::size_t point) const {
    std::vector<std::size_t> out(axes_.size());
    for (std::size_t a = axes_.size(); a-- > 0; point /= static_cast<std::size_t>(axes_[a]->size()))
      out[a] = point % static_cast<std::size_t>(axes_[a]->size());
    return out;
  }
  std::size_t point(std::vector<std::size_t> const& at) const {
    std::size_t p = 0;
    for (std::size_t a = 0; a < axes_.size(); ++a) p = p * static_cast<std::size_t>(axes_[a]->size()) + at[a];
    return p;
  }
  //! The replication axis stands last (sweep.hpp).
  Value value(std::size_t point, std::size_t metric) const {
    Range r;
    double sum = 0.0, n = 0.0;
    for (std::size_t k = 0; k < replications_; ++k) {
      double const v = m_.value(point * replications_ + k, metric);
      if (std::isfinite(v)) sum += v, n += 1.0, r.take(v);
    }
    return n > 0.0 ? Value{sum / n, r.low, r.high} : Value{};
  }
  output::MasterData const& master() const { return m_; }

 private:
  output::MasterData const& m_;
  std::vector<MasterAxis const*> axes_;
  std::size_t replications_ = 1;
};

//! Metrics to draw: those looked at first that have values and do vary.
std::vector<std::size_t> metrics_to_draw(Grid const& g) {
  std::vector<std::size_t> out;
  for (char const* key : swept_metrics)
    for (std::size_t m = 0; m < g.master().metrics.size(); ++m) {
      if (g.master().metrics[m].name != key || out.size() >= most_charts) continue;
      Range r;
      for (std::size_t p = 0; p < g.points(); ++p) r.take(g.value(p, m).mean);
      if (!r.empty() && r.high - r.low > 1e-6 * std::max(std::fabs(r.high), std::fabs(r.low))) out.push_back(m);
    }
  return out;
}

std::string caption(Grid const& g, std::size_t m) {
  output::Metric const& metric = g.master().metrics[m];
  return metric.name + (metric.unit == "1" ? "" : " [" + metric.unit + "]") + ": " + metric.meaning;
}
std::string unit(Grid const& g, std::size_t m) { return g.master().metrics[m].unit == "1" ? g.master().metrics[m].name : g.master().metrics[m].unit; }

//! Two axes on paper, the others held at `fixed`.
struct Facet {
  std::size_t x = 0, other = 0;  //!< places in Grid::axes(); equal = one axis only
  std::vector<std::size_t> fixed;
};

bool is_logarithmic(MasterAxis const& a) {
  Range const r = range_of(a.numbers);
  return !r.empty() && r.low > 0.0 && r.high / r.low >= 30.0;
}

std::string line_figure(Grid const& g, Facet f, std::size_t m) {
  MasterAxis const &x = *g.axes()[f.x], &other = *g.axes()[f.other];
  LinePlot p;
  p.title = fmt::format("{} over {}", g.master().metrics[m].name, x.name), p.unit = unit(g, m), p.x_unit = label(x), p.days = false,
  p.from_zero = false;
  p.logarithmic_x = is_logarithmic(x);
  std::size_t const lines = f.x == f.other ? 1 : static_cast<std::size_t>(other.size());
  for (std::size_t l = 0; l < lines; ++l) {
    if (f.x != f.other) f.fixed[f.other] = l;
    Series s;
    s.name = f.x == f.other ? g.master().metrics[m].name : other.name + " " + value_text(other, l);
    s.style = static_cast<int>(l), s.dots = true;
    for (std::size_t k = 0; k < x.numbers.size(); ++k) {
      f.fixed[f.x] = k;
      Value const v = g.value(g.point(f.fixed), m);
      s.x.push_back(x.numbers[k]), s.y.push_back(v.mean);
      if (g.replications() > 1) s.low.push_back(v.low), s.high.push_back(v.high);
    }
    p.series.push_back(s);
  }
  p.desc = "Means over replications; whiskers from the lowest to the highest. The figures stand in the table of points.";
  return to_html(Figure{caption(g, m), line_chart(p), ""});
}

std::string heat_figure(Grid const& g, Facet f, std::size_t m) {
  MasterAxis const &x = *g.axes()[f.x], &y = *g.axes()[f.other];
  HeatPlot p;
  p.title = g.master().metrics[m].name, p.unit = unit(g, m), p.x_title = label(x), p.y_title = label(y), p.numbers = true, p.row_height = 30;
  std::vector<double> all;
  for (std::size_t k = 0; k < static_cast<std::size_t>(x.size()); ++k) p.columns.push_back(value_text(x, k));
  for (std::size_t l = static_cast<std::size_t>(y.size()); l-- > 0;) {
    p.rows.push_back(value_text(y, l));
    auto& row = p.values.emplace_back();
    for (std::size_t k = 0; k < p.columns.size(); ++k) {
      f.fixed[f.x] = k, f.fixed[f.other] = l;
      row.push_back(g.value(g.point(f.fixed), m).mean), all.push_back(row.back());
    }
  }
  p.scale = scale_of(all, ColourMap::viridis);
  p.desc = "Heat map of means over replications; the figures stand in the cells and in the table of points.";
  return to_html(Figure{caption(g, m), heat_chart(p), ""});
}

std::string bar_figure(Grid const& g, Facet f, std::size_t m) {
  MasterAxis const& x = *g.axes()[f.x];
  BarPlot p;
  p.title = g.master().metrics[m].name, p.unit = unit(g, m), p.series = {p.title}, p.rows = x.texts;
  p.values.emplace_back(), p.texts.emplace_back();
  for (std::size_t k = 0; k < x.texts.size(); ++k) {
    f.fixed[f.x] = k;
    Value const v = g.value(g.point(f.fixed), m);
    p.values[0].push_back(v.mean), p.texts[0].push_back(shown(p.title, v.mean));
    p.desc += fmt::format("{}: {}. ", x.texts[k], p.texts[0].back());
  }
  return to_html(Figure{caption(g, m), bar_chart(p), ""});
}

std::string figures(Grid const& g, Facet const& f, std::vector<std::size_t> const& metrics) {
  MasterAxis const &x = *g.axes()[f.x], &other = *g.axes()[f.other];
  std::vector<std::string> out;
  for (std::size_t const m : metrics) {
    bool const alone = f.x == f.other, lines = !x.numbers.empty() && (alone || other.numbers.empty() || other.size() <= 4);
    out.push_back(lines ? line_figure(g, f, m) : alone ? bar_figure(g, f, m) : heat_figure(g, f, m));
  }
  return grid(out);
}

//! x: the longest axis of numbers, else the longest; the other: the longest of the rest.
Facet facet_of(Grid const& g) {
  std::vector<std::size_t> order;
  for (std::size_t a = 0; a < g.axes().size(); ++a)
    if (g.axes()[a]->size() > 1) order.push_back(a);
  if (order.empty()) order.push_back(0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    bool const na = !g.axes()[a]->numbers.empty(), nb = !g.axes()[b]->numbers.empty();
    return na != nb ? na : g.axes()[a]->size() > g.axes()[b]->size();
  });
  return {order[0], order.size() > 1 ? order[1] : order[0], std::vector<std::size_t>(g.axes().size(), 0)};
}

std::string charts_over_axes(Grid const& g, std::vector<std::size_t> const& metrics) {
  Facet f = facet_of(g);
  std::vector<std::size_t> rest;
  std::size_t facets = 1;
  for (std::size_t a = 0; a < g.axes().size(); ++a)
    if (a != f.x && a != f.other && g.axes()[a]->size() > 1) rest.push_back(a), facets *= static_cast<std::size_t>(g.axes()[a]->size());
  std::string out;
  for (std::size_t k = 0; k < std::min(facets, most_facets); ++k) {
    std::size_t left = k;
    std::string name;
    for (std::size_t const a : rest) {
      f.fixed[a] = left % static_cast<std::size_t>(g.axes()[a]->size()), left /= static_cast<std::size_t>(g.axes()[a]->size());
      name += fmt::format("{}{} = {}", name.empty() ? "" : ", ", g.axes()[a]->name, value_text(*g.axes()[a], f.fixed[a]));
    }
    out += (name.empty() ? "" : heading(3, name)) + figures(g, f, metrics);
  }
  if (facets > most_facets)
    out += paragraph(fmt::format("Charts of the first {} of {} combinations; all are in the table.", most_facets, facets), "note");
  return out;
}

//! Points of a hypercube or of Sobol's sequence.
std::string scatter(Grid const& g, std::vector<std::size_t> const& metrics) {
  std::string out;
  for (MasterAxis const& key : g.master().axes.along) {
    if (key.numbers.empty()) continue;
    std::vector<std::string> all;
    for (std::size_t const m : metrics) {
      LinePlot p;
      p.title = fmt::format("{} over {}", g.master().metrics[m].name, key.name), p.unit = unit(g, m), p.x_unit = label(key), p.days = false,
      p.from_zero = false, p.logarithmic_x = is_logarithmic(key);
      Series s;
      s.name = g.master().metrics[m].name, s.dots = true, s.line = false, s.x = key.numbers;
      for (std::size_t k = 0; k < key.numbers.size(); ++k) s.y.push_back(g.value(k, m).mean);
      p.series = {s}, p.desc = "A dot a point, the mean over its replications. The figures stand in the table of points.";
      all.push_back(to_html(Figure{caption(g, m), line_chart(p), ""}));
    }
    out += heading(3, "Over " + label(key)) + grid(all);
  }
  return out;
}

Table points_table(Grid const& g, std::vector<std::size_t> const& metrics) {
  Table t;
  auto const& along = g.master().axes.along;
  for (MasterAxis const* a : g.axes()) t.head.push_back(label(*a));
  for (MasterAxis const& a : along) t.head.push_back(label(a));
  for (std::size_t const m : metrics)
    t.head.push_back(g.master().metrics[m].name + (g.master().metrics[m].unit == "1" ? "" : " [" + g.master().metrics[m].unit + "]"));
  for (std::size_t p = 0; p < std::min(g.points(), most_rows); ++p) {
    std::vector<Cell> row;
    auto const at = g.at(p);
    for (std::size_t a = 0; a < g.axes().size(); ++a) row.push_back({value_text(*g.axes()[a], at[a]), !g.axes()[a]->numbers.empty()});
    for (MasterAxis const& a : along) row.push_back({value_text(a, at.front()), !a.numbers.empty()});
    for (std::size_t const m : metrics) {
      Value const v = g.value(p, m);
      std::string const name = g.master().metrics[m].name;
      row.push_back({std::isnan(v.mean)
                         ? "n/a"
                         : shown(name, v.mean) + (g.replications() > 1 ? fmt::format(" ({} … {})", shown(name, v.low), shown(name, v.high)) : ""),
                     true});
    }
    t.rows.push_back(row);
  }
  t.caption = g.replications() > 1 ? fmt::format("means over {} replications (lowest … highest)", g.replications()) : "one run a point";
  if (g.points() > most_rows) t.caption += fmt::format("; the first {} of {} points, all are in results.csv", most_rows, g.points());
  return t;
}
}  // namespace

Sections sweep_section(SweepData const& sweep) {
  output::MasterData const& m = sweep.master;
  Grid const g(m);
  auto const metrics = metrics_to_draw(g);
  auto const failed = std::count(m.state.begin(), m.state.end(), 2), missing = std::count(m.state.begin(), m.state.end(), 0);
  std::string html = paragraph(fmt::format("{} points, {} run{} each on common seeds.", run::with_commas(static_cast<std::int64_t>(g.points())),
                                           g.replications(), g.replications() == 1 ? "" : "s"));
  if (failed + missing > 0)
    html += paragraph(fmt::format("{} runs failed and {} were not run: they are left out, and a point without any is n/a.", failed, missing), "warn");
  if (metrics.empty()) html += paragraph("No figure that is looked at first varies over these points.");
  bool const points = !m.axes.along.empty();
  html += metrics.empty() ? "" : points ? scatter(g, metrics) : g.axes().empty() ? "" : charts_over_axes(g, metrics);
  html += heading(3, "All points") + to_html(points_table(g, metrics)) + heading(3, "How it was made");
  html += facts_html({{"scenario", m.run.scenario},
                      {"members", run::with_commas(m.run.members)},
                      {"first seed", std::to_string(m.run.seed)},
                      {"results hash", m.results_hash},
                      {"config of the first run, sha256", m.run.config_sha256},
                      {"program", m.run.version + " " + m.run.git_commit.substr(0, 12)},
                      {"file", sweep.file.filename().string()},
                      {"run it again", m.run.command_line}});
  return {{"sweep", "Sweep: " + std::filesystem::path(m.run.scenario).stem().string(), html}};
}

}  // namespace gs::report
