#pragma once
//! A run's HDF5 file: finished, stopped, cut off by a kill, or still being written (then it follows).
#include <filesystem>
#include "host/output/run_reader.hpp"
#include "viz/source/source.hpp"

namespace gs::viz {

class FileSource final : public Source {
 public:
  //! `world`: the file's world if it could be built again from its config, else null. Throws ConfigError when it is no run file.
  FileSource(std::filesystem::path const& path, std::shared_ptr<WorldData const> world = nullptr);
  Kind kind() const override { return Kind::file; }
  bool update() override;  //!< a file that is being written: looks once a second for new rows
  std::vector<Event> events() const override { return events_; }
  std::string trouble() const override { return trouble_; }
  std::filesystem::path const& path() const { return path_; }
  std::vector<output::Metric> const& summary() const { return summary_; }

 private:
  void read_new();
  std::filesystem::path path_;
  output::RunReader reader_;
  std::vector<Event> events_;
  std::vector<output::Metric> summary_;
  std::string trouble_;
  std::int64_t rows_read_ = 0, days_read_ = 0;
  double last_look_ = 0.0;
};

//! Identity and axes of a file, without a world.
Facts facts_of_file(output::RunReader const& reader);

}  // namespace gs::viz
