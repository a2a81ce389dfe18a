#pragma once
//! Checkpoints: the whole state of an engine in `*.ckpt.h5`, checksummed, either whole or not there.
#include <filesystem>
#include <memory>
#include <string>
#include "kernels/engine/engine.hpp"

namespace gs::output {

//! What a checkpoint belongs to.
struct CheckpointInfo {
  std::string version;  //!< of Groundswell
  std::string config_sha256;
  std::string config_text;  //!< may be empty
  std::uint64_t seed = 0;
  std::int64_t tick = 0;         //!< ticks done
  Seconds time = 0;              //!< [s since start]
  std::uint64_t state_hash = 0;  //!< Engine::state_hash() when it was saved
  std::uint64_t world_hash = 0;  //!< of the world it ran in: a config's text does not say what its trace and network files hold
  std::string events_json = "[]";
};

//! Where Engine::save writes. Goes to `PATH.tmp`; commit() syncs it to the disk and gives it its name.
class CheckpointWriter final : public StateSink {
 public:
  CheckpointWriter(std::filesystem::path const& path, CheckpointInfo const& info);
  ~CheckpointWriter() override;  //!< without commit(): the temporary file is removed
  void column(std::string const& name, char const* unit, void const* data, std::int64_t count, int item_bytes) override;
  void commit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

//! Where Engine::load reads. Refuses corrupt and foreign files with a reason (ConfigError).
class CheckpointReader final : public StateSource {
 public:
  explicit CheckpointReader(std::filesystem::path const& path);
  ~CheckpointReader() override;
  CheckpointInfo const& info() const;
  //! Refuses a checkpoint of another config, seed or world.
  void expect(CheckpointInfo const& wanted) const;
  std::int64_t count(std::string const& name) override;
  void column(std::string const& name, void* data, std::int64_t count, int item_bytes) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gs::output
