#include "host/output/join.hpp"
#include <fmt/format.h>
#include <algorithm>
#include "host/output/files.hpp"
#include "host/output/recover.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view checkpoint_suffix = ".ckpt.h5";

//! Everything an axis says, as one text; two runs whose rows may stand in one file have the same.
std::string signature(Axes const& a) {
  std::string text;
  for (auto const& z : a.zones) text += fmt::format("z{},{},{};", z.x, z.y, z.region);
  for (auto const& p : a.pools) text += fmt::format("p{}/{}/{};", p.layer, p.process, p.family);
  for (auto const* labels : {&a.lines, &a.echelons, &a.accounts})
    for (auto const& label : *labels) text += label + ';';
  for (auto const id : a.members) text += fmt::format("m{};", id);
  for (auto const id : a.suppliers) text += fmt::format("s{};", id);
  for (auto const& table : a.tables) {
    text += fmt::format("t{}:{};", table.axis, fmt::join(table.ids, ","));
    for (auto const& column : table.columns) text += column.name + ';';
  }
  return text;
}

//! Echelons and lines stand in the file only together, as writer and reader agree.
Axes as_stored(Axes axes) {
  if (axes.lines.empty()) axes.echelons.clear();
  return axes;
}

std::string misfit(RunReader const& file, CheckpointInfo const& at, Axes const& axes, std::uint64_t last_hash) {
  auto const info = file.info();
  auto const rows = at.tick - info.first_tick;
  if (info.config_sha256 != at.config_sha256 || info.seed != at.seed) return "it is of another config or seed";
  if (rows < 0 || file.rows() < rows) return fmt::format("it ends at tick {}, before the checkpoint", info.first_tick + file.rows());
  if (signature(file.axes()) != signature(as_stored(axes))) return "its axes differ";
  if (rows > 0 && file.unsigned_integers("state_hash", rows - 1, 1).at(0) != last_hash)
    return "its state hash at the checkpoint differs: another run has written it";
  return "";
}

//! The one file, if it fits; a partial one is recovered first (and replaces what stood under that name, whose rows it holds).
bool try_file(Earlier& out, fs::path const& path, bool partial, CheckpointInfo const& at, Axes const& axes, std::uint64_t last_hash) {
  auto const name = partial ? with_suffix(path, ".partial") : path;
  if (!there_is(name)) return false;
  try {
    std::optional<RunReader> file(name);
    out.why_not = misfit(*file, at, axes, last_hash);
    if (!out.why_not.empty()) return false;
    if (partial) {
      file.reset();
      recover(path, true);
      file.emplace(path);
    }
    out.first_tick = file->info().first_tick;
    out.file = std::move(file);
    return true;
  } catch (ConfigError const& error) {
    out.why_not = error.what();
    return false;
  }
}

std::vector<MemberRow> members_at(RunReader const& file, std::int64_t sample, std::size_t count) {
  std::vector<std::vector<std::int64_t>> fields;
  std::vector<MemberRow> rows(count);
  MemberRow const names;
  MemberRow::each_field(
      [&](char const* name, char const*, auto const&) { fields.push_back(file.integers(std::string("member_") + name, sample, 1)); }, names);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t f = 0;
    MemberRow::each_field([&](char const*, char const*, auto& cell) { cell = static_cast<std::decay_t<decltype(cell)>>(fields[f++].at(i)); },
                          rows[i]);
  }
  return rows;
}

//! suppliers[supplier][column], as append_sample() takes them.
std::vector<std::int64_t> suppliers_at(RunReader const& file, Axes const& axes, std::int64_t sample) {
  std::vector<std::int64_t> cells(axes.suppliers.size() * axes.supplier_columns.size());
  for (std::size_t c = 0; c < axes.supplier_columns.size(); ++c) {
    auto const values = file.integers("supplier_" + axes.supplier_columns[c].name, sample, 1);
    for (std::size_t s = 0; s < axes.suppliers.size(); ++s) cells[s * axes.supplier_columns.size() + c] = values.at(s);
  }
  return cells;
}

std::vector<std::int64_t> tables_at(RunReader const& file, Axes const& axes, std::int64_t sample) {
  std::vector<std::int64_t> cells;
  for (TraceTable const& table : axes.tables) {
    std::size_t const first = cells.size(), columns = table.columns.size();
    cells.resize(first + table.ids.size() * columns);
    for (std::size_t c = 0; c < columns; ++c) {
      auto const values = file.integers(table.prefix + table.columns[c].name, sample, 1);
      for (std::size_t r = 0; r < table.ids.size(); ++r) cells[first + r * columns + c] = values.at(r);
    }
  }
  return cells;
}

}  // namespace

fs::path run_file_of(fs::path const& checkpoint) {
  auto const text = checkpoint.string();
  return text.ends_with(checkpoint_suffix) ? fs::path(text.substr(0, text.size() - checkpoint_suffix.size()) + ".h5") : fs::path();
}

Earlier earlier_rows(fs::path const& checkpoint, CheckpointInfo const& at, Axes const& axes, std::uint64_t last_hash) {
  Earlier out;
  auto const path = run_file_of(checkpoint);
  if (path.empty() || (!there_is(path) && !there_is(with_suffix(path, ".partial"))))
    out.why_not = "it is not there";
  else if (!try_file(out, path, false, at, axes, last_hash))
    try_file(out, path, true, at, axes, last_hash);
  return out;
}

void take_over(RunReader const& earlier, CheckpointInfo const& at, RunWriter& writer) {
  auto const ticks = at.tick - earlier.info().first_tick;
  constexpr std::int64_t step = 4096;
  for (std::int64_t first = 0; first < ticks; first += step) writer.append(earlier.series(first, std::min(step, ticks - first)));
  auto const until = [&](char const* axis, std::int64_t rows) {
    auto const ends = rows > 0 ? earlier.integers(axis, 0, rows) : std::vector<std::int64_t>{};
    return std::upper_bound(ends.begin(), ends.end(), at.time) - ends.begin();
  };
  if (auto const days = until("day", earlier.days()); days > 0) writer.append(earlier.daily(0, days));
  auto const axes = earlier.axes();
  auto const samples = until("sample", earlier.samples());
  for (std::int64_t s = 0; s < samples; ++s)
    writer.append_sample(earlier.integers("sample", s, 1).at(0), members_at(earlier, s, axes.members.size()), suppliers_at(earlier, axes, s),
                         tables_at(earlier, axes, s));
}

}  // namespace gs::output
