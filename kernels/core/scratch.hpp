#pragma once
//! Scratch memory of a stage: grows by doubling, so that a steady tick allocates nothing.
#include "kernels/core/backend.hpp"

namespace gs::GS_BACKEND {

template <class T>
void make_room(Buffer<T>& b, std::int64_t n) {
  if (n > b.size()) b.grow(n > 2 * b.size() ? n : 2 * b.size());
}

}  // namespace gs::GS_BACKEND
