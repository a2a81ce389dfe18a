#include "host/output/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <ostream>

#include "host/output/files.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;
namespace {

std::string table_of(Variable const& v) { return fmt::format("{}", fmt::join(v.axes, "_")); }
bool is_axis(Variable const& v) { return v.axes.size() == 1 && v.axes[0] == v.name; }
std::int64_t row_items(Variable const& v) {
  return v.shape.empty() ? 1 : std::accumulate(v.shape.begin() + 1, v.shape.end(), std::int64_t{1}, std::multiplies<>());
}

//! RFC 4180: quoted only where it must be.
std::string quoted(std::string const& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (char const c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string head(Variable const& v) { return quoted(v.unit.empty() || v.unit == "1" ? v.name : fmt::format("{} [{}]", v.name, v.unit)); }

//! Rows [first, first + count) as text, one string a value.
std::vector<std::string> values_as_text(RunReader const& file, Variable const& v, std::int64_t first, std::int64_t count) {
  std::vector<std::string> out;
  auto const add = [&](auto const& values) {
    for (auto const& value : values) out.push_back(fmt::format("{}", value));
  };
  switch (v.kind) {
    case ValueKind::integer:
      add(file.integers(v.name, first, count));
      break;
    case ValueKind::unsigned_integer:
      add(file.unsigned_integers(v.name, first, count));
      break;
    case ValueKind::real:
      add(file.numbers(v.name, first, count));
      break;
    case ValueKind::text: {
      auto const all = file.strings(v.name);
      for (std::int64_t i = first; i < first + count; ++i) out.push_back(quoted(all.at(static_cast<std::size_t>(i))));
    }
  }
  return out;
}

struct Table {
  std::vector<Variable> axes, columns;
};

Table find_table(RunReader const& file, std::string const& name) {
  Table table;
  auto const all = file.variables();
  for (auto const& v : all)
    if (table_of(v) == name && !v.axes.empty() && !is_axis(v)) table.columns.push_back(v);
  if (table.columns.empty())
    throw ConfigError(fmt::format("'{}' has no table '{}': it has {}", file.path().string(), name, fmt::join(csv_tables(file), ", ")));
  for (auto const& axis : table.columns[0].axes) table.axes.push_back(file.variable(axis));
  for (auto const& column : table.columns)
    for (std::size_t i = 0; i < table.axes.size(); ++i)
      if (table.axes[i].shape.size() != 1 || column.shape[i] != table.axes[i].shape[0])
        throw ConfigError(
            fmt::format("'{}': dataset '{}' and its axis '{}' differ in length", file.path().string(), column.name, table.axes[i].name));
  return table;
}

//! One row of the first axis: all combinations of the others, a line each.
void write_row(std::ostream& out, std::string const& first, std::vector<std::vector<std::string>> const& labels,
               std::vector<std::vector<std::string>> const& columns, std::size_t row, std::size_t items) {
  for (std::size_t item = 0; item < items; ++item) {
    out << first;
    std::size_t rest = item, below = items;
    for (auto const& axis : labels) {
      below /= axis.size();
      out << ',' << axis[rest / below];
      rest %= below;
    }
    for (auto const& column : columns) out << ',' << column[row * items + item];
    out << '\n';
  }
}

}  // namespace

std::vector<std::string> csv_tables(RunReader const& file) {
  std::vector<std::string> names;
  for (auto const& v : file.variables()) {
    auto const name = table_of(v);
    if (!v.axes.empty() && !is_axis(v) && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

void export_csv(RunReader const& file, std::string const& name, std::ostream& out) {
  auto const table = find_table(file, name);
  for (auto const& axis : table.axes) out << (axis.name == table.axes[0].name ? "" : ",") << head(axis);
  for (auto const& column : table.columns) out << ',' << head(column);
  out << '\n';
  std::vector<std::vector<std::string>> labels;
  for (std::size_t i = 1; i < table.axes.size(); ++i) labels.push_back(values_as_text(file, table.axes[i], 0, table.axes[i].shape[0]));
  auto const rows = table.columns[0].shape[0], items = row_items(table.columns[0]);
  std::int64_t const step = std::max<std::int64_t>(1, 65'536 / std::max<std::int64_t>(1, items));
  for (std::int64_t first = 0; first < rows; first += step) {
    auto const count = std::min(step, rows - first);
    auto const axis = values_as_text(file, table.axes[0], first, count);
    std::vector<std::vector<std::string>> columns;
    for (auto const& column : table.columns) columns.push_back(values_as_text(file, column, first, count));
    for (std::int64_t r = 0; r < count; ++r)
      write_row(out, axis[static_cast<std::size_t>(r)], labels, columns, static_cast<std::size_t>(r), static_cast<std::size_t>(items));
  }
}

std::vector<fs::path> export_csv_files(RunReader const& file, fs::path const& stem, bool force) {
  std::vector<fs::path> paths;
  auto const tables = csv_tables(file);
  for (auto const& table : tables) {
    paths.push_back(with_suffix(stem, fmt::format(".{}.csv", table).c_str()));
    if (!force && there_is(paths.back()))
      throw ConfigError(fmt::format("'{}' exists: choose another name with -o, or replace it with --force", paths.back().string()));
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    auto const temporary = with_suffix(paths[i], ".tmp");
    std::ofstream out(temporary);
    if (!out) throw ConfigError(fmt::format("'{}' cannot be written: {}", temporary.string(), errno_text(errno)));
    export_csv(file, tables[i], out);
    out.close();
    if (!out) {
      remove_quietly(temporary);
      throw SimulationError(fmt::format("'{}' cannot be written; {} free on that disk", paths[i].string(), human_bytes(free_bytes(stem))));
    }
    publish(temporary, paths[i], force);
  }
  return paths;
}

}  // namespace gs::output
