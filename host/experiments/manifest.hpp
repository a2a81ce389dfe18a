#pragma once
//! What an ensemble has done, on disk: one line of JSON a finished run, so that a killed ensemble goes on where it was.
#include <filesystem>
#include <map>
#include <string>
#include "host/experiments/ensemble.hpp"

namespace gs::experiments {

class Manifest {
 public:
  //! Does nothing at all.
  Manifest() = default;
  //! Reads what the folder has (`resume`), refuses it (ConfigError) or empties it (`force`). Only a `writes` one changes anything.
  Manifest(Options const& options, bool writes);

  //! Outcome of a run that an earlier ensemble did; nullptr if there is none, or its file is gone while files are wanted.
  Outcome const* find(std::string const& key) const;
  //! Appends a line, at once: what was recorded survives a kill -9. Throws SimulationError when the disk is full.
  void record(Outcome const& outcome, std::vector<Coordinate> const& at);

 private:
  void read(std::filesystem::path const& file);
  void start(Options const& options);
  std::filesystem::path folder_, own_;
  bool files_ = false, writes_ = false;
  std::map<std::string, Outcome> known_;
};

//! Where the file of a run goes: FOLDER/runs/design-rigid_replication-3-1f0c2a9b.h5
std::filesystem::path run_file(std::filesystem::path const& folder, std::vector<Coordinate> const& at, std::string const& key);

}  // namespace gs::experiments
