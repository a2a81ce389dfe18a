//! The own rasteriser: what covers which pixel, how colours go over each other, and that any part can be drawn again by itself.
#include "viz/draw/raster.hpp"
#include <gtest/gtest.h>
#include <array>
#include <random>

namespace gs::viz {
namespace {

constexpr ImU32 red = IM_COL32(255, 0, 0, 255), white = IM_COL32(255, 255, 255, 255);

//! Four texels: nothing, a quarter, three quarters, everything.
constexpr unsigned char texels[] = {0, 64, 191, 255};
Atlas const atlas{4, 1, texels, {3.5f, 0.5f}};
Corner corner(float x, float y, ImU32 colour = red) { return {x, y, 3.5f, 0.5f, turned(colour)}; }
Canvas canvas(int width, int height) { return {width, height, std::vector<std::uint32_t>(static_cast<std::size_t>(width * height), 0xff000000u)}; }
int count(Canvas const& c, std::uint32_t colour) { return static_cast<int>(std::count(c.pixels.begin(), c.pixels.end(), colour)); }

TEST(Blend, RoundsToTheNearestAsExactArithmeticDoes) {
  for (std::uint32_t a = 0; a <= 255; a += 5)
    for (std::uint32_t over = 0; over <= 255; over += 17)
      for (std::uint32_t under = 0; under <= 255; under += 15) {
        std::uint32_t const exact = (over * a + under * (255 - a) + 127) / 255;
        std::uint32_t const got = blended(0xff000000u | under << 16 | under << 8 | under, over << 16 | over << 8 | over, a);
        ASSERT_EQ(got, 0xff000000u | exact << 16 | exact << 8 | exact) << over << " over " << under << " at " << a;
      }
}

TEST(Rectangle, CoversPixelsWhoseMiddleItHolds) {
  Canvas c = canvas(8, 8);
  paint_rectangle(c, c.all(), corner(1.4f, 2.0f), corner(4.5f, 3.6f), atlas);
  EXPECT_EQ(count(c, turned(red)), 3 * 2);
  EXPECT_EQ(c.row(2)[1], turned(red)) << "middle 1.5 is inside";
  EXPECT_EQ(c.row(2)[4], 0xff000000u) << "middle 4.5 is the next one's";
  EXPECT_EQ(c.row(3)[3], turned(red));
}

TEST(Rectangle, NeighboursShareNoPixelAndLeaveNone) {
  for (float const edge : {2.0f, 2.3f, 2.5f, 2.7f}) {
    Canvas c = canvas(6, 1);
    ImU32 const half = IM_COL32(255, 255, 255, 128);
    paint_rectangle(c, c.all(), corner(0, 0, half), corner(edge, 1, half), atlas);
    paint_rectangle(c, c.all(), corner(edge, 0, half), corner(6, 1, half), atlas);
    EXPECT_EQ(count(c, c.pixels[0]), 6) << "cut at " << edge;
  }
}

TEST(Rectangle, TakesALetterOutOfTheAtlasBetweenItsTexels) {
  Canvas c = canvas(4, 1);
  Corner low{0, 0, 0, 0, turned(white)}, high{4, 1, 4, 1, turned(white)};
  paint_rectangle(c, c.all(), low, high, atlas);
  for (int x = 0; x < 4; ++x) EXPECT_EQ(c.row(0)[x] & 0xffu, texels[x]) << "texel for pixel at " << x;
  Canvas half = canvas(2, 1);
  high.x = 2;
  paint_rectangle(half, half.all(), low, high, atlas);
  EXPECT_EQ(half.row(0)[0] & 0xffu, 32u) << "between 0 and 64";
  EXPECT_EQ(half.row(0)[1] & 0xffu, 223u) << "between 191 and 255";
}

TEST(Triangle, TwoHalvesOfAQuadCoverEachPixelOnce) {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> place(2.0f, 30.0f);
  ImU32 const faint = IM_COL32(255, 255, 255, 100);
  for (int k = 0; k < 200; ++k) {
    Corner const a = corner(place(random), place(random), faint), b = corner(place(random), place(random), faint);
    Corner const c = corner(place(random), place(random), faint), d = corner(place(random), place(random), faint);
    auto const side = [&](Corner const& p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
    if (side(c) * side(d) >= 0) continue;  // a and b are the shared edge; c and d stand on its two sides
    Canvas both = canvas(32, 32);
    paint_triangle(both, both.all(), {a, b, c}, atlas);
    paint_triangle(both, both.all(), {b, a, d}, atlas);
    std::uint32_t const once = blended(0xff000000u, 0xffffffu, 100);
    for (std::uint32_t const pixel : both.pixels) ASSERT_TRUE(pixel == 0xff000000u || pixel == once) << "quad " << k;
  }
}

TEST(Triangle, ItsAlphaFallsOffEvenly) {
  Canvas c = canvas(10, 10);
  Corner a = corner(0, 0, white), b = corner(10, 0, IM_COL32(255, 255, 255, 0)), d = corner(0, 10, white);
  paint_triangle(c, c.all(), {a, b, d}, atlas);
  for (int x = 1; x < 9; ++x) EXPECT_NEAR(static_cast<int>(c.row(0)[x] & 0xff), 255 * (1 - (static_cast<double>(x) + 0.5) / 10), 1.5) << x;
}

//! What no picture needs must not be drawn, nor break anything: flat triangles, corners that are no numbers, shapes far outside.
TEST(Triangle, FlatBrokenAndFarOnesDrawNothing) {
  Canvas c = canvas(8, 8);
  float const nan = std::nanf("");
  paint_triangle(c, c.all(), {corner(1, 1), corner(5, 5), corner(3, 3)}, atlas);
  paint_triangle(c, c.all(), {corner(1, 1), corner(nan, 5), corner(3, 7)}, atlas);
  paint_triangle(c, c.all(), {corner(1e9f, 1e9f), corner(2e9f, 1e9f), corner(1e9f, 2e9f)}, atlas);
  paint_rectangle(c, c.all(), corner(-50, -50), corner(-10, -10), atlas);
  EXPECT_EQ(count(c, 0xff000000u), 64);
}

//! Shapes of all kinds at random, then each part of the picture by itself: the same pixels.
TEST(Raster, APartDrawnAgainIsThePartOfTheWhole) {
  ImGuiContext* const context = ImGui::CreateContext();
  ImGui::SetCurrentContext(context);
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().Fonts->AddFontDefault();
  Atlas const fonts = font_atlas();
  ImGui::GetIO().DisplaySize = {200, 150};
  ImGui::NewFrame();
  ImDrawList& list = *ImGui::GetBackgroundDrawList();
  std::mt19937 random(3);
  std::uniform_real_distribution<float> at(0.0f, 200.0f);
  for (int k = 0; k < 60; ++k) {
    ImU32 const colour = static_cast<ImU32>(random()) | 0x40000000u;
    ImVec2 const a{at(random), at(random)}, b{at(random), at(random)};
    list.AddLine(a, b, colour, k % 3 == 0 ? 1.0f : 2.4f);
    list.AddCircleFilled(b, 7.3f, colour);
    list.AddRect(a, {a.x + 30, a.y + 20}, colour, 4.0f);
    list.AddRectFilledMultiColor(b, {b.x + 12, b.y + 9}, colour, red, white, colour);
    list.AddText(a, colour, "Groundswell");
  }
  ImGui::Render();
  ImDrawData const& data = *ImGui::GetDrawData();
  std::vector<Ground> const grounds = {{{0, 0, 200, 150}, IM_COL32(20, 30, 40, 255)}, {{20, 20, 90, 80}, IM_COL32(60, 60, 60, 255)}};
  Canvas whole = canvas(200, 150), parts = canvas(200, 150);
  paint(whole, whole.all(), grounds, data, fonts);
  for (int y = 0; y < 150; y += 37)
    for (int x = 0; x < 200; x += 23) paint(parts, {x, y, x + 23, y + 37}, grounds, data, fonts);
  EXPECT_EQ(whole.pixels, parts.pixels);
  ImGui::DestroyContext(context);
}

}  // namespace
}  // namespace gs::viz
