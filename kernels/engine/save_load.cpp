#include "kernels/engine/save_load.hpp"
#include "kernels/core/errors.hpp"
#include "kernels/engine/state_list.hpp"

namespace gs::GS_BACKEND {
namespace {

template <class T>
void save_cells(StateSink& sink, std::string const& name, char const* unit, Buffer<T> const& cells, std::int64_t n) {
  std::vector<char> host(static_cast<std::size_t>(n) * sizeof(T));
  to_host(host.data(), cells.data(), n * std::int64_t{sizeof(T)});
  sink.column(name, unit, host.data(), n, static_cast<int>(sizeof(T)));
}

struct Save {
  StateSink& sink;
  std::string only = "";  //!< this table and no other
  bool wanted(char const* table) const { return only.empty() || only == table; }
  template <class Rows>
  void rows(char const* table, Rows& rows, bool) {
    if (!wanted(table)) return;
    rows.each(
        [&](char const* column, char const* unit, auto& cells) { save_cells(sink, std::string(table) + "." + column, unit, cells, rows.size()); });
  }
  template <class T>
  void buffer(char const* name, Buffer<T>& cells) {
    if (wanted(name)) save_cells(sink, name, "1", cells, cells.size());
  }
};

std::int64_t expect(StateSource& source, std::string const& name) {
  std::int64_t const n = source.count(name);
  if (n < 0) throw ConfigError("checkpoint: column '" + name + "' is missing (it was written by another version: start the run anew)");
  return n;
}
template <class T>
void load_cells(StateSource& source, std::string const& name, Buffer<T>& cells, std::int64_t n) {
  std::vector<char> host(static_cast<std::size_t>(n) * sizeof(T));
  source.column(name, host.data(), n, static_cast<int>(sizeof(T)));
  to_device(cells.data(), host.data(), n * std::int64_t{sizeof(T)});
}

struct Load {
  StateSource& source;
  template <class Rows>
  void rows(char const* table, Rows& rows, bool movable) {
    std::int64_t n = -1;
    rows.each([&](char const* column, char const*, auto&) {
      if (n < 0) n = expect(source, std::string(table) + "." + column);
    });
    if (!movable && n != rows.size())
      throw ConfigError(std::string("checkpoint: table '") + table + "' has another size: it belongs to another world or design");
    rows.resize(n);
    rows.each([&](char const* column, char const*, auto& cells) {
      std::string const name = std::string(table) + "." + column;
      if (expect(source, name) != n) throw ConfigError("checkpoint: column '" + name + "' has another length than its table");
      load_cells(source, name, cells, n);
    });
  }
  template <class T>
  void buffer(char const* name, Buffer<T>& cells) {
    if (expect(source, name) != cells.size())
      throw ConfigError(std::string("checkpoint: '") + name + "' has another size: it belongs to another world or design");
    load_cells(source, name, cells, cells.size());
  }
};

}  // namespace

void save_state(World& w, StateSink& sink) {
  std::int64_t const scalars[] = {w.now.start, w.now.end, w.now.tick, w.orders_ever, static_cast<std::int64_t>(w.member_hash)};
  sink.column("clock", "1", scalars, 5, 8);
  save_cells(sink, "members", "row", w.members, w.members.size());
  each_state(w, Save{sink});
}

void save_one(World& w, StateSink& sink, std::string const& table) {
  if (!table.empty()) each_state(w, Save{sink, table});
}

void load_state(World& w, StateSource& source) {
  std::int64_t scalars[5];
  if (expect(source, "clock") != 5) throw ConfigError("checkpoint: 'clock' is damaged");
  source.column("clock", scalars, 5, 8);
  if (expect(source, "members") != w.members.size()) throw ConfigError("checkpoint: it holds another number of members than --members says");
  load_cells(source, "members", w.members, w.members.size());
  each_state(w, Load{source});
  w.now.start = scalars[0];
  w.now.end = scalars[1];
  w.now.tick = scalars[2];
  w.orders_ever = scalars[3];
  w.member_hash = static_cast<std::uint64_t>(scalars[4]);
}

}  // namespace gs::GS_BACKEND
