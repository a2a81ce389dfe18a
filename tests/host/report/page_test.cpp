//! Whole pages: well-formed, alone in the world, and their numbers are those of the files.
#include <gtest/gtest.h>
#include <cmath>
#include "host/output/master.hpp"
#include "host/run/show.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/report/made.hpp"
#include "tests/host/report/markup.hpp"

namespace gs::report {
namespace {

constexpr std::size_t megabyte = 1 << 20;

//! Nothing is fetched and nothing runs; links stay inside the page.
void expect_self_contained(std::string const& html) {
  Parsed const p = parsed(html);
  ASSERT_EQ(p.error, "");
  EXPECT_LT(html.size(), megabyte);
  EXPECT_EQ(count_of(p, "script"), 0);
  EXPECT_EQ(html.find("url("), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
  std::map<std::string, int> ids;
  for (Element const& e : p.elements)
    if (e.attributes.contains("id")) { EXPECT_EQ(++ids[e.attributes.at("id")], 1) << "an id twice"; }
  for (Element const& e : p.elements) {
    EXPECT_FALSE(e.attributes.contains("src")) << e.name;
    EXPECT_NE(e.name, "link");
    if (!e.attributes.contains("href")) continue;
    EXPECT_TRUE(e.attributes.at("href").starts_with('#')) << e.attributes.at("href");
    EXPECT_TRUE(ids.contains(e.attributes.at("href").substr(1))) << e.attributes.at("href");
  }
}

TEST(Page, OfARunShowsTheNumbersOfItsFile) {
  auto const path = run_file("flexible");
  std::string const html = page_of({path});
  expect_self_contained(html);
  output::RunReader const reader(path);
  int compared = 0;
  for (output::Metric const& m : reader.summary()) {
    auto const cells = cells_of(html.substr(html.find("All figures</h2>")), m.name);
    ASSERT_EQ(cells.size(), 4u) << m.name;
    EXPECT_EQ(cells[0], m.name);
    EXPECT_EQ(cells[1], escaped(m.unit));
    std::string const shown = run::show_value({m.name, run::find_metric(m.name), m.value, ""});
    EXPECT_EQ(cells[2], shown.starts_with('-') ? "−" + shown.substr(1) : shown) << m.name;
    ++compared;
  }
  EXPECT_GT(compared, 60);
  auto const info = reader.info();
  for (std::string const& part : {std::to_string(info.seed), info.config_sha256, info.version, std::string("3,000")})
    EXPECT_NE(html.find(part), std::string::npos) << part;
}

TEST(Page, OfARunHasEverySection) {
  std::string const html = page_of({run_file("flexible")});
  for (char const* title : {"Key findings", "Scorecard", "Over time", "The largest wave", "Attention by channel", "What ran out", "Where", "Capacity",
                            "The chain", "Money", "All figures", "How it was made"})
    EXPECT_NE(html.find(std::string(title)), std::string::npos) << title;
  Parsed const p = parsed(html);
  EXPECT_GE(count_of(p, "svg"), 18);
  EXPECT_GE(count_of(p, "desc"), count_of(p, "svg"));
  EXPECT_NE(html.find(">show</text>"), std::string::npos) << "the wave is marked";
}

TEST(Page, OfARunAddsUpItsDays) {
  auto const path = run_file("flexible");
  RunData const d = read_run(path);
  output::RunReader const reader(path);
  auto const wants = reader.integers("wants"), measured = reader.integers("measured"), looks = reader.integers("channel_looks"),
             zones = reader.integers("zone_wants");
  double by_tick = 0.0, by_day = 0.0, by_zone = 0.0, in_windows = 0.0, brought = 0.0, in_strip = 0.0;
  std::size_t const channels = d.axes.channels.size(), places = d.axes.zones.size();
  for (std::size_t r = 0; r < wants.size(); ++r) {
    if (measured[r] == 0) continue;
    by_tick += static_cast<double>(wants[r]);
    for (std::size_t c = 0; c < channels; ++c) brought += static_cast<double>(looks[r * channels + c]);
    for (std::size_t z = 0; z < places; ++z) by_zone += static_cast<double>(zones[r * places + z]);
  }
  for (double const v : d.days.rate.at("wants")) by_day += v;
  for (auto const& c : d.looks)
    for (double const v : c) in_strip += v;
  for (ZoneWindow const& w : d.windows)
    for (double const v : w.wants) in_windows += v;
  EXPECT_NEAR(by_day, by_tick, 1e-6 * by_tick) << "six whole days";
  EXPECT_EQ(in_strip, brought);
  EXPECT_GT(in_windows, 0.0);
  EXPECT_LE(in_windows, by_zone);
  EXPECT_NEAR(d.booked.back(), d.value("revenue") - d.value("cost.all"), 1.0) << "what is booked is revenue less costs";
  ASSERT_TRUE(d.zoom.has_value());
  EXPECT_EQ(d.zoom->label, "show");
}

TEST(Page, OfTwoRunsShowsDifferences) {
  auto const a = run_file("rigid"), b = run_file("flexible");
  std::string const html = page_of({a, b});
  expect_self_contained(html);
  EXPECT_NE(html.find("<h1>livestream_pulse: rigid against flexible</h1>"), std::string::npos);
  RunData const x = read_run(a), y = read_run(b);
  auto const cells = cells_of(html.substr(html.find("All figures</h2>")), "inventory_value.all");
  ASSERT_EQ(cells.size(), 8u);
  EXPECT_EQ(cells[2], run::with_commas(std::llround(x.value("inventory_value.all"))));
  EXPECT_EQ(cells[3], run::with_commas(std::llround(y.value("inventory_value.all"))));
  double const difference = y.value("inventory_value.all") - x.value("inventory_value.all");
  EXPECT_EQ(cells[4], (difference > 0 ? "+" : "−") + run::with_commas(std::llround(std::fabs(difference))));
  EXPECT_EQ(cells[6], difference < 0 ? "better" : "worse");
  EXPECT_NE(html.find("One seed each"), std::string::npos) << "it says that there is no interval";
}

TEST(Page, SaysWhenRunsCannotBeSetBesideEachOther) {
  auto const other = folder() / "small.h5";
  if (!std::filesystem::exists(other)) run::run(test::small_run("rigid", other, 2000));
  std::string const html = page_of({run_file("flexible"), other});
  EXPECT_NE(html.find("different worlds"), std::string::npos);
}

TEST(Page, OfAComparison) {
  std::string const html = page_of({written("compare.jsonl", compare_lines)});
  expect_self_contained(html);
  auto const cells = cells_of(html, "lost_sales");
  ASSERT_EQ(cells.size(), 10u);
  EXPECT_EQ(cells[2], "167,402");
  EXPECT_EQ(cells[3], "27,341");
  EXPECT_EQ(cells[4], "−140,061");
  EXPECT_EQ(cells[5], "−150,000 … −130,000");
  EXPECT_EQ(cells[8], "better: lower by 84 %");
  EXPECT_NE(html.find("not tuned: rigid, flexible"), std::string::npos);
  EXPECT_NE(html.find("groundswell compare &lt;x&gt; &amp; y"), std::string::npos);
  EXPECT_NE(html.find("16, 0 not done, results hash beef"), std::string::npos);
}

TEST(Page, OfAStressTest) {
  std::string const html = page_of({written("stress.jsonl", stress_lines)});
  expect_self_contained(html);
  auto const cells = cells_of(html, "breaks at");
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(cells[1], "1,235");
  EXPECT_EQ(cells[2], "holds at the end of the range");
  EXPECT_EQ(cells_of(html, "95 % interval")[1], "1,000 … 1,500");
  EXPECT_EQ(cells_of(html, "time to recover")[1], "at least 3.5 d");
  EXPECT_NE(html.find("3.10 times"), std::string::npos);
  EXPECT_NE(html.find("BREAKS"), std::string::npos);
}

output::MasterInfo master_info() {
  output::MasterInfo info;
  info.run.scenario = "livestream_pulse", info.run.version = "0.1.0", info.run.config_text = "x = 1", info.run.seed = 5, info.run.members = 2000;
  info.results_hash = "cafe";
  return info;
}

TEST(Page, OfASweepOverTwoAxes) {
  output::MasterAxes axes;
  axes.axes = {{"wave.peak", "", "", {100, 200, 400}, {}}, {"design", "", "", {}, {"rigid", "flexible"}}, {"replication", "", "", {0, 1}, {}}};
  std::vector<output::MasterCell> cells;
  for (int k = 0; k < 12; ++k) {
    output::MasterCell& c = cells.emplace_back();
    c.state = k == 11 ? 2 : 1, c.seed = static_cast<std::uint64_t>(k % 2);
    if (k != 11) c.metrics = {{"service", "1", 0.9 + 0.005 * k, "served"}, {"margin", "CNY", 1000.0 * k, "left over"}};
  }
  auto const path = folder() / "results.h5";
  output::write_master(path, axes, cells, master_info());
  SweepData const sweep{path, output::read_master(path)};
  EXPECT_EQ(sweep.master.axes.axes[0].numbers, (std::vector<double>{100, 200, 400}));
  EXPECT_EQ(sweep.master.value(3, 0), 0.9 + 0.005 * 3);
  std::string const html = page_of({path});
  expect_self_contained(html);
  EXPECT_NE(html.find("design rigid</text>"), std::string::npos) << "a line a design";
  EXPECT_NE(html.find("1 runs failed"), std::string::npos);
  EXPECT_NE(html.find("0.903 (0.900 … 0.905)"), std::string::npos) << "mean and spread of the first point";
}

TEST(Page, OfPointsOfAHypercube) {
  output::MasterAxes axes;
  axes.axes = {{"point", "", "", {0, 1, 2, 3}, {}}, {"replication", "", "", {0}, {}}};
  axes.along = {{"wave.peak", "", "", {120, 340, 560, 1000}, {}}};
  std::vector<output::MasterCell> cells(4);
  for (int k = 0; k < 4; ++k) cells[static_cast<std::size_t>(k)] = {{}, 1, 1, 2, {{"service", "1", 0.99 - 0.01 * k, ""}}};
  auto const path = folder() / "points.h5";
  output::write_master(path, axes, cells, master_info());
  std::string const html = page_of({path});
  expect_self_contained(html);
  EXPECT_NE(html.find("Over wave.peak"), std::string::npos);
}

TEST(Page, OfMixedResultsHasASectionEach) {
  std::string const html = page_of({written("claims.jsonl", other_lines), run_file("rigid"), written("stress.jsonl", stress_lines)});
  expect_self_contained(html);
  EXPECT_NE(html.find("Measured effects as shares of the claimed ones"), std::string::npos);
  EXPECT_EQ(cells_of(html, "utilisation")[5], "−0.1");
  EXPECT_EQ(cells_of(html, "pool")[1], "−1,000,000");
  std::size_t before = 0;
  for (char const* title : {"Key findings</h2>", "Stress test: wave.peak</h2>", "Claims from practice</h2>", "Levers of flexible"}) {
    std::size_t const at = html.find(title, before);
    ASSERT_NE(at, std::string::npos) << title;
    before = at;
  }
}

TEST(Page, TakesFieldsOfOtherTypesAsMissing) {
  std::string lines = stress_lines;
  for (auto const& [from, to] :
       {std::pair{"1234.5", "\"many\""}, {"\"geometric\":true", "\"geometric\":7"}, {"[0.5,0.91]", "[null]"}, {"[0.0,0.98]", "3"}})
    lines.replace(lines.find(from), std::string(from).size(), to);
  EXPECT_EQ(parsed(page_of({written("odd.jsonl", lines)})).error, "");
}

TEST(Refused, SaysWhatToGive) {
  auto const why = [](std::filesystem::path const& path) -> std::string {
    try {
      read_results({path});
      return "";
    } catch (ConfigError const& x) { return x.what(); }
  };
  std::filesystem::create_directories(folder() / "empty");
  EXPECT_NE(why(folder() / "nowhere.h5").find("there is no such file"), std::string::npos);
  EXPECT_NE(why(folder() / "empty").find("no results.h5"), std::string::npos);
  EXPECT_NE(why(written("notes.txt", "hello\n")).find("neither HDF5 nor JSON"), std::string::npos);
  EXPECT_NE(why(written("nothing.jsonl", "")).find("no result in it"), std::string::npos);
  EXPECT_NE(why(written("run.jsonl", R"({"type":"result","metrics":{},"file":"OUT.h5"})")).find("OUT.h5"), std::string::npos);
  EXPECT_NE(why(written("sweep.jsonl", R"({"type":"result","experiment":"sweep"})")).find("results.h5"), std::string::npos);
  EXPECT_NE(why(written("tune.jsonl", R"({"type":"result","experiment":"tune"})")).find("no report of 'tune'"), std::string::npos);
  EXPECT_NE(why(written("broken.h5", "\x89HDF\r\n and then nothing")), "");
  for (char const* name : {"nowhere.h5", "notes.txt"}) EXPECT_NE(why(folder() / name).find("give a run's OUT.h5"), std::string::npos);
}

}  // namespace
}  // namespace gs::report
