//! Every panel in every state, drawn without a display: something is shown, and nothing of it leaves the window or stops the program.
#include <gtest/gtest.h>
#include <cstdlib>
#include <fstream>
#include <set>
#include <unordered_map>
#include "kernels/core/errors.hpp"
#include "tests/viz/made_up.hpp"
#include "viz/app/headless.hpp"
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
#include <stb_image.h>
#pragma GCC diagnostic pop

namespace gs::viz {
namespace {
using made_up::State;
namespace fs = std::filesystem;

std::shared_ptr<Session> session(State state, std::int64_t hours, bool two = false) {
  auto s = std::make_shared<Session>(made_up::source(state, hours), two ? made_up::source(State::quiet, hours) : nullptr);
  s->follow = false;
  s->go(s->facts().shows[0].to);
  return s;
}

//! Share of pixels that are not the ground they stand on.
double ink(Picture const& p) {
  std::unordered_map<std::uint32_t, std::int64_t> colours;
  for (std::size_t i = 0; i + 2 < p.rgb.size(); i += 3 * 7) ++colours[static_cast<std::uint32_t>(p.rgb[i] << 16 | p.rgb[i + 1] << 8 | p.rgb[i + 2])];
  std::int64_t most = 0, second = 0, all = 0;
  for (auto const& [colour, n] : colours) {
    all += n;
    if (n > most)
      second = std::exchange(most, n);
    else if (n > second)
      second = n;
  }
  return 1.0 - static_cast<double>(most + second) / static_cast<double>(all);
}

class Drawn : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    try {
      screen = std::make_unique<Headless>(960, 600);
    } catch (DeviceError const& x) { why = x.what(); }
  }
  static void TearDownTestSuite() { screen.reset(); }
  void SetUp() override {
    if (!screen) GTEST_SKIP() << why;
  }
  static inline std::unique_ptr<Headless> screen;
  static inline std::string why;
};

TEST_F(Drawn, EveryPanelShowsSomethingInEveryState) {
  struct {
    char const* name;
    State state;
    std::int64_t hours;
    bool two;
  } const states[] = {
      {"empty", State::quiet, 0, false},   {"first hours", State::quiet, 5, false},          {"nothing happens", State::still, 240, false},
      {"a wave", State::wave, 240, false}, {"everything fails", State::failing, 240, false}, {"two runs", State::wave, 240, true}};
  for (auto const& st : states)
    for (Panel const& panel : panels()) {
      auto const s = session(st.state, st.hours, st.two);
      Shell shell(s);
      shell.set_layout({"one", {{1.0, {{1.0, {panel.id}, 0}}}}});
      Picture const with = screen->draw(shell);
      EXPECT_GT(ink(with), 0.012) << panel.id << ", " << st.name << ": nearly nothing is drawn";
    }
}

TEST_F(Drawn, AWaveLooksOtherThanAQuietTimeInEveryPanelThatShouldTell) {
  for (char const* id : {"figures", "map", "waves", "stockouts", "alerts", "timeline"}) {
    std::vector<Picture> pictures;
    for (State const state : {State::quiet, State::wave}) {
      Shell shell(session(state, 240));
      shell.set_layout({"one", {{1.0, {{1.0, {id}, 0}}}}});
      pictures.push_back(screen->draw(shell));
    }
    EXPECT_NE(pictures[0].rgb, pictures[1].rgb) << id;
  }
}

TEST_F(Drawn, ANetworkWithoutZonesChannelsAndMembersIsDrawnToo) {
  Facts f = made_up::facts(0);
  f.axes.channels.clear(), f.axes.pools.clear(), f.axes.ranks = 0, f.shows.clear();
  Rows empty(f.shape());
  SeriesBlock hours;
  for (Seconds h = 1; h <= 48; ++h) {
    hours.time.push_back(h * hour), hours.span.push_back(hour), hours.state_hash.push_back(1);
    hours.totals.resize(hours.totals.size() + count_of<Counter>, 3);
  }
  empty.append(hours);
  auto const s = std::make_shared<Session>(std::make_shared<HistorySource>(f, empty));
  for (Layout const& layout : shipped_layouts()) {
    Shell shell(s);
    shell.set_layout(layout);
    EXPECT_GT(ink(screen->draw(shell)), 0.02) << layout.name;
  }
}

TEST_F(Drawn, HelpAndEveryStepOfTheTour) {
  Shell shell(session(State::wave, 240));
  shell.help = true;
  EXPECT_GT(ink(screen->draw(shell)), 0.05);
  shell.help = false;
  for (shell.tour = 0; shell.tour < static_cast<int>(tour_steps().size()); ++shell.tour) EXPECT_GT(ink(screen->draw(shell)), 0.05);
}

TEST_F(Drawn, LightLargeAndCividis) {
  auto const s = session(State::wave, 240);
  s->style.dark = false, s->style.scale = 1.5f, s->other_map = true;
  Shell shell(s);
  Picture const p = screen->draw(shell);
  std::int64_t light = 0;
  for (std::uint8_t const v : p.rgb) light += v > 180 ? 1 : 0;
  EXPECT_GT(light, static_cast<std::int64_t>(p.rgb.size()) / 2) << "the ground is light";
  Shell back(session(State::wave, 240));
  back.rescale(1.0);
  screen->draw(back);
}

//! A click and a drag go through ImGui as from a hand.
TEST_F(Drawn, AClickOnTheTimelineMovesTheCursorAndATabOpens) {
  auto const s = session(State::wave, 240);
  Shell shell(s);
  screen->draw(shell);
  ImVec2 const at{480, 560};
  screen->draw_once(shell, 0.0, at, false);
  screen->draw_once(shell, 0.0, at, true);
  screen->draw_once(shell, 0.0, at, false);
  EXPECT_NEAR(static_cast<double>(s->cursor), 5.0 * day, 0.3 * day) << "the middle of ten days";
}

//! The picture that was looked at and found good. After a wanted change: GS_WRITE_GOLDEN=1 ctest -R Golden, look at it, commit it.
TEST_F(Drawn, GoldenOverview) {
  auto const s = session(State::wave, 240);
  s->visible = 0;
  Shell shell(s);
  shell.burn_in = true;
  Picture const p = screen->draw(shell);
  fs::path const golden = fs::path(GS_SOURCE_DIR) / "tests/viz/app/golden/overview.png";
  if (std::getenv("GS_WRITE_GOLDEN") != nullptr) fs::create_directories(golden.parent_path()), write_png(golden, p, "made-up wave");
  int width = 0, height = 0, channels = 0;
  unsigned char* const old = stbi_load(golden.c_str(), &width, &height, &channels, 3);
  ASSERT_NE(old, nullptr) << golden << " is missing";
  ASSERT_EQ(width, p.width);
  ASSERT_EQ(height, p.height);
  double sum = 0;
  std::int64_t far = 0;
  for (std::size_t i = 0; i < p.rgb.size(); ++i) {
    int const d = std::abs(static_cast<int>(p.rgb[i]) - static_cast<int>(old[i]));
    sum += d, far += d > 48 ? 1 : 0;
  }
  stbi_image_free(old);
  auto const n = static_cast<double>(p.rgb.size());
  bool const same = sum / n < 1.5 && static_cast<double>(far) / n < 0.01;
  if (!same) write_png("golden-now.png", p, "what was drawn");
  EXPECT_TRUE(same) << "mean difference " << sum / n << ", " << 100.0 * static_cast<double>(far) / n << " % far off; now: golden-now.png in "
                    << fs::current_path();
}

TEST(Png, SaysWhichRunItIs) {
  Picture p{4, 3, std::vector<std::uint8_t>(36, 200)};
  fs::path const file = fs::temp_directory_path() / "groundswell_png_test.png";
  write_png(file, p, "livestream_pulse · seed 1");
  std::ifstream in(file, std::ios::binary);
  std::string const bytes((std::istreambuf_iterator<char>(in)), {});
  EXPECT_NE(bytes.find("livestream_pulse · seed 1"), std::string::npos);
  int w = 0, h = 0, c = 0;
  unsigned char* const pixels = stbi_load(file.c_str(), &w, &h, &c, 3);
  ASSERT_NE(pixels, nullptr) << "still a valid PNG";
  EXPECT_EQ(pixels[5], 200);
  stbi_image_free(pixels);
  fs::remove(file);
  EXPECT_THROW(write_png("/no/such/folder/x.png", p, ""), SimulationError);
}

}  // namespace
}  // namespace gs::viz
