#pragma once
//! Units. Everything that crosses a tick is an integer in one of these; none of them ever holds a float.
#include <cstdint>

namespace gs {

using Seconds = std::int64_t;  //!< time and durations [s]; the run starts at 0, a Monday, 00:00
using Cents = std::int64_t;    //!< money [0.01 currency unit]
using Grains = std::int64_t;   //!< goods [1/grains_per_unit of a unit]; grains_per_unit is 1 except where theory is continuous
using Micro = std::int64_t;    //!< a real quantity in fixed point [1e-6 of its unit]
using Chance = std::uint64_t;  //!< probability as a threshold 0…2^32: it happens when draw < threshold

inline constexpr Seconds minute = 60, hour = 3600, day = 86400;
inline constexpr Seconds never = INT64_C(0x3fffffffffffffff);
inline constexpr Chance certain = Chance{1} << 32;

}  // namespace gs
