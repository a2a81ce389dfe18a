// Corrupt, truncated and foreign files are refused with a reason; none of them ends the program.
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <sstream>

#include "host/output/checkpoint.hpp"
#include "host/output/export.hpp"
#include "host/output/h5.hpp"
#include "host/output/recover.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/output/sample_run.hpp"

namespace gs::output {
namespace {

namespace fs = std::filesystem;

fs::path written(Folder const& folder) {
  auto const path = folder / "run.h5";
  RunWriter writer(path, small_axes(), small_info());
  append_ticks(writer, small_axes(), 0, 100);
  writer.finish(small_summary(), {});
  return path;
}

//! Everything a user can do with a file; "" when all of it works.
std::string refusal(fs::path const& path) {
  try {
    RunReader const file(path);
    std::ostringstream out;
    for (auto const& table : csv_tables(file)) export_csv(file, table, out);
    info_text(file);
    file.series(0, file.rows());
    file.daily(0, file.days());
  } catch (ConfigError const& error) { return error.what(); }
  return "";
}

std::string bytes_of(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(fs::path const& path, std::string const& bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

TEST(Damage, TruncatedFilesAreRefused) {
  Folder const folder;
  auto const path = written(folder);
  auto const size = fs::file_size(path);
  ASSERT_EQ(refusal(path), "");
  for (auto const keep : {size - 25, size / 2, size / 10, std::uintmax_t{100}, std::uintmax_t{8}, std::uintmax_t{0}}) {
    fs::resize_file(path, keep);
    auto const reason = refusal(path);
    EXPECT_NE(reason.find(path.string()), std::string::npos) << keep << ": " << reason;
    EXPECT_NE(reason.find("cannot open the file"), std::string::npos) << keep << ": " << reason;
    EXPECT_THROW(recover(path), ConfigError);
  }
}

TEST(Damage, ForeignFilesAreRefused) {
  Folder const folder;
  write_bytes(folder / "text.h5", "timestamp,value\n2015-02-26,104\n");
  { h5::create_file(folder / "other.h5", false).close(); }
  CheckpointWriter checkpoint(folder / "a.ckpt.h5", {});
  checkpoint.commit();
  EXPECT_NE(refusal(folder / "a.ckpt.h5").find("--resume"), std::string::npos);
  EXPECT_NE(refusal(folder / "text.h5").find("cannot open"), std::string::npos);
  EXPECT_NE(refusal(folder / "other.h5").find("not written by"), std::string::npos);
  EXPECT_NE(refusal(folder / "absent.h5").find("no such file"), std::string::npos);
  EXPECT_NE(refusal(folder / ".").find("folder"), std::string::npos);
}

TEST(Damage, NewerFilesAreRefused) {
  Folder const folder;
  auto const path = written(folder);
  {
    auto file = h5::open_to_change(path);
    h5::set_number(file, "format_version", 2);
    file.close();
  }
  auto const reason = refusal(path);
  EXPECT_NE(reason.find("format_version is 2"), std::string::npos) << reason;
  EXPECT_NE(reason.find("newer"), std::string::npos) << reason;
}

//! Flips bytes at random and uses the file in a child: it must be refused, and must not crash: HDF5 1.10.8 alone does.
TEST(Damage, FlippedBytesNeverCrash) {
  Folder const folder;
  auto const path = written(folder);
  auto const whole = bytes_of(path);
  std::mt19937 random(20260101);
  int refused = 0;
  constexpr int rounds = 60;
  for (int round = 0; round < rounds; ++round) {
    auto damaged = whole;
    for (int i = 0; i < 40; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
    write_bytes(path, damaged);
    std::fflush(nullptr);
    pid_t const child = ::fork();
    if (child == 0) {
      ::alarm(20);
      ::_exit(refusal(path).empty() ? 0 : 2);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << "round " << round << " ended by signal " << WTERMSIG(status);
    refused += WEXITSTATUS(status) == 2;
  }
  EXPECT_EQ(refused, rounds) << "the seal finds all of it";
}

TEST(Damage, WrongQuestionsAreRefused) {
  Folder const folder;
  RunReader const file(written(folder));
  EXPECT_THROW(file.integers("absent"), ConfigError);
  EXPECT_THROW(file.integers("config"), ConfigError);
  EXPECT_THROW(file.strings("wants"), ConfigError);
  EXPECT_THROW(file.integers("wants", 90, 11), ConfigError);
  EXPECT_THROW(file.integers("wants", -1), ConfigError);
  EXPECT_EQ(file.integers("wants", 90).size(), 10u);
  EXPECT_EQ(file.attribute("absent"), "");
}

}  // namespace
}  // namespace gs::output
