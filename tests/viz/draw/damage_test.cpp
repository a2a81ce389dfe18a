//! What changed between two frames: nothing too little, and not much more.
#include "viz/draw/damage.hpp"
#include <gtest/gtest.h>
#include <functional>

namespace gs::viz {
namespace {

class Frames : public testing::Test {
 protected:
  void SetUp() override {
    context_ = ImGui::CreateContext();
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().Fonts->AddFontDefault();
    atlas_ = font_atlas();
    ImGui::GetIO().DisplaySize = {300, 200};
    canvas_ = {300, 200, std::vector<std::uint32_t>(300 * 200)};
  }
  void TearDown() override { ImGui::DestroyContext(context_); }

  //! Draws a frame's damage onto what is there; fails unless that is the whole picture.
  std::vector<Region> frame(std::function<void()> const& build) {
    ImGui::NewFrame();
    build();
    ImGui::Render();
    ImDrawData const& data = *ImGui::GetDrawData();
    std::vector<Region> const changed = damage_.since_last(data, grounds_, canvas_.all());
    for (Region const& r : changed) paint(canvas_, r, grounds_, data, atlas_);
    Canvas whole = canvas_;
    paint(whole, whole.all(), grounds_, data, atlas_);
    EXPECT_EQ(whole.pixels, canvas_.pixels) << "a stale pixel";
    return changed;
  }
  static void window(char const* name, ImVec2 at, std::function<void(ImDrawList&)> const& draw) {
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize({120, 90});
    ImGui::Begin(name, nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoSavedSettings);
    draw(*ImGui::GetWindowDrawList());
    ImGui::End();
  }
  static std::int64_t area(std::vector<Region> const& all) {
    std::int64_t sum = 0;
    for (Region const& r : all) sum += r.area();
    return sum;
  }

  ImGuiContext* context_ = nullptr;
  Atlas atlas_;
  Canvas canvas_;
  Damage damage_;
  std::vector<Ground> grounds_ = {{{0, 0, 300, 200}, IM_COL32(10, 20, 30, 255)}};
};

TEST_F(Frames, TheFirstIsEverythingAndTheSameAgainIsNothing) {
  auto const build = [] { window("a", {10, 10}, [](ImDrawList& l) { l.AddCircleFilled({40, 40}, 9, IM_COL32_WHITE); }); };
  EXPECT_EQ(area(frame(build)), 300 * 200);
  frame(build);  // ImGui shows a window in its second frame
  EXPECT_TRUE(frame(build).empty());
  damage_.forget();
  EXPECT_EQ(area(frame(build)), 300 * 200);
}

TEST_F(Frames, OneMarkThatMovesAmongManyIsItsOldAndItsNewPlace) {
  auto const at = [](float x) {
    return [x] {
      window("a", {10, 10}, [x](ImDrawList& l) {
        for (int k = 0; k < 10; ++k)
          l.AddRectFilled({15.0f + 8.0f * static_cast<float>(k), 15}, {19.0f + 8.0f * static_cast<float>(k), 60}, IM_COL32(90, 0, 0, 255));
        l.AddCircleFilled({x, 75}, 4, IM_COL32_WHITE);
        l.AddText({20, 82}, IM_COL32_WHITE, "after");
      });
    };
  };
  for (int k = 0; k < 2; ++k) frame(at(30));
  std::vector<Region> const moved = frame(at(60));
  EXPECT_GT(area(moved), 2 * 50);
  EXPECT_LT(area(moved), 2 * 12 * 12 + 40 * 12) << "the marks before and the text after it stayed";
  EXPECT_FALSE(frame(at(61)).empty());
}

TEST_F(Frames, AWindowThatComesAndGoesIsRepairedBelow) {
  auto const back = [] { window("back", {10, 10}, [](ImDrawList& l) { l.AddText({20, 20}, IM_COL32_WHITE, "below everything"); }); };
  auto const both = [&] { back(), window("tip", {60, 15}, [](ImDrawList& l) { l.AddText({64, 24}, IM_COL32_WHITE, "tip"); }); };
  for (int k = 0; k < 2; ++k) frame(back);
  EXPECT_GT(area(frame(both)), 0);
  frame(both);
  std::vector<Region> const gone = frame(back);
  EXPECT_FALSE(gone.empty());
  EXPECT_LT(area(gone), 300 * 200 / 3);
}

TEST_F(Frames, AnotherGroundSizeOrClipIsSeen) {
  auto const clipped = [](float to) {
    return [to] {
      window("a", {10, 10}, [to](ImDrawList& l) {
        l.PushClipRect({15, 15}, {to, 80}, true);
        l.AddRectFilled({15, 15}, {100, 80}, IM_COL32_WHITE);
        l.PopClipRect();
      });
    };
  };
  for (int k = 0; k < 2; ++k) frame(clipped(50));
  std::vector<Region> const wider = frame(clipped(90));
  EXPECT_FALSE(wider.empty()) << "the same vertices, another clip";
  grounds_[0].colour = IM_COL32(200, 200, 200, 255);
  EXPECT_EQ(area(frame(clipped(90))), 300 * 200);
}

TEST(Regions, ThatOverlapBecomeOneUntilNoneDoes) {
  std::vector<Region> all = {{0, 0, 10, 10}, {20, 0, 30, 10}, {9, 5, 21, 8}, {50, 50, 60, 60}};
  merge_overlapping(all);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0], (Region{0, 0, 30, 10}));
  EXPECT_EQ(all[1], (Region{50, 50, 60, 60}));
}

}  // namespace
}  // namespace gs::viz
