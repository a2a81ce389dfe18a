#include "viz/app/actions.hpp"
#include <GLFW/glfw3.h>
#include <algorithm>
#include "viz/app/shell.hpp"

namespace gs::viz {
namespace {

void overlay(Shell& sh, int k) {
  sh.session().overlay = static_cast<Overlay>(k);
  sh.open_panel("map");
}
void zoom(Shell& sh, double by) {
  Session& s = sh.session();
  constexpr Seconds steps[] = {day, 3 * day, 7 * day, 14 * day, 28 * day, 84 * day, 0};
  int k = 0;
  while (k < 6 && steps[k] != s.visible) ++k;
  s.visible = steps[std::clamp(k + (by > 0 ? 1 : -1), 0, 6)];
}
void layout(Shell& sh, std::size_t k) {
  if (k < shipped_layouts().size()) sh.set_layout(shipped_layouts()[k]);
}
void loop(Shell& sh) {
  Session& s = sh.session();
  s.looping = !s.looping;
  s.loop_from = s.view_from(), s.loop_to = s.view_to();
  s.say(s.looping ? "looping over what is in view" : "no loop");
}

}  // namespace

std::vector<Action> const& actions() {
  static std::vector<Action> const all = {
      {"time", "Space", GLFW_KEY_SPACE, false, false, "play or pause", [](Shell& s) { s.session().play(!s.session().is_playing()); }},
      {"time", "→", GLFW_KEY_RIGHT, false, false, "one tick on", [](Shell& s) { s.session().step(1); }},
      {"time", "←", GLFW_KEY_LEFT, false, false, "one tick back", [](Shell& s) { s.session().step(-1); }},
      {"time", "Shift+→", GLFW_KEY_RIGHT, false, true, "a day on", [](Shell& s) { s.session().go(s.session().cursor + day); }},
      {"time", "Shift+←", GLFW_KEY_LEFT, false, true, "a day back", [](Shell& s) { s.session().go(s.session().cursor - day); }},
      {"time", "Home", GLFW_KEY_HOME, false, false, "to the beginning", [](Shell& s) { s.session().go(0); }},
      {"time", "End", GLFW_KEY_END, false, false, "to the newest, and follow it", [](Shell& s) { s.session().go(never), s.session().follow = true; }},
      {"time", "R", GLFW_KEY_R, false, false, "rewind the live run to the cursor", [](Shell& s) { s.session().rewind_here(); }},
      {"time", ".", GLFW_KEY_PERIOD, false, false, "faster",
       [](Shell& s) { s.session().set_pace(s.session().pace == 0 || s.session().pace == 7 ? 7 : (s.session().pace + 1) % 5); }},
      {"time", ",", GLFW_KEY_COMMA, false, false, "slower",
       [](Shell& s) {
         s.session().set_pace(s.session().pace == 7 ? 0 : s.session().pace == 0 ? 4 : std::max(1, s.session().pace - 1));
       }},
      {"time", "L", GLFW_KEY_L, false, false, "loop over what is in view", loop},
      {"look", "1", GLFW_KEY_1, false, false, "map: attention", [](Shell& s) { overlay(s, 0); }},
      {"look", "2", GLFW_KEY_2, false, false, "map: demand", [](Shell& s) { overlay(s, 1); }},
      {"look", "3", GLFW_KEY_3, false, false, "map: stockouts", [](Shell& s) { overlay(s, 2); }},
      {"look", "4", GLFW_KEY_4, false, false, "map: stock cover", [](Shell& s) { overlay(s, 3); }},
      {"look", "5", GLFW_KEY_5, false, false, "map: order to door", [](Shell& s) { overlay(s, 4); }},
      {"look", "6", GLFW_KEY_6, false, false, "map: social heat", [](Shell& s) { overlay(s, 5); }},
      {"look", "D", GLFW_KEY_D, false, false, "A, A − B, or the difference in % (with two runs)",
       [](Shell& s) { s.session().difference = static_cast<Difference>((static_cast<int>(s.session().difference) + 1) % 3); }},
      {"look", "−", GLFW_KEY_MINUS, false, false, "see a longer time", [](Shell& s) { zoom(s, 1); }},
      {"look", "+", GLFW_KEY_EQUAL, false, false, "see a shorter time", [](Shell& s) { zoom(s, -1); }},
      {"look", "C", GLFW_KEY_C, false, false, "viridis or cividis", [](Shell& s) { s.session().other_map = !s.session().other_map; }},
      {"panels", "I", GLFW_KEY_I, false, false, "inspect", [](Shell& s) { s.open_panel("inspect"); }},
      {"panels", "H", GLFW_KEY_H, false, false, "hands on", [](Shell& s) { s.open_panel("hands"); }},
      {"panels", "B", GLFW_KEY_B, false, false, "A and B", [](Shell& s) { s.open_panel("compare"); }},
      {"panels", "A", GLFW_KEY_A, false, false, "alerts", [](Shell& s) { s.open_panel("alerts"); }},
      {"panels", "F1", GLFW_KEY_F1, false, false, "help", [](Shell& s) { s.help = !s.help; }},
      {"panels", "F5", GLFW_KEY_F5, false, false, "layout: overview", [](Shell& s) { layout(s, 0); }},
      {"panels", "F6", GLFW_KEY_F6, false, false, "layout: supply", [](Shell& s) { layout(s, 1); }},
      {"panels", "F7", GLFW_KEY_F7, false, false, "layout: compare", [](Shell& s) { layout(s, 2); }},
      {"panels", "F8", GLFW_KEY_F8, false, false, "layout: hands on", [](Shell& s) { layout(s, 3); }},
      {"program", "T", GLFW_KEY_T, false, false, "dark or light", [](Shell& s) { s.set_dark(!s.session().style.dark); }},
      {"program", "Ctrl++", GLFW_KEY_EQUAL, true, false, "larger", [](Shell& s) { s.rescale(s.session().style.scale + 0.125); }},
      {"program", "Ctrl+−", GLFW_KEY_MINUS, true, false, "smaller", [](Shell& s) { s.rescale(s.session().style.scale - 0.125); }},
      {"program", "Ctrl+S", GLFW_KEY_S, true, false, "save this view", [](Shell& s) { s.save_view("mine"); }},
      {"program", "Ctrl+O", GLFW_KEY_O, true, false, "back to the saved view", [](Shell& s) { s.load_view("mine"); }},
      {"program", "F12", GLFW_KEY_F12, false, false, "picture of the window as PNG", [](Shell& s) { s.shot_wanted = "groundswell.png"; }},
      {"program", "F9", GLFW_KEY_F9, false, false, "film the window as MP4, or end the film", [](Shell& s) { s.film_wanted = !s.film_wanted; }},
      {"program", "F2", GLFW_KEY_F2, false, false, "guided tour", [](Shell& s) { s.tour = 0; }},
      {"program", "Ctrl+Q", GLFW_KEY_Q, true, false, "quit", [](Shell& s) { s.quit = true; }}};
  return all;
}

Action const* action_of(int code, bool ctrl, bool shift) {
  for (Action const& a : actions())
    if (a.code == code && a.ctrl == ctrl && a.shift == shift) return &a;
  return nullptr;
}

}  // namespace gs::viz
