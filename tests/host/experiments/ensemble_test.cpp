//! Many runs: the same results however many at a time, in parts, resumed; failures kept; nothing run twice.
#include "host/experiments/ensemble.hpp"
#include <gtest/gtest.h>
#include <cmath>
#include <csignal>
#include "host/run/runner.hpp"
#include "host/run/signals.hpp"
#include "kernels/core/errors.hpp"
#include "tests/host/experiments/small.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;
using testing::small_jobs;
using testing::TemporaryFolder;

std::vector<std::string> const designs = {"rigid", "flexible"};

Options on(int parallel, fs::path const& folder = {}) {
  Options o;
  o.parallel = parallel, o.folder = folder, o.backend = run::Backend::cpu;
  return o;
}
std::string hash_of(Options const& o, std::vector<Job> const& jobs) { return results_hash(Ensemble(o).run(jobs)); }

TEST(Ensemble, GivesTheSameBitsForAnyNumberAtATime) {
  auto const jobs = small_jobs(designs, 2);
  std::string const one = hash_of(on(1), jobs);
  EXPECT_EQ(one, hash_of(on(4), jobs));
  Options threads = on(2);
  threads.threads = 2;
  EXPECT_EQ(one, hash_of(threads, jobs));
}

TEST(Ensemble, GivesWhatASingleRunGives) {
  auto const jobs = small_jobs({"rigid"}, 1);
  auto const outcomes = Ensemble(on(1)).run(jobs);
  run::RunRequest ask;
  ask.params = config::load(jobs[0].request).params;
  ask.backend = run::Backend::cpu;
  run::RunResult const alone = run::run(ask);
  ASSERT_EQ(outcomes[0].state, State::done) << outcomes[0].error;
  EXPECT_EQ(outcomes[0].state_hash, alone.state_hash);
  EXPECT_EQ(outcomes[0].value("service"), run::value_of(alone.metrics, "service"));
}

TEST(Ensemble, DifferentLuckGivesAnotherHash) {
  auto jobs = small_jobs({"rigid"}, 1);
  std::string const one = hash_of(on(1), jobs);
  jobs[0].request.seed = 8;
  EXPECT_NE(one, hash_of(on(1), jobs));
}

TEST(Ensemble, GoesOnWhereItWasKilled) {
  auto const jobs = small_jobs(designs, 2);
  std::string const whole = hash_of(on(2), jobs);
  TemporaryFolder const folder;
  Ensemble(on(1, folder.path())).run({jobs.begin(), jobs.begin() + 3});
  {  // the kill tore the last line, and left a partial file
    fs::path const manifest = folder.path() / "manifest.jsonl";
    fs::resize_file(manifest, fs::file_size(manifest) - 20);
  }
  EXPECT_THROW(Ensemble(on(1, folder.path())), ConfigError);
  Options o = on(2, folder.path());
  o.resume = true;
  Ensemble again(o);
  auto const outcomes = again.run(jobs);
  EXPECT_EQ(results_hash(outcomes), whole);
  EXPECT_TRUE(outcomes[0].reused && outcomes[1].reused);
  EXPECT_FALSE(outcomes[2].reused || outcomes[3].reused);
  for (Outcome const& outcome : outcomes) EXPECT_TRUE(fs::exists(outcome.file)) << outcome.file;
}

TEST(Ensemble, ShardsAddUpToTheWhole) {
  auto const jobs = small_jobs(designs, 2);
  TemporaryFolder const folder;
  for (int i : {1, 2, 3}) {
    Options o = on(1, folder.path());
    o.shard = {i, 3}, o.files = false;
    auto const part = Ensemble(o).run(jobs);
    EXPECT_EQ(part[static_cast<std::size_t>(i - 1)].state, State::done);
    EXPECT_EQ(part[static_cast<std::size_t>(i % 3)].state, State::waiting);
  }
  Options o = on(1, folder.path());
  o.resume = true, o.files = false;
  auto const all = Ensemble(o).run(jobs);
  for (Outcome const& outcome : all) EXPECT_TRUE(outcome.reused);
  EXPECT_EQ(results_hash(all), hash_of(on(2), jobs));
}

TEST(Ensemble, KeepsTheRestWhenAMemberFails) {
  auto jobs = small_jobs({"rigid"}, 3);
  TemporaryFolder const folder;
  Options o = on(2, folder.path());
  auto const first = Ensemble(o).run({jobs[1]});
  fs::remove(first[0].file);
  fs::create_directories(first[0].file / "in the way");  // its file cannot be written
  o.force = true;
  Ensemble ensemble(o);
  auto const outcomes = ensemble.run(jobs);
  EXPECT_EQ(outcomes[1].state, State::failed);
  EXPECT_NE(outcomes[1].error, "");
  EXPECT_EQ(outcomes[0].state, State::done);
  EXPECT_EQ(outcomes[2].state, State::done);
  EXPECT_EQ(ensemble.exit_code(), 4);
  EXPECT_TRUE(std::isnan(outcomes[1].value("service")));
}

TEST(Ensemble, TellsAWrongConfigBeforeAnythingRuns) {
  auto jobs = small_jobs({"rigid"}, 2);
  jobs[1].request.sets.push_back("policy.plnt.z=2");
  TemporaryFolder const folder;
  Ensemble ensemble(on(1, folder.path()));
  try {
    ensemble.run(jobs);
    FAIL();
  } catch (ConfigError const& x) {
    EXPECT_NE(std::string(x.what()).find("plant"), std::string::npos);          // did you mean
    EXPECT_NE(std::string(x.what()).find("replication=1"), std::string::npos);  // which run
  }
  EXPECT_TRUE(fs::is_empty(folder.path() / "runs"));
}

TEST(Ensemble, RunsAKeyOnce) {
  auto jobs = small_jobs({"rigid"}, 1);
  jobs.push_back(jobs[0]);
  int runs = 0;
  Options o = on(1);
  o.on_progress = [&runs](EnsembleProgress const& p) { runs = static_cast<int>(p.total); };
  Ensemble ensemble(o);
  auto const first = ensemble.run(jobs), second = ensemble.run(jobs);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(first[1].state_hash, second[0].state_hash);
}

TEST(Ensemble, StopsOnASignalAndKeepsWhatIsDone) {
  auto const jobs = small_jobs({"rigid"}, 40);
  TemporaryFolder const folder;
  Options o = on(1, folder.path());
  bool sent = false;
  o.on_progress = [&sent](EnsembleProgress const& p) {
    if (p.done >= 2 && !sent) raise(SIGTERM), sent = true;
  };
  Ensemble ensemble(o);
  auto const outcomes = ensemble.run(jobs);
  run::clear_stop();
  if (!sent) GTEST_SKIP() << "all runs were over between two looks";
  EXPECT_EQ(outcomes[0].state, State::done);
  EXPECT_EQ(outcomes[39].state, State::waiting);
  EXPECT_EQ(ensemble.exit_code(), 75);
}

TEST(Shard, IsReadStrictly) {
  EXPECT_EQ(parse_shard("2/8").index, 2);
  for (char const* wrong : {"", "0/2", "3/2", "1/2x", "a/b", "1"}) EXPECT_THROW(parse_shard(wrong), ConfigError) << wrong;
}

}  // namespace
}  // namespace gs::experiments
