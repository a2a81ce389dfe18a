#include "kernels/core/arena.hpp"
#include <chrono>
#include <string>
#include "kernels/core/errors.hpp"
#include "kernels/core/primitives.hpp"
#if !defined(__CUDACC__)
#include <tbb/info.h>
#include <tbb/task_arena.h>
#endif

namespace gs::GS_BACKEND {

#if defined(__CUDACC__)
struct Arena::Impl {};
Arena::Arena(int) : impl_(std::make_unique<Impl>()) {}
void Arena::run(std::function<void()> const& work) const { work(); }
int Arena::threads() const { return 1; }
void synchronise() {
  auto const e = cudaDeviceSynchronize();
  if (e != cudaSuccess) throw DeviceError(std::string("CUDA: ") + cudaGetErrorString(e));
}
std::string device_text() {
  cudaDeviceProp p{};
  int version = 0;
  if (cudaGetDeviceProperties(&p, 0) != cudaSuccess) return std::string(backend_name()) + ", no device";
  cudaDriverGetVersion(&version);
  return std::string(p.name) + ", " + backend_name() + ", CUDA " + std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}
int device_count(std::string* why) {
  int n = 0;
  auto const e = cudaGetDeviceCount(&n);
  if (e != cudaSuccess) {
    if (why != nullptr) *why = cudaGetErrorString(e);
    (void)cudaGetLastError();
    return 0;
  }
  if (n == 0 && why != nullptr) *why = "no CUDA device found";
  return n;
}
#else
struct Arena::Impl {
  tbb::task_arena arena;
  int threads;
};
Arena::Arena(int threads) : impl_(std::make_unique<Impl>()) {
  impl_->threads = threads > 0 ? threads : tbb::info::default_concurrency();
  impl_->arena.initialize(impl_->threads);
}
void Arena::run(std::function<void()> const& work) const {
  impl_->arena.execute([&work] { work(); });
}
int Arena::threads() const { return impl_->threads; }
void synchronise() {}
std::string device_text() { return std::string(backend_name()) + ", " + std::to_string(tbb::info::default_concurrency()) + " hardware threads"; }
#endif
Arena::~Arena() = default;

namespace {
struct CopyWord {
  std::int64_t const* from;
  std::int64_t* to;
  GS_HD void operator()(std::int64_t i) const { to[i] = from[i]; }
};
}  // namespace

std::int64_t held_bytes() { return held; }

//! Bytes read plus bytes written a second by a large copy [B/s]; the best of five.
double copy_bandwidth() {
  std::int64_t const n = 1 << 25;
  Buffer<std::int64_t> from(n), to(n);
  Lane const lane;
  double best = 0.0;
  for (int k = 0; k < 6; ++k) {
    auto const start = std::chrono::steady_clock::now();
    for_each(lane, n, CopyWord{from.data(), to.data()});
    synchronise();
    double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (k > 0 && 2.0 * static_cast<double>(from.bytes()) / seconds > best) best = 2.0 * static_cast<double>(from.bytes()) / seconds;
  }
  return best;
}

}  // namespace gs::GS_BACKEND
