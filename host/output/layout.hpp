#pragma once
//! The one list of datasets that grow while a run goes on: their names, units, axes, types, and where their values come from.
//! The writer fills them, the reader turns them back, FORMAT.md is checked against it.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/output/axes.hpp"
#include "host/output/h5.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::output {

inline constexpr std::int64_t format_version = 1;
inline constexpr char const* file_source = "Groundswell run";  //!< attribute `source` of a run file starts with it
inline constexpr char const* checkpoint_source = "Groundswell checkpoint";
inline constexpr char const* time_unit = "seconds since 2026-01-05 00:00:00";  //!< a Monday; CF time, calendar "standard"

//! The axes along which rows are added.
enum class Grows : std::uint8_t { time, day, sample, count };
inline constexpr char const* grows_names[] = {"time", "day", "sample"};

//! What one row's values are taken from.
enum class Source : std::uint8_t {
  time,
  span,
  measured,
  state_hash,
  totals,
  zones,
  pools,
  channels,
  day,
  chain,
  money,
  stockouts,
  echelons,
  parties,
  sample,
  members,
  suppliers,
  tables,
  count
};

struct Growing {
  std::string name, unit, long_name;
  std::string cell_methods;  //!< CF: "time: sum" for a flow, "time: point" for a level
  Grows grows = Grows::time;
  std::vector<std::string> axes;    //!< after the growing one
  std::vector<std::int64_t> sizes;  //!< of `axes`
  h5::Store store = h5::Store::i64;
  Source source = Source::totals;
  std::int64_t stride = 1, offset = 0;  //!< value of item i = source row [i * stride + offset]
  std::string coordinates = {};         //!< CF: names of what does not change along its axis

  std::int64_t items() const;  //!< values in a row
  bool is_axis() const { return source == Source::time || source == Source::day || source == Source::sample; }
};

//! All of them; datasets with an empty axis are left out. The coordinate of a growing axis stands last among its datasets.
std::vector<Growing> growing_datasets(Axes const& axes);

//! Values of one source in a row.
std::int64_t row_width(Source source, Axes const& axes);

//! Values of all tables in a row: table by table, [row of the table][column].
std::int64_t table_cells(Axes const& axes);

//! The member row's fields in order, as integers.
std::vector<std::int64_t> flatten(std::span<MemberRow const> members);

}  // namespace gs::output
