#pragma once
//! Times as tables keep them: 32 bits of seconds reach 68 years either way, and runs end before (config/rules.cpp).
#include "kernels/core/macros.hpp"
#include "kernels/core/units.hpp"

namespace gs {

struct Seconds32 {
  std::int32_t v = 0;  //!< [s]; the largest stands for `never`, and for all that lies beyond
  static constexpr std::int32_t last = 0x7fffffff;

  constexpr Seconds32() = default;
  GS_HD constexpr Seconds32(Seconds t)  // NOLINT: stands for a time
      : v(t >= last ? last : (t < -last ? -last : static_cast<std::int32_t>(t))) {}
  GS_HD constexpr operator Seconds() const { return v == last ? never : v; }  // NOLINT
  GS_HD constexpr Seconds32& operator+=(Seconds t) { return *this = Seconds{*this} + t; }
};

}  // namespace gs
