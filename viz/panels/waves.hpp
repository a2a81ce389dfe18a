#pragma once
#include "viz/draw/scale_bar.hpp"
#include "viz/panels/session.hpp"

namespace gs::viz {

//! Attention by channel and time: looks an hour in each column of the strip.
struct WaveStrip {
  int channels = 0, columns = 0;
  std::vector<double> looks;  //!< [channel][column], NaN where nothing is recorded
  double quiet = 0.0;         //!< median of all cells
  ColourScale scale;
  double at(int channel, int column) const { return looks[static_cast<std::size_t>(channel * columns + column)]; }
};
WaveStrip wave_strip(Session const& session, Seconds from, Seconds to, int columns);

}  // namespace gs::viz
