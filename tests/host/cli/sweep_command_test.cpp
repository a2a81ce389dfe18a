//! sweep on the command line and from a file: what it prints, what it leaves, what it refuses.
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>
#include "host/config/config.hpp"
#include "host/config/experiment.hpp"
#include "tests/support/command.hpp"

namespace gs::cli {
namespace {
using test::run, test::Said;
namespace fs = std::filesystem;

Said sweep(std::vector<std::string> const& more) {
  std::vector<std::string> words = {"sweep", "livestream_pulse",  "--world", "small", "--members", "2k", "--days", "3", "--set", "clock.warmup=1d",
                                    "--set", "wave.show.start=1d"};
  words.insert(words.end(), more.begin(), more.end());
  return run(words);
}

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("gs-sweep-" + std::to_string(getpid()))) { fs::create_directories(path_); }
  ~Folder() {
    std::error_code none;
    fs::remove_all(path_, none);
  }
  std::string operator/(char const* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

TEST(SweepCommand, ShowsMeansByPoint) {
  Said const said = sweep({"--vary", "wave.show.peak=100,200", "-r", "2"});
  EXPECT_EQ(said.code, ok) << said.err;
  for (char const* part : {"wave.show.peak=100", "wave.show.peak=200", "service [1]", " ± "})
    EXPECT_NE(said.out.find(part), std::string::npos) << part << said.out;
  EXPECT_NE(said.err.find("warning: clock.warmup"), std::string::npos) << said.err;
  EXPECT_NE(said.err.find("4 runs: 4 done"), std::string::npos) << said.err;
}

TEST(SweepCommand, GivesARunALineAsJson) {
  Said const said = sweep({"--vary", "wave.show.peak=lin(100,300)", "--sobol", "4", "--json"});
  EXPECT_EQ(said.code, ok);
  std::istringstream lines(said.out);
  int results = 0;
  for (std::string line; std::getline(lines, line);) {
    auto const json = nlohmann::json::parse(line);
    if (json["type"] != "result") continue;
    EXPECT_EQ(json["at"]["point"], std::to_string(results++));
  }
  EXPECT_EQ(results, 4);
}

TEST(SweepCommand, TellsWhatItWouldNeedAndWritesNothing) {
  Folder const folder;
  Said const said = sweep({"--vary", "wave.show.peak=100,200,300", "-r", "4", "--dry-run", "-o", folder / "dry", "--json"});
  EXPECT_EQ(said.code, ok) << said.err;
  auto const json = nlohmann::json::parse(said.out);
  EXPECT_EQ(json["runs"], 12);
  EXPECT_GT(json["expected_seconds"], 0.0);
  EXPECT_GT(json["memory_bytes"], 1 << 20);
  EXPECT_GT(json["disk_bytes"], 12 * 10000);
  EXPECT_FALSE(fs::exists(folder / "dry"));
}

TEST(SweepCommand, KeepsTheRestWhenARunFails) {
  Folder const folder;
  std::string const where = folder / "s";
  EXPECT_EQ(sweep({"--vary", "wave.show.peak=100,200", "-o", where}).code, ok);
  for (auto const& file : fs::directory_iterator(where + "/runs"))
    if (file.path().string().find("peak-200") != std::string::npos) {
      fs::remove(file.path());
      fs::create_directories(file.path() / "in the way");  // it cannot be written again
      break;
    }
  Said const said = sweep({"--vary", "wave.show.peak=100,200", "-o", where, "--force"});
  EXPECT_EQ(said.code, some_failed) << said.err;
  EXPECT_NE(said.err.find("failed: wave.show.peak=200"), std::string::npos) << said.err;
  EXPECT_TRUE(fs::exists(where + "/results.h5"));
}

TEST(SweepCommand, RefusesWhatItCannotDo) {
  EXPECT_EQ(sweep({}).code, usage);
  EXPECT_EQ(sweep({"--vary", "wave.show.peek=1,2"}).code, usage);
  EXPECT_EQ(sweep({"--vary", "wave.show.peak=1,2", "--lhs", "4", "--sobol", "4"}).code, usage);
  EXPECT_EQ(sweep({"--vary", "wave.show.peak=1,2", "--metrics", "servce"}).code, usage);
  EXPECT_EQ(sweep({"--vary", "wave.show.peak=1,2", "--resume"}).code, usage);
}

TEST(ExperimentFile, IsTheSameAsTheCommandLine) {
  Folder const folder;
  std::string const file = folder / "mine.toml";
  std::ofstream(file) << "schema_version = 1\ndescription = \"mine\"\n[sweep]\nscenario = \"livestream_pulse\"\nworld = \"small\"\nmembers = 2_000\n"
                         "days = 3\nset = [\"clock.warmup=1d\", \"wave.show.start=1d\"]\nvary = [\"wave.show.peak=100,200\"]\nreplications = 2\n";
  auto const hash = [](Said const& said) { return said.err.substr(said.err.find("results hash")); };
  Said const by_file = run({"sweep", "--experiment", file}), by_hand = sweep({"--vary", "wave.show.peak=100,200", "-r", "2"});
  EXPECT_EQ(by_file.code, ok) << by_file.err;
  EXPECT_EQ(by_file.out, by_hand.out);
  EXPECT_EQ(hash(by_file), hash(by_hand));
  Said const over = run({"sweep", "--experiment", file, "-r", "1"});
  EXPECT_NE(over.err.find("2 runs: 2 done"), std::string::npos) << "the command line goes over the file: " << over.err;
}

TEST(ExperimentFile, TellsWhatIsWrongAndWhere) {
  Folder const folder;
  std::string const file = folder / "wrong.toml";
  std::ofstream(file) << "schema_version = 1\n[sweep]\nscenario = \"livestream_pulse\"\nreplicatons = 2\n";
  Said const said = run({"sweep", "--experiment", file});
  EXPECT_EQ(said.code, usage);
  EXPECT_NE(said.err.find("wrong.toml:4"), std::string::npos) << said.err;
  EXPECT_NE(said.err.find("replications"), std::string::npos) << said.err;
  EXPECT_NE(run({"compare", "--experiment", file}).err.find("groundswell sweep --experiment"), std::string::npos);
  EXPECT_NE(run({"sweep", "--experiment", "show_sise"}).err.find("show_size"), std::string::npos);
}

//! Every shipped experiment is taken by its command as it is; small, and without running.
TEST(ExperimentFile, ShippedOnesPlan) {
  auto const all = config::list(config::Folder::experiments);
  ASSERT_GE(all.size(), 3u);
  for (config::Entry const& entry : all) {
    EXPECT_NE(entry.description, "") << entry.path;
    std::string const command = config::read_experiment(entry.name).command;
    if (command != "sweep" && command != "compare") continue;
    Said const said = run({command, "--experiment", entry.name, "--members", "2k", "--dry-run"});
    EXPECT_EQ(said.code, ok) << entry.path << said.err;
  }
}

}  // namespace
}  // namespace gs::cli
