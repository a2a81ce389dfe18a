#include "host/cli/closing_table.hpp"
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <cstring>
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

std::string cut(std::string const& text, std::size_t width) {
  if (text.size() <= width) return text;
  return width < 2 ? "" : text.substr(0, width - 2) + "..";
}

//! A row before it is laid out: what each column says, and the marks of its notes.
struct Row {
  std::string name;
  run::MetricInfo const* info;
  std::vector<std::string> values, marks;
};

//! Samples say how sure a value is, scores what they were made of; the short table has these beside the score.
bool needs_its_note(std::string const& name, bool deciding) {
  return name.starts_with("bullwhip.") || (!deciding && (name.starts_with("score.") || name == "retention"));
}

Row make_row(std::string const& name, std::vector<Column> const& columns, bool deciding, Notes& notes) {
  Row r{name, run::find_metric(name), {}, {}};
  for (Column const& c : columns) {
    Metric const* m = find(c, name);
    bool const noted = m != nullptr && (std::isnan(m->value) || needs_its_note(name, deciding));
    r.values.push_back(m == nullptr ? "-" : show_value(*m));
    r.marks.push_back(noted ? notes.mark(m->note) : "");
  }
  return r;
}

struct Layout {
  std::size_t name = 0, unit = 4, meaning = 0;
  std::vector<std::size_t> value, mark;  //!< of each column
};

Layout lay_out(std::vector<Row> const& rows, std::vector<Column> const& columns, int width) {
  Layout l;
  for (Column const& c : columns) l.value.push_back(std::max<std::size_t>(c.title.size(), 9)), l.mark.push_back(0);
  for (Row const& r : rows) {
    l.name = std::max(l.name, r.name.size()), l.unit = std::max(l.unit, std::strlen(r.info->unit));
    for (std::size_t c = 0; c < columns.size(); ++c)
      l.value[c] = std::max(l.value[c], r.values[c].size()), l.mark[c] = std::max(l.mark[c], r.marks[c].size());
  }
  std::size_t used = 2 + l.name + 1 + l.unit + 2;
  for (std::size_t c = 0; c < columns.size(); ++c) used += 2 + l.value[c] + l.mark[c];
  std::size_t const wide = static_cast<std::size_t>(std::max(0, width));
  l.meaning = wide >= used + 20 ? wide - used : 0;
  return l;
}

std::string trimmed(std::string line) { return line.erase(line.find_last_not_of(' ') + 1) + '\n'; }

//! `meaning` is said once a family.
std::string text_of(Row const& r, Layout const& l, char const* meaning) {
  std::string out = fmt::format("  {:<{}} {:>{}}", r.name, l.name, r.info->unit, l.unit);
  for (std::size_t c = 0; c < r.values.size(); ++c) out += fmt::format("  {:>{}}{:<{}}", r.values[c], l.value[c], r.marks[c], l.mark[c]);
  return trimmed(out + "  " + cut(meaning, l.meaning));
}

std::string heading(std::vector<Column> const& columns, Layout const& l) {
  std::string out = fmt::format("  {:<{}} {:>{}}", "", l.name, "unit", l.unit);
  for (std::size_t c = 0; c < columns.size(); ++c) out += fmt::format("  {:>{}}{:<{}}", columns[c].title, l.value[c], "", l.mark[c]);
  return trimmed(out);
}

std::string text_of(std::vector<Row> const& rows, std::vector<Column> const& columns, int width, bool with_groups) {
  Layout const l = lay_out(rows, columns, width);
  std::string out = heading(columns, l);
  run::MetricInfo const* before = nullptr;
  for (Row const& r : rows) {
    if (with_groups && (before == nullptr || r.info->group != before->group))
      out += fmt::format("{}\n", run::group_names[static_cast<int>(r.info->group)]);
    out += text_of(r, l, r.info == before ? "" : r.info->meaning);
    before = r.info;
  }
  return out;
}
}  // namespace

ClosingTable closing_table(std::vector<Column> const& columns, int width, Shown const& shown) {
  auto const measured = [&](std::string const& name) {
    return std::any_of(columns.begin(), columns.end(), [&](Column const& c) { return !std::isnan(run::value_of(c.metrics, name)); });
  };
  auto const all = row_names(columns), names = shown.of(all, measured);
  Notes notes;
  std::vector<Row> rows;
  for (std::string const& name : names) rows.push_back(make_row(name, columns, shown.deciding(), notes));
  ClosingTable table{text_of(rows, columns, width, !shown.deciding()), names.size(), all.size()};
  for (std::string const& line : notes.lines()) table.text += line + '\n';
  return table;
}

}  // namespace gs::cli
