#pragma once
//! A crowd without complications: members alike, one zone, one shop that never runs out; what is left is waking, choosing and passing on.
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

struct Crowd {
  std::int64_t members = 0;
  double looks_per_hour = 0.0;  //!< unprompted, of a member [1/h]
  std::uint32_t skus = 1;
  double zipf = 0.0;           //!< exponent of popularity
  std::vector<double> prices;  //!< list prices over the reference price, by SKU; the last one holds for the rest
  std::int64_t seeds = 0;      //!< members who share each SKU at the start
  Seconds transit = hour;      //!< from the shop to the door
  double returned = 0.0;       //!< chance that what was bought is sent back
};

//! What a textbook crowd is like: no tastes, no loyalty, no heat, no hours of the day, contacts anywhere.
void calm(Params& params);

WorldData make_crowd_world(Crowd const& crowd, Params const& params);

}  // namespace gs::world
