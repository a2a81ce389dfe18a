#include "host/output/growing_group.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "host/output/skeleton.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {
namespace {

constexpr std::int64_t largest_chunk = 32 << 20;  //!< [bytes]

hid_t memory_type(h5::Store store) {
  switch (store) {
    case h5::Store::u8:
      return H5T_NATIVE_UINT8;
    case h5::Store::u16:
      return H5T_NATIVE_UINT16;
    case h5::Store::i32:
      return H5T_NATIVE_INT32;
    case h5::Store::u32:
      return H5T_NATIVE_UINT32;
    case h5::Store::u64:
      return H5T_NATIVE_UINT64;
    default:
      return H5T_NATIVE_INT64;
  }
}

//! Appends the items of one dataset in the rows of its source. A number that does not fit is an error, never a wrong number.
template <class T>
void put(std::vector<char>& out, Growing const& spec, std::int64_t const* rows, std::int64_t width, std::int64_t count) {
  std::int64_t const items = spec.items();
  std::size_t at = out.size();
  out.resize(at + static_cast<std::size_t>(count * items) * sizeof(T));
  T* to = reinterpret_cast<T*>(out.data() + at);
  for (std::int64_t r = 0; r < count; ++r)
    for (std::int64_t i = 0; i < items; ++i) {
      std::int64_t const value = rows[r * width + i * spec.stride + spec.offset];
      if (sizeof(T) < 8 && !std::in_range<T>(value))
        throw SimulationError(fmt::format("dataset '{}' cannot hold {}: its type ends at {}", spec.name, value, std::numeric_limits<T>::max()));
      *to++ = static_cast<T>(value);
    }
}

}  // namespace

GrowingGroup::GrowingGroup(Grows grows, std::vector<Growing> const& list, Axes const& axes, std::int64_t block, bool swmr)
    : block_(std::max<std::int64_t>(block, 1)), swmr_(swmr) {
  for (auto const& spec : list)
    if (spec.grows == grows) columns_.push_back({spec, row_width(spec.source, axes), {}, {}});
  for (auto const& column : columns_)
    block_ = std::clamp<std::int64_t>(largest_chunk / (column.spec.items() * h5::bytes_of(column.spec.store)), 1, block_);
}

void GrowingGroup::create(hid_t file) {
  for (auto const& column : columns_) create_growing(file, column.spec, block_);
}

void GrowingGroup::open(hid_t file) {
  for (auto& column : columns_) column.dataset = h5::open_dataset(file, column.spec.name);
}

void GrowingGroup::append(Sources const& sources, std::int64_t rows) {
  for (std::int64_t done = 0; done < rows && !columns_.empty();) {
    std::int64_t const room = block_ - (written_ + pending_) % block_, take = std::min(room, rows - done);
    for (auto& column : columns_) push(column, sources[static_cast<std::size_t>(column.spec.source)], done, take);
    pending_ += take;
    done += take;
    if (take == room) flush();
  }
}

void GrowingGroup::push(Column& column, std::span<std::int64_t const> source, std::int64_t first, std::int64_t rows) {
  if (static_cast<std::int64_t>(source.size()) < (first + rows) * column.width)
    throw SimulationError(
        fmt::format("dataset '{}': {} values are too few for {} rows of {}", column.spec.name, source.size(), first + rows, column.width));
  std::int64_t const* from = source.data() + first * column.width;
  switch (column.spec.store) {
    case h5::Store::u8:
      return put<std::uint8_t>(column.pending, column.spec, from, column.width, rows);
    case h5::Store::u16:
      return put<std::uint16_t>(column.pending, column.spec, from, column.width, rows);
    case h5::Store::i32:
      return put<std::int32_t>(column.pending, column.spec, from, column.width, rows);
    case h5::Store::u32:
      return put<std::uint32_t>(column.pending, column.spec, from, column.width, rows);
    case h5::Store::u64:
      return put<std::uint64_t>(column.pending, column.spec, from, column.width, rows);
    default:
      return put<std::int64_t>(column.pending, column.spec, from, column.width, rows);
  }
}

void GrowingGroup::flush() {
  if (pending_ == 0) return;
  for (auto& column : columns_) {
    auto const& name = column.spec.name;
    h5::set_rows(column.dataset, name, static_cast<hsize_t>(written_ + pending_));
    h5::write_rows(column.dataset, name, memory_type(column.spec.store), static_cast<hsize_t>(written_), static_cast<hsize_t>(pending_),
                   column.pending.data());
    if (swmr_) h5::check(H5Dflush(column.dataset), "cannot flush", name);
    column.pending.clear();
  }
  if (!swmr_) h5::check(H5Fflush(columns_.back().dataset, H5F_SCOPE_LOCAL), "cannot flush");
  written_ += pending_;
  pending_ = 0;
}

void GrowingGroup::close() {
  for (auto& column : columns_) column.dataset.close_quietly();
}

}  // namespace gs::output
