#include "host/world/fingerprint.hpp"
#include <bit>
#include <cstring>
#include "kernels/core/random.hpp"

namespace gs::world {
namespace {

class Hash {
 public:
  void add(std::uint64_t x) { value_ = mix64(value_ ^ x); }
  void add(double x) { add(std::bit_cast<std::uint64_t>(x)); }
  template <class T>
  void cells(std::vector<T> const& cells) {
    static_assert(sizeof(T) <= 8 && std::is_trivially_copyable_v<T>);
    add(cells.size());
    for (T const& cell : cells) {
      std::uint64_t word = 0;
      std::memcpy(&word, &cell, sizeof cell);
      add(word);
    }
  }
  template <class Table>
  void table(Table const& t) {
    Table::each_column([this](char const*, char const*, auto const& column) { cells(column); }, t);
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

void add_bursts(Hash& h, std::vector<Burst> const& bursts) {
  h.add(bursts.size());
  for (Burst const& b : bursts) {
    for (Seconds const t : {b.start, b.end, b.gone, b.seeds}) h.add(static_cast<std::uint64_t>(t));
    h.add(std::uint64_t{b.sku.v} << 32 | b.channel);
    for (double const x : {b.looks_per_hour, b.rise, b.decay, b.power, b.live_bonus, b.discount, b.share_boost, b.bots_per_hour}) h.add(x);
  }
}

}  // namespace

std::uint64_t fingerprint(WorldData const& w) {
  Hash h;
  h.table(w.items), h.table(w.zones), h.table(w.sites), h.table(w.lanes), h.table(w.recipes), h.table(w.components), h.table(w.pools);
  h.table(w.links), h.table(w.watched);
  h.table(w.suppliers), h.table(w.points), h.table(w.demands), h.table(w.stock), h.table(w.forecast), h.table(w.shipments), h.table(w.jobs);
  h.cells(w.level_first), h.cells(w.block_zone), h.cells(w.block_segment), h.cells(w.block_class), h.cells(w.class_rate);
  if (!w.join.empty()) h.cells(w.join);
  h.cells(w.serve.site_row), h.cells(w.serve.serve), h.cells(w.serve.route), h.cells(w.serve.route_lane);
  for (LeadTable const& t : w.lead_tables) h.cells(t.value), h.cells(t.upto);
  for (auto const& channel : w.trace) h.cells(channel);
  add_bursts(h, w.bursts);
  for (auto const& [from, to] : w.fine) h.add(static_cast<std::uint64_t>(from)), h.add(static_cast<std::uint64_t>(to));
  return h.value();
}

}  // namespace gs::world
