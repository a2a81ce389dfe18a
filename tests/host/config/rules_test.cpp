//! Rules between values, each broken alone.
#include "tests/host/config/scratch.hpp"

namespace gs::config::test {
namespace {

constexpr char const* good =
    "[[channel]]\nname = \"search\"\nshare = 1.0\n[trace]\n[clock]\nwarmup = \"140 d\"\nlength = \"100 d\"\n"
    "[[wave]]\nname = \"show\"\nchannel = \"search\"\nstart = \"1 d 20 h\"\n";

struct Case {
  char const* set;
  char const* message;
};
class BrokenRule : public ::testing::TestWithParam<Case> {};

TEST_P(BrokenRule, IsReportedAlone) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  ASSERT_EQ(text_of(scratch.ask()), "");
  Request ask = scratch.ask();
  ask.sets = {GetParam().set};
  auto const problems = problems_of(ask);
  ASSERT_EQ(problems.size(), 1u) << text_of(ask);
  EXPECT_EQ(problems[0].message, GetParam().message);
  EXPECT_FALSE(problems[0].hint.empty());
  EXPECT_GT(problems[0].where.line, 0) << "points nowhere";
}

INSTANTIATE_TEST_SUITE_P(
    Every, BrokenRule,
    ::testing::Values(Case{"clock.fine_tick=7 min", "clock.fine_tick = 7 min does not divide clock.tick = 1 h"},
                      Case{"clock.warmup=1 d 1 h", "clock.warmup = 1 d 1 h is not a multiple of a day"},
                      Case{"clock.length=100 d 30 min", "clock.length = 100 d 30 min is not a multiple of clock.tick = 1 h"},
                      Case{"world.families=41", "world.families = 41 is not a multiple of world.lines = 10"},
                      Case{"world.zones=255", "world.zones = 255 is not a multiple of world.regions = 8"},
                      Case{"world.material_spread=40 d",
                           "world.material_spread is longer than world.material_lead: goods would arrive before they are ordered"},
                      Case{"members.count=0", "members.count = 0, and no network brings demand of its own"},
                      Case{"network.demand=members", "network.demand = \"members\" without a network.file"},
                      Case{"lever.grades.on=true", "lever.grades makes to order from modules, but lever.modular is off"},
                      Case{"channel.search.share=0.9", "the shares of all channels add up to 0.9, not 1"},
                      Case{"wave.start=-141 d", "wave 'show' starts before the run: -141 d"},
                      Case{"wave.start=99 d 23 h", "wave 'show' ends at 100 d 1 h, after the run: clock.length = 100 d"},
                      Case{"wave.kind=longtail", "wave 'show' is passed on by members, but nobody starts it"},
                      Case{"wave.kind=trace", "wave 'show' follows a trace, but there is no trace.file"},
                      Case{"wave.kind=noise", "wave 'show' is noise, but has no bots"},
                      Case{"wave.times=2", "wave 'show' comes again before it has ended"},
                      Case{"policy.plant.review=1 d 1 min", "policy.plant.review = 1 d 1 min is not a multiple of clock.tick"},
                      Case{"policy.plant.phase=1 d", "policy.plant.phase = 1 d is not below its review period 1 d"},
                      Case{"policy.plant.bucket=90 min", "policy.plant.bucket is not a multiple of clock.tick"},
                      Case{"policy.plant.forecast=sensed", "policy.plant forecasts from sensed demand, but lever.sensing is off"}),
    [](auto const& info) { return "case" + std::to_string(info.index); });

TEST(Rules, APriceClassNeedsPrices) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  Request ask = scratch.ask();
  ask.sets = {"choice.budget=1.5", "choice.price=0"};
  EXPECT_EQ(problems_of(ask).at(0).message, "choice.budget needs choice.price above 0: without it prices are not seen");
}

TEST(Rules, TheTickDividesADay) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  Request ask = scratch.ask();
  ask.sets = {"clock.tick=50 min"};
  EXPECT_EQ(problems_of(ask).at(0).message, "clock.tick = 50 min does not divide a day");
}

TEST(Rules, MembersRememberThirtyOneYears) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  Request ask = scratch.ask();
  ask.sets = {"clock.warmup=4015 d", "clock.length=7300 d"};
  EXPECT_EQ(text_of(ask), "");
  ask.sets = {"clock.warmup=4380 d", "clock.length=7300 d"};
  auto const problems = problems_of(ask);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].message, "clock.warmup + clock.length = 11680 d are too long");
}

TEST(Rules, RepeatedWavesStayInsideTheRun) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  Request ask = scratch.ask();
  ask.sets = {"wave.repeat=7 d", "wave.times=16"};
  EXPECT_EQ(problems_of(ask).at(0).message, "the last of 16 waves 'show' ends at 106 d 22 h, after the run: clock.length = 100 d");
}

TEST(Rules, MembersNeedAChannel) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", "");
  EXPECT_EQ(problems_of(scratch.ask()).at(0).message, "there are members but no [[channel]] to reach them by");
}

TEST(Rules, ShortWarmUpsAndWindowsAreWarnedOf) {
  Scratch scratch;
  scratch.write("scenarios/s.toml", good);
  EXPECT_TRUE(load(scratch.ask()).warnings.empty());
  Request ask = scratch.ask();
  ask.sets = {"policy.material.review=60 d", "cascade.share=50 %"};
  auto const warnings = load(ask).warnings;
  ASSERT_EQ(warnings.size(), 2u);
  EXPECT_NE(warnings[0].find("twice the longest L + R = 96 d"), std::string::npos) << warnings[0];
  EXPECT_NE(warnings[1].find("R0"), std::string::npos) << warnings[1];
  ask.sets = {"wave.start=60 d"};
  ASSERT_EQ(load(ask).warnings.size(), 0u);
  ask.sets = {"wave.start=70 d"};
  ASSERT_EQ(load(ask).warnings.size(), 1u);
}

}  // namespace
}  // namespace gs::config::test
