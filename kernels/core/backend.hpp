#pragma once
//! What a stage needs from a backend: a lane, memory, for_each, atomics on integers. No Thrust and no CUB in here (10 s of nvcc a file).
#ifndef GS_BACKEND
#error "GS_BACKEND must be cpu or cuda: this header belongs to code that is compiled once per backend"
#endif
#include <atomic>
#include <cstddef>
#include <cstdint>
#include "kernels/core/macros.hpp"
#if !defined(__CUDACC__)
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#endif

namespace gs::GS_BACKEND {

// Raw memory of the backend, zeroed. Throws DeviceError when there is none.
void* allocate(std::int64_t bytes);
void release(void* p) noexcept;
void to_host(void* to, void const* from, std::int64_t bytes);    //!< waits
void to_device(void* to, void const* from, std::int64_t bytes);  //!< waits
void copy_on_device(void* to, void const* from, std::int64_t bytes);
void zero(void* p, std::int64_t bytes);

inline std::atomic<std::int64_t> held{0};  //!< by all buffers of this backend in this process [B]

//! Owner of a block of backend memory; moves, never copies. Growing keeps the contents.
template <class T>
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::int64_t n) { grow(n); }
  ~Buffer() { drop(); }
  Buffer(Buffer const&) = delete;
  Buffer& operator=(Buffer const&) = delete;
  Buffer(Buffer&& o) noexcept : data_(o.data_), size_(o.size_) {
    o.data_ = nullptr;
    o.size_ = 0;
  }
  Buffer& operator=(Buffer&& o) noexcept {
    if (this != &o) {
      drop();
      data_ = o.data_;
      size_ = o.size_;
      o.data_ = nullptr;
      o.size_ = 0;
    }
    return *this;
  }

  //! At least n elements; new ones are zero. Only between stages: a tick with enough capacity never allocates.
  void grow(std::int64_t n) {
    if (n <= size_) return;
    T* wider = static_cast<T*>(allocate(n * std::int64_t{sizeof(T)}));
    if (size_ > 0) copy_on_device(wider, data_, size_ * std::int64_t{sizeof(T)});
    drop();
    data_ = wider;
    size_ = n;
    held += bytes();
  }
  T* data() const { return data_; }
  std::int64_t size() const { return size_; }
  std::int64_t bytes() const { return size_ * std::int64_t{sizeof(T)}; }

 private:
  void drop() {
    release(data_);
    held -= bytes();
  }
  T* data_ = nullptr;
  std::int64_t size_ = 0;
};

//! Where work is queued. One per engine; `shuffle` makes loops visit their items in another order (tests: the bits must not change).
struct Lane {
  std::uint64_t shuffle = 0;
  std::uint64_t* error = nullptr;  //!< smallest (stage << 56 | what << 48 | id) reported in this tick; ~0 = none
  void* stream = nullptr;
};

//! A bijection of 0…n-1 for shuffled visiting order: i -> (i * a + b) mod n, with a coprime to n.
struct Permutation {
  std::int64_t n = 0, a = 1, b = 0;
  GS_HD std::int64_t operator()(std::int64_t i) const {
    return static_cast<std::int64_t>((static_cast<unsigned __int128>(i) * static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b)) %
                                     static_cast<std::uint64_t>(n));
  }
};
Permutation permutation(std::int64_t n, std::uint64_t shuffle);

#if defined(__CUDACC__)
template <class F>
__global__ void for_each_kernel(std::int64_t n, F f) {
  for (std::int64_t i = blockIdx.x * std::int64_t{blockDim.x} + threadIdx.x; i < n; i += std::int64_t{gridDim.x} * blockDim.x) f(i);
}
void check_launch(Lane const& lane);
//! f(i) for i in 0…n-1, in any order, possibly at once.
template <class F>
void for_each(Lane const& lane, std::int64_t n, F f) {
  if (n <= 0) return;
  std::int64_t const blocks = (n + 255) / 256, most = 132 * 16;
  for_each_kernel<<<static_cast<unsigned>(blocks < most ? blocks : most), 256, 0, static_cast<cudaStream_t>(lane.stream)>>>(n, f);
  check_launch(lane);
}
#else
inline constexpr std::int64_t serial_below = 4096;  //!< a parallel loop costs some µs: small ones run on the calling thread
//! f(i) for i in 0…n-1, in any order, possibly at once.
template <class F>
void for_each(Lane const& lane, std::int64_t n, F f) {
  if (lane.shuffle != 0 && n > 1) {
    Permutation const order = permutation(n, lane.shuffle);
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, n, 512), [&f, order](auto const& r) {
      for (auto i = r.begin(); i != r.end(); ++i) f(order(i));
    });
  } else if (n < serial_below) {
    for (std::int64_t i = 0; i < n; ++i) f(i);
  } else {
    tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, n, 2048), [&f](auto const& r) {
      for (auto i = r.begin(); i != r.end(); ++i) f(i);
    });
  }
}
#endif
//! Few heavy items (blocks of members, chunks): parallel from 2 items on.
#if defined(__CUDACC__)
template <class F>
void for_each_heavy(Lane const& lane, std::int64_t n, F f) {
  for_each(lane, n, f);
}
#else
template <class F>
void for_each_heavy(Lane const& lane, std::int64_t n, F f) {
  if (lane.shuffle != 0) return for_each(lane, n, f);
  std::int64_t const grain = n < 64 ? 1 : n / 64;
  tbb::parallel_for(tbb::blocked_range<std::int64_t>(0, n, grain), [&f](auto const& r) {
    for (auto i = r.begin(); i != r.end(); ++i) f(i);
  });
}
#endif

// Integer atomics whose result does not depend on order. None but the last returns a value on purpose.
GS_HD inline void atomic_add(std::int64_t* p, std::int64_t x) {
#if defined(__CUDA_ARCH__)
  atomicAdd(reinterpret_cast<unsigned long long*>(p), static_cast<unsigned long long>(x));
#else
  __atomic_fetch_add(p, x, __ATOMIC_RELAXED);
#endif
}
GS_HD inline void atomic_add(std::uint32_t* p, std::uint32_t x) {
#if defined(__CUDA_ARCH__)
  atomicAdd(p, x);
#else
  __atomic_fetch_add(p, x, __ATOMIC_RELAXED);
#endif
}
GS_HD inline void atomic_add(std::uint64_t* p, std::uint64_t x) { atomic_add(reinterpret_cast<std::int64_t*>(p), static_cast<std::int64_t>(x)); }
//! Adds 1, and stays at the most that 16 bits hold.
GS_HD inline void count_one(std::uint16_t* p) {
#if defined(__CUDA_ARCH__)
  unsigned short seen = *static_cast<unsigned short volatile*>(p);
  while (seen != 0xffff) {
    unsigned short const was = atomicCAS(p, seen, static_cast<unsigned short>(seen + 1));
    if (was == seen) return;
    seen = was;
  }
#else
  std::uint16_t seen = __atomic_load_n(p, __ATOMIC_RELAXED);
  while (seen != 0xffff && !__atomic_compare_exchange_n(p, &seen, static_cast<std::uint16_t>(seen + 1), true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {}
#endif
}
GS_HD inline void atomic_or(std::uint64_t* p, std::uint64_t x) {
#if defined(__CUDA_ARCH__)
  atomicOr(reinterpret_cast<unsigned long long*>(p), static_cast<unsigned long long>(x));
#else
  __atomic_fetch_or(p, x, __ATOMIC_RELAXED);
#endif
}
GS_HD inline void atomic_and(std::uint64_t* p, std::uint64_t x) {
#if defined(__CUDA_ARCH__)
  atomicAnd(reinterpret_cast<unsigned long long*>(p), static_cast<unsigned long long>(x));
#else
  __atomic_fetch_and(p, x, __ATOMIC_RELAXED);
#endif
}
//! Sets a bit. True for one of those who set it in a loop, nobody can say which: it may only do what any of them would have done.
GS_HD inline bool atomic_claim(std::uint64_t* p, std::uint64_t bit) {
#if defined(__CUDA_ARCH__)
  return (atomicOr(reinterpret_cast<unsigned long long*>(p), static_cast<unsigned long long>(bit)) & bit) == 0;
#else
  return (__atomic_fetch_or(p, bit, __ATOMIC_RELAXED) & bit) == 0;
#endif
}
GS_HD inline void atomic_min(std::int32_t* p, std::int32_t x) {
#if defined(__CUDA_ARCH__)
  atomicMin(p, x);
#else
  std::int32_t seen = __atomic_load_n(p, __ATOMIC_RELAXED);
  while (x < seen && !__atomic_compare_exchange_n(p, &seen, x, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {}
#endif
}
GS_HD inline void atomic_min(std::int64_t* p, std::int64_t x) {
#if defined(__CUDA_ARCH__)
  atomicMin(reinterpret_cast<long long*>(p), static_cast<long long>(x));
#else
  std::int64_t seen = __atomic_load_n(p, __ATOMIC_RELAXED);
  while (x < seen && !__atomic_compare_exchange_n(p, &seen, x, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {}
#endif
}
GS_HD inline void atomic_max(std::int64_t* p, std::int64_t x) {
#if defined(__CUDA_ARCH__)
  atomicMax(reinterpret_cast<long long*>(p), static_cast<long long>(x));
#else
  std::int64_t seen = __atomic_load_n(p, __ATOMIC_RELAXED);
  while (x > seen && !__atomic_compare_exchange_n(p, &seen, x, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {}
#endif
}

GS_HD inline int count_bits(std::uint64_t x) {
#if defined(__CUDA_ARCH__)
  return __popcll(x);
#else
  return __builtin_popcountll(x);
#endif
}

//! One value from the device. A wait on a GPU, so at most one or two a stage.
template <class T>
T read(T const* p) {
  T value;
  to_host(&value, p, sizeof(T));
  return value;
}

}  // namespace gs::GS_BACKEND
