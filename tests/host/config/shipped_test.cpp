//! Every file in configs/ loads, says what it is, and survives a round trip through its dump.
#include "tests/host/config/scratch.hpp"

namespace gs::config::test {
namespace {

std::filesystem::path shipped() { return std::filesystem::path(GS_SOURCE_DIR) / "configs"; }

//! Every scenario with every design.
std::vector<Request> all_runs() {
  std::vector<Request> runs;
  for (Entry const& scenario : list(Folder::scenarios, shipped()))
    for (Entry const& design : list(Folder::designs, shipped())) {
      Request request;
      request.root = shipped(), request.scenario = scenario.name, request.design = design.name;
      runs.push_back(request);
    }
  return runs;
}

TEST(Shipped, FilesDescribeThemselvesInOneLine) {
  for (Folder folder : {Folder::scenarios, Folder::designs, Folder::worlds, Folder::industries})
    for (Entry const& entry : list(folder, shipped())) {
      EXPECT_GT(entry.description.size(), 20u) << entry.path;
      EXPECT_EQ(entry.description.find('\n'), std::string::npos) << entry.path;
    }
  EXPECT_GE(list(Folder::scenarios, shipped()).size(), 4u);
  EXPECT_GE(list(Folder::designs, shipped()).size(), 2u);
  EXPECT_GE(list(Folder::worlds, shipped()).size(), 2u);
}

TEST(Shipped, FilesPassTheirOwnCheck) {
  for (Folder folder : {Folder::scenarios, Folder::designs, Folder::worlds, Folder::industries})
    for (Entry const& entry : list(folder, shipped())) EXPECT_NO_THROW(check(entry.path)) << entry.path;
}

TEST(Shipped, RunsLoadWithoutWarning) {
  for (Request const& request : all_runs()) {
    EXPECT_EQ(text_of(request), "") << request.scenario << " " << request.design;
    for (std::string const& warning : load(request).warnings) ADD_FAILURE() << request.scenario << " " << request.design << ": " << warning;
  }
}

TEST(Shipped, EveryScenarioClaimsSomethingAndSaysWhy) {
  for (Entry const& scenario : list(Folder::scenarios, shipped())) {
    Request request;
    request.root = shipped(), request.scenario = scenario.name;
    auto const run = load(request);
    EXPECT_FALSE(run.expects.empty()) << scenario.name;
    for (Expect const& expect : run.expects) EXPECT_FALSE(expect.why.empty()) << to_string(expect.origin);
    EXPECT_NO_THROW(load(short_run(request, run))) << scenario.name;
  }
}

TEST(Shipped, DumpsReadBackAsTheSameRun) {
  for (Request const& request : all_runs()) {
    auto const run = load(request);
    Scratch scratch;
    auto const file = scratch.root() / "scenarios" / "dumped.toml";
    for (std::string const& text : {run.text, dump(run)}) {
      std::ofstream(file) << text;
      Request again;
      again.root = shipped(), again.scenario = file.string();
      auto const back = load(again);
      EXPECT_EQ(back.text, run.text) << request.scenario << " " << request.design;
      EXPECT_EQ(back.sha256, run.sha256);
      EXPECT_EQ(back.params.scenario, run.params.scenario);
      EXPECT_EQ(back.params.design.name, run.params.design.name);
      EXPECT_EQ(std::filesystem::weakly_canonical(back.params.trace_file), std::filesystem::weakly_canonical(run.params.trace_file));
    }
  }
}

TEST(Shipped, TheMarketAddsUp) {
  Request request;
  request.root = shipped(), request.world = "market";
  auto const run = load(request);
  EXPECT_EQ(run.params.members.count, 1'000'000);
  ASSERT_EQ(run.params.channels.size(), 10u);
  double share = 0.0;
  std::array<int, count_of<Platform>> platforms{};
  for (ChannelParams const& channel : run.params.channels) share += channel.share, ++platforms[at(channel.platform)];
  EXPECT_NEAR(share, 1.0, 1e-12);
  for (int platform = 0; platform < count_of<Platform>; ++platform) EXPECT_GT(platforms[platform], 0) << platform_names[platform];
}

TEST(Shipped, DesignsAreWhatTheirNamesSay) {
  Request request;
  request.root = shipped(), request.scenario = "livestream_pulse", request.design = "rigid";
  auto const rigid = load(request).params.design;
  EXPECT_FALSE(rigid.sensing || rigid.modular || rigid.elastic || rigid.network || rigid.pooled);
  EXPECT_EQ(rigid.plant.review, 28 * day);
  EXPECT_EQ(rigid.plant.forecast, ForecastKind::moving_average);
  request.design = "flexible";
  auto const flexible = load(request).params.design;
  EXPECT_TRUE(flexible.sensing && flexible.modular && flexible.elastic && flexible.network && flexible.pooled);
  for (LeverCost const& cost : {flexible.sensing_cost, flexible.modular_cost, flexible.elastic_cost, flexible.network_cost, flexible.pooled_cost}) {
    EXPECT_GT(cost.invest, 0) << "a lever without a cost (MODEL 0.3)";
    EXPECT_GT(cost.per_day, 0);
  }
}

}  // namespace
}  // namespace gs::config::test
