#pragma once
//! A hint that memory will be read soon. On a GPU other warps hide the wait, so it does nothing there.
#include "kernels/core/macros.hpp"

GS_SHARED_BEGIN

GS_HD inline void prefetch([[maybe_unused]] void const* p) {
#if !defined(__CUDA_ARCH__)
  __builtin_prefetch(p);
#endif
}

GS_SHARED_END
