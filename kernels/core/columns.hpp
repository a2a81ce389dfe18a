#pragma once
//! The backend's side of a table: Rows owns its columns, View is a trivially copyable set of typed pointers.
#include <type_traits>
#include <unordered_map>
#include <vector>
#include "kernels/core/backend.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/list_where.hpp"
#include "kernels/core/random.hpp"
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

//! Owner of a table indexed by Index. Rows 0…size-1 exist; capacity grows by a quarter between stages and is not state.
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
      std::int64_t const more = capacity_ + capacity_ / 4;  // these tables are most of what a stock point and an order cost
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
  void keep(Lane const& lane, std::uint32_t const* list, std::int64_t n, Buffer<char>& scratch) {
    Table<Buffer>::each_column(
        [&](char const*, char const*, auto& c) {
          using T = std::remove_pointer_t<decltype(c.data())>;
          scratch.grow(n * std::int64_t{sizeof(T)});
          T* to = reinterpret_cast<T*>(scratch.data());
          for_each(lane, n, GatherRows<T>{c.data(), to, list});
          copy_on_device(c.data(), to, n * std::int64_t{sizeof(T)});
        },
        columns_);
    size_ = n;
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
template <class T>
using OwnedColumn = Buffer<typename CellOf<T>::type>;

//! Owner of a table that does not change. Columns marked Alike are kept by kind of row: rows that agree in all of them share one.
template <template <template <class> class> class Table, class Index>
class Catalogue {
 public:
  using View = Table<Columns<Index>::template View>;

  std::int64_t size() const { return size_; }
  View view() {
    View v;
    Table<OwnedColumn>::each_column([this](char const*, char const*, auto& owner, auto& seen) { bind(owner.data(), seen); }, columns_, v);
    return v;
  }
  void upload(Table<HostColumn> const& from) {
    size_ = static_cast<std::int64_t>(rows(from));
    std::vector<std::uint32_t> kind, first;  // by row; by kind: the first row of its kind
    sort_by_kind(from, kind, first);
    put(kind_, kind);
    View marked;
    Table<OwnedColumn>::each_column([&](char const*, char const*, auto& to, auto const& c, auto& seen) { fill(to, c, first, seen); }, columns_, from,
                                    marked);
  }
  Table<HostColumn> download() const {
    Table<HostColumn> out;
    resize_rows(out, static_cast<std::size_t>(size_));
    std::vector<std::uint32_t> kind(static_cast<std::size_t>(size_));
    to_host(kind.data(), kind_.data(), kind_.bytes());
    View marked;
    Table<OwnedColumn>::each_column([&](char const*, char const*, auto const& c, auto& to, auto& seen) { expand(c, to, kind, seen); }, columns_, out,
                                    marked);
    return out;
  }
  std::int64_t bytes() const {
    std::int64_t n = kind_.bytes();
    Table<OwnedColumn>::each_column([&n](char const*, char const*, auto const& c) { n += c.bytes(); }, columns_);
    return n;
  }

 private:
  template <class T>
  void bind(T* p, ColumnView<T, Index>& seen) {
    seen.p = p;
  }
  template <class T>
  void bind(T* p, ColumnView<Alike<T>, Index>& seen) {
    seen.p = p, seen.kind = kind_.data();
  }
  template <class T>
  static void fill(Buffer<T>& to, std::vector<T> const& from, std::vector<std::uint32_t> const&, ColumnView<T, Index>&) {
    put(to, from);
  }
  template <class T>
  static void fill(Buffer<T>& to, std::vector<T> const& from, std::vector<std::uint32_t> const& first, ColumnView<Alike<T>, Index>&) {
    std::vector<T> once;
    for (std::uint32_t const row : first) once.push_back(from[row]);
    put(to, once);
  }
  template <class T>
  static void expand(Buffer<T> const& from, std::vector<T>& to, std::vector<std::uint32_t> const&, ColumnView<T, Index>&) {
    to_host(to.data(), from.data(), from.bytes());
  }
  template <class T>
  static void expand(Buffer<T> const& from, std::vector<T>& to, std::vector<std::uint32_t> const& kind, ColumnView<Alike<T>, Index>&) {
    std::vector<T> once(static_cast<std::size_t>(from.size()));
    to_host(once.data(), from.data(), from.bytes());
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = once[kind[i]];
  }
  //! Visits the columns that are marked.
  template <class Visit>
  static void each_alike(Table<HostColumn> const& from, Visit&& visit) {
    View marked;
    Table<HostColumn>::each_column(
        [&]<class T, class Seen>(char const*, char const*, std::vector<T> const& c, Seen&) {
          if constexpr (std::is_same_v<Seen, ColumnView<Alike<T>, Index>>) visit(c);
        },
        from, marked);
  }
  static void sort_by_kind(Table<HostColumn> const& from, std::vector<std::uint32_t>& kind, std::vector<std::uint32_t>& first) {
    std::vector<std::uint64_t> hash(rows(from), 0);
    each_alike(from, [&hash](auto const& c) {
      for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = mix64(hash[i] ^ bits(c[i]));
    });
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    kind.resize(hash.size());
    for (std::uint32_t i = 0; i < hash.size(); ++i) {
      std::uint64_t key = hash[i];
      for (;; key = mix64(key + 1)) {  // again only where different rows have one hash
        auto const [at, is_new] = known.try_emplace(key, static_cast<std::uint32_t>(first.size()));
        kind[i] = at->second;
        if (is_new) first.push_back(i);
        if (is_new || same(from, first[at->second], i)) break;
      }
    }
  }
  static bool same(Table<HostColumn> const& from, std::size_t a, std::size_t b) {
    bool equal = true;
    each_alike(from, [&](auto const& c) { equal = equal && c[a] == c[b]; });
    return equal;
  }

  template <class T>
  static std::uint64_t bits(T const& x) {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
      return static_cast<std::uint64_t>(x);
    else
      return static_cast<std::uint64_t>(x.v);
  }

  Table<OwnedColumn> columns_;
  Buffer<std::uint32_t> kind_;
  std::int64_t size_ = 0;
};

}  // namespace gs::GS_BACKEND
