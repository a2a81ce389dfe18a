//! kill -9 of the real program at random moments, at most a day of simulated time after a checkpoint. Ten times by default; as often as
//! you like with GROUNDSWELL_KILLS=100 bin/test_faults --gtest_filter='Kill*'.
#include <gtest/gtest.h>
#include <cstdlib>
#include <random>
#include "host/output/checkpoint.hpp"
#include "host/output/run_reader.hpp"
#include "tests/support/child.hpp"
#include "tests/support/same_file.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;

int kills() {
  char const* asked = std::getenv("GROUNDSWELL_KILLS");
  return asked != nullptr ? std::max(1, std::atoi(asked)) : 10;
}

//! What was found after a kill.
struct Found {
  int nothing = 0, partial = 0, whole = 0, resumed = 0;
  std::int64_t rows = 0;
};

class Kill : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_kill_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    auto const start = std::chrono::steady_clock::now();
    test::Child const child{test::small_run_arguments(folder_ / "reference.h5"), folder_ / "said"};
    ASSERT_EQ(child.run(), 0) << child.text();
    run_us_ = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
    reference_.emplace(folder_ / "reference.h5");
  }
  void TearDown() override { fs::remove_all(folder_); }

  //! Whatever the kill left is readable, and every row in it is right.
  void check_what_is_left(fs::path const& file, Found& found) {
    bool const partial = fs::exists(file.string() + ".partial");
    if (!partial && !fs::exists(file)) {
      ++found.nothing;
      return;
    }
    ++(partial ? found.partial : found.whole);
    test::Child const recover{{"recover", file.string()}, folder_ / "said"};
    ASSERT_EQ(recover.run(), 0) << recover.text();
    EXPECT_FALSE(fs::exists(file.string() + ".partial"));
    EXPECT_FALSE(fs::exists(file.string() + ".tmp"));
    output::RunReader const left(file);
    EXPECT_EQ(test::first_difference(left, *reference_, true), "");
    EXPECT_EQ(left.end().complete, !partial);
    if (!partial) { EXPECT_EQ(left.rows(), reference_->rows()); }
    found.rows += left.rows();
  }
  //! A checkpoint is whole or not there; the run goes on from it as if nothing had happened.
  void resume(fs::path const& file, Found& found) {
    fs::path checkpoint = file;
    checkpoint.replace_extension(".ckpt.h5");
    if (!fs::exists(checkpoint)) return;
    EXPECT_GT(output::CheckpointReader(checkpoint).info().tick, 0);
    test::Child child{test::small_run_arguments(file), folder_ / "said"};
    child.arguments.insert(child.arguments.end(), {"--resume", checkpoint.string()});
    ASSERT_EQ(child.run(), 0) << child.text();
    ++found.resumed;
    output::RunReader const whole(file);
    EXPECT_EQ(test::first_difference(whole, *reference_), "") << child.text();
    EXPECT_EQ(whole.info().first_tick, 0) << child.text();
  }

  fs::path folder_;
  std::int64_t run_us_ = 0;
  std::optional<output::RunReader> reference_;
};

TEST_F(Kill, AtAnyMomentLosesNothingThatWasCommitted) {
  std::mt19937_64 random(20260101);
  Found found;
  for (int k = 0; k < kills() && !HasFailure(); ++k) {
    auto const delay = static_cast<useconds_t>(random() % static_cast<std::uint64_t>(run_us_ * 11 / 10));
    SCOPED_TRACE(testing::Message() << "kill " << k << " after " << delay << " us");
    fs::path const file = folder_ / ("run" + std::to_string(k) + ".h5");
    test::Child const child{test::small_run_arguments(file), folder_ / "said"};
    pid_t const pid = child.start();
    ::usleep(delay);
    ::kill(pid, SIGKILL);
    test::Child::wait(pid);
    bool const resume_partial = k % 2 == 0;  // every other one without `recover` before it: --resume does that itself
    if (!resume_partial) check_what_is_left(file, found);
    resume(file, found);
    if (resume_partial) check_what_is_left(file, found);
    for (auto const& entry : fs::directory_iterator(folder_))
      if (entry.path().filename().string().starts_with("run")) fs::remove(entry.path());
  }
  std::printf("%d kills: %d before there was a file, %d on the way, %d after the end; %lld rows right, %d resumed to the same file\n", kills(),
              found.nothing, found.partial, found.whole, static_cast<long long>(found.rows), found.resumed);
}

}  // namespace
}  // namespace gs
