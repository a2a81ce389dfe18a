#pragma once
//! Where things stand: a hexagonal spiral, computed without angles.
#include <cstdint>

namespace gs::world {

struct Place {
  std::int32_t x = 0, y = 0;
};  //!< [m]

//! The k-th cell of a spiral over hexagons, cells `spacing` apart; k = 0 is the origin.
Place hex_spiral(std::uint32_t k, double spacing);

//! How many rings around the origin the first n cells need.
std::uint32_t hex_rings(std::uint32_t n);

//! [km]
double distance(Place a, Place b);

}  // namespace gs::world
