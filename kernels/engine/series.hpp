#pragma once
//! What a tick leaves for the record: its counters go into a ring on the device and reach the host a block at a time.
#include "kernels/engine/engine.hpp"
#include "kernels/state/world.hpp"

namespace gs::GS_BACKEND {

//! The day's worst stockouts so far: stockout_ranks rows of StockoutField, worst first, ties by SKU and zone.
std::vector<std::int64_t> worst_stockouts(World& w);

class Series {
 public:
  explicit Series(World& w);
  //! Copies the tick's counters into the ring and clears them. Call at the end of every tick.
  void record(World& w, std::uint64_t hash);
  SeriesBlock take(World& w);
  void add_totals(World& w, Totals& totals);
  //! Last finished tick, for snapshots.
  void last(Snapshot& snapshot) const {
    snapshot.totals = last_totals_;
    snapshot.zones = last_zones_;
    snapshot.pools = last_pools_;
    snapshot.channels = last_channels_;
  }
  void flush(World& w) { drain(w); }
  std::vector<std::int64_t> const& since_start() const { return since_start_; }  //!< [Counter] whole run, warm-up included
  std::vector<std::int64_t> pool_sums() const { return {sums_.begin() + totals_, sums_.end()}; }
  //! Sums so far; rows not taken yet are not saved: take them first.
  void save(World& w, StateSink& sink);
  //! Rows that were not taken yet are dropped.
  void load(World& w, StateSource& source);

 private:
  void drain(World& w);
  void end_day(World& w);
  void open(World& w);  //!< what the chain owns as the measured window begins

  std::int64_t totals_, zones_, pools_, channels_, filled_ = 0;
  static constexpr std::int64_t block_ = 64;
  Buffer<std::int64_t> ring_totals_, ring_zones_, ring_pools_, ring_channels_;
  SeriesBlock out_;
  std::vector<std::int64_t> sums_, ledger_start_, settled_start_, since_start_;  //!< since_start_: [Counter] whole run, warm-up included
  std::vector<std::uint8_t> ring_measured_;
  std::vector<std::int64_t> last_totals_, last_zones_, last_pools_, last_channels_;
  Cents opening_goods_ = 0, opening_leftover_ = 0;
};

}  // namespace gs::GS_BACKEND
