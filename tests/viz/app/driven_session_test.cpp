//! Runs driven_session.sh: a real window, real keys and clicks.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace gs::viz {
namespace {

TEST(Window, ADrivenSessionPlaysLooksInjectsRewindsAndCompares) {
  namespace fs = std::filesystem;
  fs::path const folder = fs::path(GS_BUILD_DIR) / "driven_session";
  fs::remove_all(folder);
  std::string const command = "bash '" GS_SOURCE_DIR "/tests/viz/app/driven_session.sh' '" GS_BUILD_DIR "/groundswell' '" + folder.string() + "'";
  int const status = std::system(("GROUNDSWELL_CONFIGS='" GS_SOURCE_DIR "/configs' " + command).c_str());
  int const code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (code == 77) GTEST_SKIP() << "Xvfb or xdotool is not installed";
  EXPECT_EQ(code, 0) << "see " << folder / "log";
}

}  // namespace
}  // namespace gs::viz
