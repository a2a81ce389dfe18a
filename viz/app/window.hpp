#pragma once
//! The window and its loop.
#include <string>
#include "viz/app/painter.hpp"

namespace gs::viz {

struct WindowOptions {
  int width = 1280, height = 800;
  bool report = false;  //!< a line of state on stderr whenever something changes (for tests)
  double fps = 0.0;     //!< frames a second whatever happens; 0 = many while somebody is at it, few while only the run moves
  DrawnBy drawn_by = DrawnBy::whatever_is_faster;
  double quit_after = 0.0;  //!< seconds; 0 = never
};

//! Runs until it is closed. Throws DeviceError when there is no display or no OpenGL 3.3.
void run_window(Shell& shell, WindowOptions const& options);

}  // namespace gs::viz
