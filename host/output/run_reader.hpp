#pragma once
//! Reads the HDF5 file of one run: finished, stopped, still being written, or left behind by a killed run.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>
#include "host/output/axes.hpp"
#include "host/output/provenance.hpp"
#include "kernels/engine/engine.hpp"

namespace gs::output {

enum class ValueKind : std::uint8_t { integer, unsigned_integer, real, text };

//! One dataset of the file.
struct Variable {
  std::string name, unit, long_name;
  std::vector<std::string> axes;    //!< names of its dimensions, slowest first; empty = a scalar
  std::vector<std::int64_t> shape;  //!< along time axes: committed rows only
  ValueKind kind = ValueKind::integer;
};

//! Every function throws ConfigError, with the file and the reason, when the file is not what it should be.
class RunReader {
 public:
  //! Opens OUT.h5, or OUT.h5.partial when only that exists.
  explicit RunReader(std::filesystem::path const& path);
  ~RunReader();
  RunReader(RunReader&&) noexcept;
  RunReader& operator=(RunReader&&) noexcept;

  std::filesystem::path const& path() const;  //!< the file that is open
  bool partial() const;                       //!< still being written, or left behind by a killed run
  void refresh();                             //!< partial: sees rows committed since

  RunInfo info() const;
  RunEnd end() const;  //!< partial: complete = false and ticks_done = rows()
  Axes axes() const;
  std::vector<Metric> summary() const;  //!< empty when partial

  std::int64_t rows() const;  //!< committed ticks
  std::int64_t days() const;
  std::int64_t samples() const;
  SeriesBlock series(std::int64_t first_tick, std::int64_t ticks) const;  //!< totals, zones, pools, channels as the engine gave them; no days
  SeriesBlock daily(std::int64_t first_day, std::int64_t days) const;     //!< chain, money and stockouts

  std::vector<Variable> variables() const;  //!< in the order they were made
  bool has(std::string const& name) const;
  Variable variable(std::string const& name) const;
  //! Values, row-major, of rows [first, first + count) of its first axis; count -1 = to the end.
  std::vector<std::int64_t> integers(std::string const& name, std::int64_t first = 0, std::int64_t count = -1) const;
  std::vector<std::uint64_t> unsigned_integers(std::string const& name, std::int64_t first = 0, std::int64_t count = -1) const;
  std::vector<double> numbers(std::string const& name, std::int64_t first = 0, std::int64_t count = -1) const;
  std::vector<std::string> strings(std::string const& name) const;  //!< also of a scalar: one string
  std::string attribute(std::string const& name) const;             //!< of the file, as text; "" if it is not there

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gs::output
