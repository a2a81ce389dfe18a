#include "host/output/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/output/files.hpp"
#include "host/output/h5.hpp"
#include "host/output/layout.hpp"
#include "host/output/seal.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t checkpoint_format = 2;
constexpr std::int64_t chunk_bytes = 1 << 20;

//! How items of so many bytes are stored: numbers as unsigned integers, rows as opaque bytes.
h5::Handle item_type(int item_bytes) {
  switch (item_bytes) {
    case 1:
      return h5::Handle(H5Tcopy(H5T_STD_U8LE));
    case 2:
      return h5::Handle(H5Tcopy(H5T_STD_U16LE));
    case 4:
      return h5::Handle(H5Tcopy(H5T_STD_U32LE));
    case 8:
      return h5::Handle(H5Tcopy(H5T_STD_U64LE));
    default:
      return h5::Handle(h5::check(H5Tcreate(H5T_OPAQUE, static_cast<std::size_t>(item_bytes)), "cannot make a row type"));
  }
}

void write_info(hid_t file, CheckpointInfo const& info) {
  h5::set_text(file, "source", fmt::format("{} {}", checkpoint_source, info.version));
  h5::set_number(file, "format_version", checkpoint_format);
  h5::set_text(file, "version", info.version);
  h5::set_text(file, "config_sha256", info.config_sha256);
  h5::set_unsigned(file, "seed", info.seed);
  h5::set_number(file, "tick", info.tick);
  h5::set_number(file, "time", info.time);
  h5::set_unsigned(file, "state_hash", info.state_hash);
  h5::set_unsigned(file, "world_hash", info.world_hash);
  h5::set_text(file, "written", now_utc());
  h5::write_text(file, "config", info.config_text);
  h5::write_text(file, "events", info.events_json);
}

CheckpointInfo read_info(hid_t file) {
  auto const text = [file](char const* name) { return h5::read_texts(h5::open_dataset(file, name), name).at(0); };
  return {h5::get_text(file, "version"),        h5::get_text(file, "config_sha256"),  text("config"),
          h5::get_unsigned(file, "seed"),       h5::get_number(file, "tick"),         h5::get_number(file, "time"),
          h5::get_unsigned(file, "state_hash"), h5::get_unsigned(file, "world_hash"), text("events")};
}

//! Columns stand in a group of their own, so that no name of the engine's can meet one of ours.
std::string place(std::string const& column) { return "state/" + column; }

}  // namespace

struct CheckpointWriter::State {
  fs::path path, temporary;
  h5::OutFile file;
  std::int64_t columns = 0;
  bool committed = false;

  template <class Step>
  void writing(Step&& step) {
    h5::quiet();
    try {
      step();
    } catch (h5::Error const& error) {
      auto const object = error.object.empty() ? "" : fmt::format(", column '{}'", error.object);
      throw SimulationError(fmt::format("checkpoint '{}'{}: {}; {} free on that disk. Earlier checkpoints are untouched", path.string(), object,
                                        error.what(), human_bytes(free_bytes(path))));
    }
  }
};

CheckpointWriter::CheckpointWriter(fs::path const& path, CheckpointInfo const& info) : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->temporary = with_suffix(path, ".tmp");
  remove_quietly(state_->temporary);
  state_->writing([&] {
    state_->file = h5::create_file(state_->temporary, false);
    write_info(state_->file, info);
  });
}

CheckpointWriter::~CheckpointWriter() {
  if (state_->committed) return;
  state_->file.abandon();
  remove_quietly(state_->temporary);
}

void CheckpointWriter::column(std::string const& name, char const* unit, void const* data, std::int64_t count, int item_bytes) {
  state_->writing([&] {
    auto const type = item_type(item_bytes);
    h5::Shape shape = h5::Shape::fixed({static_cast<hsize_t>(count)});
    if (count > 0) shape.chunk = {static_cast<hsize_t>(std::clamp<std::int64_t>(chunk_bytes / item_bytes, 1, count))};
    auto const dataset = h5::create_dataset(state_->file, place(name), type, shape, true);
    if (count > 0) h5::write_rows(dataset, name, type, 0, static_cast<hsize_t>(count), data);
    h5::set_text(dataset, "units", unit);
    ++state_->columns;
  });
}

void CheckpointWriter::commit() {
  state_->writing([&] {
    h5::set_number(state_->file, "columns", state_->columns);
    state_->file.close();
    seal(state_->temporary);
    publish(state_->temporary, state_->path, true);
  });
  state_->committed = true;
}

struct CheckpointReader::State {
  fs::path path;
  h5::Handle file;
  CheckpointInfo info;

  template <class Step>
  auto reading(Step&& step) const {
    h5::quiet();
    try {
      return step();
    } catch (h5::Error const& error) {
      auto const object = error.object.empty() ? "" : fmt::format(", column '{}'", error.object);
      throw ConfigError(fmt::format("checkpoint '{}'{}: {}. Resume from an earlier checkpoint, or start again", path.string(), object, error.what()));
    }
  }
  //! H5Lexists fails on a missing group of the path, so each is asked for.
  bool has(std::string const& name) const {
    auto const whole = place(name);
    for (std::size_t at = whole.find('/'); at != std::string::npos; at = whole.find('/', at + 1))
      if (H5Lexists(file, whole.substr(0, at).c_str(), H5P_DEFAULT) <= 0) return false;
    return H5Lexists(file, whole.c_str(), H5P_DEFAULT) > 0;
  }
};

CheckpointReader::CheckpointReader(fs::path const& path) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.path = path;
  if (!there_is(path) || is_folder(path)) throw ConfigError(fmt::format("checkpoint '{}': there is no such file", path.string()));
  refuse_broken_seal(path);
  s.reading([&] {
    s.file = h5::open_to_read(path);
    if (!h5::get_text(s.file, "source").starts_with(checkpoint_source)) throw h5::Error("this file is not a checkpoint of Groundswell", "", 0);
    auto const version = h5::get_number(s.file, "format_version", -1);
    if (version != checkpoint_format)
      throw h5::Error(fmt::format("its format_version is {}, this Groundswell reads {}", version, checkpoint_format), "", 0);
    if (h5::get_number(s.file, "columns", -1) < 0) throw h5::Error("it was never finished", "", 0);
    s.info = read_info(s.file);
  });
}
CheckpointReader::~CheckpointReader() = default;

CheckpointInfo const& CheckpointReader::info() const { return state_->info; }

void CheckpointReader::expect(CheckpointInfo const& wanted) const {
  auto const& info = state_->info;
  if (info.config_sha256 != wanted.config_sha256)
    throw ConfigError(
        fmt::format("checkpoint '{}' was made with another config (sha256 {:.12}…, this run has {:.12}…): resume with the same scenario, "
                    "design, world and --set values",
                    state_->path.string(), info.config_sha256, wanted.config_sha256));
  if (info.seed != wanted.seed)
    throw ConfigError(fmt::format("checkpoint '{}' was made with seed {}, this run has {}: add --seed {}", state_->path.string(), info.seed,
                                  wanted.seed, info.seed));
  if (info.world_hash != wanted.world_hash)
    throw ConfigError(
        fmt::format("checkpoint '{}' was made in another world: a trace or network file has changed since, or the Groundswell that "
                    "wrote it ({}) builds worlds differently. Start the run anew",
                    state_->path.string(), info.version));
}

std::int64_t CheckpointReader::count(std::string const& name) {
  return state_->reading([&]() -> std::int64_t {
    if (!state_->has(name)) return -1;
    auto const size = h5::size_of(h5::open_dataset(state_->file, place(name)));
    if (size.size() != 1) throw h5::Error("is not a column", name, 0);
    return static_cast<std::int64_t>(size[0]);
  });
}

void CheckpointReader::column(std::string const& name, void* data, std::int64_t count, int item_bytes) {
  auto const stored = this->count(name);
  state_->reading([&] {
    if (stored < 0) throw h5::Error("is missing: the checkpoint is of another version", name, 0);
    if (stored != count) throw h5::Error(fmt::format("has {} items, {} were expected: the checkpoint is of another world", stored, count), name, 0);
    auto const dataset = h5::open_dataset(state_->file, place(name));
    h5::Handle const type(h5::check(H5Dget_type(dataset), "cannot read the type", name));
    if (H5Tget_size(type) != static_cast<std::size_t>(item_bytes))
      throw h5::Error(fmt::format("has items of {} bytes, {} were expected: the checkpoint is of another version", H5Tget_size(type), item_bytes),
                      name, 0);
    if (count > 0) h5::read_rows(dataset, name, type, 0, static_cast<hsize_t>(count), data);
  });
}

}  // namespace gs::output
