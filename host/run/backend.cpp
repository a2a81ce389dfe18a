#include "host/run/backend.hpp"
#include <fmt/format.h>
#include "kernels/core/errors.hpp"

namespace gs::run {
namespace {
#if defined(GS_WITH_CUDA)
int cuda_devices(std::string* why) { return cuda::device_count(why); }
#else
int cuda_devices(std::string* why) {
  *why = "this binary was built without CUDA: configure with -DGS_CUDA=ON, or './dev build --cuda'";
  return 0;
}
#endif
}  // namespace

Backend parse_backend(std::string_view name) {
  for (int b = 0; b < 3; ++b)
    if (name == backend_names[b]) return static_cast<Backend>(b);
  throw ConfigError(fmt::format("unknown backend '{}': use auto, cpu or cuda", name));
}

std::vector<BackendState> backends() {
  std::string why;
  bool const cuda = cuda_devices(&why) > 0;
  return {{Backend::cpu, true, "always there"}, {Backend::cuda, cuda, cuda ? "device present" : why}};
}

Backend choose(Backend wanted) {
  if (wanted == Backend::cpu) return wanted;
  std::string why;
  bool const cuda = cuda_devices(&why) > 0;
  if (!cuda && wanted == Backend::cuda) throw DeviceError(fmt::format("no CUDA device: {}; run with --backend cpu instead", why));
  return cuda ? Backend::cuda : Backend::cpu;
}

Params fitted(Params params, WorldData const& world) {
  if (world.block_zone.empty()) params.members.count = 0;
  return params;
}

std::unique_ptr<Engine> make_engine(Backend backend, Params const& params, WorldData const& world) {
  if (choose(backend) == Backend::cpu) return cpu::make_engine(fitted(params, world), world);
#if defined(GS_WITH_CUDA)
  return cuda::make_engine(fitted(params, world), world);
#else
  return nullptr;  // choose() has thrown
#endif
}

std::int64_t held_bytes(Backend backend) {
#if defined(GS_WITH_CUDA)
  if (choose(backend) == Backend::cuda) return cuda::held_bytes();
#endif
  choose(backend);
  return cpu::held_bytes();
}

double copy_bandwidth(Backend backend) {
#if defined(GS_WITH_CUDA)
  if (choose(backend) == Backend::cuda) return cuda::copy_bandwidth();
#endif
  choose(backend);
  return cpu::copy_bandwidth();
}

}  // namespace gs::run
