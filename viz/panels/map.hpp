#pragma once
//! The map's model: a value a zone, on a scale that does not change while time goes on.
#include "viz/draw/scale_bar.hpp"
#include "viz/panels/session.hpp"

namespace gs::viz {

struct MapModel {
  std::vector<double> values;  //!< by zone; NaN = not known
  ColourScale scale;
  std::string note;  //!< why nothing is known, or what it is at
};

//! Of one source at `t`, over `window` before it.
std::vector<double> overlay_values(Source const& source, Overlay overlay, Seconds t, Seconds window, std::string* note = nullptr);
char const* overlay_unit(Overlay overlay, Facts const& facts);
MapModel map_model(Session& session);

//! From map metres to the screen.
struct MapView {
  Rect area;
  double x0 = 0, y0 = 0, metres_per_px = 1;
  ImVec2 place(double x, double y) const {
    return {area.x0 + static_cast<float>((x - x0) / metres_per_px), area.y1 - static_cast<float>((y - y0) / metres_per_px)};
  }
};
MapView map_view(Session const& session, Rect area);
//! Distance between neighbouring zones [m].
double zone_spacing(Facts const& facts);

}  // namespace gs::viz
