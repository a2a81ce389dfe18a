#pragma once
//! What a window's callbacks leave for its loop: when it was touched, and the events of keys and pointer in their order.
#include "viz/app/input_queue.hpp"
#include "viz/app/shell.hpp"

struct GLFWwindow;

namespace gs::viz {

double wall();  //!< [s], of a clock that never goes back

//! One window a process.
struct WindowInput {
  Shell* shell = nullptr;
  double touched = 0.0;  //!< by anything
  double pressed = 0.0;  //!< by a key, a button or the wheel
  bool exposed = true;   //!< the window system lost what was in the window
  InputQueue queue;
};
WindowInput& window_input();
//! From now on the window's events arrive here.
void listen(GLFWwindow* window, Shell& shell);

}  // namespace gs::viz
