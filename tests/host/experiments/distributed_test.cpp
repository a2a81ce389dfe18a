//! The same sweep in one process, in shards, over MPI ranks, killed and resumed: equal hashes. Runs the program itself.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>
#include "host/experiments/ranks.hpp"
#include "tests/host/experiments/small.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;
using testing::TemporaryFolder;

std::string const sweep =
    " sweep livestream_pulse --world small --members 2k --days 3 --set clock.warmup=1d --set wave.show.start=1d --vary design=rigid,flexible"
    " --vary wave.show.peak=100,400 -r 2 --json ";

struct Said {
  int code = -1;
  std::string out;
};
Said say(std::string const& command) {
  Said said;
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  std::array<char, 65536> part;
  while (std::size_t const n = fread(part.data(), 1, part.size(), pipe)) said.out.append(part.data(), n);
  int const status = pclose(pipe);
  said.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

std::string const program = std::string("GROUNDSWELL_CONFIGS=") + GS_SOURCE_DIR + "/configs " + GS_BUILD_DIR + "/groundswell";
std::string const launcher = std::string("mpirun --allow-run-as-root --oversubscribe -x GROUNDSWELL_CONFIGS=") + GS_SOURCE_DIR + "/configs -np ";

//! The line {"type":"ensemble",…} of an output.
nlohmann::json ensemble_of(Said const& said) {
  std::istringstream lines(said.out);
  for (std::string line; std::getline(lines, line);) {
    auto const json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_object() && json.value("type", "") == "ensemble") return json;
  }
  ADD_FAILURE() << "no result: " << said.out;
  return {{"results_hash", ""}, {"done", -1}, {"reused", -1}};
}

std::string hash_in_one_process() {
  static std::string const hash = ensemble_of(say(program + sweep))["results_hash"];
  return hash;
}

TEST(Distributed, ShardsGiveTheSameHash) {
  TemporaryFolder const folder;
  std::string const there = sweep + "-o " + (folder.path() / "s").string();
  for (std::string const shard : {"1/3", "2/3", "3/3"}) {
    Said const said = say(program + there + " --shard " + shard);
    EXPECT_EQ(said.code, 0) << said.out;
    EXPECT_GE(ensemble_of(said)["not_run"], 5);
  }
  EXPECT_EQ(say(program + there).code, 2) << "a folder that holds an ensemble is not begun again by mistake";
  auto const all = ensemble_of(say(program + there + " --resume"));
  EXPECT_EQ(all["reused"], 8);
  EXPECT_EQ(all["results_hash"], hash_in_one_process());
  EXPECT_TRUE(fs::exists(folder.path() / "s" / "results.h5"));
}

TEST(Distributed, ProcessesGiveTheHashOfOneThread) {
  TemporaryFolder const folder;
  EXPECT_EQ(ensemble_of(say(program + sweep + "--parallel 1"))["results_hash"], hash_in_one_process());
  std::string const there = sweep + "--parallel 3 -o " + (folder.path() / "p").string();
  EXPECT_EQ(ensemble_of(say(program + there))["results_hash"], hash_in_one_process());
  EXPECT_EQ(ensemble_of(say(program + there + " --resume"))["reused"], 8) << "all files stand where the manifest says";
}

TEST(Distributed, KilledAndResumedGivesTheSameHash) {
  TemporaryFolder const folder;
  std::string const there = sweep + "--parallel 2 -o " + (folder.path() / "k").string();
  fs::path const manifest = folder.path() / "k" / "manifest.jsonl";
  auto const lines = [&manifest] {
    std::ifstream in(manifest);
    return std::count(std::istreambuf_iterator<char>(in), {}, '\n');
  };
  pid_t const child = fork();
  if (child == 0) {
    setpgid(0, 0);
    execl("/bin/sh", "sh", "-c", (program + there + " > /dev/null 2>&1").c_str(), nullptr);
    _exit(127);
  }
  setpgid(child, child);
  for (int k = 0; k < 2000 && lines() < 3; ++k) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  kill(-child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_GE(lines(), 3);
  auto const all = ensemble_of(say(program + there + " --resume"));
  EXPECT_GE(all["reused"], 2);
  EXPECT_EQ(all["done"], 8);
  EXPECT_EQ(all["results_hash"], hash_in_one_process());
}

TEST(Distributed, RanksGiveTheSameHash) {
  if (!has_mpi()) GTEST_SKIP() << "built without MPI (Debian: openmpi-bin libopenmpi-dev)";
  for (std::string const ranks : {"1", "2", "4"}) {
    TemporaryFolder const folder;
    Said const said = say(launcher + ranks + " " + GS_BUILD_DIR + "/groundswell" + sweep + "-o " + (folder.path() / "m").string());
    EXPECT_EQ(said.code, 0) << said.out;
    auto const all = ensemble_of(said);
    EXPECT_EQ(all["done"], 8);
    EXPECT_EQ(all["results_hash"], hash_in_one_process()) << ranks << " ranks";
    EXPECT_TRUE(fs::exists(folder.path() / "m" / "results.h5"));
  }
}

TEST(Distributed, AWrongConfigIsToldOnceByAllRanks) {
  if (!has_mpi()) GTEST_SKIP() << "built without MPI (Debian: openmpi-bin libopenmpi-dev)";
  Said const said = say("timeout 60 " + launcher + "2 " + GS_BUILD_DIR + "/groundswell sweep livestream_pulse --vary wave.show.peek=1,2");
  EXPECT_NE(said.code, 0);
  EXPECT_NE(said.code, 124) << "nobody waits for ever";
  auto const first = said.out.find("did you mean 'peak'");
  EXPECT_NE(first, std::string::npos) << said.out;
  EXPECT_EQ(said.out.find("did you mean 'peak'", first + 1), std::string::npos) << said.out;
}

}  // namespace
}  // namespace gs::experiments
