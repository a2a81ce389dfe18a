//! report on the command line: where the page goes, and what is refused.
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>
#include "tests/support/command.hpp"

namespace gs::cli {
namespace {
using test::run, test::Said;
namespace fs = std::filesystem;

class ReportCommand : public ::testing::Test {
 protected:
  ReportCommand() : folder_(fs::temp_directory_path() / ("gs-report-command-" + std::to_string(::getpid()))) { fs::create_directories(folder_); }
  ~ReportCommand() override {
    std::error_code none;
    fs::remove_all(folder_, none);
  }
  std::string in(char const* name) const { return (folder_ / name).string(); }
  static std::string text(std::string const& path) {
    std::stringstream all;
    all << std::ifstream(path).rdbuf();
    return all.str();
  }
  fs::path folder_;
};

//! From the experiment to the page: what it keeps in its folder is what the report reads.
TEST_F(ReportCommand, MakesAPageOfWhatAComparisonLeft) {
  Said const compared = run({"compare", "livestream_pulse", "--designs", "rigid,flexible", "--world", "small", "--members", "2k", "--days", "4",
                             "--set", "clock.warmup=1d", "--set", "wave.show.start=2d", "-r", "3", "--no-files", "-o", in("compared")});
  ASSERT_EQ(compared.code, ok) << compared.err;
  EXPECT_NE(compared.err.find("groundswell report " + in("compared")), std::string::npos) << compared.err;
  Said const said = run({"report", in("compared")});
  ASSERT_EQ(said.code, ok) << said.err;
  EXPECT_EQ(said.out, in("compared/report.html") + "\n");
  std::string const page = text(in("compared/report.html"));
  EXPECT_NE(page.find("flexible against rigid"), std::string::npos);
  EXPECT_NE(page.find("--designs rigid,flexible"), std::string::npos) << "how to run it again";
  EXPECT_NE(page.find("6, 0 not done, results hash "), std::string::npos);
  EXPECT_EQ(run({"report", in("compared")}).out, in("compared/report-2.html") + "\n") << "nothing is overwritten";
}

TEST_F(ReportCommand, MakesAPageOfAStressTest) {
  Said const stressed = run({"stress",
                             "livestream_pulse",
                             "--designs",
                             "rigid,flexible",
                             "--world",
                             "small",
                             "--members",
                             "2k",
                             "--days",
                             "4",
                             "--set",
                             "clock.warmup=1d",
                             "--set",
                             "wave.show.start=2d",
                             "--grow",
                             "wave.peak=100:2000",
                             "--until",
                             "service_wave<0.9",
                             "-r",
                             "2",
                             "--max-replications",
                             "2",
                             "--steps",
                             "1",
                             "--no-files",
                             "-o",
                             in("stressed")});
  ASSERT_EQ(stressed.code, ok) << stressed.err;
  ASSERT_EQ(run({"report", in("stressed"), "--out", in("page.html")}).code, ok);
  std::string const page = text(in("page.html"));
  EXPECT_NE(page.find("Stress test: wave.peak"), std::string::npos);
  EXPECT_NE(page.find("How far each design gets"), std::string::npos);
}

TEST_F(ReportCommand, RefusesWhatIsNoResult) {
  std::ofstream(in("notes.txt")) << "hello\n";
  Said const said = run({"report", in("notes.txt")});
  EXPECT_EQ(said.code, usage);
  EXPECT_NE(said.err.find("give a run's OUT.h5"), std::string::npos) << said.err;
  EXPECT_EQ(run({"report", in("nowhere.h5")}).code, usage);
  EXPECT_EQ(run({"report"}).code, usage);
  EXPECT_FALSE(fs::exists(in("notes.html")));
}

TEST_F(ReportCommand, NeverOverwritesWithoutForce) {
  std::ofstream(in("claims.jsonl")) << R"({"type":"result","experiment":"claims","claim":"a","claimed":"b","verdict":"holds","why":"c"})"
                                    << "\n";
  std::ofstream(in("taken.html")) << "mine";
  EXPECT_EQ(run({"report", in("claims.jsonl"), "-o", in("taken.html")}).code, usage);
  EXPECT_EQ(text(in("taken.html")), "mine");
  EXPECT_EQ(run({"report", in("claims.jsonl"), "-o", in("taken.html"), "--force", "--title", "T & U"}).code, ok);
  EXPECT_NE(text(in("taken.html")).find("<h1>T &amp; U</h1>"), std::string::npos);
  EXPECT_EQ(run({"report", in("claims.jsonl"), "-o", in("no/such/folder.html")}).code, usage);
}

}  // namespace
}  // namespace gs::cli
