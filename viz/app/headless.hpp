#pragma once
//! Draws without a display. With a graphics processor: EGL surfaceless and a framebuffer object. Without one: in memory, which needs neither EGL nor
//! OpenGL to be installed.
#include <memory>
#include <string>
#include "viz/app/painter.hpp"

namespace gs::viz {

class Headless {
 public:
  //! Throws DeviceError with the reason when OpenGL is asked for and there is no EGL.
  Headless(int width, int height, DrawnBy by = DrawnBy::whatever_is_faster);
  ~Headless();
  Headless(Headless const&) = delete;
  Headless& operator=(Headless const&) = delete;
  //! One frame; two are drawn, because sizes of tables are known after the first.
  Picture draw(Shell& shell, double dt = 0.0);
  //! Exactly one, with the pointer at a place (or nowhere) and pressed or not: drives a session in tests.
  Picture draw_once(Shell& shell, double dt, ImVec2 mouse, bool down);
  //! The same, not read back; returns when it is drawn.
  void draw_only(Shell& shell, double dt, ImVec2 mouse, bool down);
  void forget();  //!< the next frame is drawn in full
  Style style;
  std::string renderer() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gs::viz
