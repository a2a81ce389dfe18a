//! A run stopped at any tick and resumed, with other threads, has the hashes and the file of one that was never stopped.
#include <gtest/gtest.h>
#include <unistd.h>
#include <csignal>
#include "host/run/signals.hpp"
#include "host/world/world.hpp"
#include "kernels/core/errors.hpp"
#include "tests/support/same_file.hpp"
#include "tests/support/small_run.hpp"

namespace gs::run {
namespace {
namespace fs = std::filesystem;

//! The engine, and a signal after some ticks: what a batch system sends before it kills.
class Interrupted final : public Engine {
 public:
  Interrupted(std::unique_ptr<Engine> inner, std::int64_t at) : inner_(std::move(inner)), at_(at) {}
  void step() override {
    inner_->step();
    if (inner_->tick() == at_) std::raise(SIGTERM);
  }
  Seconds now() const override { return inner_->now(); }
  std::int64_t tick() const override { return inner_->tick(); }
  bool finished() const override { return inner_->finished(); }
  std::int64_t ticks_left() const override { return inner_->ticks_left(); }
  SeriesBlock take_series() override { return inner_->take_series(); }
  Snapshot snapshot() override { return inner_->snapshot(); }
  Totals totals() override { return inner_->totals(); }
  MemberRow member(std::uint64_t id) override { return inner_->member(id); }
  SupplierView supplier(std::uint32_t id) override { return inner_->supplier(id); }
  Audit audit() override { return inner_->audit(); }
  std::uint64_t state_hash() override { return inner_->state_hash(); }
  std::vector<TableHash> table_hashes() override { return inner_->table_hashes(); }
  void inject(Event const& e) override { inner_->inject(e); }
  void save(StateSink& sink) override { inner_->save(sink); }
  void load(StateSource& source) override { inner_->load(source); }
  MemoryUse memory() const override { return inner_->memory(); }
  std::vector<StageTime> stage_times() const override { return inner_->stage_times(); }
  void reset_stage_times() override { inner_->reset_stage_times(); }
  std::string device() const override { return inner_->device(); }

 private:
  std::unique_ptr<Engine> inner_;
  std::int64_t at_;
};

class Resume : public testing::TestWithParam<char const*> {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("groundswell_resume_" + std::string(GetParam()) + std::to_string(getpid()));
    fs::create_directories(folder_);
    request_ = test::small_run(GetParam(), folder_ / "whole.h5");
    request_.events = test::small_events();
    world_ = world::make_world(request_.params);
  }
  void TearDown() override {
    clear_stop();
    fs::remove_all(folder_);
  }
  //! Runs on until a signal at `tick` (never: -1), going on from `resume` if there is one.
  RunResult go(fs::path const& output, std::int64_t tick, fs::path const& resume = {}, int threads = 1) {
    clear_stop();
    RunRequest q = request_;
    q.output = output, q.resume = resume, q.params.threads = threads;
    Interrupted engine(make_engine(Backend::cpu, q.params, world_), tick);
    return run(q, world_, engine);
  }
  fs::path folder_;
  RunRequest request_;
  WorldData world_;
};

TEST_P(Resume, AnywhereGivesTheSameHashesAndTheSameFile) {
  RunResult const whole = go(folder_ / "whole.h5", -1);
  ASSERT_EQ(whole.exit_code(), 0) << whole.broken_law;
  output::RunReader const expected(folder_ / "whole.h5");
  ASSERT_GT(whole.ticks, 250);
  // the first tick, before and after a day's end, the end of a block of rows, inside the fine ticks of the show, the last tick but one
  for (std::int64_t const stop : {std::int64_t{1}, std::int64_t{23}, std::int64_t{24}, std::int64_t{100}, std::int64_t{230}, whole.ticks - 1}) {
    SCOPED_TRACE(testing::Message() << "stopped after tick " << stop);
    fs::path const file = folder_ / ("at" + std::to_string(stop) + ".h5");
    RunResult const first = go(file, stop);
    ASSERT_EQ(first.exit_code(), 75);
    ASSERT_EQ(first.checkpoint, checkpoint_path(file));
    RunResult const rest = go(file, -1, first.checkpoint, 2);
    ASSERT_EQ(rest.exit_code(), 0) << rest.broken_law;
    EXPECT_EQ(rest.state_hash, whole.state_hash);
    EXPECT_EQ(rest.taken_over, stop) << rest.not_taken_over;
    output::RunReader const resumed(file);
    EXPECT_EQ(test::first_difference(resumed, expected), "");
    EXPECT_EQ(resumed.info().first_tick, 0);
    EXPECT_EQ(resumed.end().ticks_done, whole.ticks);
    EXPECT_TRUE(resumed.end().complete);
    EXPECT_EQ(resumed.end().events_json, expected.end().events_json);
  }
}

TEST_P(Resume, TwiceInARowIsStillTheSame) {
  RunResult const whole = go(folder_ / "whole.h5", -1);
  fs::path const file = folder_ / "thrice.h5";
  fs::path const one = go(file, 57).checkpoint;
  fs::path const two = go(file, 190, one, 2).checkpoint;
  RunResult const rest = go(file, -1, two);
  EXPECT_EQ(rest.state_hash, whole.state_hash);
  EXPECT_EQ(test::first_difference(output::RunReader(file), output::RunReader(folder_ / "whole.h5")), "");
}

INSTANTIATE_TEST_SUITE_P(Designs, Resume, testing::Values("rigid", "flexible"), [](auto const& info) { return std::string(info.param); });

}  // namespace
}  // namespace gs::run
