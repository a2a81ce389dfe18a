#include "host/output/run_reader_state.hpp"

#include <algorithm>

namespace gs::output {
namespace {

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
    case Source::parties:
      return &block.parties;
    case Source::echelons:
      return &block.echelons;
    default:
      return nullptr;
  }
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

}  // namespace gs::output
