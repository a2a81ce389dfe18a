#pragma once
//! One table of everything that has a key: menus, the help sheet and the keyboard all come from it.
#include <functional>
#include <string>
#include <vector>

namespace gs::viz {
class Shell;

struct Action {
  char const* group;
  char const* key;  //!< as shown: "Space", "Ctrl+S"
  int code;         //!< GLFW key code
  bool ctrl, shift;
  char const* what;
  void (*act)(Shell&);
};
std::vector<Action> const& actions();
//! The action of a pressed key; nullptr if it has none.
Action const* action_of(int code, bool ctrl, bool shift);

}  // namespace gs::viz
