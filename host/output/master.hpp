#pragma once
//! One file over the files of many runs (FORMAT.md, "Many runs"): virtual datasets with the axes of the experiment in front, so that the whole
//! opens as one xarray dataset and no row is copied. What a missing run would have is NaN.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>
#include "host/output/provenance.hpp"

namespace gs::output {

//! An axis of an experiment, or values along one.
struct MasterAxis {
  std::string name, unit, long_name;
  std::vector<double> numbers;  //!< one of the two is filled
  std::vector<std::string> texts;
  std::int64_t size() const { return static_cast<std::int64_t>(numbers.empty() ? texts.size() : numbers.size()); }
};

struct MasterAxes {
  std::vector<MasterAxis> axes;   //!< cells are row-major over these
  std::vector<MasterAxis> along;  //!< values along the first axis: what a point of a hypercube is
  std::int64_t cells() const;
};

//! A run, or the place of one.
struct MasterCell {
  std::filesystem::path file;  //!< empty = there is none; must lie in the master's folder or below
  std::uint8_t state = 0;      //!< 0 not run, 1 done, 2 failed
  std::uint64_t seed = 0, state_hash = 0;
  std::vector<Metric> metrics;
};

struct MasterInfo {
  RunInfo run;               //!< title, version, command line, …; config_text of the first run
  std::string results_hash;  //!< over keys, states and metrics of all runs
};

//! Writes the master, whole or not at all. Returns what could not be joined because the runs differ in it ("time: the runs have different
//! ticks"), one sentence a kind; "" = everything is in. Throws SimulationError.
std::string write_master(std::filesystem::path const& path, MasterAxes const& axes, std::vector<MasterCell> const& cells, MasterInfo const& info);

}  // namespace gs::output
