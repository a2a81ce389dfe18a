//! Hand-out to workers and to processes: at once, dead children told, stops passed on.
#include "host/experiments/child.hpp"
#include <gtest/gtest.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <thread>
#include "host/experiments/crew.hpp"
#include "host/experiments/desk.hpp"
#include "host/experiments/ranks.hpp"
#include "host/run/signals.hpp"

namespace gs::experiments {
namespace {

void nothing(double) {}

//! Says in which process a job was done.
Outcome echo(std::int64_t job, Child::OnPart const&) {
  Outcome out;
  out.key = "k", out.state = State::done, out.seed = static_cast<std::uint64_t>(job);
  out.file = "/some/where/run.h5";
  out.ticks = getpid();
  return out;
}

TEST(Desk, AWorkerIsIdleAsSoonAsItsJobIsBack) {
  Desk desk(2);
  EXPECT_EQ(desk.idle(), 2);  // before any worker has come in
  desk.give(0), desk.give(1);
  EXPECT_EQ(desk.idle(), 0);
  EXPECT_EQ(desk.take(), 0);
  desk.put(0, {});
  EXPECT_EQ(desk.idle(), 1);  // the clerk must not wait until it asks again
}

TEST(Child, DoesJobAfterJobInOneOtherProcess) {
  Child child(echo);
  ASSERT_TRUE(child.start());
  Outcome const first = child.run(3, nothing), second = child.run(4, nothing);
  EXPECT_EQ(first.state, State::done);
  EXPECT_EQ(first.seed, 3u);
  EXPECT_EQ(second.seed, 4u);
  EXPECT_EQ(first.file, "/some/where/run.h5");
  EXPECT_NE(first.ticks, getpid());
  EXPECT_EQ(first.ticks, second.ticks);
}

TEST(Child, ThatDiesIsAFailedJobAndIsReplaced) {
  Child child([](std::int64_t job, Child::OnPart const& on_part) {
    if (job == 1) raise(SIGKILL);
    if (job == 2) _exit(9);
    return echo(job, on_part);
  });
  EXPECT_EQ(child.run(0, nothing).state, State::done);
  Outcome const killed = child.run(1, nothing);
  EXPECT_EQ(killed.state, State::failed);
  EXPECT_NE(killed.error.find("signal 9"), std::string::npos) << killed.error;
  EXPECT_NE(killed.error.find("--parallel"), std::string::npos) << killed.error;
  EXPECT_NE(child.run(2, nothing).error.find("exit code 9"), std::string::npos);
  EXPECT_EQ(child.run(3, nothing).seed, 3u);
}

TEST(Child, TellsHowFarItIs) {
  Child child([](std::int64_t job, Child::OnPart const& on_part) {
    for (int k = 1; k <= 3; ++k) std::this_thread::sleep_for(std::chrono::milliseconds(110)), on_part(0.25 * k);
    return echo(job, on_part);
  });
  std::vector<double> parts;
  EXPECT_EQ(child.run(0, [&](double part) { parts.push_back(part); }).state, State::done);
  EXPECT_EQ(parts, (std::vector<double>{0.25, 0.5, 0.75}));
}

TEST(Child, HeedsItsParentAndNotTheTerminal) {
  run::StopSignals const guard;
  Child child([](std::int64_t job, Child::OnPart const& on_part) {
    Outcome out = echo(job, on_part);
    if (job == 0) raise(SIGINT), raise(SIGTERM), raise(SIGTERM);  // as to the whole group
    for (int k = 0; job == 1 && k < 1000 && run::stop_requested() == 0; ++k) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (run::stop_requested() != 0) out.state = State::waiting;
    return out;
  });
  EXPECT_EQ(child.run(0, nothing).state, State::done);
  raise(SIGTERM);
  Outcome const out = child.run(1, nothing);
  run::clear_stop();
  EXPECT_EQ(out.state, State::waiting) << out.error;
}

TEST(Crew, HandsEveryJobToSomebody) {
  for (bool const processes : {false, true}) {
    Desk desk(3);
    Crew const crew(desk, 3, processes, echo);
    for (int job = 0; job < 20; ++job) desk.give(job);
    std::uint64_t sum = 0;
    for (std::size_t n = 0; n < 20;)
      for (auto const& [job, outcome] : desk.collect(100)) {
        sum += outcome.seed, ++n;
        EXPECT_EQ(outcome.ticks != getpid(), processes);
      }
    EXPECT_EQ(sum, 190u);
    desk.close();
  }
}

//! Wall-clock time of a job beside itself [ms], two workers and `jobs` jobs that only sleep: other work on the machine hardly matters.
double hand_out_ms(bool processes, int jobs) {
  using Clock = std::chrono::steady_clock;
  auto const run = [](std::int64_t job, Child::OnPart const& on_part) {
    auto const start = Clock::now();
    std::this_thread::sleep_for(std::chrono::milliseconds(job % 2 == 0 ? 12 : 31));  // out of step
    Outcome out = echo(job, on_part);
    out.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return out;
  };
  Desk desk(2);
  Crew const crew(desk, 2, processes, run);
  double asleep = 0.0;
  Work work;
  for (std::int64_t j = 0; j < jobs; ++j) work.todo.push_back(j);
  work.finished = [&](std::int64_t, Outcome outcome) { asleep += outcome.seconds; };
  work.stop = [] { return false; };
  work.look = [](std::int64_t) {};
  auto const start = Clock::now();
  Ranks().hand_out(desk, work);
  return 1e3 * (2.0 * std::chrono::duration<double>(Clock::now() - start).count() - asleep) / jobs;
}

TEST(HandOut, TakesAFewMillisecondsAtMost) {
  for (bool const processes : {false, true}) {
    double const ms = std::min(hand_out_ms(processes, 40), hand_out_ms(processes, 40));
    RecordProperty(processes ? "processes_ms" : "threads_ms", std::to_string(ms));
    EXPECT_LT(ms, 10.0) << (processes ? "processes" : "threads");
  }
}

}  // namespace
}  // namespace gs::experiments
