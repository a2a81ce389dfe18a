#pragma once
//! A store that several items of one loop may make, all with the same value, and that nobody reads before the loop's end.
#include <type_traits>
#include "kernels/core/macros.hpp"

namespace gs::GS_BACKEND {

/*!
 * *p = x. Without it such a store would be a data race by the letter of C++, and ThreadSanitizer would be right to report it. Relaxed: the
 * same machine instruction as the plain store. Only for values that do not depend on who comes last.
 */
template <class T>
GS_HD inline void store_same(T* p, std::type_identity_t<T> x) {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
#if defined(__CUDA_ARCH__)
  *static_cast<T volatile*>(p) = x;
#else
  __atomic_store_n(p, x, __ATOMIC_RELAXED);
#endif
}

}  // namespace gs::GS_BACKEND
