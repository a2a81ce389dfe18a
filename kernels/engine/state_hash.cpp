#include "kernels/engine/state_hash.hpp"
#include <string_view>
#include "kernels/core/errors.hpp"
#include "kernels/core/row_hash.hpp"
#include "kernels/engine/state_list.hpp"

namespace gs::GS_BACKEND {
namespace {

#if defined(__CUDACC__)
constexpr std::int64_t rows_a_chunk = 32;
#else
constexpr std::int64_t rows_a_chunk = 4096;
#endif

//! A column without its type: `bytes` is 1, 2, 4 or 8.
struct PlainColumn {
  void const* p = nullptr;
  int bytes = 0;
  GS_HD std::uint64_t operator[](std::int64_t i) const {
    switch (bytes) {
      case 1:
        return static_cast<std::uint8_t const*>(p)[i];
      case 2:
        return static_cast<std::uint16_t const*>(p)[i];
      case 4:
        return static_cast<std::uint32_t const*>(p)[i];
      default:
        return static_cast<std::uint64_t const*>(p)[i];
    }
  }
};
template <class T>
PlainColumn plain(Buffer<T> const& column) {
  static_assert(sizeof(T) == 1 || sizeof(T) == 2 || sizeof(T) == 4 || sizeof(T) == 8);
  return {column.data(), static_cast<int>(sizeof(T))};
}

//! When a row of a movable table is dead (closed, arrived, answered) and counts as not there: its `mark` equals `dead`.
struct DeadRows {
  PlainColumn mark;
  std::uint64_t dead = 0;
  GS_HD bool operator()(std::int64_t i) const { return mark.p != nullptr && mark[i] == dead; }
};

//! Sum of row hashes of one chunk of a table. Rows of a movable table are hashed without their number.
struct HashRows {
  PlainColumn column[24];
  int columns;
  DeadRows dead;
  bool movable;
  std::int64_t rows;
  std::uint64_t* sums;
  GS_HD void operator()(std::int64_t chunk) const {
    std::int64_t const end = (chunk + 1) * rows_a_chunk < rows ? (chunk + 1) * rows_a_chunk : rows;
    std::uint64_t sum = 0;
    for (std::int64_t i = chunk * rows_a_chunk; i < end; ++i) sum += dead(i) ? 0 : row(i);
    sums[chunk] = sum;
  }
  GS_HD std::uint64_t row(std::int64_t i) const {
    std::uint64_t h = movable ? 1 : mix64(static_cast<std::uint64_t>(i) + 1), salt = 0;
    for (int c = 0; c < columns; ++c) h = (h ^ (column[c][i] + (salt += 0x9e3779b97f4a7c15ULL))) * 0x9fb21c651e98df25ULL ^ (h >> 29);
    return mix64(h);
  }
};
struct HashCells {
  PlainColumn cells;
  std::int64_t rows;
  std::uint64_t* sums;
  GS_HD void operator()(std::int64_t chunk) const {
    std::int64_t const end = (chunk + 1) * rows_a_chunk < rows ? (chunk + 1) * rows_a_chunk : rows;
    std::uint64_t sum = 0;
    for (std::int64_t i = chunk * rows_a_chunk; i < end; ++i) sum += cell_hash(1, static_cast<std::uint64_t>(i), cells[i]);
    sums[chunk] = sum;
  }
};
struct HashMembers {
  StoredMember const* members;
  std::int64_t rows;
  std::uint64_t* sums;
  GS_HD void operator()(std::int64_t chunk) const {
    std::int64_t const end = (chunk + 1) * rows_a_chunk < rows ? (chunk + 1) * rows_a_chunk : rows;
    std::uint64_t sum = 0;
    for (std::int64_t i = chunk * rows_a_chunk; i < end; ++i) sum += row_hash(static_cast<std::uint64_t>(i), members[i]);
    sums[chunk] = sum;
  }
};

//! Runs a hash over all chunks of n rows and sums them up.
template <class Hash>
std::uint64_t sum_chunks(World& w, Buffer<std::uint64_t>& sums, std::int64_t n, Hash hash) {
  if (n == 0) return 0;
  std::int64_t const chunks = (n + rows_a_chunk - 1) / rows_a_chunk;
  sums.grow(chunks);
  hash.rows = n;
  hash.sums = sums.data();
  for_each_heavy(w.lane, chunks, hash);
  return static_cast<std::uint64_t>(sum(w.lane, reinterpret_cast<std::int64_t const*>(sums.data()), chunks));
}

struct HashTables {
  World& w;
  Buffer<std::uint64_t>& sums;
  std::vector<TableHash>& out;

  DeadRows dead_rows(std::string_view name) {
    if (name == "orders") return {{w.orders.view().state.p, 1}, static_cast<std::uint64_t>(OrderState::closed)};
    if (name == "jobs") return {{w.jobs.view().state.p, 1}, static_cast<std::uint64_t>(JobState::closed)};
    if (name == "shipments") return {{w.shipments.view().quantity.p, 8}, 0};
    if (name == "reminders") return {{w.reminders.view().due.p, 4}, static_cast<std::uint64_t>(Seconds32::last)};
    return {};
  }
  template <class Rows>
  void rows(char const* name, Rows& table, bool movable) {
    HashRows hash{};
    table.each([&hash](char const*, char const*, auto& column) {
      GS_VALIDATE(hash.columns < 24, "a table has more columns than its hash holds: raise HashRows::column");
      hash.column[hash.columns++] = plain(column);
    });
    hash.movable = movable;
    if (movable) hash.dead = dead_rows(name);
    out.push_back({name, sum_chunks(w, sums, table.size(), hash)});
  }
  template <class T>
  void buffer(char const* name, Buffer<T>& cells) {
    out.push_back({name, sum_chunks(w, sums, cells.size(), HashCells{plain(cells), 0, nullptr})});
  }
};

}  // namespace

std::vector<TableHash> StateHasher::tables(World& w) {
  std::vector<TableHash> out;
  out.push_back({"members", w.member_hash});
  out.push_back({"clock", mix64(static_cast<std::uint64_t>(w.now.end)) + mix64(static_cast<std::uint64_t>(w.orders_ever) + 7)});
  each_state(w, HashTables{w, sums_, out});
  return out;
}

std::uint64_t StateHasher::all(World& w) {
  std::uint64_t h = 0;
  for (TableHash const& t : tables(w)) h = mix64(h ^ t.hash);
  return h;
}

std::uint64_t StateHasher::members(World& w) { return sum_chunks(w, sums_, w.members.size(), HashMembers{w.members.data(), 0, nullptr}); }

}  // namespace gs::GS_BACKEND
