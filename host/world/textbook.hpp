#pragma once
//! Textbook worlds: stock points, recipes, demands and pools written down one by one, as the WorldData every other world is made of.
#include <string>
#include <vector>
#include "kernels/state/params.hpp"
#include "kernels/state/world_data.hpp"

namespace gs::world {

//! One component of a recipe: so many of that stock point (an index into TextbookWorld::points).
struct TextbookPart {
  std::size_t point = 0;
  Grains quantity = 1;
};

//! A way to fill a stock point: bought without parts, moved with one part of the same item, else made.
struct TextbookRecipe {
  std::vector<TextbookPart> parts;
  LeadLaw law = LeadLaw::fixed;
  Seconds lead = 0, spread = 0;
  int market = -1;              //!< made on hours: index of the market; -1 = takes time only
  Seconds work = 0, setup = 0;  //!< mean work of a unit, changeover
  LeadLaw work_law = LeadLaw::fixed;
  Seconds work_spread = 0;
  Grains lot = 0, min_lot = 0;
  double yield = 1.0;
  std::int64_t lane_capacity = 0;  //!< [units/h]; 0 = unlimited
};

struct TextbookPoint {
  std::string item = "good";
  PolicyParams policy;
  double level = -1.0, reorder = -1.0;  //!< S or Q, s or r given from outside [units]; below 0 = from the forecast
  double on_hand = 0.0;                 //!< at the start [units]
  Seconds lead = 0;                     //!< planned
  std::vector<TextbookRecipe> recipes;
};

struct TextbookDemand {
  std::size_t point = 0;
  DemandLaw law = DemandLaw::normal;
  double mean = 0.0, sd = 0.0, rho = 0.0;  //!< a period [units]
  Seconds period = day, wait = 0;
  Seconds notice = 0;           //!< ordered so long before it is wanted
  bool leaves = false;          //!< lost when not served within `wait`
  std::uint32_t luck = 0;       //!< 0 = chances of its own; k = those of demand k - 1
  std::uint32_t common = 0;     //!< group of a common factor; 0 = none
  double loading = 0.0;         //!< correlation with it
  Seconds from = 0, until = 0;  //!< holds in [from, until); until 0 = for ever
};

//! Pools in merit order; those of one market are consecutive.
struct TextbookPool {
  std::uint32_t market = 0;
  LayerKind layer = LayerKind::core;
  std::uint32_t lines = 1, shift_hours = 24;
  double outside_load = 0.0;
  Cents price = 0;
};

//! A market may also use a pool of another one (an index into TextbookWorld::pools), behind its own.
struct TextbookLink {
  std::uint32_t market = 0;
  std::size_t pool = 0;
  Cents extra = 0;  //!< on top of the pool's price [cent/h]
};

//! What feeds a stock point is down, declared or up and down at random (lever 21): the lane its goods come by, or the source it buys from,
//! and then everybody who buys that item.
struct TextbookOutage {
  std::size_t point = 0;
  DisruptionParams how;  //!< `what`, `which` and `share` are not read
};

struct TextbookWorld {
  std::vector<TextbookPoint> points;
  std::vector<TextbookDemand> demands;
  std::vector<TextbookPool> pools;
  std::vector<TextbookLink> links;
  std::vector<TextbookOutage> outages;
};

//! The world, and where each stock point of the description stands in it.
struct TextbookData {
  WorldData world;
  std::vector<PointId> point;  //!< by index in TextbookWorld::points
};

//! Throws ConfigError when primary recipes form a cycle, or where an outage hits what is neither moved nor bought.
TextbookData make_textbook_world(TextbookWorld const& book, Params const& params);

}  // namespace gs::world
