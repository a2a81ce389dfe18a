#pragma once
/*!
 * Keys, letters, moves and clicks between two frames, in their order, given to ImGui frame by frame.
 *
 * ImGui 1.86 looks at what is down when a frame begins: a key that was pressed and let go between two frames never was, and a click is taken for
 * one where the pointer is by then. Here a frame takes events until one would hide another; the rest waits for the next frame.
 */
#include <imgui.h>
#include <deque>
#include <optional>

namespace gs::viz {

struct InputEvent {
  enum class Kind { key, letter, move, button } kind = Kind::key;
  int code = 0;          //!< key (GLFW's), letter (Unicode) or button (0 left)
  bool down = false;     //!< of a key or a button
  bool command = false;  //!< a key that does something by itself, not one that only types a letter
  ImVec2 at{};           //!< of a move
};
InputEvent key_event(int code, bool down, bool ctrl);

class InputQueue {
 public:
  void add(InputEvent const& e) { waiting_.push_back(e); }
  bool empty() const { return waiting_.empty(); }
  //! Gives a frame its events, right before ImGui::NewFrame.
  void feed(ImGuiIO& io);

 private:
  struct Taken;
  static bool hides(InputEvent const& e, Taken const& taken);
  void take(InputEvent const& e, Taken& taken, ImGuiIO& io);
  std::deque<InputEvent> waiting_;
  std::optional<ImVec2> pointer_;
  bool held_[IM_ARRAYSIZE(ImGuiIO::MouseDown)] = {};
};

}  // namespace gs::viz
