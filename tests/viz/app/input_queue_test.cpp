//! Keys and clicks that come and go between two frames still arrive, one after the other, where they were meant.
#include "viz/app/input_queue.hpp"
#include <GLFW/glfw3.h>
#include <gtest/gtest.h>
#include <cstring>
#include <string>

namespace gs::viz {
namespace {

class Input : public testing::Test {
 protected:
  void SetUp() override {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {400, 300};
    unsigned char* pixels = nullptr;
    int w = 0, h = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);
    for (auto const& [to, key] : {std::pair{ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
                                  {ImGuiKey_Enter, GLFW_KEY_ENTER},
                                  {ImGuiKey_A, GLFW_KEY_A},
                                  {ImGuiKey_Delete, GLFW_KEY_DELETE},
                                  {ImGuiKey_LeftArrow, GLFW_KEY_LEFT}})
      io.KeyMap[to] = key;
    for (int k = 0; k < 3; ++k) frame();  // the field takes the keyboard
  }
  void TearDown() override { ImGui::DestroyContext(context_); }

  //! One slow frame: a text field and two buttons.
  void frame() {
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = 0.2f;
    queue.feed(io);
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({400, 300});
    ImGui::Begin("all", nullptr, ImGuiWindowFlags_NoDecoration);
    if (frames_++ == 0) ImGui::SetKeyboardFocusHere();
    entered += ImGui::InputText("##field", text, sizeof(text), ImGuiInputTextFlags_EnterReturnsTrue) ? 1 : 0;
    ImGui::SetCursorPos({10, 100});
    left += ImGui::Button("left", {80, 40}) ? 1 : 0;
    ImGui::SetCursorPos({210, 100});
    right += ImGui::Button("right", {80, 40}) ? 1 : 0;
    ImGui::End();
    ImGui::EndFrame();
  }
  int frames_until_quiet() {
    int n = 0;
    for (; !queue.empty() && n < 50; ++n) frame();
    frame();
    return n;
  }
  void key(int code, bool ctrl = false) { queue.add(key_event(code, true, ctrl)), queue.add(key_event(code, false, ctrl)); }
  void letters(char const* all) {
    for (char const* c = all; *c != 0; ++c) {
      queue.add(key_event(*c - 'a' + GLFW_KEY_A, true, false));
      queue.add({InputEvent::Kind::letter, *c, true, false, {}});
      queue.add(key_event(*c - 'a' + GLFW_KEY_A, false, false));
    }
  }
  void move(float x, float y) { queue.add({InputEvent::Kind::move, 0, false, false, {x, y}}); }
  void click() {
    queue.add({InputEvent::Kind::button, 0, true, false, {}});
    queue.add({InputEvent::Kind::button, 0, false, false, {}});
  }

  InputQueue queue;
  char text[64] = "";
  int entered = 0, left = 0, right = 0;

 private:
  ImGuiContext* context_ = nullptr;
  int frames_ = 0;
};

TEST_F(Input, AWordTypedBetweenTwoFramesIsThereInOne) {
  letters("swell");
  frame();
  EXPECT_TRUE(queue.empty()) << "letters hide nothing from each other";
  frame();
  EXPECT_STREQ(text, "swell");
}

TEST_F(Input, ABackspaceWithinAWordTakesTheLetterBeforeIt) {
  letters("ab"), key(GLFW_KEY_BACKSPACE), letters("c"), key(GLFW_KEY_ENTER);
  EXPECT_LT(frames_until_quiet(), 12);
  EXPECT_STREQ(text, "ac");
  EXPECT_EQ(entered, 1);
}

TEST_F(Input, TapsShorterThanAFrameAreCountedEach) {
  letters("abcd"), frames_until_quiet();
  for (int k = 0; k < 3; ++k) key(GLFW_KEY_BACKSPACE);
  frames_until_quiet();
  EXPECT_STREQ(text, "a");
}

TEST_F(Input, ControlIsHeldAsLongAsItsLetterNeedsIt) {
  letters("abc"), frames_until_quiet();
  queue.add(key_event(GLFW_KEY_LEFT_CONTROL, true, true));
  queue.add(key_event(GLFW_KEY_A, true, true));
  queue.add(key_event(GLFW_KEY_LEFT_CONTROL, false, false));  // let go before the letter, as fast hands do
  queue.add(key_event(GLFW_KEY_A, false, false));
  key(GLFW_KEY_BACKSPACE);
  frames_until_quiet();
  EXPECT_STREQ(text, "") << "everything was selected, then taken away";
}

TEST_F(Input, AClickIsWhereThePointerWasThen) {
  move(50, 120), frame(), frame();
  click(), move(250, 120), click(), move(5, 290);
  frames_until_quiet();
  EXPECT_EQ(left, 1);
  EXPECT_EQ(right, 1);
}

TEST_F(Input, ManyMovesAreOneFrame) {
  for (int k = 0; k < 100; ++k) move(static_cast<float>(k), 10);
  frame();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(ImGui::GetIO().MousePos.x, 99.0f);
}

}  // namespace
}  // namespace gs::viz
