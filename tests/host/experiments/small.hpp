#pragma once
//! A run of a fraction of a second, and folders that go away.
#include <unistd.h>
#include <filesystem>
#include <string>
#include "host/experiments/ensemble.hpp"

namespace gs::experiments::testing {

inline config::Request small_request(std::string const& design = "rigid") {
  config::Request r;
  r.root = std::filesystem::path(GS_SOURCE_DIR) / "configs";
  r.scenario = "livestream_pulse", r.design = design, r.world = "small";
  r.members = 2000, r.days = 4.0, r.seed = 7;
  r.sets = {"clock.warmup=1d", "wave.show.start=2d"};
  return r;
}

//! Designs x replications on common seeds.
inline std::vector<Job> small_jobs(std::vector<std::string> const& designs, int replications) {
  std::vector<Job> jobs;
  for (int r = 0; r < replications; ++r)
    for (std::string const& design : designs) {
      Job job{small_request(design), {{"design", design}, {"replication", std::to_string(r)}}, designs, {}, 0};
      job.request.seed = replication_seed(7, r);
      jobs.push_back(job);
    }
  return jobs;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gs-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() {
    std::error_code none;
    std::filesystem::remove_all(path_, none);
  }
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gs::experiments::testing
