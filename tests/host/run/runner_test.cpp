#include "host/run/runner.hpp"
#include <gtest/gtest.h>
#include <unistd.h>
#include <csignal>
#include <fstream>
#include "host/output/checkpoint.hpp"
#include "host/output/run_reader.hpp"
#include "host/run/signals.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/fake_engine.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

class Runner : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_runner_" + std::to_string(getpid()));
    fs::create_directories(folder_);
    request_.backend = Backend::cpu;
    request_.output = folder_ / "out.h5";
    request_.params.clock.warmup = day;
    request_.params.members.count = 100;
    request_.labels.config_sha256 = "abc";
  }
  void TearDown() override {
    clear_stop();
    fs::remove_all(folder_);
  }
  RunResult go(test::FakeScript script = {}) {
    engine_ = std::make_unique<test::FakeEngine>(std::move(script));
    return run(request_, world_, *engine_);
  }
  fs::path folder_;
  RunRequest request_;
  WorldData world_ = test::tiny_world();
  std::unique_ptr<test::FakeEngine> engine_;
};

TEST_F(Runner, WritesEveryTickAndTheSummary) {
  RunResult const r = go();
  EXPECT_EQ(r.exit_code(), 0);
  output::RunReader const file(request_.output);
  EXPECT_EQ(file.rows(), 72);
  EXPECT_EQ(file.days(), 3);
  EXPECT_TRUE(file.end().complete);
  EXPECT_EQ(file.summary().size(), r.metrics.size());
}

TEST_F(Runner, ABrokenLawIsExitCodeOneWithItsName) {
  test::FakeScript leaks;
  leaks.lost_goods = 5;
  RunResult const r = go(leaks);
  EXPECT_EQ(r.exit_code(), 1);
  EXPECT_NE(r.broken_law.find("goods"), std::string::npos);
  EXPECT_NE(output::RunReader(request_.output).end().reason.find("goods"), std::string::npos);
}

TEST_F(Runner, ASignalStopsWithACheckpointThatCanBeResumed) {
  test::FakeScript interrupted;
  interrupted.on_step = [](std::int64_t tick) {
    if (tick == 30) std::raise(SIGTERM);
  };
  RunResult const r = go(interrupted);
  EXPECT_EQ(r.exit_code(), 75);
  EXPECT_EQ(r.ticks, 30);
  ASSERT_EQ(r.checkpoint, folder_ / "out.ckpt.h5");
  EXPECT_FALSE(output::RunReader(request_.output).end().complete);
  clear_stop();
  request_.resume = r.checkpoint;
  request_.output = folder_ / "rest.h5";
  RunResult const rest = go();
  EXPECT_EQ(rest.exit_code(), 0);
  EXPECT_EQ(rest.ticks, 42);
  EXPECT_EQ(rest.taken_over, 30);
  EXPECT_EQ(output::RunReader(request_.output).info().first_tick, 0);
  EXPECT_EQ(output::RunReader(request_.output).rows(), 72);
}

TEST_F(Runner, AResumedRunWithoutTheEarlierFileBeginsAtTheCheckpointAndSaysSo) {
  request_.checkpoint_every = 2 * day;
  go();
  fs::rename(folder_ / "out.h5", folder_ / "moved.h5");
  request_.resume = folder_ / "out.ckpt.h5";
  RunResult const rest = go();
  EXPECT_EQ(rest.taken_over, 0);
  EXPECT_NE(rest.not_taken_over.find("not there"), std::string::npos);
  EXPECT_EQ(output::RunReader(request_.output).info().first_tick, 48);
}

TEST_F(Runner, AResumedRunReplacesTheFileItGoesOnWithAndNoOther) {
  request_.checkpoint_every = 2 * day;
  go();
  request_.resume = folder_ / "out.ckpt.h5";
  EXPECT_EQ(go().taken_over, 48) << "the same name, without force: the new file holds what the old one did";
  request_.output = folder_ / "precious.h5";
  std::ofstream(request_.output) << "precious";
  EXPECT_THROW(go(), ConfigError);
}

TEST_F(Runner, ACheckpointInAnotherWorldIsRefused) {
  request_.checkpoint_every = day;
  go();
  request_.resume = folder_ / "out.ckpt.h5";
  world_.items.value[1] = 2001;
  try {
    go();
    FAIL() << "accepted";
  } catch (ConfigError const& error) { EXPECT_NE(std::string(error.what()).find("another world"), std::string::npos) << error.what(); }
}

//! Events ahead come with the saved state: giving the log again must not apply them twice, and another log is refused.
TEST_F(Runner, AResumedRunHasItsEventsOnce) {
  Event late;
  late.at = 60 * hour;
  late.kind = Event::Kind::close_site;
  request_.events = {late};
  request_.checkpoint_every = day;
  go();
  request_.resume = folder_ / "out.ckpt.h5";
  go();
  EXPECT_TRUE(engine_->injected.empty()) << "they are in the state that was loaded";
  EXPECT_NE(output::RunReader(request_.output).end().events_json.find("close_site"), std::string::npos);
  request_.events.clear();
  go();
  EXPECT_NE(output::RunReader(request_.output).end().events_json.find("close_site"), std::string::npos) << "the checkpoint knows them";
  request_.events = {late, late};
  EXPECT_THROW(go(), ConfigError);
}

TEST_F(Runner, ACheckpointOfAnotherConfigIsRefused) {
  request_.checkpoint_every = day;
  go();
  request_.resume = folder_ / "out.ckpt.h5";
  request_.output = folder_ / "other.h5";
  request_.labels.config_sha256 = "def";
  EXPECT_THROW(go(), ConfigError);
  EXPECT_FALSE(fs::exists(request_.output));
}

TEST_F(Runner, AnOutputThatExistsIsRefusedAndKept) {
  go();
  auto const size = fs::file_size(request_.output);
  EXPECT_THROW(go(), ConfigError);
  EXPECT_EQ(fs::file_size(request_.output), size);
  request_.force = true;
  EXPECT_EQ(go().exit_code(), 0);
}

TEST_F(Runner, StopsAfterTheTicksItWasGiven) {
  request_.ticks = 10;
  RunResult const r = go();
  EXPECT_EQ(r.ticks, 10);
  EXPECT_EQ(r.exit_code(), 0);
}

TEST_F(Runner, EventsReachTheEngineAndTheFile) {
  Event e;
  e.at = 5 * hour;
  e.kind = Event::Kind::supplier_down;
  e.what = 3;
  request_.events = {e};
  go();
  ASSERT_EQ(engine_->injected.size(), 1u);
  EXPECT_NE(output::RunReader(request_.output).end().events_json.find("supplier_down"), std::string::npos);
}

TEST_F(Runner, ReportsProgressToTheEnd) {
  Progress last;
  request_.on_progress = [&last](Progress const& p) { last = p; };
  go();
  EXPECT_EQ(last.tick, 72);
  EXPECT_EQ(last.ticks, 72);
}

TEST(BrokenLaw, NamesTheFirstThatDoesNotHold) {
  Audit a;
  EXPECT_EQ(broken_law(a), "");
  a.orders = 2;
  a.money = -1;
  EXPECT_EQ(broken_law(a).substr(0, 5), "money");
}

}  // namespace
}  // namespace gs::run
