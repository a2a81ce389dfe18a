#pragma once
//! Reads the master of a sweep back (FORMAT.md, "Many runs"): axes and figures of every run. Series are read from the files of the runs.
#include "host/output/master.hpp"

namespace gs::output {

struct MasterData {
  RunInfo run;  //!< title, scenario, version, command line, seed, … of the sweep; config_text of the first run
  std::string results_hash;
  bool complete = true;
  MasterAxes axes;
  std::vector<Metric> metrics;      //!< names, units, meanings; `value` means nothing
  std::vector<double> summary;      //!< [cell][metric]; NaN = missing or not measured
  std::vector<std::uint8_t> state;  //!< [cell] 0 not run, 1 done, 2 failed
  std::vector<std::uint64_t> seed;  //!< [cell]
  double value(std::size_t cell, std::size_t metric) const { return summary[cell * metrics.size() + metric]; }
};

//! Whether the HDF5 file is a master rather than a run; false for anything that cannot be opened.
bool is_master(std::filesystem::path const& path);

//! Throws ConfigError with the file and the reason.
MasterData read_master(std::filesystem::path const& path);

}  // namespace gs::output
