#pragma once
//! What a stress test grows: a key of the config, or an outage that is injected. A level 0 … 1 becomes a value, a value becomes part of a job.
#include <optional>
#include <string>
#include <vector>
#include "host/experiments/job.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::experiments {

//! One thing that grows from `low` (level 0) to `high` (level 1).
struct Stressor {
  std::string name;  //!< "wave.peak", "suppliers_down", "region_closed"
  std::string unit;  //!< of the values: "d"; "" = none
  double low = 0.0, high = 1.0;
  bool geometric = false;  //!< grows by factors instead of steps; low must be above 0
  bool whole = false;      //!< whole numbers only

  double value(double level) const;      //!< level is clamped to 0 … 1
  std::string text(double level) const;  //!< "2,000", "14 d", "35 %"
};

//! Several at once: stressor k stands at level x weight[k] (a ray).
struct Ray {
  std::vector<Stressor> stressors;
  std::vector<double> weights;
  std::string name() const;  //!< "wave.peak x region_closed"
  std::string text(double level) const;
};

//! When and how long injected outages last.
struct OutagePlan {
  std::optional<Seconds> start;  //!< [s since the end of the warm-up]; none = with the first wave, else a third into the window
  Seconds duration = 14 * day;   //!< of suppliers_down
  std::uint32_t region = 0;      //!< of region_closed
};

//! "wave.peak", "wave.peak=200:20000", "region_closed=0 d:60 d". Known ones have a range of their own; it may follow from the scenario
//! (`base`). Throws ConfigError.
Stressor parse_stressor(std::string const& text, Params const& base);
//! "a,b" grown together, as `rays` directions between a alone and b alone; 1 = all at the same level.
std::vector<Ray> parse_rays(std::string const& text, Params const& base, int rays);

//! Puts a level into a job of a design: keys to its request, outages to its events. `world` is that design's; only outages need it.
void apply(Ray const& ray, double level, OutagePlan const& plan, Params const& params, WorldData const* world, Job& job);
bool needs_world(Ray const& ray);

//! What is down is drawn once by id, so that a larger share holds all of a smaller one.
std::vector<Event> suppliers_down(WorldData const& world, double share, Seconds from, Seconds to);
std::vector<Event> region_closed(WorldData const& world, std::uint32_t region, Seconds from, Seconds to);

}  // namespace gs::experiments
