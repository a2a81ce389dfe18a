// Other people's programs must open our files: h5py, and xarray with both of its engines.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>

#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

struct Ran {
  int code;
  std::string output;
};

Ran python(std::filesystem::path const& file, std::int64_t ticks) {
  std::string const command = "python3 '" GS_SOURCE_DIR "/tests/host/output/open_with_python.py' '" + file.string() + "' " + std::to_string(ticks) +
                              " " + std::to_string(ticks / 24) + " 2>&1";
  Ran ran{127, ""};
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (!pipe) return ran;
  char line[512];
  while (std::fgets(line, sizeof line, pipe)) ran.output += line;
  int const status = ::pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ran;
}

TEST(Python, OpensFilesWithH5pyAndXarray) {
  for (std::int64_t const ticks : {0, 1, 100}) {
    Folder const folder;
    auto const path = folder / "run.h5";
    RunWriter writer(path, small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, ticks);
    writer.finish(small_summary(), {true, 1.0, ticks, "[]", ""});
    auto const ran = python(path, ticks);
    if (ran.code == 77 || ran.code == 127) GTEST_SKIP() << "python3 with h5py, xarray, netCDF4 and h5netcdf is not here: " << ran.output;
    EXPECT_EQ(ran.code, 0) << "ticks " << ticks << "\n" << ran.output;
  }
}

}  // namespace
}  // namespace gs::output
