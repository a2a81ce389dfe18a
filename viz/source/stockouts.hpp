#pragma once
//! What ran out and where: spells of days on which members of a zone met nothing of a SKU, ranked by what was missed.
#include <vector>
#include "viz/source/source.hpp"

namespace gs::viz {

struct Spell {
  std::int32_t sku = -1, zone = -1;
  Seconds from = 0, to = 0;  //!< first and last day with missed wants [s since start]
  std::int64_t wants = 0;    //!< that met nothing at hand
  double value = 0.0;        //!< at list price [CNY]; NaN when prices are not known
  bool going_on = false;     //!< still out at the time it is looked at
  Seconds lasted() const { return to - from; }
};

struct StockoutList {
  std::vector<Spell> spells;         //!< worst first
  std::int64_t missed = 0;           //!< wants of all spells of the window
  std::int64_t skus = 0, zones = 0;  //!< touched
};

//! Spells in (t - window, t]. Days without an entry in a day's list end a spell.
StockoutList stockouts(Source const& source, Seconds t, Seconds window);

}  // namespace gs::viz
