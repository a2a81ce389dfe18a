#pragma once
//! The datasets that grow along one axis: rows are kept in RAM and go to the file as whole chunks, the axis itself last.
#include <array>
#include <span>
#include <vector>

#include "host/output/layout.hpp"

namespace gs::output {

//! Row-major values by Source; those a group does not use stay empty.
using Sources = std::array<std::span<std::int64_t const>, static_cast<std::size_t>(Source::count)>;
inline std::span<std::int64_t const>& of(Sources& sources, Source source) { return sources[static_cast<std::size_t>(source)]; }

class GrowingGroup {
 public:
  //! The datasets of `list` that grow along `grows`; at most `block` rows a chunk, fewer when a row is very wide.
  GrowingGroup(Grows grows, std::vector<Growing> const& list, Axes const& axes, std::int64_t block, bool swmr);

  void create(hid_t file);  //!< with no rows
  void open(hid_t file);    //!< to write
  void append(Sources const& sources, std::int64_t rows);
  void flush();  //!< what is pending, whole chunk or not
  void close();
  std::int64_t rows() const { return written_ + pending_; }
  std::int64_t written() const { return written_; }  //!< rows that are in the file

 private:
  struct Column {
    Growing spec;
    std::int64_t width;  //!< of its source's rows
    h5::Handle dataset;
    std::vector<char> pending;
  };
  void push(Column& column, std::span<std::int64_t const> source, std::int64_t first, std::int64_t rows);

  std::vector<Column> columns_;  //!< the axis is the last one
  std::int64_t block_, pending_ = 0, written_ = 0;
  bool swmr_;
};

}  // namespace gs::output
