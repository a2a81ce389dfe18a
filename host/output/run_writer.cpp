#include "host/output/run_writer.hpp"

#include <fmt/format.h>

#include <bit>

#include "host/output/files.hpp"
#include "host/output/growing_group.hpp"
#include "host/output/rewrite.hpp"
#include "host/output/seal.hpp"
#include "host/output/skeleton.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace fs = std::filesystem;

struct RunWriter::State {
  State(fs::path path_, Axes axes_, RunInfo const& info, WriterOptions options_);
  ~State();

  void create(RunInfo const& info);
  void start();
  void flush();
  void require_room() const;
  void close();
  void abandon();
  fs::path partial() const { return with_suffix(path, ".partial"); }
  fs::path fresh() const { return with_suffix(path, ".new"); }  //!< becomes the partial file once it can be read after a kill
  [[noreturn]] void refuse(h5::Error const& error);
  //! Runs a step that writes. After a failure nothing is written any more: what is on the disk stays as it is.
  template <class Step>
  void writing(Step&& step) {
    if (broken) throw SimulationError(fmt::format("'{}': an earlier write failed, nothing more is written", partial().string()));
    try {
      step();
    } catch (h5::Error const& error) { refuse(error); } catch (...) {
      broken = true;
      throw;
    }
  }

  fs::path path;
  Axes axes;
  WriterOptions options;
  std::vector<Growing> list;
  GrowingGroup time, day, sample;
  std::int64_t warmup;
  h5::OutFile file;
  bool broken = false, finished = false;
};

namespace {

void refuse_existing(fs::path const& path, fs::path const& partial, bool force) {
  if (is_folder(path)) throw ConfigError(fmt::format("output '{}' is a folder: give a file name, e.g. -o {}/run.h5", path.string(), path.string()));
  if (force) return;
  if (there_is(path)) throw ConfigError(fmt::format("output '{}' exists: choose another name with -o, or replace it with --force", path.string()));
  if (there_is(partial))
    throw ConfigError(fmt::format("'{0}' exists: a run is writing it, or was killed. `groundswell recover {1}` saves its rows; --force drops them",
                                  partial.string(), path.string()));
}

//! The sizes a block must have for so many ticks and days.
void check_block(SeriesBlock const& block, Axes const& axes) {
  auto const ticks = block.time.size(), days = block.day.size();
  auto const fits = [&](char const* what, std::size_t have, std::size_t rows, std::int64_t width) {
    if (have != rows * static_cast<std::size_t>(width))
      throw SimulationError(
          fmt::format("series block: {} has {} values, {} rows of {} need {}", what, have, rows, width, rows * static_cast<std::size_t>(width)));
  };
  fits("span", block.span.size(), ticks, 1);
  fits("state_hash", block.state_hash.size(), ticks, 1);
  fits("totals", block.totals.size(), ticks, row_width(Source::totals, axes));
  fits("zones", block.zones.size(), ticks, row_width(Source::zones, axes));
  fits("pools", block.pools.size(), ticks, row_width(Source::pools, axes));
  fits("channels", block.channels.size(), ticks, row_width(Source::channels, axes));
  if (axes.ranks > 0) fits("stockouts", block.stockouts.size(), days, row_width(Source::stockouts, axes));
  fits("chain", block.chain.size(), days, row_width(Source::chain, axes));
  fits("money", block.money.size(), days, row_width(Source::money, axes));
  fits("parties", block.parties.size(), days, row_width(Source::parties, axes));
  fits("echelons", block.echelons.size(), days, row_width(Source::echelons, axes));
}

}  // namespace

RunWriter::State::State(fs::path path_, Axes axes_, RunInfo const& info, WriterOptions options_)
    : path(std::move(path_)),
      axes(std::move(axes_)),
      options(options_),
      list(growing_datasets(axes)),
      time(Grows::time, list, axes, options.block_ticks, options.swmr),
      day(Grows::day, list, axes, options.block_days, options.swmr),
      sample(Grows::sample, list, axes, options.block_days, options.swmr),
      warmup(info.warmup_seconds) {
  refuse_existing(path, partial(), options.force);
  remove_quietly(fresh());
  try {
    create(info);
    start();
  } catch (h5::Error const& error) {
    abandon();
    remove_quietly(fresh());
    auto const object = error.object.empty() ? "" : fmt::format(" ('{}')", error.object);
    throw ConfigError(fmt::format("output '{}' cannot be created{}: {}; {} free on that disk. Choose another place with -o", path.string(), object,
                                  error.what(), human_bytes(free_bytes(path))));
  }
}

//! Everything a run file has but its rows. Built and closed first, so that all of it is in the file before the first row.
void RunWriter::State::create(RunInfo const& info) {
  file = h5::create_file(fresh(), options.swmr);
  write_provenance(file, info);
  write_fixed(file, axes, info);
  for (auto* group : {&time, &day, &sample}) group->create(file);
  attach_scales(file, axes_of_all(axes, list));
  file.close();
}

//! From here on no object may be made: HDF5 1.10.8 would wrongly accept it in SWMR mode, so nothing but groups' flush touches the file.
void RunWriter::State::start() {
  file = h5::open_to_change(fresh());
  if (options.swmr) h5::check(H5Fstart_swmr_write(file), "cannot start single-writer-multiple-reader mode (on NFS use --no-swmr)");
  for (auto* group : {&time, &day, &sample}) group->open(file);
  if (!rename_file(fresh(), partial(), options.force)) throw h5::Error(errno_text(errno), "", errno);
}

void RunWriter::State::flush() {
  for (auto* group : {&day, &sample, &time}) group->flush();
}

//! Without SWMR a write that fails half-way can cost the whole file: it is not begun unless the disk has room for the next block.
void RunWriter::State::require_room() const {
  auto const free = options.swmr ? -1 : free_bytes(path), need = 2 * raw_bytes(axes, options.block_ticks, options.block_days);
  if (free >= 0 && free < need) throw h5::Error(fmt::format("{}; a block takes up to {}", errno_text(ENOSPC), human_bytes(need)), "", ENOSPC);
}

void RunWriter::State::close() {
  for (auto* group : {&time, &day, &sample}) group->close();
  file.close();
}

//! After a failed write the file is left as a kill would leave it: closing it would write more, into the part that is right.
void RunWriter::State::abandon() {
  file.abandon();
  for (auto* group : {&time, &day, &sample}) group->close();
}

void RunWriter::State::refuse(h5::Error const& error) {
  broken = true;
  abandon();
  auto const object = error.object.empty() ? "" : fmt::format(", dataset '{}'", error.object);
  throw SimulationError(fmt::format("'{0}'{1}: {2}; {3} free on that disk. {4} ticks are kept in it: make room, then `groundswell recover {5}`",
                                    partial().string(), object, error.what(), human_bytes(free_bytes(path)), time.written(), path.string()));
}

RunWriter::State::~State() {
  if (finished) return;
  try {
    if (!broken) flush();
    if (!broken) close();
  } catch (...) { broken = true; }
  if (broken) abandon();
  if (time.written() == 0 && !broken) remove_quietly(partial());
}

RunWriter::RunWriter(fs::path const& path, Axes const& axes, RunInfo const& info, WriterOptions const& options)
    : state_(std::make_unique<State>(path, axes, info, options)) {}
RunWriter::~RunWriter() = default;
RunWriter::RunWriter(RunWriter&&) noexcept = default;
RunWriter& RunWriter::operator=(RunWriter&&) noexcept = default;

void RunWriter::append(SeriesBlock const& block) {
  State& s = *state_;
  h5::quiet();
  check_block(block, s.axes);
  std::vector<std::int64_t> hash(block.state_hash.size()), measured(block.time.size());
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = std::bit_cast<std::int64_t>(block.state_hash[i]);
  for (std::size_t i = 0; i < measured.size(); ++i) measured[i] = block.time[i] - block.span[i] >= s.warmup;
  Sources rows;
  of(rows, Source::time) = block.time;
  of(rows, Source::span) = block.span;
  of(rows, Source::measured) = measured;
  of(rows, Source::state_hash) = hash;
  of(rows, Source::totals) = block.totals;
  of(rows, Source::zones) = block.zones;
  of(rows, Source::pools) = block.pools;
  of(rows, Source::channels) = block.channels;
  if (s.axes.ranks > 0) of(rows, Source::stockouts) = block.stockouts;
  of(rows, Source::day) = block.day;
  of(rows, Source::chain) = block.chain;
  of(rows, Source::money) = block.money;
  of(rows, Source::parties) = block.parties;
  of(rows, Source::echelons) = block.echelons;
  s.writing([&] {
    s.require_room();
    s.day.append(rows, static_cast<std::int64_t>(block.day.size()));
    s.time.append(rows, static_cast<std::int64_t>(block.time.size()));
  });
}

void RunWriter::append_sample(Seconds at, std::span<MemberRow const> members, std::span<std::int64_t const> suppliers,
                              std::span<std::int64_t const> tables) {
  State& s = *state_;
  h5::quiet();
  auto const fits = [](char const* what, std::size_t given, std::int64_t needed) {
    if (static_cast<std::int64_t>(given) != needed) throw SimulationError(fmt::format("sample: {} {} given, the axes say {}", given, what, needed));
  };
  fits("members", members.size(), static_cast<std::int64_t>(s.axes.members.size()));
  fits("supplier figures", suppliers.size(), row_width(Source::suppliers, s.axes));
  fits("table cells", tables.size(), row_width(Source::tables, s.axes));
  auto const flat = flatten(members);
  Sources rows;
  of(rows, Source::sample) = {&at, 1};
  of(rows, Source::members) = flat;
  of(rows, Source::suppliers) = suppliers;
  of(rows, Source::tables) = tables;
  s.writing([&] { s.sample.append(rows, 1); });
}

void RunWriter::flush() {
  h5::quiet();
  state_->writing([&] { state_->flush(); });
}

void RunWriter::finish(std::vector<Metric> const& summary, RunEnd const& end) {
  State& s = *state_;
  h5::quiet();
  s.writing([&] {
    s.flush();
    s.close();
  });
  auto const temporary = with_suffix(s.path, ".tmp");
  s.writing([&] {
    try {
      remove_quietly(temporary);
      auto const source = h5::open_to_read(s.partial());
      rewrite(source, temporary, summary, end);
      seal(temporary);
      publish(temporary, s.path, s.options.force);
    } catch (...) {
      remove_quietly(temporary);
      throw;
    }
  });
  s.finished = true;
  remove_quietly(s.partial());
}

fs::path const& RunWriter::path() const { return state_->path; }
fs::path RunWriter::partial() const { return state_->partial(); }
std::int64_t RunWriter::rows() const { return state_->time.rows(); }

std::int64_t raw_bytes(Axes const& axes, std::int64_t ticks, std::int64_t days) {
  std::int64_t bytes = 0;
  for (auto const& dataset : growing_datasets(axes))
    bytes += dataset.items() * h5::bytes_of(dataset.store) * (dataset.grows == Grows::time ? ticks : days);
  return bytes;
}

}  // namespace gs::output
