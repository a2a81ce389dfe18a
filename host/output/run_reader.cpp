#include "host/output/run_reader.hpp"

#include <algorithm>

#include "host/output/files.hpp"
#include "host/output/run_reader_state.hpp"
#include "host/output/seal.hpp"

namespace gs::output {
namespace fs = std::filesystem;

namespace {

fs::path existing(fs::path const& path) {
  auto const partial = with_suffix(path, ".partial");
  if (is_folder(path)) throw ConfigError(fmt::format("'{}' is a folder, not a run file", path.string()));
  if (there_is(path)) return path;
  if (there_is(partial)) return partial;
  throw ConfigError(fmt::format("'{}': there is no such file", path.string()));
}

}  // namespace

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
                                                          {"industry", info.industry},
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
