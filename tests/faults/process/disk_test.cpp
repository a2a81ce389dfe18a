//! Disks that fill up and folders that cannot be written, seen from the command line: a reason, an exit code, and no damage.
#include <gtest/gtest.h>
#include "host/output/checkpoint.hpp"
#include "host/output/run_reader.hpp"
#include "tests/support/child.hpp"
#include "tests/support/same_file.hpp"

namespace gs {
namespace {
namespace fs = std::filesystem;

std::string bytes_of(fs::path const& path) {
  std::stringstream all;
  all << std::ifstream(path, std::ios::binary).rdbuf();
  return all.str();
}

class Disk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_disk_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
    test::Child const child{test::small_run_arguments(folder_ / "reference.h5"), folder_ / "said"};
    ASSERT_EQ(child.run(), 0) << child.text();
    reference_.emplace(folder_ / "reference.h5");
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
  std::optional<output::RunReader> reference_;
};

//! With --force over an earlier file: it stands as it was until the new one is whole.
TEST_F(Disk, FullAtAnySizeKeepsEarlierOutputAndEveryRow) {
  fs::path const file = folder_ / "run.h5", partial = folder_ / "run.h5.partial", checkpoint = folder_ / "run.ckpt.h5";
  fs::copy_file(folder_ / "reference.h5", file);
  fs::copy_file(folder_ / "reference.ckpt.h5", checkpoint);
  std::string const earlier = bytes_of(file);
  int full = 0;
  for (rlim_t const size : {2'000u, 60'000u, 150'000u, 250'000u, 330'000u, 400'000u, 600'000u}) {
    SCOPED_TRACE(testing::Message() << "no file beyond " << size << " bytes");
    test::Child child{test::small_run_arguments(file), folder_ / "said", size};
    child.arguments.push_back("--force");
    int const code = child.run();
    if (code == 0) break;
    ++full;
    EXPECT_TRUE(code == 1 || code == 2) << code << ": " << child.text();
    EXPECT_NE(child.text().find("File too large"), std::string::npos) << child.text();
    EXPECT_EQ(bytes_of(file), earlier);
    EXPECT_NO_THROW(output::CheckpointReader{checkpoint}) << "an earlier checkpoint, or a newer whole one";
    EXPECT_FALSE(fs::exists(folder_ / "run.h5.tmp"));
    EXPECT_FALSE(fs::exists(folder_ / "run.ckpt.h5.tmp"));
    if (!fs::exists(partial)) continue;
    EXPECT_EQ(test::first_difference(output::RunReader(partial), *reference_, true), "");
    fs::remove(partial);
  }
  EXPECT_GE(full, 4);
}

TEST_F(Disk, AFolderThatCannotBeWrittenIsToldBeforeTheRun) {
  for (std::string const& place : {std::string("/proc/run.h5"), (folder_ / "absent" / "run.h5").string(), (folder_ / "said" / "run.h5").string()}) {
    test::Child const child{test::small_run_arguments(place), folder_ / "said"};
    EXPECT_EQ(child.run(), 2) << place << ": " << child.text();
    EXPECT_NE(child.text().find(place), std::string::npos) << child.text();
    EXPECT_NE(child.text().find("-o"), std::string::npos) << child.text();
  }
}

TEST_F(Disk, ASignalLeavesACheckpointToGoOnFrom) {
  fs::path const file = folder_ / "run.h5";
  test::Child const child{test::small_run_arguments(file), folder_ / "said"};
  pid_t const pid = child.start();
  ::usleep(150'000);
  ::kill(pid, SIGTERM);
  int const stopped = test::Child::wait(pid);
  if (stopped == 0) GTEST_SKIP() << "this machine ran the drill in 150 ms";
  if (stopped == 128 + SIGTERM) GTEST_SKIP() << "the signal came before the run had begun";
  EXPECT_EQ(stopped, 75) << child.text();
  test::Child resumed{test::small_run_arguments(file), folder_ / "said"};
  resumed.arguments.insert(resumed.arguments.end(), {"--resume", (folder_ / "run.ckpt.h5").string()});
  EXPECT_EQ(resumed.run(), 0) << resumed.text();
  EXPECT_EQ(test::first_difference(output::RunReader(file), *reference_), "");
}

//! A batch queue that gives a second at a time: exit 75 and a checkpoint, again and again, on one thread and on two; the file is that of a run
//! that was never stopped.
TEST_F(Disk, RunsInSlicesOfASecondGiveTheSameFile) {
  auto const run = [this](fs::path const& file, std::string const& threads, std::vector<std::string> const& more) {
    test::Child child{test::small_run_arguments(file), folder_ / "said"};
    for (std::size_t k = 1; k < child.arguments.size(); ++k) {
      if (child.arguments[k - 1] == "--days") child.arguments[k] = "60";
      if (child.arguments[k - 1] == "--threads") child.arguments[k] = threads;
    }
    child.arguments.insert(child.arguments.end(), more.begin(), more.end());
    int const code = child.run();
    EXPECT_TRUE(code == 0 || code == 75) << child.text();
    return code;
  };
  fs::path const file = folder_ / "slices.h5";
  ASSERT_EQ(run(folder_ / "whole.h5", "1", {}), 0);
  int code = run(file, "1", {"--time-limit", "1 s"}), slices = 1;
  for (; code == 75 && slices < 60; ++slices) {
    EXPECT_TRUE(fs::exists(folder_ / "slices.ckpt.h5"));
    std::string const resume = (folder_ / "slices.ckpt.h5").string();
    code = run(file, slices % 2 == 0 ? "1" : "2", {"--resume", resume, "--time-limit", "1 s"});
  }
  EXPECT_EQ(code, 0);
  EXPECT_EQ(test::first_difference(output::RunReader(file), output::RunReader(folder_ / "whole.h5")), "");
  if (slices == 1) GTEST_SKIP() << "this machine ran the drill within a second";
}

}  // namespace
}  // namespace gs
