#include "viz/app/window_input.hpp"
#include <backends/imgui_impl_glfw.h>
#include <GLFW/glfw3.h>
#include <chrono>

namespace gs::viz {
namespace {

void touch(bool pressed) {
  WindowInput& input = window_input();
  input.touched = wall();
  if (pressed) input.pressed = input.touched;
}

void on_key(GLFWwindow*, int key, int, int action, int mods) {
  touch(true);
  bool const ctrl = (mods & GLFW_MOD_CONTROL) != 0;
  if (action != GLFW_REPEAT) window_input().queue.add(key_event(key, action == GLFW_PRESS, ctrl));
  if (action == GLFW_RELEASE || ImGui::GetIO().WantTextInput) return;
  window_input().shell->key(key, ctrl, (mods & GLFW_MOD_SHIFT) != 0);
}
void on_letter(GLFWwindow*, unsigned letter) {
  touch(true);
  window_input().queue.add({InputEvent::Kind::letter, static_cast<int>(letter), true, false, {}});
}
void on_button(GLFWwindow*, int button, int action, int) {
  touch(true);
  window_input().queue.add({InputEvent::Kind::button, button, action == GLFW_PRESS, false, {}});
}
void on_move(GLFWwindow*, double x, double y) {
  touch(false);
  window_input().queue.add({InputEvent::Kind::move, 0, false, false, {static_cast<float>(x), static_cast<float>(y)}});
}
void on_scroll(GLFWwindow* window, double x, double y) {
  touch(true);
  ImGui_ImplGlfw_ScrollCallback(window, x, y);
}
void on_refresh(GLFWwindow*) {
  touch(false);
  window_input().exposed = true;
}

}  // namespace

double wall() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

WindowInput& window_input() {
  static WindowInput input;
  return input;
}

void listen(GLFWwindow* window, Shell& shell) {
  window_input() = {};
  window_input().shell = &shell;
  touch(true);
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(window, on_letter);
  glfwSetMouseButtonCallback(window, on_button);
  glfwSetCursorPosCallback(window, on_move);
  glfwSetCursorEnterCallback(window, ImGui_ImplGlfw_CursorEnterCallback);
  glfwSetScrollCallback(window, on_scroll);
  glfwSetWindowRefreshCallback(window, on_refresh);
}

}  // namespace gs::viz
