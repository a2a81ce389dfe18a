#include "kernels/core/primitives.hpp"
#include <sys/mman.h>
#include <thrust/device_ptr.h>
#include <thrust/execution_policy.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sort.h>
#include <thrust/version.h>
#include <cstdlib>
#include <cstring>
#include <string>
#include "kernels/core/errors.hpp"

#if defined(__CUDACC__)
static_assert(THRUST_DEVICE_SYSTEM == THRUST_DEVICE_SYSTEM_CUDA && THRUST_VERSION >= 300000, "the CUDA backend needs the toolkit's CCCL");
#else
static_assert(THRUST_DEVICE_SYSTEM != THRUST_DEVICE_SYSTEM_CUDA && THRUST_VERSION / 100 == 1017, "the CPU backend uses Debian's Thrust 1.17");
#endif

namespace gs::GS_BACKEND {
namespace {

template <class T>
auto ptr(T* p) {
  return thrust::device_pointer_cast(p);
}

#if defined(__CUDACC__)
void check(cudaError_t e, char const* what) {
  if (e != cudaSuccess) throw DeviceError(std::string("CUDA: ") + what + ": " + cudaGetErrorString(e));
}
auto policy(Lane const& lane) { return thrust::cuda::par_nosync.on(static_cast<cudaStream_t>(lane.stream)); }
#else
auto policy(Lane const&) { return thrust::device; }
#endif

}  // namespace

#if defined(__CUDACC__)
void check_launch(Lane const&) { check(cudaGetLastError(), "launch"); }
void* allocate(std::int64_t bytes) {
  void* p = nullptr;
  if (bytes <= 0) return p;
  check(cudaMalloc(&p, static_cast<std::size_t>(bytes)), "allocation");
  check(cudaMemset(p, 0, static_cast<std::size_t>(bytes)), "memset");
  return p;
}
void release(void* p) noexcept { cudaFree(p); }
void to_host(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) check(cudaMemcpy(to, from, static_cast<std::size_t>(bytes), cudaMemcpyDeviceToHost), "copy to host");
}
void to_device(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) check(cudaMemcpy(to, from, static_cast<std::size_t>(bytes), cudaMemcpyHostToDevice), "copy to device");
}
void copy_on_device(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) check(cudaMemcpy(to, from, static_cast<std::size_t>(bytes), cudaMemcpyDeviceToDevice), "copy");
}
void zero(void* p, std::int64_t bytes) {
  if (bytes > 0) check(cudaMemsetAsync(p, 0, static_cast<std::size_t>(bytes)), "memset");
}
#else
void* allocate(std::int64_t bytes) {
  if (bytes <= 0) return nullptr;
  std::int64_t const huge = 2 << 20;
  auto const size = static_cast<std::size_t>((bytes + 63) / 64 * 64);
  void* p = std::aligned_alloc(bytes >= huge ? static_cast<std::size_t>(huge) : 64, bytes >= huge ? (size + huge - 1) / huge * huge : size);
  if (p == nullptr) throw DeviceError("out of memory: could not get " + std::to_string(bytes >> 20) + " MiB (fewer --members need less)");
  if (bytes >= huge) madvise(p, size, MADV_HUGEPAGE);  // a woken member costs half as much with huge pages
  std::memset(p, 0, size);
  return p;
}
void release(void* p) noexcept { std::free(p); }
void to_host(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) std::memcpy(to, from, static_cast<std::size_t>(bytes));
}
void to_device(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) std::memcpy(to, from, static_cast<std::size_t>(bytes));
}
void copy_on_device(void* to, void const* from, std::int64_t bytes) {
  if (bytes > 0) std::memmove(to, from, static_cast<std::size_t>(bytes));
}
void zero(void* p, std::int64_t bytes) {
  if (bytes > 0) std::memset(p, 0, static_cast<std::size_t>(bytes));
}
#endif

Permutation permutation(std::int64_t n, std::uint64_t shuffle) {
  auto gcd = [](std::uint64_t a, std::uint64_t b) {
    while (b != 0) {
      auto const r = a % b;
      a = b;
      b = r;
    }
    return a;
  };
  auto const size = static_cast<std::uint64_t>(n);
  std::uint64_t a = (shuffle * 0x9e3779b97f4a7c15ULL) % size | 1;
  while (gcd(a, size) != 1) a += 2;
  return {n, static_cast<std::int64_t>(a), static_cast<std::int64_t>((shuffle >> 17) % size)};
}

void sort_pairs(Lane const& lane, std::uint64_t* k, std::uint32_t* v, std::int64_t n) {
  thrust::stable_sort_by_key(policy(lane), ptr(k), ptr(k) + n, ptr(v));
}
void exclusive_sum(Lane const& lane, std::int64_t const* in, std::int64_t* out, std::int64_t n) {
#if !defined(__CUDACC__)
  if (n < (1 << 16)) {  // a serial pass beats a parallel one that reads everything twice
    std::int64_t total = 0;
    for (std::int64_t i = 0; i < n; ++i) {
      auto const x = in[i];
      out[i] = total;
      total += x;
    }
    return;
  }
#endif
  thrust::exclusive_scan(policy(lane), ptr(in), ptr(in) + n, ptr(out), std::int64_t{0});
}
void exclusive_sum_by_key(Lane const& lane, std::uint32_t const* k, std::int64_t const* in, std::int64_t* out, std::int64_t n) {
  thrust::exclusive_scan_by_key(policy(lane), ptr(k), ptr(k) + n, ptr(in), ptr(out), std::int64_t{0});
}
void inclusive_sum(Lane const& lane, std::uint64_t const* in, std::uint64_t* out, std::int64_t n) {
  thrust::inclusive_scan(policy(lane), ptr(in), ptr(in) + n, ptr(out));
}
//! Wraps: hashes are added up by it, too.
std::int64_t sum(Lane const&, std::int64_t const* x, std::int64_t n) {
  auto const* u = reinterpret_cast<std::uint64_t const*>(x);
  return static_cast<std::int64_t>(thrust::reduce(thrust::device, ptr(u), ptr(u) + n, std::uint64_t{0}));
}

#define GS_TEXT2(x) #x
#define GS_TEXT(x) GS_TEXT2(x)
char const* backend_name() { return GS_TEXT(GS_BACKEND) ", Thrust " GS_TEXT(THRUST_VERSION); }

}  // namespace gs::GS_BACKEND
