#include "host/output/run_reader.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <numeric>

#include "host/output/files.hpp"
#include "host/output/layout.hpp"
#include "host/output/rewrite.hpp"
#include "host/output/seal.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;

struct RunReader::State {
  fs::path path;
  h5::Handle file;
  Committed done;
  std::vector<std::string> names;
  bool partial = false;

  //! Runs a step that reads; whatever HDF5 or the file's sizes do to it becomes a ConfigError with the file's name.
  template <class Step>
  auto reading(Step&& step) const {
    h5::quiet();
    try {
      return step();
    } catch (h5::Error const& error) {
      auto const object = error.object.empty() ? "" : fmt::format(", '{}'", error.object);
      throw ConfigError(fmt::format("'{}'{}: {}", path.string(), object, error.what()));
    } catch (std::bad_alloc const&) {
      throw ConfigError(fmt::format("'{}': a dataset is larger than memory; the file is damaged or not for this machine", path.string()));
    } catch (std::length_error const&) {
      throw ConfigError(fmt::format("'{}': a dataset has an impossible size; the file is damaged", path.string()));
    }
  }
  h5::Handle dataset(std::string const& name) const {
    if (std::find(names.begin(), names.end(), name) == names.end()) throw h5::Error("there is no such dataset", name, 0);
    return h5::open_dataset(file, name);
  }
  void check_format() const;
  std::int64_t committed_rows(std::string const& axis, std::int64_t size) const;
  Variable variable(std::string const& name) const;
  template <class T>
  std::vector<T> values(std::string const& name, hid_t memory, std::int64_t first, std::int64_t count) const;
  void fill(SeriesBlock& block, Grows grows, std::int64_t first, std::int64_t count, Axes const& axes) const;
};

namespace {

fs::path existing(fs::path const& path) {
  auto const partial = with_suffix(path, ".partial");
  if (is_folder(path)) throw ConfigError(fmt::format("'{}' is a folder, not a run file", path.string()));
  if (there_is(path)) return path;
  if (there_is(partial)) return partial;
  throw ConfigError(fmt::format("'{}': there is no such file", path.string()));
}

ValueKind kind_of(hid_t type) {
  if (H5Tget_class(type) == H5T_STRING) return ValueKind::text;
  if (H5Tget_class(type) == H5T_FLOAT) return ValueKind::real;
  if (H5Tget_class(type) == H5T_INTEGER) return H5Tget_sign(type) == H5T_SGN_NONE ? ValueKind::unsigned_integer : ValueKind::integer;
  throw h5::Error("has a type that a run file never has", "", 0);
}

std::vector<std::int64_t>* target(SeriesBlock& block, Source source) {
  switch (source) {
    case Source::time:
      return &block.time;
    case Source::span:
      return &block.span;
    case Source::totals:
      return &block.totals;
    case Source::zones:
      return &block.zones;
    case Source::pools:
      return &block.pools;
    case Source::channels:
      return &block.channels;
    case Source::stockouts:
      return &block.stockouts;
    case Source::day:
      return &block.day;
    case Source::chain:
      return &block.chain;
    case Source::money:
      return &block.money;
    default:
      return nullptr;
  }
}

//! `site_queue` over (sample, site) is the column `queue` of the table of sites.
void add_table_column(Axes& axes, Variable const& v) {
  auto const dash = v.name.find('_');
  if (dash == std::string::npos) return;
  auto table = std::find_if(axes.tables.begin(), axes.tables.end(), [&](TraceTable const& t) { return t.axis == v.axes[1]; });
  if (table == axes.tables.end()) table = axes.tables.insert(table, TraceTable{v.axes[1], v.name.substr(0, dash + 1), "", {}, {}, {}});
  table->columns.push_back({v.name.substr(dash + 1), v.unit, v.long_name});
}

}  // namespace

void RunReader::State::check_format() const {
  auto const source = h5::get_text(file, "source");
  if (source.starts_with(checkpoint_source))
    throw h5::Error("this is a checkpoint, not a run: go on from it with `groundswell run … --resume`", "", 0);
  if (!source.starts_with(file_source)) throw h5::Error("this HDF5 file was not written by `groundswell run`", "", 0);
  auto const version = h5::get_number(file, "format_version", -1);
  if (version > format_version)
    throw h5::Error(fmt::format("its format_version is {}, this Groundswell reads up to {}: use a newer one", version, format_version), "", 0);
  if (version < 1) throw h5::Error("it has no valid format_version", "", 0);
}

std::int64_t RunReader::State::committed_rows(std::string const& axis, std::int64_t size) const {
  if (axis == "time") return std::min(size, done.ticks);
  if (axis == "day") return std::min(size, done.days);
  return axis == "sample" ? std::min(size, done.samples) : size;
}

Variable RunReader::State::variable(std::string const& name) const {
  auto const set = dataset(name);
  Variable v{name, h5::get_text(set, "units"), h5::get_text(set, "long_name"), {}, {}, {}};
  v.kind = kind_of(h5::Handle(h5::check(H5Dget_type(set), "cannot read the type", name)));
  bool const scale = h5::is_scale(set);
  for (hsize_t const size : h5::size_of(set)) {
    v.axes.push_back(scale ? name : h5::scale_name(set, static_cast<unsigned>(v.axes.size())));
    v.shape.push_back(committed_rows(v.axes.back(), static_cast<std::int64_t>(size)));
  }
  return v;
}

template <class T>
std::vector<T> RunReader::State::values(std::string const& name, hid_t memory, std::int64_t first, std::int64_t count) const {
  auto const v = variable(name);
  if (v.kind == ValueKind::text) throw h5::Error("is text, not numbers", name, 0);
  std::int64_t const rows = v.shape.empty() ? 1 : v.shape[0];
  if (count < 0) count = rows - first;
  if (first < 0 || count < 0 || first + count > rows)
    throw h5::Error(fmt::format("rows {} to {} were asked for, it has {}", first, first + count, rows), name, 0);
  std::int64_t const items = v.shape.empty() ? 1 : std::accumulate(v.shape.begin() + 1, v.shape.end(), std::int64_t{1}, std::multiplies<>());
  std::vector<T> all(static_cast<std::size_t>(count * items));
  if (!all.empty()) h5::read_rows(dataset(name), name, memory, static_cast<hsize_t>(first), static_cast<hsize_t>(count), all.data());
  return all;
}

//! The writer's deinterleaving, backwards.
void RunReader::State::fill(SeriesBlock& block, Grows grows, std::int64_t first, std::int64_t count, Axes const& axes) const {
  for (auto const& spec : growing_datasets(axes)) {
    auto* const to = target(block, spec.source);
    if (spec.grows != grows || !to) continue;
    bool const known = std::find(names.begin(), names.end(), spec.name) != names.end();  // a counter younger than the file reads as 0
    auto const width = row_width(spec.source, axes), items = spec.items();
    to->resize(static_cast<std::size_t>(count * width));
    if (!known) continue;
    auto const from = values<std::int64_t>(spec.name, H5T_NATIVE_INT64, first, count);
    for (std::int64_t r = 0; r < count; ++r)
      for (std::int64_t i = 0; i < items; ++i)
        (*to)[static_cast<std::size_t>(r * width + i * spec.stride + spec.offset)] = from[static_cast<std::size_t>(r * items + i)];
  }
}

RunReader::RunReader(fs::path const& path) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = existing(path);
  refuse_broken_seal(s.path);
  s.reading([&] {
    s.file = s.path.extension() == ".partial" ? h5::open_what_is_left(s.path) : h5::open_to_read(s.path);
    s.check_format();
    s.names = h5::dataset_names(s.file);
    s.partial = !h5::has_attribute(s.file, "finished");
    s.done = committed(s.file);
  });
}
RunReader::~RunReader() = default;
RunReader::RunReader(RunReader&&) noexcept = default;
RunReader& RunReader::operator=(RunReader&&) noexcept = default;

fs::path const& RunReader::path() const { return state_->path; }
bool RunReader::partial() const { return state_->partial; }
void RunReader::refresh() {
  if (state_->partial) *this = RunReader(state_->path);
}

RunInfo RunReader::info() const {
  return state_->reading([&] {
    hid_t const f = state_->file;
    RunInfo info;
    std::pair<char const*, std::string&> const texts[] = {{"title", info.title},
                                                          {"scenario", info.scenario},
                                                          {"design", info.design},
                                                          {"world", info.world},
                                                          {"version", info.version},
                                                          {"git_commit", info.git_commit},
                                                          {"build_type", info.build_type},
                                                          {"compiler", info.compiler},
                                                          {"backend", info.backend},
                                                          {"device", info.device},
                                                          {"command_line", info.command_line},
                                                          {"config_sha256", info.config_sha256},
                                                          {"rng", info.rng},
                                                          {"started", info.started},
                                                          {"resumed_from", info.resumed_from}};
    for (auto const& [name, text] : texts) text = h5::get_text(f, name);
    info.config_text = h5::read_texts(state_->dataset("config"), "config").at(0);
    info.git_dirty = h5::get_number(f, "git_dirty") != 0;
    info.seed = h5::get_unsigned(f, "seed");
    info.members = h5::get_number(f, "members");
    info.warmup_seconds = h5::get_number(f, "warmup_seconds");
    info.first_tick = h5::get_number(f, "first_tick");
    return info;
  });
}

RunEnd RunReader::end() const {
  return state_->reading([&] {
    hid_t const f = state_->file;
    auto const events = has("events") ? h5::read_texts(state_->dataset("events"), "events").at(0) : "[]";
    if (state_->partial) return RunEnd{false, 0.0, state_->done.ticks, events, "not finished"};
    return RunEnd{h5::get_number(f, "complete") != 0, h5::get_real(f, "wall_seconds"), h5::get_number(f, "ticks_done"), events,
                  h5::get_text(f, "reason")};
  });
}

Axes RunReader::axes() const {
  Axes axes;
  auto const labels = [&](char const* name) { return has(name) ? strings(name) : std::vector<std::string>{}; };
  if (has("zone")) {
    auto const x = integers("zone_x"), y = integers("zone_y"), region = integers("zone_region");
    for (std::size_t i = 0; i < std::min({x.size(), y.size(), region.size()}); ++i)
      axes.zones.push_back({static_cast<std::int32_t>(x[i]), static_cast<std::int32_t>(y[i]), static_cast<std::uint32_t>(region[i])});
  }
  auto const layer = labels("pool_layer"), process = labels("pool_process"), family = labels("pool_family");
  for (std::size_t i = 0; i < std::min({layer.size(), process.size(), family.size()}); ++i) axes.pools.push_back({layer[i], process[i], family[i]});
  axes.channels = labels("channel");
  axes.ranks = has("rank") ? static_cast<std::int64_t>(integers("rank").size()) : 0;
  axes.lines = labels("line");
  axes.echelons = labels("echelon");
  axes.accounts = labels("account");
  if (has("member")) axes.members = unsigned_integers("member");
  if (has("supplier"))
    for (auto const id : integers("supplier")) axes.suppliers.push_back(static_cast<std::uint32_t>(id));
  for (auto const& v : variables()) {
    if (v.name.starts_with("supplier_")) axes.supplier_columns.push_back({v.name.substr(9), v.unit, v.long_name});
    if (v.axes.size() == 2 && v.axes[0] == "sample" && v.axes[1] != "member" && v.axes[1] != "supplier") add_table_column(axes, v);
  }
  for (TraceTable& table : axes.tables)
    for (auto const id : integers(table.axis)) table.ids.push_back(static_cast<std::uint32_t>(id));
  return axes;
}

std::vector<Metric> RunReader::summary() const {
  if (!has("summary")) return {};
  auto const names = strings("metric"), units = strings("metric_unit"), meanings = strings("metric_meaning");
  auto const notes = has("metric_note") ? strings("metric_note") : std::vector<std::string>(names.size());  // files before it have none
  auto const values = numbers("summary");
  std::vector<Metric> summary;
  for (std::size_t i = 0; i < std::min({names.size(), units.size(), meanings.size(), values.size(), notes.size()}); ++i)
    summary.push_back({names[i], units[i], values[i], meanings[i], notes[i]});
  return summary;
}

std::int64_t RunReader::rows() const { return state_->done.ticks; }
std::int64_t RunReader::days() const { return state_->done.days; }
std::int64_t RunReader::samples() const { return state_->done.samples; }

SeriesBlock RunReader::series(std::int64_t first_tick, std::int64_t ticks) const {
  auto const shape = axes();
  return state_->reading([&] {
    SeriesBlock block;
    block.state_hash = state_->values<std::uint64_t>("state_hash", H5T_NATIVE_UINT64, first_tick, ticks);
    state_->fill(block, Grows::time, first_tick, ticks, shape);
    return block;
  });
}

SeriesBlock RunReader::daily(std::int64_t first_day, std::int64_t days) const {
  auto const shape = axes();
  return state_->reading([&] {
    SeriesBlock block;
    state_->fill(block, Grows::day, first_day, days, shape);
    return block;
  });
}

std::vector<Variable> RunReader::variables() const {
  return state_->reading([&] {
    std::vector<Variable> all;
    for (auto const& name : state_->names) all.push_back(state_->variable(name));
    return all;
  });
}

bool RunReader::has(std::string const& name) const { return std::find(state_->names.begin(), state_->names.end(), name) != state_->names.end(); }
Variable RunReader::variable(std::string const& name) const {
  return state_->reading([&] { return state_->variable(name); });
}
std::vector<std::int64_t> RunReader::integers(std::string const& name, std::int64_t first, std::int64_t count) const {
  return state_->reading([&] { return state_->values<std::int64_t>(name, H5T_NATIVE_INT64, first, count); });
}
std::vector<std::uint64_t> RunReader::unsigned_integers(std::string const& name, std::int64_t first, std::int64_t count) const {
  return state_->reading([&] { return state_->values<std::uint64_t>(name, H5T_NATIVE_UINT64, first, count); });
}
std::vector<double> RunReader::numbers(std::string const& name, std::int64_t first, std::int64_t count) const {
  return state_->reading([&] { return state_->values<double>(name, H5T_NATIVE_DOUBLE, first, count); });
}
std::vector<std::string> RunReader::strings(std::string const& name) const {
  return state_->reading([&] { return h5::read_texts(state_->dataset(name), name); });
}
std::string RunReader::attribute(std::string const& name) const {
  return state_->reading([&] { return h5::get_text(state_->file, name); });
}

}  // namespace gs::output
