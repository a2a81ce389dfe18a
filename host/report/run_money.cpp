//! The chain and its money: swing by echelon, stock, costs, cash.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include "host/report/bar_chart.hpp"
#include "host/report/line_chart.hpp"
#include "host/report/section.hpp"
#include "host/report/words.hpp"

namespace gs::report {
namespace {
constexpr std::size_t most_parts = 8;  //!< of a stacked bar: as many as there are colours

std::vector<std::string> names(Runs const& runs) {
  std::vector<std::string> out;
  for (RunData const& r : runs) out.push_back(r.name);
  return out;
}

bool has(RunData const& r, std::string const& metric) {
  return std::any_of(r.metrics.begin(), r.metrics.end(), [&](run::Metric const& m) { return m.name == metric; });
}

//! One bar a run and member of the family; "" when no run has a number.
std::string family_bars(Runs const& runs, std::string const& family, char const* caption, bool logarithmic, char const* reference) {
  BarPlot p;
  p.title = caption, p.logarithmic = logarithmic, p.series = names(runs);
  if (reference != nullptr) p.reference = 1.0, p.reference_text = reference;
  for (char const* e : echelon_names) {
    bool const any = std::any_of(runs.begin(), runs.end(), [&](RunData const& r) { return !std::isnan(r.value(family + e)); });
    if (any) p.rows.emplace_back(e);
  }
  if (p.rows.empty()) return "";
  run::MetricInfo const* const info = run::find_metric(family + p.rows.front());
  p.unit = std::string(info->unit) == "1" ? "times what members want" : info->unit;
  Table t{"", {"echelon"}, {}, {}};
  for (std::string const& row : p.rows) t.rows.push_back({{row}});
  for (RunData const& r : runs) {
    t.head.push_back(r.name);
    auto& values = p.values.emplace_back();
    auto& texts = p.texts.emplace_back();
    for (std::size_t k = 0; k < p.rows.size(); ++k) {
      values.push_back(r.value(family + p.rows[k]));
      texts.push_back(!has(r, family + p.rows[k]) ? "none here"
                      : std::isnan(values.back()) ? "not measured"
                                                  : shown(family + p.rows[k], values.back()));
      t.rows[k].push_back({texts.back(), true});
      p.desc += fmt::format("{} {}: {}. ", r.name, p.rows[k], texts.back());
    }
  }
  return to_html(Figure{caption, bar_chart(p), folded("figures", t)});
}

std::string stock_figure(RunData const& run, double most, bool several) {
  LinePlot p;
  p.unit = "CNY", p.stacked = true, p.legend = true, p.x = run.measured, p.marks = run.marks.size() > 40 ? std::vector<Mark>{} : run.marks,
  p.y = Range{0.0, most};
  for (std::size_t e = run.stock.size(); e-- > 0;) {
    Range const r = range_of(run.stock[e]);
    if (!r.empty() && r.high > 0.0) p.series.push_back({run.axes.echelons[e], run.chain_x, run.stock[e], static_cast<int>(e)});
  }
  if (p.series.empty()) return "";
  Table t{"", {"echelon", "mean", "lowest", "highest"}, {}, {}};
  for (Series const& s : p.series) {
    double sum = 0.0;
    for (double const v : s.y) sum += v;
    Range const r = range_of(s.y);
    auto const cell = [](double v) { return Cell{shown("revenue", v), true}; };
    t.rows.push_back({{s.name}, cell(sum / static_cast<double>(s.y.size())), cell(r.low), cell(r.high)});
  }
  std::string const caption = (several ? run.name + ": stock" : std::string("Stock")) + " at cost by echelon, areas upon each other";
  p.title = caption, p.desc = "Stacked areas over the measured days; means stand in the table below.";
  return to_html(Figure{caption, line_chart(p), folded("figures [CNY]", t)});
}

double highest_stock(Runs const& runs) {
  double most = 0.0;
  for (RunData const& r : runs)
    for (std::size_t d = 0; d < r.chain_x.size(); ++d) {
      double sum = 0.0;
      for (auto const& e : r.stock) sum += e[d];
      most = std::max(most, sum);
    }
  return most;
}

std::string booked_figure(Runs const& runs) {
  LinePlot p;
  p.unit = "CNY", p.width = 960;
  for (std::size_t k = 0; k < runs.size(); ++k)
    if (!runs[k].booked.empty()) p.series.push_back({runs[k].name, runs[k].chain_x, runs[k].booked, static_cast<int>(k)});
  if (p.series.empty()) return "";
  if (runs.front().marks.size() <= 40) p.marks = runs.front().marks;
  Table t{"", {"", "lowest", "at the end", "cash then: terms of payment observed"}, {}, {}};
  for (std::size_t k = 0; k < runs.size(); ++k)
    if (!runs[k].booked.empty())
      t.rows.push_back({{runs[k].name},
                        {shown("cash", range_of(runs[k].booked).low), true},
                        {shown("cash", runs[k].booked.back()), true},
                        {shown("cash", runs[k].value("cash")), true}});
  p.title = "Revenue less costs since the end of the warm-up, as booked",
  p.desc = "Line chart over the measured days; lowest and last values stand in the table below.";
  return to_html(Figure{"Revenue less costs as booked, since the end of the warm-up", line_chart(p), folded("figures [CNY]", t), true});
}

//! Accounts that cost most, by their sum over the runs; the rest is one part.
std::vector<std::string> accounts_of(Runs const& runs) {
  std::vector<std::pair<double, std::string>> sums;
  for (RunData const& r : runs)
    for (run::Metric const& m : r.metrics) {
      if (!m.name.starts_with("cost.") || m.name == "cost.all" || std::isnan(m.value)) continue;
      auto const known = std::find_if(sums.begin(), sums.end(), [&](auto const& s) { return s.second == m.name.substr(5); });
      if (known == sums.end())
        sums.emplace_back(m.value, m.name.substr(5));
      else
        known->first += m.value;
    }
  std::stable_sort(sums.begin(), sums.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
  std::vector<std::string> out;
  for (auto const& [sum, name] : sums)
    if (sum != 0.0) out.push_back(name);
  return out;
}

std::string costs_figure(Runs const& runs) {
  auto const accounts = accounts_of(runs);
  if (accounts.empty()) return "";
  StackPlot p;
  p.title = "Costs by account", p.unit = "CNY", p.rows = names(runs);
  std::size_t const own = accounts.size() <= most_parts ? accounts.size() : most_parts - 1;
  p.parts.assign(accounts.begin(), accounts.begin() + static_cast<std::ptrdiff_t>(own));
  if (own < accounts.size()) p.parts.emplace_back("other");
  for (RunData const& r : runs) {
    auto& values = p.values.emplace_back(p.parts.size(), 0.0);
    for (std::size_t a = 0; a < accounts.size(); ++a) {
      double const v = r.value("cost." + accounts[a]);
      values[std::min(a, p.parts.size() - 1)] += std::isnan(v) ? 0.0 : v;
    }
    p.desc += fmt::format("{}: {} in all. ", r.name, with_unit("cost.all", r.value("cost.all")));
  }
  Table t{"", {"account"}, {}, {}};
  for (RunData const& r : runs) t.head.insert(t.head.end(), {r.name + " [CNY]", "of revenue"});
  auto const add = [&](std::string const& title, std::string const& metric) {
    std::vector<Cell> row{{title}};
    for (RunData const& r : runs) {
      double const v = r.value(metric), revenue = r.value("revenue");
      row.push_back({std::isnan(v) ? "–" : shown(metric, v), true});
      row.push_back({std::isnan(v) || !(revenue > 0.0) ? "–" : percent(v / revenue), true});
    }
    t.rows.push_back(row), t.keys.push_back(metric);
  };
  add("revenue", "revenue"), add("given up as discounts before it", "discounts");
  for (std::string const& a : accounts) add(a, "cost." + a);
  add("all costs", "cost.all"), add("stock, end less start", "stock_change"), add("leftovers written down", "leftover_loss"), add("margin", "margin"),
      add("cash", "cash");
  return to_html(Figure{"Costs by account", stack_chart(p), "", true}) + to_html(t);
}
}  // namespace

std::string chain_html(Runs const& runs) {
  std::vector<std::string> figures = {
      family_bars(runs, "bullwhip.", "Bullwhip: swing of the orders that leave an echelon, at rest, against that of wants (CV²; logarithmic)", true,
                  "1 = no amplification"),
      family_bars(runs, "amplification.", "Amplification after a wave: peak of excess orders against excess wants (logarithmic)", true,
                  "1 = as wanted")};
  double const most = highest_stock(runs);
  for (RunData const& r : runs) figures.push_back(stock_figure(r, most, runs.size() > 1));
  std::erase(figures, "");
  return figures.empty() ? "" : grid(figures);
}

std::string money_html(Runs const& runs) {
  std::string const costs = costs_figure(runs), cash = booked_figure(runs);
  return costs + (cash.empty() ? "" : grid({cash}));
}

}  // namespace gs::report
