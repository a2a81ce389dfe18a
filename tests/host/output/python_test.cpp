// Other people's programs must open our files: h5py, and xarray with both of its engines.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdio>

#include "host/output/recover.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

struct Ran {
  int code = 127;
  std::string output;
};

Ran python(std::string const& program, std::string const& arguments) {
  std::string const command = program + " '" GS_SOURCE_DIR "/tests/host/output/open_with_python.py'" + arguments + " 2>&1";
  Ran ran;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (!pipe) return ran;
  char line[512];
  while (std::fgets(line, sizeof line, pipe)) ran.output += line;
  int const status = ::pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return ran;
}

std::string words(std::filesystem::path const& file, std::int64_t ticks, bool complete) {
  return " '" + file.string() + "' " + std::to_string(ticks) + (complete ? " 1" : " 0");
}

TEST(Python, OpensFilesWithH5pyAndXarray) {
  Folder const folder;
  std::string arguments;
  for (std::int64_t const ticks : {0, 1, 100}) {
    auto const path = folder / ("run" + std::to_string(ticks) + ".h5").c_str();
    RunWriter writer(path, small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, ticks);
    writer.finish(small_summary(), {true, 1.0, ticks, "[]", ""});
    arguments += words(path, ticks, true);
  }
  {
    RunWriter writer(folder / "killed.h5", small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, 60);
  }
  recover(folder / "killed.h5");
  arguments += words(folder / "killed.h5", 60, false);
  auto ran = python("python3", arguments);
  if (ran.code == 77 || ran.code == 127) ran = python("/usr/bin/python3", arguments);  // where the system's packages are
  if (ran.code == 77 || ran.code == 127) GTEST_SKIP() << "python3 with h5py, xarray, netCDF4 and h5netcdf is not here: " << ran.output;
  EXPECT_EQ(ran.code, 0) << ran.output;
  std::printf("%s", ran.output.c_str());
}

}  // namespace
}  // namespace gs::output
