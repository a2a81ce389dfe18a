#include "kernels/engine/state_hash.hpp"
#include <string_view>
#include "kernels/core/row_hash.hpp"
#include "kernels/engine/state_list.hpp"

namespace gs::GS_BACKEND {
namespace {

//! Bits of any column type as a number.
template <class T>
GS_HD inline std::uint64_t bits_of(T const& value) {
  static_assert(sizeof(T) <= 8);
  std::uint64_t out = 0;
  memcpy(&out, &value, sizeof(T));
  return out;
}

template <class T>
struct FoldColumn {
  T const* column;
  std::uint64_t* rows;
  std::uint64_t salt;
  GS_HD void operator()(std::int64_t i) const { rows[i] = (rows[i] ^ (bits_of(column[i]) + salt)) * 0x9fb21c651e98df25ULL ^ (rows[i] >> 29); }
};
struct StartRow {
  std::uint64_t* rows;
  bool movable;
  GS_HD void operator()(std::int64_t i) const { rows[i] = movable ? 1 : mix64(static_cast<std::uint64_t>(i) + 1); }
};
//! Rows without a future (closed, arrived, answered) count as not there.
struct SkipClosedOrders {
  OrderState const* state;
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const {
    if (state[i] == OrderState::closed) rows[i] = 0;
  }
};
struct SkipClosedJobs {
  JobState const* state;
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const {
    if (state[i] == JobState::closed) rows[i] = 0;
  }
};
struct SkipArrived {
  Grains const* quantity;
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const {
    if (quantity[i] == 0) rows[i] = 0;
  }
};
struct SkipAnswered {
  Seconds const* due;
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const {
    if (due[i] >= never) rows[i] = 0;
  }
};
struct Finish {
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const { rows[i] = rows[i] == 0 ? 0 : mix64(rows[i]); }
};
template <class T>
struct CellRow {
  T const* cells;
  std::uint64_t* rows;
  GS_HD void operator()(std::int64_t i) const { rows[i] = cell_hash(1, static_cast<std::uint64_t>(i), bits_of(cells[i])); }
};
struct MemberRowHash {
  MemberRow const* members;
  std::uint64_t* rows;
  std::int64_t first;
  GS_HD void operator()(std::int64_t i) const { rows[i] = row_hash(static_cast<std::uint64_t>(first + i), members[first + i]); }
};

struct HashTables {
  World& w;
  Buffer<std::uint64_t>& rows_of;
  std::vector<TableHash>& out;

  void add(char const* name, std::int64_t n) {
    out.push_back({name, n == 0 ? 0 : static_cast<std::uint64_t>(sum(w.lane, reinterpret_cast<std::int64_t const*>(rows_of.data()), n))});
  }
  void skip_dead(std::string_view name, std::int64_t n) {
    if (name == "orders") for_each(w.lane, n, SkipClosedOrders{w.orders.view().state.p, rows_of.data()});
    if (name == "jobs") for_each(w.lane, n, SkipClosedJobs{w.jobs.view().state.p, rows_of.data()});
    if (name == "shipments") for_each(w.lane, n, SkipArrived{w.shipments.view().quantity.p, rows_of.data()});
    if (name == "reminders") for_each(w.lane, n, SkipAnswered{w.reminders.view().due.p, rows_of.data()});
  }
  template <class Rows>
  void rows(char const* name, Rows& table, bool movable) {
    std::int64_t const n = table.size();
    rows_of.grow(n);
    for_each(w.lane, n, StartRow{rows_of.data(), movable});
    std::uint64_t salt = 0;
    table.each([&](char const*, char const*, auto& column) {
      using T = std::remove_pointer_t<decltype(column.data())>;
      for_each(w.lane, n, FoldColumn<T>{column.data(), rows_of.data(), salt += 0x9e3779b97f4a7c15ULL});
    });
    if (movable) skip_dead(name, n);
    for_each(w.lane, n, Finish{rows_of.data()});
    add(name, n);
  }
  template <class T>
  void buffer(char const* name, Buffer<T>& cells) {
    rows_of.grow(cells.size());
    for_each(w.lane, cells.size(), CellRow<T>{cells.data(), rows_of.data()});
    add(name, cells.size());
  }
};

}  // namespace

std::vector<TableHash> StateHasher::tables(World& w) {
  std::vector<TableHash> out;
  out.push_back({"members", w.member_hash});
  out.push_back({"clock", mix64(static_cast<std::uint64_t>(w.now.end)) + mix64(static_cast<std::uint64_t>(w.orders_ever) + 7)});
  each_state(w, HashTables{w, rows_, out});
  return out;
}

std::uint64_t StateHasher::all(World& w) {
  std::uint64_t h = 0;
  for (TableHash const& t : tables(w)) h = mix64(h ^ t.hash);
  return h;
}

std::uint64_t StateHasher::members(World& w) {
  std::int64_t const n = w.members.size(), part = 1 << 22;
  std::uint64_t total = 0;
  for (std::int64_t first = 0; first < n; first += part) {
    std::int64_t const m = first + part < n ? part : n - first;
    rows_.grow(m);
    for_each(w.lane, m, MemberRowHash{w.members.data(), rows_.data(), first});
    total += static_cast<std::uint64_t>(sum(w.lane, reinterpret_cast<std::int64_t const*>(rows_.data()), m));
  }
  return total;
}

}  // namespace gs::GS_BACKEND
