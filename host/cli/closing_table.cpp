#include "host/cli/closing_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include "host/cli/console.hpp"

namespace gs::cli {
namespace {
using run::Metric;

//! Names of the values of one definition, merged over the columns so that each column's own order is kept.
std::vector<std::string> names_of(run::MetricInfo const& info, std::vector<Column> const& columns) {
  std::vector<std::string> names;
  for (Column const& c : columns) {
    std::size_t next = 0;  // behind the last name that this column shares
    for (Metric const& m : c.metrics) {
      if (m.info != &info) continue;
      auto const known = std::find(names.begin(), names.end(), m.name);
      if (known != names.end())
        next = static_cast<std::size_t>(known - names.begin()) + 1;
      else
        names.insert(names.begin() + static_cast<std::ptrdiff_t>(next++), m.name);
    }
  }
  return names;
}

std::vector<std::string> row_names(std::vector<Column> const& columns) {
  std::vector<std::string> names;
  for (run::MetricInfo const& info : run::metric_table())
    for (std::string& name : names_of(info, columns)) names.push_back(std::move(name));
  return names;
}

Metric const* find(Column const& column, std::string const& name) {
  for (Metric const& m : column.metrics)
    if (m.name == name) return &m;
  return nullptr;
}

//! Notes of values that are missing or rest on samples, numbered once each.
class Notes {
 public:
  std::string mark(std::string const& text) {
    if (text.empty()) return "";
    auto const [at, fresh] = numbers_.try_emplace(text, static_cast<int>(numbers_.size()) + 1);
    if (fresh) lines_.push_back(fmt::format("  [{}] {}", at->second, text));
    return fmt::format(" [{}]", at->second);
  }
  std::vector<std::string> const& lines() const { return lines_; }

 private:
  std::map<std::string, int> numbers_;
  std::vector<std::string> lines_;
};

std::string cut(std::string text, int width) {
  if (width <= 0) return "";
  if (static_cast<int>(text.size()) > width) text = text.substr(0, static_cast<std::size_t>(std::max(0, width - 2))) + "..";
  return text;
}

struct Layout {
  int name = 0, unit = 0, value = 0, meaning = 0;
};

Layout lay_out(std::vector<std::string> const& names, std::vector<Column> const& columns, int width) {
  Layout l{24, 6, 14, 0};
  for (std::string const& n : names) l.name = std::max(l.name, static_cast<int>(n.size()));
  for (Column const& c : columns) l.value = std::max(l.value, static_cast<int>(c.title.size()) + 2);
  l.meaning = width - l.name - l.unit - 4 - static_cast<int>(columns.size()) * (l.value + 6);
  if (l.meaning < 20) l.meaning = 0;
  return l;
}

//! `meaning` is said once a family.
void row(std::string& out, std::string const& name, std::vector<Column> const& columns, Layout const& l, char const* meaning, Notes& notes) {
  run::MetricInfo const* info = run::find_metric(name);
  out += fmt::format("  {:<{}} {:>{}}", name, l.name, info->unit, l.unit);
  for (Column const& c : columns) {
    Metric const* m = find(c, name);
    bool const missing = m == nullptr || std::isnan(m->value);
    bool const needs_its_note = name.starts_with("bullwhip.") || name.starts_with("score.") || name == "retention";  // samples, raw numbers
    std::string const mark = m != nullptr && (missing || needs_its_note) ? notes.mark(m->note) : "";
    out += fmt::format("{:>{}}{:<6}", m == nullptr ? "-" : show_value(*m), l.value, mark);
  }
  out += cut(meaning, l.meaning);
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
}
}  // namespace

std::string closing_table(std::vector<Column> const& columns, int width) {
  auto const names = row_names(columns);
  Layout const l = lay_out(names, columns, width);
  Notes notes;
  std::string out = fmt::format("  {:<{}} {:>{}}", "", l.name, "unit", l.unit);
  for (Column const& c : columns) out += fmt::format("{:>{}}      ", c.title, l.value);
  out.erase(out.find_last_not_of(' ') + 1);
  out += '\n';
  run::MetricInfo const* before = nullptr;
  for (std::string const& name : names) {
    run::MetricInfo const* info = run::find_metric(name);
    if (before == nullptr || info->group != before->group) out += fmt::format("{}\n", run::group_names[static_cast<int>(info->group)]);
    row(out, name, columns, l, info == before ? "" : info->meaning, notes);
    before = info;
  }
  for (std::string const& line : notes.lines()) out += line + '\n';
  return out;
}

}  // namespace gs::cli
