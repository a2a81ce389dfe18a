#pragma once
//! How orders swing more than wants, echelon by echelon: at rest (bullwhip) and after a wave (amplification). MODEL §6.
#include <string>
#include <utility>
#include <vector>
#include "host/run/collected.hpp"

namespace gs::run {

//! Stretches of time [from, to) in which a declared show pulls, sorted and merged.
using Windows = std::vector<std::pair<Seconds, Seconds>>;
Windows show_windows(WorldData const& world);

//! Smallest number of whole days that every review period divides; 0 when there is none below ten years.
std::int64_t common_grain_days(std::vector<Seconds> const& reviews);
//! Review periods of the stock points of an echelon and of those below it.
std::vector<Seconds> review_periods(WorldData const& world, Echelon upto);

struct Bullwhip {
  double ratio = 0.0;        //!< median over lines; NaN with `why` when it cannot be told
  std::int64_t samples = 0;  //!< blocks of `grain` days, over all quiet stretches
  std::int64_t grain = 0;    //!< [d]
  std::string why;
  double spread = 1.0;  //!< one standard error, as a factor up or down: jackknife of ln ratio over the samples (Efron 1982); NaN if it cannot be told
};
//! At least four samples are asked for: below that a variance is noise.
Bullwhip bullwhip(Collected const& series, Echelon echelon, std::int64_t grain, Windows const& shows);

struct Amplification {
  double ratio = 0.0;  //!< peak cumulative excess orders / peak cumulative excess wants
  double lag = 0.0;    //!< [d]
  std::string why;
};
Amplification amplification(Collected const& series, Echelon echelon, std::int64_t grain, Windows const& shows);

}  // namespace gs::run
