#include "host/output/run_writer.hpp"

#include <fmt/format.h>

#include <bit>

#include "host/output/files.hpp"
#include "host/output/growing_group.hpp"
#include "host/output/rewrite.hpp"
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
  void close();
  fs::path partial() const { return with_suffix(path, ".partial"); }
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
  h5::Handle file;
  bool broken = false, finished = false;
};

namespace {

void refuse_existing(fs::path const& path, fs::path const& partial, bool force) {
  if (fs::is_directory(path))
    throw ConfigError(fmt::format("output '{}' is a folder: give a file name, e.g. -o {}/run.h5", path.string(), path.string()));
  if (force) return;
  if (fs::exists(path)) throw ConfigError(fmt::format("output '{}' exists: choose another name with -o, or replace it with --force", path.string()));
  if (fs::exists(partial))
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
  fits("chain", block.chain.size(), days, row_width(Source::chain, axes));
  fits("money", block.money.size(), days, row_width(Source::money, axes));
}

}  // namespace

RunWriter::State::State(fs::path path_, Axes axes_, RunInfo const& info, WriterOptions options_)
    : path(std::move(path_)),
      axes(std::move(axes_)),
      options(options_),
      list(growing_datasets(axes)),
      time(Grows::time, list, axes, options.block_ticks),
      day(Grows::day, list, axes, options.block_days),
      sample(Grows::sample, list, axes, options.block_days),
      warmup(info.warmup_seconds) {
  refuse_existing(path, partial(), options.force);
  std::error_code ignored;
  if (options.force) fs::remove(partial(), ignored);
  try {
    create(info);
    start();
  } catch (h5::Error const& error) {
    if (file.open()) close();
    if (error.error != EEXIST) fs::remove(partial(), ignored);
    auto const object = error.object.empty() ? "" : fmt::format(" ('{}')", error.object);
    throw ConfigError(fmt::format("output '{}' cannot be created{}: {}; {} free on that disk. Choose another place with -o", path.string(), object,
                                  error.what(), human_bytes(free_bytes(path))));
  }
}

//! Everything a run file has but its rows. Built and closed first, so that all of it is in the file before the first row.
void RunWriter::State::create(RunInfo const& info) {
  file = h5::create_file(partial(), options.swmr);
  write_provenance(file, info);
  write_fixed(file, axes, info);
  for (auto* group : {&time, &day, &sample}) group->create(file);
  attach_scales(file, axes_of_all(axes, list));
  h5::close_file(file);
}

//! From here on no object may be made: HDF5 1.10.8 would wrongly accept it in SWMR mode, so nothing but groups' flush touches the file.
void RunWriter::State::start() {
  file = h5::open_to_change(partial());
  if (options.swmr) h5::check(H5Fstart_swmr_write(file), "cannot start single-writer-multiple-reader mode (on NFS use --no-swmr)");
  for (auto* group : {&time, &day, &sample}) group->open(file);
}

void RunWriter::State::flush() {
  for (auto* group : {&day, &sample, &time}) group->flush();
  if (!options.swmr) h5::check(H5Fflush(file, H5F_SCOPE_LOCAL), "cannot flush");
}

void RunWriter::State::close() {
  for (auto* group : {&time, &day, &sample}) group->close();
  h5::close_file(file);
}

void RunWriter::State::refuse(h5::Error const& error) {
  broken = true;
  auto const object = error.object.empty() ? "" : fmt::format(", dataset '{}'", error.object);
  throw SimulationError(fmt::format("'{0}'{1}: {2}; {3} free on that disk. {4} ticks are kept in it: make room, then `groundswell recover {5}`",
                                    partial().string(), object, error.what(), human_bytes(free_bytes(path)), time.written(), path.string()));
}

RunWriter::State::~State() {
  if (finished) return;
  try {
    if (!broken) flush();
    close();
  } catch (...) {  // the disk is full: what was committed stays readable
  }
  std::error_code ignored;
  if (time.written() == 0 && !broken) fs::remove(partial(), ignored);
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
  of(rows, Source::day) = block.day;
  of(rows, Source::chain) = block.chain;
  of(rows, Source::money) = block.money;
  s.writing([&] {
    auto const before = s.day.written() + s.time.written();
    s.day.append(rows, static_cast<std::int64_t>(block.day.size()));
    s.time.append(rows, static_cast<std::int64_t>(block.time.size()));
    if (!s.options.swmr && s.day.written() + s.time.written() > before) h5::check(H5Fflush(s.file, H5F_SCOPE_LOCAL), "cannot flush");
  });
}

void RunWriter::append_sample(Seconds at, std::span<MemberRow const> members, std::span<std::int64_t const> suppliers) {
  State& s = *state_;
  h5::quiet();
  if (members.size() != s.axes.members.size() || static_cast<std::int64_t>(suppliers.size()) != row_width(Source::suppliers, s.axes))
    throw SimulationError(fmt::format("sample: {} members and {} supplier figures given, the axes say {} and {}", members.size(), suppliers.size(),
                                      s.axes.members.size(), row_width(Source::suppliers, s.axes)));
  auto const flat = flatten(members);
  Sources rows;
  of(rows, Source::sample) = {&at, 1};
  of(rows, Source::members) = flat;
  of(rows, Source::suppliers) = suppliers;
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
      std::error_code absent;
      fs::remove(temporary, absent);
      auto const source = h5::open_to_read(s.partial());
      rewrite(source, temporary, summary, end);
      publish(temporary, s.path, s.options.force);
    } catch (...) {
      std::error_code ignored;
      fs::remove(temporary, ignored);
      throw;
    }
  });
  s.finished = true;
  std::error_code ignored;
  fs::remove(s.partial(), ignored);
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
