#pragma once
//! Numbers that sites, lanes, stock points and routes agree on.
#include <cstdint>

namespace gs::world {

inline constexpr std::uint32_t transship_sources = 2;  //!< other regions a pooled regional site may fetch stock from
inline constexpr std::uint32_t max_routes = 4;         //!< sites a zone's orders may try (HOUSE: at most four rounds a tick)

}  // namespace gs::world
