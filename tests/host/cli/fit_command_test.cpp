//! fit on the command line: what it prints and writes, what it refuses, and the way round: log -> fit -> run -> log -> fit.
#include <gtest/gtest.h>
#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>
#include "host/fit/dates.hpp"
#include "tests/support/command.hpp"
#include "tests/support/mutate.hpp"

namespace gs::cli {
namespace {
using test::run, test::Said;
namespace fs = std::filesystem;

class FitCommand : public testing::Test {
 protected:
  void SetUp() override {
    setenv("GROUNDSWELL_CONFIGS", (std::string(GS_SOURCE_DIR) + "/configs").c_str(), 1);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(std::string const& text, char const* name = "orders.csv") const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::string out() const { return (folder_ / "fitted").string(); }
  fs::path folder_ = fs::temp_directory_path() / ("gs_fit_command_" + std::to_string(getpid()));
};

//! A shop like CDNOW: members join in the first weeks, half of them never come back, some come all the time; blanks between the columns.
std::string like_cdnow(int members, int days) {
  std::mt19937_64 random(2026);
  std::gamma_distribution<double> rate(0.6, 1.0 / 95.0), leaving(0.5, 1.0 / 60.0);
  std::uniform_real_distribution<double> joins(0.0, 84.0);
  std::normal_distribution<double> z;
  std::string text = " customer_id date number_of_cds dollar_value\n";
  for (int m = 0; m < members; ++m) {
    double const first = joins(random), end = std::min<double>(days, first + std::exponential_distribution<double>(leaving(random))(random));
    double const buys = rate(random);
    for (double t = first; t < end; t += std::max(1e-6, std::exponential_distribution<double>(buys)(random))) {
      std::string date = fit::write_day(9862 + static_cast<int>(t));
      std::erase(date, '-');
      text += " " + std::to_string(m) + "  " + date + " 1  " + std::to_string(std::exp(3.3 + 0.6 * z(random))) + "\n";
    }
  }
  return text;
}

TEST_F(FitCommand, GoesRoundWithinItsTolerances) {
  std::string const log = file(like_cdnow(8000, 364));
  Said const said = run({"fit", log, "--columns", "member=1,date=2,units=3,value=4", "--out", out(), "--check", "--json"});
  EXPECT_EQ(said.code, ok) << said.out << said.err;
  std::size_t const at = said.out.find("{\"type\":\"result\"");
  ASSERT_NE(at, std::string::npos) << said.out;
  nlohmann::json const json = nlohmann::json::parse(said.out.substr(at));
  EXPECT_EQ(json["facts"].size(), 8u);
  for (auto const& fact : json["facts"]) EXPECT_TRUE(fact["holds"].get<bool>()) << fact;
  EXPECT_NEAR(json["run"]["r"].get<double>(), json["fit"]["r"].get<double>(), 0.12);
  EXPECT_NEAR(json["run"]["s"].get<double>(), json["fit"]["s"].get<double>(), 0.15);
}

TEST_F(FitCommand, GoesRoundOnCdnow) {
  std::string const log = std::string(GS_SOURCE_DIR) + "/../shared/data/cdnow/CDNOW_master.txt";
  if (!fs::exists(log)) GTEST_SKIP() << "no shared/data/cdnow above the tree";
  Said const said = run({"fit", log, "--columns", "member=1,date=2,units=3,value=4", "--out", out(), "--check"});
  EXPECT_EQ(said.code, ok) << said.out << said.err;
  for (char const* part :
       {"23570 members", "bought once 51.1 %", "gap median 34 d, mean 72.2 d", "top fifth: 67.8 % of spend", "not learned", "chi-square"})
    EXPECT_NE(said.out.find(part), std::string::npos) << part << said.out;
  EXPECT_EQ(said.out.find("OUT OF TOLERANCE"), std::string::npos) << said.out;
}

TEST_F(FitCommand, SaysWhatIsWrongWithItsPlace) {
  EXPECT_EQ(run({"fit"}).code, usage);
  Said const broken = run({"fit", file("member,date\na,2024-03-01\nb,soon\n")});
  EXPECT_EQ(broken.code, usage);
  EXPECT_NE(broken.err.find("orders.csv:3: 'soon' is no date"), std::string::npos) << broken.err;
  EXPECT_EQ(run({"fit", file("")}).code, usage);
  EXPECT_EQ(run({"fit", (folder_ / "none.csv").string()}).code, usage);
  EXPECT_EQ(run({"fit", folder_.string()}).code, usage) << "a folder is no log";
  Said const columns = run({"fit", file("who;when\na;2024-03-01\n"), "--columns", "member=who,date=wen"});
  EXPECT_EQ(columns.code, usage);
  EXPECT_NE(columns.err.find("did you mean 'when'"), std::string::npos) << columns.err;
  EXPECT_EQ(run({"fit", file("member,date\na,2024-03-01\n"), "--check"}).code, usage) << "--check needs --out";
}

TEST_F(FitCommand, DamagedLogsAreReadOrRefusedNeverMore) {
  std::string const good =
      "order_id,member,date,delivered,sku,value,zone\n1,a,2024-03-01 10:00,2024-03-04,x,5.5,n\n2,b,2024-03-02,2024-03-05,y,7,s\n"
      "3,a,2024-03-09,,x,3,n\n4,c,2024-04-09,2024-04-10,\"z,1\",3,n\n4,c,2024-04-09,2024-04-10,x,3,n\n5,b,2024-05-01,,y,1e2,s\n";
  test::Mutator mutator(7);
  int read = 0;
  for (int i = 0; i < 400; ++i) {
    Said const said = run({"fit", file(mutator.mutant(good, like_cdnow(3, 100))), i % 2 == 0 ? "--skip-bad" : "--json"});
    ASSERT_TRUE(said.code == ok || said.code == usage) << i << said.out << said.err;
    read += said.code == ok;
  }
  EXPECT_GT(read, 40);
  EXPECT_LT(read, 400);
}

}  // namespace
}  // namespace gs::cli
