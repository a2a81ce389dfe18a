#pragma once
//! Rules of the network stage: what is free at a stock point, and what a lane can take.
#include "kernels/core/ids.hpp"
#include "kernels/core/units.hpp"

GS_SHARED_BEGIN

//! Units of a stock point that nobody has been promised [grains]; negative when more was promised than is there.
GS_HD inline Grains free_stock(Grains on_hand, Grains reserved) { return on_hand - reserved; }

/*!
 * Grains a lane can take in [start, end): the whole grains of its capacity up to `end` less those up to `start`, so that fractions are
 * carried exactly and 5-minute ticks add up to the hour. Capacity that was not used is gone.
 *
 * capacity [units/h] > 0, outside_load [1e-3] what others take of it.
 */
GS_HD inline Grains lane_allowance(std::int64_t capacity, std::uint32_t outside_load, std::int64_t grains_per_unit, Seconds start, Seconds end) {
  std::uint64_t const left = outside_load < 1000 ? 1000 - outside_load : 0;
  unsigned __int128 const rate = static_cast<unsigned __int128>(static_cast<std::uint64_t>(capacity * grains_per_unit)) * left;  // [1e-3 grains/h]
  auto const upto = [rate](Seconds t) { return static_cast<Grains>(rate * static_cast<std::uint64_t>(t) / 3600000u); };
  return upto(end) - upto(start);
}

//! What others take of a lane now [1e-3]: its usual share moved by week and season, and busier at a festival. A lane that is ours alone stays so.
GS_HD inline std::uint32_t lane_load(std::uint32_t usual, std::int64_t calendar, std::int64_t rush) {
  if (usual == 0) return 0;
  std::int64_t const load = (static_cast<std::int64_t>(usual) + calendar) * (1000 + rush) / 1000;
  return static_cast<std::uint32_t>(load < 0 ? 0 : (load < 1000 ? load : 1000));
}

GS_SHARED_END
