#pragma once
//! Which backends this binary and this machine have, and an engine on one of them.
#include <memory>
#include <string>
#include <string_view>
#include <vector>
#include "kernels/engine/engine.hpp"

namespace gs::run {

enum class Backend { automatic, cpu, cuda };
inline constexpr char const* backend_names[] = {"auto", "cpu", "cuda"};

//! Throws ConfigError for a name that is none.
Backend parse_backend(std::string_view name);

struct BackendState {
  Backend backend;
  bool available;
  std::string why;
};  //!< why: device, or the reason it is missing
std::vector<BackendState> backends();

//! `automatic` becomes cuda where a device is present, else cpu. Throws DeviceError (with the reason) when the one asked for is missing.
Backend choose(Backend wanted);
//! The params that fit a world: a loaded network without members has none, whatever the config says.
Params fitted(Params params, WorldData const& world);
std::unique_ptr<Engine> make_engine(Backend backend, Params const& params, WorldData const& world);
std::int64_t held_bytes(Backend backend);  //!< by all engines of this process [B]
double copy_bandwidth(Backend backend);    //!< [B/s], read + written

}  // namespace gs::run
