#pragma once
//! An open run file and how values are taken out of it; only the reader's own sources see it.
#include <fmt/format.h>

#include <functional>
#include <numeric>

#include "host/output/h5.hpp"
#include "host/output/layout.hpp"
#include "host/output/rewrite.hpp"
#include "host/output/run_reader.hpp"
#include "kernels/core/errors.hpp"

namespace gs::output {

struct RunReader::State {
  std::filesystem::path path;
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

}  // namespace gs::output
