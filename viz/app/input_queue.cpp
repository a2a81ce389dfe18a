#include "viz/app/input_queue.hpp"
#include <GLFW/glfw3.h>
#include <algorithm>
#include <vector>

namespace gs::viz {
namespace {

bool is_modifier(InputEvent const& e) { return e.code >= GLFW_KEY_LEFT_SHIFT && e.code <= GLFW_KEY_RIGHT_SUPER; }

void set_modifiers(ImGuiIO& io) {
  auto const either = [&](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
  io.KeyCtrl = either(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
  io.KeyShift = either(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
  io.KeyAlt = either(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
  io.KeySuper = either(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
}

}  // namespace

InputEvent key_event(int code, bool down, bool ctrl) {
  InputEvent e{InputEvent::Kind::key, code, down};
  e.command = !is_modifier(e) && (ctrl || code >= GLFW_KEY_ESCAPE);
  return e;
}

//! What this frame has taken already.
struct InputQueue::Taken {
  std::vector<InputEvent> changes;  //!< of keys and buttons
  bool letters = false, commands = false, buttons = false;
};

//! Whether a frame that takes it could no longer tell what came before.
bool InputQueue::hides(InputEvent const& e, Taken const& taken) {
  auto const earlier =
      std::find_if(taken.changes.begin(), taken.changes.end(), [&](InputEvent const& t) { return t.kind == e.kind && t.code == e.code; });
  bool const again = earlier != taken.changes.end();
  switch (e.kind) {
    case InputEvent::Kind::key:
      if (is_modifier(e)) return taken.commands;
      return (again && (e.command || earlier->command)) || (e.command && taken.letters);
    case InputEvent::Kind::letter:
      return taken.commands;
    case InputEvent::Kind::move:
      return taken.buttons;
    case InputEvent::Kind::button:
      return again;
  }
  return false;
}

void InputQueue::take(InputEvent const& e, Taken& taken, ImGuiIO& io) {
  bool const key = e.kind == InputEvent::Kind::key, button = e.kind == InputEvent::Kind::button;
  if (key && e.code >= 0 && e.code < IM_ARRAYSIZE(io.KeysDown)) io.KeysDown[e.code] = e.down;
  if (button && e.code >= 0 && e.code < IM_ARRAYSIZE(held_)) held_[e.code] = e.down;
  if (e.kind == InputEvent::Kind::letter) io.AddInputCharacter(static_cast<unsigned>(e.code)), taken.letters = true;
  if (e.kind == InputEvent::Kind::move) pointer_ = e.at;
  if (key || button) taken.changes.push_back(e);
  taken.commands = taken.commands || (key && e.command);
  taken.buttons = taken.buttons || button;
}

void InputQueue::feed(ImGuiIO& io) {
  Taken taken;
  bool const some = !waiting_.empty();
  while (!waiting_.empty() && !hides(waiting_.front(), taken)) {
    take(waiting_.front(), taken, io);
    waiting_.pop_front();
  }
  set_modifiers(io);
  std::copy(std::begin(held_), std::end(held_), io.MouseDown);
  if (pointer_ && (some || ImGui::IsMousePosValid(&io.MousePos))) io.MousePos = *pointer_;  // else it has left the window
}

}  // namespace gs::viz
