//! An MP4 is made by ffmpeg where it is installed; where it is not, that is said.
#include "viz/app/film.hpp"
#include <gtest/gtest.h>
#include <cstdlib>
#include <fstream>
#include "kernels/core/errors.hpp"

namespace gs::viz {
namespace {
namespace fs = std::filesystem;

Picture plain(int width, int height, std::uint8_t grey) {
  return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, grey)};
}
fs::path scratch(char const* name) { return fs::temp_directory_path() / name; }

TEST(Film, IsAnMp4ThatSaysWhichRunItShows) {
  if (find_ffmpeg().empty()) GTEST_SKIP() << no_ffmpeg;
  fs::path const path = scratch("groundswell it's a film.mp4");
  fs::remove(path);
  {
    Film film(path, 161, 99, 25.0, "livestream_pulse · seed 1");
    for (int k = 0; k < 30; ++k) film.add(plain(161, 99, static_cast<std::uint8_t>(8 * k)));
    EXPECT_FALSE(fs::exists(path)) << "its name stands for a whole film";
    film.finish();
    EXPECT_EQ(film.frames(), 30);
  }
  std::ifstream in(path, std::ios::binary);
  std::string const bytes((std::istreambuf_iterator<char>(in)), {});
  EXPECT_EQ(bytes.substr(4, 4), "ftyp");
  EXPECT_NE(bytes.find("livestream_pulse · seed 1"), std::string::npos);
  EXPECT_NE(bytes.find("moov"), std::string::npos);
  fs::remove(path);
}

TEST(Film, LeavesNothingBehindWhenItIsNotFinished) {
  if (find_ffmpeg().empty()) GTEST_SKIP() << no_ffmpeg;
  fs::path const path = scratch("groundswell_half.mp4");
  {
    Film film(path, 64, 64, 25.0, "x");
    film.add(plain(64, 64, 9));
    EXPECT_THROW(film.add(plain(32, 64, 9)), SimulationError);
  }
  EXPECT_FALSE(fs::exists(path));
  EXPECT_FALSE(fs::exists(path.string() + ".tmp.mp4"));
}

TEST(Film, SaysWhatFfmpegSaid) {
  if (find_ffmpeg().empty()) GTEST_SKIP() << no_ffmpeg;
  Film film("/no/such/folder/x.mp4", 64, 64, 25.0, "x");
  try {
    for (int k = 0; k < 500; ++k) film.add(plain(64, 64, 1));
    film.finish();
    FAIL() << "it cannot be written";
  } catch (SimulationError const& x) { EXPECT_NE(std::string(x.what()).find("No such file"), std::string::npos) << x.what(); }
}

TEST(Film, SaysThatFfmpegIsMissing) {
  std::string const path = std::getenv("PATH");
  ::setenv("PATH", "/no/such/folder", 1);
  EXPECT_TRUE(find_ffmpeg().empty());
  EXPECT_THROW(Film(scratch("x.mp4"), 64, 64, 25.0, "x"), ConfigError);
  ::setenv("PATH", path.c_str(), 1);
}

}  // namespace
}  // namespace gs::viz
