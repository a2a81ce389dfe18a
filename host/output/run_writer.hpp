#pragma once
//! Writes the HDF5 file of one run (FORMAT.md says what is in it).
//!
//! While it runs, rows go to `OUT.h5.partial`: HDF5's single-writer-multiple-reader mode, whole chunks only, `time` last, so that a
//! kill -9 leaves a file that can be read and that `recover` turns into OUT.h5. finish() writes OUT.h5 beside it and renames: the name
//! OUT.h5 only ever stands for a whole file, and a file that was there before (with `force`) stays until then.
#include <filesystem>
#include <memory>
#include <span>
#include <vector>
#include "host/output/axes.hpp"
#include "host/output/provenance.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::output {

struct WriterOptions {
  bool force = false;              //!< replace an output that exists
  bool swmr = true;                //!< false (--no-swmr): on NFS
  std::int64_t block_ticks = 256;  //!< rows a chunk of (time, …)
  std::int64_t block_days = 16;    //!< rows a chunk of (day, …) and (sample, …)
};

class RunWriter {
 public:
  //! Throws ConfigError when the output exists (or cannot be created): nothing is left behind then.
  RunWriter(std::filesystem::path const& path, Axes const& axes, RunInfo const& info, WriterOptions const& options = {});
  //! Without finish(): a file with rows stays as OUT.h5.partial, one without is removed.
  ~RunWriter();
  RunWriter(RunWriter&&) noexcept;
  RunWriter& operator=(RunWriter&&) noexcept;

  //! Rows as Engine::take_series() gives them. Throws SimulationError (file, dataset, reason, free space) when the disk is full.
  void append(SeriesBlock const& block);
  //! What the sampled members and suppliers look like at `at` [s]: one MemberRow per Axes::members, and
  //! suppliers[supplier][column] as in Axes::suppliers and supplier_columns. At any time, usually once a day.
  //! `tables`: of every table of Axes::tables in turn, [row][column].
  void append_sample(Seconds at, std::span<MemberRow const> members, std::span<std::int64_t const> suppliers = {},
                     std::span<std::int64_t const> tables = {});

  //! Everything appended so far goes to disk, whole chunk or not; call it at most a few times a run.
  void flush();
  //! Writes OUT.h5 and removes the partial file. On failure the partial file stays, with all rows.
  void finish(std::vector<Metric> const& summary, RunEnd const& end);

  std::filesystem::path const& path() const;  //!< OUT.h5
  std::filesystem::path partial() const;      //!< OUT.h5.partial
  std::int64_t rows() const;                  //!< ticks appended

 private:
  struct State;
  std::unique_ptr<State> state_;
};

//! What a file of so many rows takes at most, before compression [bytes]; for a dry run.
std::int64_t raw_bytes(Axes const& axes, std::int64_t ticks, std::int64_t days);

}  // namespace gs::output
