#pragma once
//! ImGui on OpenGL: what a window and a headless renderer have in common.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>
#include "viz/app/shell.hpp"

namespace gs::viz {

//! A picture in memory, rows from the top, RGB.
struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};
Picture read_pixels(int width, int height);  //!< of the framebuffer that is bound
//! PNG with the text as its description (tEXt "Description"); throws SimulationError when it cannot be written.
void write_png(std::filesystem::path const& path, Picture const& picture, std::string const& description);

//! The OpenGL side of a frame: backend set up, fonts reloaded when asked, drawing.
class GlFrame {
 public:
  explicit GlFrame(Style& style);
  ~GlFrame();
  GlFrame(GlFrame const&) = delete;
  GlFrame& operator=(GlFrame const&) = delete;
  void begin(Shell& shell);
  void end(int width, int height, Shell const& shell);

 private:
  Style& style_;
};

//! Draws without a display: EGL surfaceless and a framebuffer object.
class Headless {
 public:
  Headless(int width, int height);  //!< throws DeviceError with the reason when there is no EGL
  ~Headless();
  Headless(Headless const&) = delete;
  Headless& operator=(Headless const&) = delete;
  //! One frame; two are drawn, because sizes of tables are known after the first.
  Picture draw(Shell& shell, double dt = 0.0);
  //! Exactly one, with the pointer at a place (or nowhere) and pressed or not: drives a session in tests.
  Picture draw_once(Shell& shell, double dt, ImVec2 mouse, bool down);
  //! The same, not read back; returns when it is drawn.
  void draw_only(Shell& shell, double dt, ImVec2 mouse, bool down);
  Style style;
  std::string renderer() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gs::viz
