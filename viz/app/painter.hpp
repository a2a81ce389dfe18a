#pragma once
//! From ImGui's lists to a picture: by OpenGL where a graphics processor draws, by this program's own rasteriser where OpenGL is a program, too.
#include <memory>
#include <string>
#include "viz/app/picture.hpp"
#include "viz/app/shell.hpp"
#include "viz/draw/damage.hpp"

namespace gs::viz {

enum class DrawnBy : std::uint8_t { whatever_is_faster, opengl, processor };
DrawnBy drawn_by(std::string const& name);  //!< auto, opengl, processor; ConfigError for another one

//! Whether the current context's OpenGL is a program on this machine's processor.
bool opengl_is_software();

//! Between ImGui::NewFrame and the screen: fonts, drawing, pictures.
class Painter {
 public:
  //! An OpenGL context must be current, unless `by` is the processor and nothing is ever presented.
  Painter(Style& style, DrawnBy by);
  ~Painter();
  Painter(Painter const&) = delete;
  Painter& operator=(Painter const&) = delete;

  //! Before ImGui::NewFrame: loads fonts again when the scale has changed.
  void begin(Shell& shell);
  //! Draws what the shell has built; false: not a pixel is another one than before. OpenGL draws into the bound framebuffer, whatever changed.
  bool end(int width, int height, Shell const& shell);
  //! Own rasteriser: brings the picture into the bound framebuffer of a window. OpenGL: it is there already.
  void present();
  //! What was drawn.
  Picture picture() const;
  int width() const { return width_; }
  int height() const { return height_; }
  bool own() const { return own_; }
  void forget() { damage_.forget(); }  //!< the next frame is drawn in full

 private:
  void load_fonts();
  void upload(Region const& region);
  Style& style_;
  bool const own_;
  Canvas canvas_;
  Damage damage_;
  std::vector<Region> changed_;  //!< since the last present()
  Atlas atlas_;
  int width_ = 0, height_ = 0;
  unsigned texture_ = 0, source_ = 0;
  int texture_width_ = 0, texture_height_ = 0;
};

}  // namespace gs::viz
