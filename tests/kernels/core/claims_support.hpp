#pragma once
//! Small helpers for tests of contention: random numbers of their own, upload and download of plain vectors.
#include <vector>
#include "kernels/core/backend.hpp"
#include "kernels/core/random.hpp"

namespace gs::cpu {

//! A sequence for test data, keyed by a case number.
struct Dice {
  std::uint64_t state;
  std::uint64_t next(std::uint64_t below) {
    state = mix64(state + 1);
    return state % below;
  }
};

template <class T>
Buffer<T> uploaded(std::vector<T> const& v) {
  Buffer<T> b(static_cast<std::int64_t>(v.size()));
  to_device(b.data(), v.data(), static_cast<std::int64_t>(v.size() * sizeof(T)));
  return b;
}
template <class T>
std::vector<T> downloaded(Buffer<T> const& b, std::int64_t n) {
  std::vector<T> v(static_cast<std::size_t>(n));
  to_host(v.data(), b.data(), n * std::int64_t{sizeof(T)});
  return v;
}

}  // namespace gs::cpu
