// kill -9 at any moment leaves every whole block that was written, right; `recover` makes a file of it.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "host/output/recover.hpp"
#include "host/output/run_reader.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

constexpr std::int64_t block = 16;

//! A child that writes for ever and tells, through a pipe, how many ticks are surely in the file.
[[noreturn]] void write_for_ever(std::filesystem::path const& path, int told) {
  RunWriter writer(path, small_axes(), small_info(), {false, true, block, 2});
  for (std::int64_t ticks = 0;; ticks += 10) {
    append_ticks(writer, small_axes(), ticks, ticks + 10);
    std::int64_t const sure = (ticks + 10) / block * block;
    if (::write(told, &sure, sizeof sure) != sizeof sure) ::_exit(1);
  }
}

//! Kills such a child `delay` after it started to write; returns what it had promised.
std::int64_t write_and_kill(std::filesystem::path const& path, useconds_t delay) {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  std::fflush(nullptr);
  pid_t const child = ::fork();
  if (child == 0) write_for_ever(path, ends[1]);
  ::close(ends[1]);
  std::int64_t sure = -1;
  if (::read(ends[0], &sure, sizeof sure) != sizeof sure) sure = -1;
  ::usleep(delay);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  for (std::int64_t later; ::read(ends[0], &later, sizeof later) == sizeof later;) sure = later;
  ::close(ends[0]);
  return sure;
}

void expect_right(RunReader const& file) {
  auto const ticks = file.rows();
  auto const expected = small_block(small_axes(), 0, ticks), found = file.series(0, ticks);
  EXPECT_EQ(found.time, expected.time);
  EXPECT_EQ(found.state_hash, expected.state_hash);
  EXPECT_EQ(found.totals, expected.totals);
  EXPECT_EQ(found.zones, expected.zones);
  EXPECT_EQ(found.pools, expected.pools);
  auto const days = file.daily(0, std::min(file.days(), ticks / 24));
  EXPECT_TRUE(std::equal(days.chain.begin(), days.chain.end(), expected.chain.begin()));
}

TEST(Kill, LeavesEveryWholeBlock) {
  for (useconds_t const delay : {0, 700, 3'000, 9'000, 17'000, 31'000, 55'000, 120'000}) {
    Folder const folder;
    auto const path = folder / "run.h5";
    auto const sure = write_and_kill(path, delay);
    SCOPED_TRACE(testing::Message() << "killed after " << delay << " us, " << sure << " ticks were surely written");
    ASSERT_GE(sure, 0);
    ASSERT_FALSE(std::filesystem::exists(path));
    {
      RunReader const partial(path);
      EXPECT_GE(partial.rows(), sure);
      expect_right(partial);
    }
    auto const done = recover(path);
    EXPECT_FALSE(done.was_whole);
    EXPECT_GE(done.ticks, sure);
    EXPECT_EQ(folder.files(), 1u);
    RunReader const whole(path);
    EXPECT_EQ(whole.rows(), done.ticks);
    EXPECT_FALSE(whole.partial());
    EXPECT_FALSE(whole.end().complete);
    EXPECT_EQ(whole.end().ticks_done, done.ticks);
    expect_right(whole);
  }
}

TEST(Recover, LeavesAWholeFileAlone) {
  Folder const folder;
  auto const path = folder / "run.h5";
  RunWriter writer(path, small_axes(), small_info());
  append_ticks(writer, small_axes(), 0, 30);
  writer.finish(small_summary(), {});
  auto const done = recover(path);
  EXPECT_TRUE(done.was_whole);
  EXPECT_EQ(done.ticks, 30);
  EXPECT_EQ(RunReader(path).summary().size(), 2u);
}

TEST(Recover, DoesNotReplaceAFileUnasked) {
  Folder const folder;
  auto const path = folder / "run.h5";
  {
    RunWriter writer(path, small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, 30);
    writer.finish({}, {});
    RunWriter again(path, small_axes(), small_info(), {true});
    append_ticks(again, small_axes(), 0, 50);
  }
  EXPECT_THROW(recover(path), ConfigError);
  EXPECT_EQ(RunReader(path).rows(), 30);
  EXPECT_EQ(recover(path, true).ticks, 50);
  EXPECT_EQ(RunReader(path).rows(), 50);
}

//! Killed after the finished file had its name, and before the partial one was removed.
TEST(Recover, KnowsARunThatOnlyForgotToCleanUp) {
  Folder const folder;
  auto const path = folder / "run.h5", partial = folder / "run.h5.partial", kept = folder / "kept";
  {
    RunWriter writer(path, small_axes(), small_info());
    append_ticks(writer, small_axes(), 0, 30);
    writer.flush();
    std::filesystem::copy_file(partial, kept);
    writer.finish(small_summary(), {});
  }
  std::filesystem::rename(kept, partial);
  EXPECT_TRUE(recover(path).was_whole);
  EXPECT_EQ(folder.files(), 1u);
  EXPECT_EQ(RunReader(path).summary().size(), 2u);
}

TEST(Recover, SaysWhatIsMissing) {
  Folder const folder;
  EXPECT_THROW(recover(folder / "absent.h5"), ConfigError);
  EXPECT_EQ(folder.files(), 0u);
}

}  // namespace
}  // namespace gs::output
