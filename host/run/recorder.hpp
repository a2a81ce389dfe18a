#pragma once
//! Takes an engine's series: rows to the file, days to the metrics, a sample of members once a day.
#include <optional>
#include "host/output/run_writer.hpp"
#include "host/run/collected.hpp"
#include "host/run/day_tables.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::run {

//! Ids of the members whose trajectories are kept: evenly spread, so every activity class and region is there.
std::vector<std::uint64_t> sample_members(std::int64_t members, std::int64_t how_many);

//! Ids of the suppliers whose trajectories are kept: of every kind that a pool uses, and of every tier in it, the first few.
std::vector<std::uint32_t> sample_suppliers(WorldData const& world, std::int64_t how_many);
//! What is kept of them, in the order of `supplier_figures`.
std::vector<output::TraceColumn> supplier_columns();

class Recorder {
 public:
  //! `writer` may be null: metrics only.
  Recorder(WorldData const& world, Seconds warmup, output::RunWriter* writer, std::vector<std::uint64_t> sampled,
           std::vector<std::uint32_t> suppliers = {}, std::vector<output::TraceTable> tables = {});

  //! After every tick; cheap except at the end of a day.
  void after_tick(Engine& engine);
  //! Takes all rows so far. Called every block and before a checkpoint.
  void take(Engine& engine);

  Collected const& collected() const { return series_; }
  std::uint64_t last_hash() const { return last_hash_; }
  //! So that a resumed run measures the days before it, too.
  void save(StateSink& sink) const;
  void load(StateSource& source);
  //! The hash of the last tick recorded before that state was saved.
  static std::uint64_t last_hash_of(StateSource& source);

 private:
  void end_of_day(Engine& engine);
  void take_sample(Engine& engine, Snapshot const& seen);
  void add_days(SeriesBlock const& block);
  void add_outside_demand(SeriesBlock const& block);
  void add_misses(SeriesBlock const& block);
  void add_backorders(SeriesBlock const& block);

  WorldData const& world_;
  output::RunWriter* writer_;
  std::vector<std::uint64_t> sampled_;
  std::vector<std::uint32_t> suppliers_;
  std::vector<output::TraceTable> tables_;
  Collected series_;
  StrainGauge gauge_;
  bool members_want_ = true;                //!< false: a loaded network, where outside demand is the want
  std::vector<std::int64_t> wants_before_;  //!< [line] cumulative, at the end of the last day
  std::int64_t demanded_today_ = 0;
  std::int64_t rows_waiting_ = 0;
  std::uint64_t last_hash_ = 0;
};

}  // namespace gs::run
