#pragma once
//! Tables that do not change and whose rows are mostly alike.
#include <unordered_map>
#include "kernels/core/columns.hpp"
#include "kernels/core/random.hpp"

namespace gs::GS_BACKEND {

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
