#pragma once
//! Hashes whose sum over rows does not depend on visiting order: state hash = wrapping sum of mix(row id, contents).
#include <cstring>
#include "kernels/core/random.hpp"

GS_SHARED_BEGIN

//! Hash of one row of plain bytes (a multiple of 8) under its permanent id.
template <class Row>
GS_HD inline std::uint64_t row_hash(std::uint64_t id, Row const& row) {
  static_assert(sizeof(Row) % 8 == 0);
  std::uint64_t words[sizeof(Row) / 8];
  memcpy(words, &row, sizeof(Row));
  std::uint64_t h = mix64(id + 0x726f77ULL);
  for (std::uint64_t const w : words) h = (h ^ w) * 0x9fb21c651e98df25ULL ^ (h >> 29);
  return mix64(h);
}

//! Hash of one cell: cheap, for sweeps over columns.
GS_HD inline std::uint64_t cell_hash(std::uint64_t column, std::uint64_t row, std::uint64_t value) {
  std::uint64_t const h = (value + 0x9e3779b97f4a7c15ULL) * (2 * row + 1) + column * 0xd1342543de82ef95ULL;
  return (h ^ (h >> 32)) * 0xbf58476d1ce4e5b9ULL;
}

GS_SHARED_END
