#pragma once
//! Everything inside the window: the bar above, tiles of panels, the timeline below, help and tour. Knows no window and no display.
#include <filesystem>
#include "viz/app/layout.hpp"
#include "viz/draw/raster.hpp"
#include "viz/panels/panel.hpp"

namespace gs::viz {

class Shell {
 public:
  explicit Shell(std::shared_ptr<Session> session);
  //! One frame into the current ImGui context; `dt` seconds of wall clock since the last.
  void frame(float width, float height, double dt);
  //! A key was pressed and ImGui does not want it.
  void key(int code, bool ctrl, bool shift);

  //! Of the last frame, from below to above. Cleared rather than drawn as triangles: with a software renderer, where every drawn pixel is blended
  //! and looks into the font's texture, they took four fifths of a frame.
  std::vector<Ground> const& grounds() const { return grounds_; }

  Session& session() { return *session_; }
  void set_layout(Layout layout) { layout_ = std::move(layout); }
  Layout const& layout() const { return layout_; }
  void open_panel(std::string const& id);  //!< brings its tab to the front
  void save_view(std::string const& name);
  bool load_view(std::string const& name);
  void rescale(double scale);  //!< fonts are loaded again before the next frame
  void set_dark(bool dark);

  bool help = false, quit = false, burn_in = false;  //!< burn_in: the run's identity stands in the picture
  int tour = -1;                                     //!< step shown; -1 = none
  bool fonts_changed = false;
  std::filesystem::path shot_wanted;  //!< the program takes a picture after this frame
  bool film_wanted = false;           //!< the program films what is seen while this holds

 private:
  void bar(Rect area);
  void transport(Rect area);
  void menu(Rect area);
  void tiles(Rect area);
  void tile(Rect area, Tile& tile);
  void help_sheet();
  void tour_card(float width, float height);
  void message(float width, float height);

  std::shared_ptr<Session> session_;
  Layout layout_ = shipped_layouts().front();
  std::string tour_panel_;
  std::vector<Ground> grounds_;
};

//! Steps of the guided tour: the panel it points at and what to say.
struct TourStep {
  char const *panel, *title, *text;
};
std::vector<TourStep> const& tour_steps();

}  // namespace gs::viz
