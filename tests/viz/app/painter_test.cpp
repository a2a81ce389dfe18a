//! Both ways to a picture: OpenGL and the own rasteriser draw the same, and what is drawn part by part is what is drawn in full.
#include "viz/app/painter.hpp"
#include <gtest/gtest.h>
#include <cstdlib>
#include "kernels/core/errors.hpp"
#include "tests/viz/made_up.hpp"
#include "viz/app/headless.hpp"

namespace gs::viz {
namespace {
using made_up::State;

std::shared_ptr<Session> session(State state, bool two = false) {
  auto s = std::make_shared<Session>(made_up::source(state, 240), two ? made_up::source(State::quiet, 240) : nullptr);
  s->follow = false;
  s->go(s->facts().shows[0].to);
  return s;
}

struct Distance {
  double mean = 0, far = 0;  //!< far: share of values more than 48 off
};
Distance compared(Picture const& a, Picture const& b) {
  Distance d;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) {
    int const off = std::abs(static_cast<int>(a.rgb[i]) - static_cast<int>(b.rgb[i]));
    d.mean += off, d.far += off > 48 ? 1 : 0;
  }
  auto const n = static_cast<double>(a.rgb.size());
  return {d.mean / n, d.far / n};
}

TEST(Painter, OpenGLAndTheProcessorDrawTheSamePicture) {
  std::unique_ptr<Headless> opengl;
  try {
    opengl = std::make_unique<Headless>(960, 600, DrawnBy::opengl);
  } catch (DeviceError const& x) { GTEST_SKIP() << x.what(); }
  Headless own(960, 600, DrawnBy::processor);
  for (Layout const& layout : shipped_layouts()) {
    Shell one(session(State::wave, true)), other(session(State::wave, true));
    one.set_layout(layout), other.set_layout(layout);
    Distance const d = compared(opengl->draw(one), own.draw(other));
    EXPECT_LT(d.mean, 0.35) << layout.name;
    EXPECT_LT(d.far, 0.002) << layout.name;
  }
}

//! Two windows of the same session: in one all of every frame is drawn, in the other what changed.
TEST(Painter, PartByPartIsTheWholePictureOverASession) {
  Headless whole(960, 600, DrawnBy::processor), parts(960, 600, DrawnBy::processor);
  Shell a(session(State::wave, true)), b(session(State::wave, true));
  int steps = 0;
  auto const step = [&](ImVec2 mouse, bool down, char const* what) {
    whole.forget();
    Picture const full = whole.draw_once(a, 0.05, mouse, down), part = parts.draw_once(b, 0.05, mouse, down);
    ++steps;
    ASSERT_TRUE(full.rgb == part.rgb) << "step " << steps << ": " << what;
  };
  auto const both = [&](auto&& act) { act(a), act(b); };
  for (int k = 0; k < 12; ++k) step({60.0f + 25.0f * static_cast<float>(k), 300}, false, "the pointer goes over the map");
  for (int k = 0; k < 10; ++k) step({90.0f * static_cast<float>(k), 150.0f + 40.0f * static_cast<float>(k)}, false, "and over everything");
  for (bool const down : {true, true, false, false}) step({480, 560}, down, "a click on the timeline");
  for (int k = 0; k < 8; ++k) step({300.0f + 30.0f * static_cast<float>(k), 560}, true, "a drag along it");
  step({500, 560}, false, "let go");
  both([](Shell& s) { s.session().play(true); });
  for (int k = 0; k < 12; ++k) step({500, 300}, false, "it plays");
  both([](Shell& s) { s.session().play(false), s.session().select({Thing::zone, 3}); });
  for (int k = 0; k < 4; ++k) step({200, 200}, false, "a zone is selected");
  for (Layout const& layout : shipped_layouts()) {
    both([&](Shell& s) { s.set_layout(layout); });
    for (int k = 0; k < 3; ++k) step({700, 250.0f + 20.0f * static_cast<float>(k)}, false, layout.name.c_str());
  }
  both([](Shell& s) { s.help = true; });
  for (int k = 0; k < 3; ++k) step({100, 100}, false, "the help sheet");
  both([](Shell& s) { s.help = false, s.session().style.dark = false, s.rescale(1.0); });
  for (int k = 0; k < 3; ++k) step({100, 100}, false, "light");
  both([](Shell& s) { s.rescale(1.5); });
  for (int k = 0; k < 3; ++k) step({400, 300}, false, "larger");
  both([](Shell& s) { s.session().say("something is said"); });
  for (int k = 0; k < 3; ++k) step({420, 310}, false, "a message");
  EXPECT_GT(steps, 60);
}

TEST(Painter, AnUnknownWayToDrawIsRefused) {
  EXPECT_EQ(drawn_by("processor"), DrawnBy::processor);
  EXPECT_THROW(drawn_by("vulkan"), ConfigError);
}

}  // namespace
}  // namespace gs::viz
