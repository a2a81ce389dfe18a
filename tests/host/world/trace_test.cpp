#include "host/world/trace.hpp"
#include <fmt/format.h>
#include "host/world/csv.hpp"
#include "tests/host/world/sample.hpp"

namespace gs::world {
namespace {

//! Half-hourly bins from midnight, the value of bin k given.
std::string half_hours(
    int n, std::function<std::string(int)> const& value, std::function<int(int)> const& at = [](int k) { return k; }) {
  std::string text = "timestamp,value\n";
  for (int k = 0; k < n; ++k) text += fmt::format("2015-02-{:02}T{:02}:{:02}:00,{}\n", 1 + at(k) / 48, at(k) / 2 % 24, at(k) % 2 * 30, value(k));
  return text;
}

TEST(Trace, IsHourlyMeansOverTheMedianHour) {
  Scratch const file(half_hours(10, [](int k) { return std::to_string(k < 8 ? 10 : (k == 8 ? 20 : 60)); }));
  EXPECT_EQ(read_trace(file.path()), (std::vector<double>{1, 1, 1, 1, 4}));
}

TEST(Trace, TakesSecondsByteOrderMarksAndCarriageReturns) {
  Scratch const file("\xef\xbb\xbftimestamp,value\r\n0,5\r\n3600,10\r\n7200,5\r\n");
  EXPECT_EQ(read_trace(file.path()), (std::vector<double>{1, 2, 1}));
}

TEST(Trace, BridgesASingleMissingBin) {
  Scratch const file(half_hours(
      8, [](int) { return std::string("3"); }, [](int k) { return k < 4 ? k : k + 1; }));
  EXPECT_EQ(read_trace(file.path()).size(), 5u);
}

void expect_error(std::string const& text, std::string const& line, std::string const& says) {
  Scratch const file(text);
  EXPECT_SAYS(read_trace(file.path()), file.path() + line);
  EXPECT_SAYS(read_trace(file.path()), says);
}

TEST(Trace, ErrorsNameFileAndLine) {
  std::string const head = "timestamp,value\n2015-02-26 21:00:00,1\n2015-02-26 21:05:00,2\n";
  expect_error(head + "2015-02-26 21:10:00,high\n", ":4: ", "'high' is no number");
  expect_error(head + "2015-02-26 21:10:00,\n", ":4: ", "'' is no number");
  expect_error(head + "2015-02-26 21:10:00,nan\n", ":4: ", "no number");
  expect_error(head + "2015-02-26 21:10:00,-3\n", ":4: ", "negative");
  expect_error(head + "yesterday,3\n", ":4: ", "'yesterday' is no timestamp");
  expect_error(head + "2015-13-26 21:10:00,3\n", ":4: ", "no timestamp");
  expect_error(head + "2015-02-26 21:10:00,3,4\n", ":4: ", "two columns");
  expect_error(head + "2015-02-26 21:05:00,3\n", ":4: ", "time does not rise");
  expect_error(head + "2015-02-26 20:00:00,3\n", ":4: ", "time does not rise");
  expect_error(head + "2015-02-26 21:10:00,3\n2015-02-26 21:30:00,3\n", ":5: ", "a gap of 1200 s in a trace with bins of 300 s");
  expect_error("timestamp,value\n2015-02-26 21:00:00,1\n", ": ", "at least three rows");
  expect_error("", ": ", "at least three rows");
  expect_error(half_hours(8, [](int k) { return k == 3 ? "1" : "0"; }), ": ", "median hour of this trace is 0");
  EXPECT_SAYS(read_trace("no/such/trace.csv"), "no/such/trace.csv: cannot read this trace file");
}

TEST(Trace, CrossesMonthsAndLeapDays) {
  Scratch const file("timestamp,value\n2016-02-28 12:00,1\n2016-02-29 12:00,1\n2016-03-01 12:00,1\n2016-03-02 12:00,1\n");
  EXPECT_EQ(read_trace(file.path()).size(), 73u);
}

TEST(Trace, DrivesTheChannelOfItsWave) {
  Scratch const file(half_hours(10, [](int k) { return std::to_string(k < 8 ? 10 : 40); }));
  Params p = market(1024);
  p.trace_file = file.path();
  WaveParams wave;
  wave.name = "measured", wave.kind = WaveKind::trace, wave.channel = 2, wave.start = 5 * hour;
  p.waves.push_back(wave);
  WorldData const w = make_world(p);
  ASSERT_EQ(w.trace.size(), 4u);
  EXPECT_TRUE(w.trace[0].empty());
  ASSERT_EQ(w.trace[2].size(), 480u);
  EXPECT_DOUBLE_EQ(w.trace[2][240 + 5 + 4], 4.0);
  EXPECT_DOUBLE_EQ(w.trace[2][240 + 5 + 5], 1.0);  // it does not loop
  EXPECT_DOUBLE_EQ(w.trace[2][0], 1.0);
  EXPECT_TRUE(w.bursts.empty());
}

TEST(Trace, WithoutAWaveDrivesEveryChannel) {
  Scratch const file(half_hours(10, [](int k) { return std::to_string(k < 8 ? 10 : 40); }));
  Params p = market(1024);
  p.trace_file = file.path();
  WorldData const w = make_world(p);
  for (auto const& channel : w.trace) EXPECT_DOUBLE_EQ(channel.at(240 + 4), 4.0);
}

TEST(Trace, AWaveWithoutAFileIsAnError) {
  Params p = market(1024);
  WaveParams wave;
  wave.kind = WaveKind::trace;
  p.waves.push_back(wave);
  EXPECT_SAYS(make_world(p), "no trace file");
}

TEST(Trace, ReadsRealVolumes) {
  std::string const file = std::string(GS_SOURCE_DIR) + "/../shared/data/nab/Twitter_volume_AAPL.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "shared data is not here";
  std::vector<double> const hours = read_trace(file);
  EXPECT_NEAR(static_cast<double>(hours.size()), 15902.0 * 300 / 3600, 2.0);
  EXPECT_GT(*std::max_element(hours.begin(), hours.end()), 8.0);
}

TEST(Csv, NumbersAreExactAndComplete) {
  EXPECT_EQ(number("0.1"), 0.1);
  EXPECT_EQ(number(" 1e3 "), 1000.0);
  EXPECT_EQ(number("+2"), 2.0);
  for (char const* bad : {"", "1,5", "1.5x", "inf", "nan", "--1", "0x10"}) EXPECT_FALSE(number(bad)) << bad;
}

TEST(Csv, QuotesHoldCommas) {
  Scratch const file("a,\"b, c\",\"say \"\"d\"\"\"\n\n x ,y\n");
  auto const rows = read_csv(file.path(), "test");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"a", "b, c", "say \"d\""}));
  EXPECT_EQ(rows[1].line, 3);
  EXPECT_EQ(rows[1].cells, (std::vector<std::string>{"x", "y"}));
}

}  // namespace
}  // namespace gs::world
