#pragma once
//! The backend's side of a table: Rows owns its columns, View is a trivially copyable set of typed pointers.
#include <type_traits>
#include <vector>
#include "kernels/core/backend.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/list_where.hpp"
#include "kernels/state/table.hpp"

namespace gs::GS_BACKEND {

//! One column as a rule sees it: only the right kind of id indexes it.
template <class T, class Index>
struct ColumnView {
  T* p = nullptr;
  GS_HD T& operator[](Index i) const { return p[i.v]; }
};
template <class T, class Index>
struct ColumnView<Alike<T>, Index> {
  T const* p = nullptr;
  std::uint32_t const* kind = nullptr;  //!< of a row
  GS_HD T const& operator[](Index i) const { return p[kind[i.v]]; }
};
template <class Index>
struct Columns {
  template <class T>
  using View = ColumnView<T, Index>;
};

template <class T>
struct GatherRows {
  T const* from;
  T* to;
  std::uint32_t const* list;
  GS_HD void operator()(std::int64_t i) const { to[i] = from[list[i]]; }
};

//! Owner of a table indexed by Index. Rows 0…size-1 exist; capacity grows by an eighth between stages and is not state.
template <template <template <class> class> class Table, class Index>
class Rows {
 public:
  using View = Table<Columns<Index>::template View>;

  std::int64_t size() const { return size_; }
  std::int64_t capacity() const { return capacity_; }
  View view() {
    View v;
    Table<Buffer>::each_column([](char const*, char const*, auto& owner, auto& seen) { seen.p = owner.data(); }, columns_, v);
    return v;
  }
  //! Sets the number of rows; new ones are whatever stood there (zero at first): the appending stage writes them all.
  void resize(std::int64_t n) {
    if (n > capacity_) {
      std::int64_t const more = capacity_ + capacity_ / 8;  // these tables are most of what a stock point and an order cost
      capacity_ = n > more ? n : more;
      Table<Buffer>::each_column([this](char const*, char const*, auto& c) { c.grow(capacity_); }, columns_);
    }
    size_ = n;
  }
  void upload(Table<HostColumn> const& from) {
    resize(static_cast<std::int64_t>(rows(from)));
    Table<Buffer>::each_column(
        [](char const*, char const*, auto& to, auto const& c) { to_device(to.data(), c.data(), static_cast<std::int64_t>(c.size() * sizeof(c[0]))); },
        columns_, from);
  }
  Table<HostColumn> download() const {
    Table<HostColumn> out;
    resize_rows(out, static_cast<std::size_t>(size_));
    Table<Buffer>::each_column(
        [](char const*, char const*, auto const& c, auto& to) { to_host(to.data(), c.data(), static_cast<std::int64_t>(to.size() * sizeof(to[0]))); },
        columns_, out);
    return out;
  }
  //! Keeps the rows listed (ascending), drops the rest. Stable.
  void keep(Lane const& lane, List const& list, Scratch& scratch) {
    Table<Buffer>::each_column(
        [&](char const*, char const*, auto& c) {
          using T = std::remove_pointer_t<decltype(c.data())>;
          Scratch::Use const use(scratch);
          T* to = scratch.room<T>(list.count);
          for_each(lane, list.count, GatherRows<T>{c.data(), to, list.items});
          copy_on_device(c.data(), to, list.count * std::int64_t{sizeof(T)});
        },
        columns_);
    size_ = list.count;
  }
  //! Visits (name, unit, Buffer<T>&) of every column: save, load and the state hash.
  template <class Visit>
  void each(Visit&& visit) {
    Table<Buffer>::each_column(visit, columns_);
  }
  std::int64_t bytes() const {
    std::int64_t n = 0;
    Table<Buffer>::each_column([&n](char const*, char const*, auto const& c) { n += c.bytes(); }, columns_);
    return n;
  }

 private:
  Table<Buffer> columns_;
  std::int64_t size_ = 0, capacity_ = 0;
};

template <class T>
void put(Buffer<T>& to, std::vector<T> const& from) {
  to.grow(static_cast<std::int64_t>(from.size()));
  to_device(to.data(), from.data(), static_cast<std::int64_t>(from.size() * sizeof(T)));
}
}  // namespace gs::GS_BACKEND
