//! Sweeps: what varies, which jobs come of it, and what stands in the folder afterwards.
#include "host/experiments/sweep.hpp"
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <fstream>
#include <sstream>
#include "kernels/core/errors.hpp"
#include "tests/host/experiments/small.hpp"

namespace gs::experiments {
namespace {
namespace fs = std::filesystem;
using testing::small_request;
using testing::TemporaryFolder;

TEST(Vary, ReadsListsAndRanges) {
  EXPECT_EQ(parse_vary("design=rigid,flexible").values, (std::vector<std::string>{"rigid", "flexible"}));
  EXPECT_EQ(parse_vary("wave.peak=lin(10,30,3)").values, (std::vector<std::string>{"10", "20", "30"}));
  EXPECT_EQ(parse_vary("wave.peak=log(1,1000,4)").values, (std::vector<std::string>{"1", "10", "100", "1000"}));
  EXPECT_EQ(parse_vary("policy.plant.review = lin(7 d, 28 d, 4)").values, (std::vector<std::string>{"7 d", "14 d", "21 d", "28 d"}));
  EXPECT_EQ(parse_vary("choice.heat=lin(0,0.3,4)").values, (std::vector<std::string>{"0", "0.1", "0.2", "0.3"})) << "no 0.30000000000000004";
}

TEST(Vary, RoundsWhatMustBeWhole) {
  EXPECT_EQ(parse_vary("wave.skus=log(1,50,3)").values, (std::vector<std::string>{"1", "7", "50"}));
  EXPECT_EQ(parse_vary("world.material_lead=lin(1 d,2 d,4)").values, (std::vector<std::string>{"1 d", "115200 s", "144000 s", "2 d"}));
}

TEST(Vary, RefusesWhatItCannotRead) {
  for (char const* wrong :
       {"", "peak", "=1", "a=lin(1)", "a=lin(1,2,3", "a=lin(1,x,3)", "a=log(0,2,3)", "a=lin(1 d,2 h,3)", "a=1,,2", "a=1,1", "a=lin(1,2,0)"})
    EXPECT_THROW(parse_vary(wrong), ConfigError) << wrong;
}

SweepRequest ask(std::vector<std::string> const& vary, Pattern pattern = Pattern::grid, std::int64_t points = 0) {
  SweepRequest q;
  q.base = small_request();
  for (std::string const& v : vary) q.vary.push_back(parse_vary(v));
  q.pattern = pattern, q.points = points;
  return q;
}

TEST(Sweep, GridHasEveryValueWithEveryOther) {
  SweepRequest q = ask({"design=rigid,flexible", "wave.show.peak=100,200,300"});
  q.replications = 2;
  auto const jobs = sweep_jobs(q);
  ASSERT_EQ(jobs.size(), 12u);
  EXPECT_EQ(to_string(jobs[0].at), "design=rigid wave.show.peak=100 replication=0");
  EXPECT_EQ(to_string(jobs[11].at), "design=flexible wave.show.peak=300 replication=1");
  EXPECT_EQ(jobs[0].request.seed, jobs[10].request.seed) << "points share their seeds";
  EXPECT_NE(jobs[0].request.seed, jobs[1].request.seed);
  auto const axes = sweep_axes(q, jobs);
  ASSERT_EQ(axes.axes.size(), 3u);
  EXPECT_EQ(axes.axes[0].texts, (std::vector<std::string>{"rigid", "flexible"}));
  EXPECT_EQ(axes.axes[1].numbers, (std::vector<double>{100, 200, 300}));
  EXPECT_EQ(axes.cells(), 12);
}

TEST(Sweep, PointsLieInsideTheirRanges) {
  for (Pattern const pattern : {Pattern::latin_hypercube, Pattern::sobol}) {
    SweepRequest const q = ask({"wave.show.peak=log(10,1000)", "wave.show.skus=lin(1,20)", "design=rigid,flexible"}, pattern, 16);
    auto const jobs = sweep_jobs(q);
    ASSERT_EQ(jobs.size(), 16u);
    int rigid = 0, below = 0;
    for (Job const& job : jobs) {
      double const peak = std::stod(coordinate(job, "wave.show.peak"));
      EXPECT_TRUE(peak >= 10.0 && peak <= 1000.0);
      below += peak < 100.0;
      EXPECT_EQ(coordinate(job, "wave.show.skus").find('.'), std::string::npos);
      rigid += coordinate(job, "design") == "rigid";
    }
    EXPECT_EQ(below, 8) << "half of the points below the geometric mean";
    EXPECT_EQ(rigid, 8);
    auto const axes = sweep_axes(q, jobs);
    EXPECT_EQ(axes.axes[0].name, "point");
    EXPECT_EQ(axes.along.size(), 3u);
  }
}

TEST(Sweep, TimesOfSeveralUnitsBecomeDays) {
  SweepRequest const q = ask({"policy.plant.review=12 h,7 d"});
  auto const axes = sweep_axes(q, sweep_jobs(q));
  EXPECT_EQ(axes.axes[0].numbers, (std::vector<double>{0.5, 7.0}));
  EXPECT_EQ(axes.axes[0].unit, "d");
}

TEST(Sweep, RefusesNonsense) {
  EXPECT_THROW(sweep_jobs(ask({})), ConfigError);
  EXPECT_THROW(sweep_jobs(ask({"wave.peak=1,2", "wave.peak=3,4"})), ConfigError);
  EXPECT_THROW(sweep_jobs(ask({"wave.peak=lin(1,2)"})), ConfigError) << "a grid needs the number of values";
  EXPECT_THROW(sweep_jobs(ask({"seed=1,2"})), ConfigError);
  EXPECT_THROW(sweep_jobs(ask({"wave.peak=lin(1,2)"}, Pattern::sobol, 0)), ConfigError);
}

std::string read(fs::path const& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

//! Exit code of a Python script of this folder, by a Python that has what it needs; its output is shown.
int python(std::string const& arguments) {
  std::string const script = std::string(GS_SOURCE_DIR) + "/tests/host/experiments/open_master.py ";
  int code = 77;
  for (char const* program : {"python3 ", "/usr/bin/python3 "}) {  // the second one is where the system's packages are
    if (code != 77 && code != 127) break;
    int const status = std::system(("cd / && " + (program + script) + arguments).c_str());
    code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  return code;
}

Options in(fs::path const& folder) {
  Options o;
  o.folder = folder, o.parallel = 2, o.backend = run::Backend::cpu;
  return o;
}

TEST(Sweep, MasterOpensInXarrayAndMissingRunsAreNaN) {
  TemporaryFolder const folder;
  SweepRequest q = ask({"policy.regional.z=1.0,2.0,3.0"});
  q.replications = 2;
  auto const jobs = sweep_jobs(q);
  auto outcomes = Ensemble(in(folder.path())).run(jobs);
  for (Outcome const& o : outcomes) ASSERT_EQ(o.state, State::done) << o.error;
  outcomes[3].state = State::failed, outcomes[3].error = "pulled, the \"plug\"";
  outcomes[4] = Outcome();
  SweepFiles const files = write_results(q, jobs, outcomes, in(folder.path()));
  EXPECT_EQ(files.note, "");
  std::string const csv = read(files.csv);
  EXPECT_EQ(csv.substr(0, csv.find(",wants")), "policy.regional.z,replication,seed,state,state_hash,error");
  EXPECT_NE(csv.find("\n2.0,1,8,failed,,\"pulled, the \"\"plug\"\"\",,"), std::string::npos) << csv.substr(0, 2000);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7);
  int const code = python("grid " + files.master.string() + " " + outcomes[1].file.string());
  if (code == 77 || code == 127) GTEST_SKIP() << "h5py or xarray is missing";
  EXPECT_EQ(code, 0);
}

TEST(Sweep, WhatDiffersBetweenRunsIsLeftToTheirFiles) {
  TemporaryFolder const folder;
  SweepRequest const q = ask({"design=rigid,flexible", "members=2k,4k"}, Pattern::latin_hypercube, 4);
  auto const jobs = sweep_jobs(q);
  auto const outcomes = Ensemble(in(folder.path())).run(jobs);
  SweepFiles const files = write_results(q, jobs, outcomes, in(folder.path()));
  EXPECT_NE(files.note.find("pool"), std::string::npos) << "the designs have other pools: " << files.note;
  int const code = python("points " + files.master.string());
  if (code == 77 || code == 127) GTEST_SKIP() << "h5py or xarray is missing";
  EXPECT_EQ(code, 0);
}

}  // namespace
}  // namespace gs::experiments
