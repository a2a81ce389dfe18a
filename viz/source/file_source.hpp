#pragma once
//! A run's HDF5 file: finished, stopped, cut off by a kill, or still being written (then it follows).
#include <filesystem>
#include <map>
#include "host/output/run_reader.hpp"
#include "viz/source/again.hpp"

namespace gs::viz {

//! What a file's own config says, where it can still be built: its world, and an engine of the same run, which is used when somebody asks for
//! what the file does not hold.
struct Rebuilt {
  std::shared_ptr<WorldData const> world;
  Simulation::MakeEngine make;
  double grains = 1.0;  //!< a unit
};

class FileSource final : public Source {
 public:
  //! Throws ConfigError when it is no run file.
  explicit FileSource(std::filesystem::path const& path, Rebuilt rebuilt = {});
  Kind kind() const override { return Kind::file; }
  bool update() override;  //!< a file that is being written: looks once a second for new rows
  std::vector<Event> events() const override { return events_; }
  std::string trouble() const override { return trouble_; }
  std::filesystem::path const& path() const { return path_; }
  std::vector<output::Metric> const& summary() const { return summary_; }

  FileSource* file() override { return this; }
  std::shared_ptr<Deep const> deep(Seconds t) const override;
  Simulation* engine_at(Seconds t) override;
  std::vector<std::int64_t> recorded_ids(std::string const& axis) const override;
  std::optional<Recorded> recorded(std::string const& axis, std::int64_t id, Seconds t) const override;
  Trajectory trajectory(std::string const& axis, std::int64_t id, std::string const& figure) const override;

  bool can_run_again() const { return make_ != nullptr; }
  //! Runs it again in the background up to the row that is shown at `t`.
  void run_again(Seconds t);
  Again const* again() const { return again_.get(); }

 private:
  //! A small table of the file: figures by day over one axis.
  struct Table {
    std::vector<std::int64_t> ids;
    std::vector<output::Variable> figures;
  };
  void read_new();
  void find_tables();
  std::int64_t sample_at(Seconds t) const;
  Seconds row_time(Seconds t) const;
  std::filesystem::path path_;
  output::RunReader reader_;
  std::vector<Event> events_;
  std::vector<output::Metric> summary_;
  std::string trouble_;
  std::int64_t rows_read_ = 0, days_read_ = 0;
  double last_look_ = 0.0;
  std::map<std::string, Table> tables_;
  std::vector<std::int64_t> samples_;  //!< when tables were looked at [s]
  mutable std::shared_ptr<Deep const> deep_;
  Simulation::MakeEngine make_;
  std::unique_ptr<Again> again_;
};

//! Identity and axes of a file, without a world.
Facts facts_of_file(output::RunReader const& reader);

}  // namespace gs::viz
