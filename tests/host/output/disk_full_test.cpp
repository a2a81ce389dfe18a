// A full disk, acted by a limit on the size of files: the message says what to do, and what was there stays.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <random>

#include "host/output/checkpoint.hpp"
#include "host/output/recover.hpp"
#include "host/output/run_reader.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

//! Runs `act` in a child whose files may not grow beyond `bytes`. Returns what it says.
std::string on_full_disk(rlim_t bytes, std::function<std::string()> const& act) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  std::fflush(nullptr);
  pid_t const child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit const limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    std::string const said = act();
    bool const told = ::write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size());
    std::exit(told ? 0 : 1);  // with everything a process does at its end: that must not hang or crash either
  }
  ::close(ends[1]);
  std::string said(4096, '\0');
  auto const n = ::read(ends[0], said.data(), said.size());
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  said.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : said + " (the child died)";
}

void expect_says(std::string const& said, std::vector<char const*> const& parts) {
  for (char const* part : parts) EXPECT_NE(said.find(part), std::string::npos) << part << " in: " << said;
  EXPECT_EQ(said.find("died"), std::string::npos) << said;
}

//! Without SWMR fewer rows may be left, but none that is wrong.
TEST(DiskFull, KeepsWhatWasWritten) {
  for (bool const swmr : {true, false}) {
    Folder const folder;
    auto const path = folder / "run.h5";
    std::string const said = on_full_disk(400'000, [&]() -> std::string {
      RunWriter writer(path, small_axes(), small_info(), {false, swmr, 16, 2});
      try {
        append_ticks(writer, small_axes(), 0, 10'000);
      } catch (SimulationError const& error) { return error.what(); }
      return "wrote everything";
    });
    expect_says(said, {"run.h5.partial", "File too large (errno 27)", "free on that disk", "groundswell recover"});
    SCOPED_TRACE(swmr);
    auto const done = recover(path);
    if (swmr) { EXPECT_EQ(done.ticks, std::stol(said.substr(said.find("disk. ") + 6))); }
    RunReader const file(path);
    EXPECT_EQ(file.series(0, done.ticks).totals, small_block(small_axes(), 0, done.ticks).totals);
  }
}

TEST(DiskFull, LeavesNothingOfAFileThatCannotStart) {
  Folder const folder;
  std::string const said = on_full_disk(2'000, [&]() -> std::string {
    try {
      RunWriter writer(folder / "run.h5", small_axes(), small_info());
    } catch (ConfigError const& error) { return error.what(); }
    return "created";
  });
  expect_says(said, {"run.h5", "File too large", "-o"});
  EXPECT_EQ(folder.files(), 0u);
}

//! The partial file fits but not a second copy of it … finish() must keep the first.
TEST(DiskFull, AtTheEndKeepsThePartialFile) {
  Folder const folder;
  auto const path = folder / "run.h5";
  std::string const said = on_full_disk(1 << 20, [&]() -> std::string {
    RunWriter writer(path, small_axes(), small_info(), {false, true, 16, 2});
    append_ticks(writer, small_axes(), 0, 320);
    try {
      writer.finish(std::vector<Metric>(20'000, small_summary()[0]), {});
    } catch (SimulationError const& error) { return error.what(); }
    return "finished";
  });
  expect_says(said, {"File too large", "groundswell recover"});
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(folder.files(), 1u) << "no temporary file";
  EXPECT_EQ(recover(path).ticks, 320);
}

TEST(DiskFull, LeavesAnEarlierCheckpoint) {
  Folder const folder;
  auto const path = folder / "a.ckpt.h5";
  std::vector<std::uint64_t> column(1'000'000);
  std::mt19937_64 noise(1);
  for (auto& value : column) value = noise();
  auto const save = [&](std::int64_t tick) {
    CheckpointInfo info;
    info.tick = tick;
    CheckpointWriter writer(path, info);
    writer.column("x", "1", column.data(), static_cast<std::int64_t>(column.size()), 8);
    writer.commit();
  };
  save(1);
  std::string const said = on_full_disk(1 << 20, [&]() -> std::string {
    try {
      save(2);
    } catch (SimulationError const& error) { return error.what(); }
    return "saved";
  });
  expect_says(said, {"a.ckpt.h5", "column 'x'", "File too large", "Earlier checkpoints are untouched"});
  EXPECT_EQ(CheckpointReader(path).info().tick, 1);
  EXPECT_EQ(folder.files(), 1u);
}

}  // namespace
}  // namespace gs::output
