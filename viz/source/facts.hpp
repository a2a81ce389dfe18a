#pragma once
//! What does not change while one looks: who ran what, and what rows and ids stand for.
#include <memory>
#include <string>
#include <vector>
#include "host/output/axes.hpp"
#include "kernels/state/kinds.hpp"
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"
#include "viz/source/rows.hpp"

namespace gs::viz {

//! Which run this is: burnt into every picture.
struct Identity {
  std::string scenario, design, world, version, config_sha256;
  std::uint64_t seed = 0;
  std::int64_t members = 0;
  std::string line() const;   //!< "livestream_pulse · flexible · 300,000 members · seed 20260101 · config 0a1b2c3d"
  std::string brief() const;  //!< "flexible"; the scenario when designs are the same
};

//! A stretch of time in which a declared show pulls.
struct Show {
  Seconds from = 0, to = 0;
};

struct Facts {
  Identity identity;
  output::Axes axes;
  Seconds warmup = 0, length = 0;
  double grains = 1.0;                     //!< grains a unit
  std::shared_ptr<WorldData const> world;  //!< null: a file whose world could not be built again
  std::vector<Show> shows;
  int grain_days[count_of<Echelon>] = {28, 28, 28, 28, 28};  //!< a common multiple of the review periods that shape an echelon's orders [d]

  Shape shape() const;
  Seconds end() const { return warmup + length; }
  int regions() const;
  std::string sku(std::int64_t id) const;   //!< "SKU 412"
  std::string zone(std::int64_t id) const;  //!< "zone 17 (region 3)"
  //! "day 117 Sat 20:15"; days before the measured window are negative.
  std::string clock(Seconds t) const;
};

//! Facts of a world that is there; `axes` may be those of a file.
Facts facts_of(Identity identity, Params const& params, std::shared_ptr<WorldData const> world);
//! The grain of bullwhip by echelon, from the review periods of the world (28 days where it is not known).
void set_grains(Facts& facts);
std::vector<Show> shows_of(WorldData const& world);

}  // namespace gs::viz
