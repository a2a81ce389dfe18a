#pragma once
//! Room on lanes: what a carrier can take in a tick, and what others want of it then. Trunk lanes take goods (network stage), parcel lanes
//! parcels (orders stage).
#include "kernels/core/exact_math.hpp"
#include "kernels/state/calendar.hpp"

GS_SHARED_BEGIN

/*!
 * Grains a lane can take in [start, end): the whole grains of its capacity up to `end` less those up to `start`, so that fractions are
 * carried exactly and 5-minute ticks add up to the hour. Capacity that was not used is gone.
 *
 * capacity [units/h] > 0, outside_load [1e-3] what others take of it.
 */
GS_HD inline Grains lane_allowance(std::int64_t capacity, std::uint32_t outside_load, std::int64_t grains_per_unit, Seconds start, Seconds end) {
  std::uint64_t const left = outside_load < 1000 ? 1000 - outside_load : 0;
  unsigned __int128 const rate = static_cast<unsigned __int128>(static_cast<std::uint64_t>(capacity * grains_per_unit)) * left;  // [1e-3 grains/h]
  bool const small = rate >> 31 == 0 && end >> 32 == 0;  // the product fits 63 bits: every lane of every tick is asked
  auto const upto = [=](Seconds t) {
    if (small) return static_cast<Grains>(static_cast<std::uint64_t>(rate) * static_cast<std::uint64_t>(t) / 3600000u);
    return static_cast<Grains>(rate * static_cast<std::uint64_t>(t) / 3600000u);
  };
  return upto(end) - upto(start);
}

//! What others take of a lane now [1e-3]: its usual share moved by week and season, and busier at a festival. A lane that is ours alone stays so.
GS_HD inline std::uint32_t lane_load(std::uint32_t usual, std::int64_t calendar, std::int64_t rush) {
  if (usual == 0) return 0;
  std::int64_t const load = (static_cast<std::int64_t>(usual) + calendar) * (1000 + rush) / 1000;
  return static_cast<std::uint32_t>(load < 0 ? 0 : (load < 1000 ? load : 1000));
}

//! What week and season (`calendar`), and festivals (`rush`) add to others' use of lanes [1e-3].
struct LaneOthers {
  std::int64_t calendar = 0, rush = 0;
};
inline LaneOthers others_on_lanes(Params const& p, Seconds t) {
  double const shape = 0.5 * (week_shape(t) + season_shape(t));
  return {to_int(1000.0 * p.world.outside_swing * shape), to_int(1000.0 * festival_rush(p, t))};
}

GS_SHARED_END
